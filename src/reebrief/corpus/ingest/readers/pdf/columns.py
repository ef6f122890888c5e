"""Bring a page's segments into the order in which they are read: bands, and columns in them."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.corpus.ingest.readers.pdf.segments import Segment

_GUTTER = 9.0
"""Points between two columns, at least."""

_FEWEST = 4
"""Lines of a column, at least."""

_NARROWEST = 80.0
"""Points of a column, at least; cells of tables are narrower."""

_DEEPEST = 6


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
                rows = min(len({round(s.middle) for s in side}) for side in sides)
                if wide and rows >= _FEWEST and all(map(_is_prose, sides)):
                    best = (segment.left - edge, middle)
        edge = max(edge, segment.right)
    return best[1] if best else None


def _is_prose(side: Sequence[Segment]) -> bool:
    """Say whether a side is text and no column of a table: most of its lines are full of words."""
    lines: dict[int, str] = {}
    for segment in side:
        lines[round(segment.middle)] = f"{lines.get(round(segment.middle), '')} {segment.text}"
    long = sum(len(text) > 20 for text in lines.values())
    return long * 2 >= len(lines)


def _bands(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Part segments at white space that runs from the left to the right, from top to bottom."""
    bands: list[list[Segment]] = []
    floor = float("inf")
    for segment in sorted(segments, key=lambda s: -s.top):
        if not bands or segment.top < floor - 1:
            bands.append([])
        bands[-1].append(segment)
        floor = min(floor, segment.bottom)
    return bands
