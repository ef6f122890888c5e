"""Join the segments of a column to lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.readers.pdf.segments import CELL, Segment


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, its box in points, and its cells where white space parts it.

    ``full`` says how much of its column's width it fills, ``indent`` how far from its left edge
    it begins, in points.
    """

    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[tuple[float, str], ...]
    full: float
    indent: float

    @property
    def height(self) -> float:
        """How high the line is, in points."""
        return self.top - self.bottom


def lines_of(region: Sequence[Segment], page: int) -> list[PageLine]:
    """Return the lines of a region of one column, from top to bottom."""
    if not region:
        return []
    left, right = min(s.left for s in region), max(s.right for s in region)
    rows: list[list[Segment]] = []
    for segment in sorted(region, key=lambda s: -s.middle):
        last = rows[-1] if rows else None
        if last and abs(last[0].middle - segment.middle) < max(last[0].height, segment.height) / 2:
            last.append(segment)
        else:
            rows.append([segment])
    return [_line(sorted(row, key=lambda s: s.left), page, (left, right)) for row in rows]


def _line(row: Sequence[Segment], page: int, column: tuple[float, float]) -> PageLine:
    cells: list[tuple[float, str]] = []
    edge = None
    for segment in row:
        if edge is not None and segment.left - edge < CELL:
            start, text = cells[-1]
            space = "" if segment.left - edge < segment.height * 0.12 else " "
            cells[-1] = (start, f"{text}{space}{segment.text}")
        else:
            cells.append((segment.left, segment.text))
        edge = segment.right
    width = max(column[1] - column[0], 1.0)
    right = max(s.right for s in row)
    return PageLine(
        page,
        " ".join(" ".join(text for _, text in cells).split()),
        row[0].left,
        min(s.bottom for s in row),
        right,
        max(s.top for s in row),
        tuple((start, " ".join(text.split())) for start, text in cells),
        (right - column[0]) / width,
        row[0].left - column[0],
    )
