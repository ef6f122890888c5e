"""Bring a page's segments into the order in which they are read: bands, and columns in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reebrief.corpus.ingest.readers.pdf.segments import Segment

_GUTTER = 7.0
"""Points between two columns, at least."""

_FEWEST = 4
"""Lines of a column, at least."""

_NARROWEST = 80.0
"""Points of a column, at least; cells of tables are narrower."""

_DEEPEST = 6

_APART = 30.0
"""Points of white above or below all columns that part them from a running head or foot."""

_MOST_CROSSING = 0.25
"""Lines that run across both columns, a title or a lead, for one line of the shorter column."""


def in_order(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the regions of a page, each of one column, in the order in which they are read."""
    return _cut(list(segments), 0)


def _cut(segments: list[Segment], depth: int) -> list[list[Segment]]:
    if len(segments) < _FEWEST * 2 or depth == _DEEPEST:
        return [segments] if segments else []
    at = _gutter(segments)
    if at is not None:
        left = [s for s in segments if s.right <= at]
        right = [s for s in segments if s.right > at]
        return [*_cut(left, depth + 1), *_cut(right, depth + 1)]
    zones = _between_crossing(segments)
    if zones:
        return [region for zone in zones for region in _cut(zone, depth + 1)]
    bands = _bands(segments)
    if len(bands) < 2:
        return [segments]
    done: list[list[Segment]] = []
    plain = False
    for band in bands:
        parts = _cut(band, depth + 1)
        if len(parts) == 1 and plain:
            done[-1] += parts[0]
        else:
            done += parts
        plain = len(parts) == 1
    return done


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return where white space parts two columns from top to bottom, None where none does."""
    left_most, right_most = min(s.left for s in segments), max(s.right for s in segments)
    edge = left_most
    best: tuple[float, float] | None = None
    for segment in sorted(segments, key=lambda s: s.left):
        if segment.left - edge >= _GUTTER:
            middle = (segment.left + edge) / 2
            if best is None or segment.left - edge > best[0]:
                sides = (
                    [s for s in segments if s.right <= middle],
                    [s for s in segments if s.left >= middle],
                )
                wide = min(middle - left_most, right_most - middle) >= _NARROWEST
                rows = min(map(_rows, sides))
                if wide and rows >= _FEWEST and all(map(_is_prose, sides)):
                    best = (segment.left - edge, middle)
        edge = max(edge, segment.right)
    return best[1] if best else None


def _rows(segments: Sequence[Segment]) -> int:
    """Return on how many lines segments stand."""
    return len({round(s.middle) for s in segments})


def _between_crossing(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the zones of columns that a few lines run across, from top to bottom; [] of no such.

    A title above two columns leaves no white space from top to bottom. Each zone is what runs
    across, or the left or the right column between two such lines.
    """
    best: tuple[int, float, list[Segment]] | None = None
    for at in sorted({s.left for s in segments}):
        crossing = [s for s in segments if s.left < at and s.right > at - _GUTTER]
        if best is not None and len(crossing) >= best[0]:
            continue
        sides = (
            [s for s in segments if s.right <= at - _GUTTER],
            [s for s in segments if s.left >= at],
        )
        rows = min(map(_rows, sides))
        few = _rows(crossing) <= rows * _MOST_CROSSING
        if few and rows >= _FEWEST and _are_columns(sides, at):
            best = len(crossing), at, crossing
    return _zones(segments, best[1], best[2]) if best else []


def _are_columns(sides: tuple[list[Segment], list[Segment]], at: float) -> bool:
    left, right = sides
    widths = at - min(s.left for s in left), max(s.right for s in right) - at
    return min(widths) >= _NARROWEST and all(map(_is_prose, sides))


def _zones(
    segments: Sequence[Segment], at: float, crossing: Sequence[Segment]
) -> list[list[Segment]]:
    """Part what stands left and right of a gutter where a line runs across it."""
    zones: list[list[Segment]] = []
    floors = sorted({round(s.middle) for s in crossing}, reverse=True)
    for above, below in pairwise([float("inf"), *floors, float("-inf")]):
        here = [s for s in segments if below < round(s.middle) < above and s not in crossing]
        for band in _bands(here, _APART):
            sides = [s for s in band if s.left < at], [s for s in band if s.left >= at]
            columns = min(map(_rows, sides)) > 1
            zones += sides if columns else [band]  # a running head has a left and a right part
        zones.append([s for s in segments if round(s.middle) == below])
    return [zone for zone in zones if zone]


def _is_prose(side: Sequence[Segment]) -> bool:
    """Say whether a side is text and no column of a table: most of its lines are full of words."""
    lines: dict[int, str] = {}
    for segment in side:
        lines[round(segment.middle)] = f"{lines.get(round(segment.middle), '')} {segment.text}"
    long = sum(len(text) > 20 for text in lines.values())
    return long * 2 >= len(lines)


def _bands(segments: Sequence[Segment], white: float = 1) -> list[list[Segment]]:
    """Part segments at white space that runs from the left to the right, from top to bottom.

    ``white`` is its least height, in points.
    """
    bands: list[list[Segment]] = []
    floor = float("inf")
    for segment in sorted(segments, key=lambda s: -s.top):
        if not bands or segment.top < floor - white:
            bands.append([])
        bands[-1].append(segment)
        floor = min(floor, segment.bottom)
    return bands
