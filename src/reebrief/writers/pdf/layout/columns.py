"""Two columns of slices, as high as each other where that can be, and parted where a page ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.boxes import Repeat, Slice, draw, height, stack

_SLACK = 0.01
"""Points by which a column may be too high: sums of heights are not exact."""


@dataclass(slots=True, eq=False, kw_only=True)
class Columns(Slice):
    """Slices in two columns: the first ``left`` of them, and the rest beside them.

    ``step`` is how far the second column stands from the first.
    """

    inner: list[Slice] = field(default_factory=list)
    left: int = 0
    step: float = 0.0

    def names(self) -> Iterator[str]:
        """Yield the names of the places within both columns."""
        yield from Slice.names(self)
        yield from (name for each in self.inner for name in each.names())

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the left column, then the right one: so they are read."""
        draw(sheet, stack(self.inner[: self.left], top)[0], left)
        draw(sheet, stack(self.inner[self.left :], top)[0], left + self.step)

    def split(self, room: float) -> tuple[Slice, Slice] | None:
        """Fill both columns up to a height; what is left goes on in columns on the next page."""
        ends = _ends(self.inner)
        left = _filled(self.inner, 0, ends, room)
        if not left:
            return None
        done = _filled(self.inner, left, ends, room) or left
        return self._parted(left, done)

    def split_anywhere(self, room: float) -> tuple[Slice, Slice] | None:
        """Part the columns between any two slices: what stays together is too high for a page."""
        repeated = sum(isinstance(each, Repeat) for each in self.inner)
        ends = range(repeated + 1, len(self.inner) + 1)
        left = _filled(self.inner, 0, ends, room)
        if not left:
            return None
        done = _filled(self.inner, left, ends, room) or left
        return self._parted(left, min(done, len(self.inner) - 1))  # or nothing would be parted

    def _parted(self, left: int, done: int) -> tuple[Slice, Slice] | None:
        left = min(left, done)
        if done <= 0 or done >= len(self.inner):
            return None
        first = _of([*self.inner[:done]], left, self)
        rest = [*self.inner[done:]]
        leads = [each for lead in rest[0].leads if lead.begun for each in lead.slices]
        again = [replace(each, keep=True) for each in leads]
        return first, balanced([*again, *rest], self.step)


def balanced(slices: list[Slice], step: float) -> Columns:
    """Return slices in two columns of the least height that keeps together what must stay so."""
    sums = [0.0, *itertools.accumulate(each.before + each.extent for each in slices)]
    best, least = len(slices), float("inf")
    for end in _ends(slices):
        right = sums[-1] - sums[end] - slices[end].before if end < len(slices) else 0.0
        high = max(sums[end] - slices[0].before, right)
        if high < least - _SLACK:
            best, least = end, high
    return _of(slices, best, Columns(0.0, step=step))


def _of(slices: list[Slice], left: int, like: Columns) -> Columns:
    return replace(
        like,
        height=max(height(slices[:left]), height(slices[left:])),
        before=slices[0].before,
        notes=tuple(number for each in slices for number in each.notes),
        articles=frozenset[str]().union(*(each.articles for each in slices)),
        inner=slices,
        left=left,
    )


def _ends(slices: Sequence[Slice]) -> list[int]:
    """Return after how many slices a column may end."""
    ends = [n for n, each in enumerate(slices, 1) if not each.keep]
    return ends if ends and ends[-1] == len(slices) else [*ends, len(slices)]


def _filled(slices: Sequence[Slice], start: int, ends: Sequence[int], room: float) -> int:
    """Return up to which slice a column is filled that begins with one; 0 where none fits."""
    done = 0
    total = 0.0
    last = start
    for end in ends:
        if end <= start:
            continue
        for n in range(last, end):
            total += slices[n].extent + (slices[n].before if n > start else 0.0)
        last = end
        if total > room + _SLACK:
            break
        done = end
    return done
