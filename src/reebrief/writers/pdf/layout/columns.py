"""Two columns of slices, as high as each other where that can be, and parted where a page ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.boxes import Repeat, Slice, draw, height, stack

_AHEAD = 24
"""So many columns of a page are looked at in advance: what is longer is not balanced yet, or each
page would cost as much as all that follow it."""

_SLACK = 0.01
"""Points by which a column may be too high: sums of heights are not exact."""


@dataclass(slots=True, eq=False, kw_only=True)
class Columns(Slice):
    """Slices in two columns: the first ``left`` of them, and the rest beside them.

    ``step`` is how far the second column stands from the first, ``page`` how high a page is. Where
    they go on over many pages, notes and articles are those of the next ones alone.
    """

    inner: list[Slice] = field(default_factory=list)
    left: int = 0
    step: float = 0.0
    page: float = 0.0

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
        left = _filled(self.inner, 0, _ends(self.inner), room)
        if not left:
            return None
        done = _filled(self.inner, left, _ends(self.inner, left), room) or left
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
        return first, balanced([*again, *rest], self.step, self.page)


def balanced(slices: list[Slice], step: float, page: float) -> Columns:
    """Return slices in two columns of the least height that keeps together what must stay so.

    Columns that fill many pages of a height are balanced when all but the last of them are set.
    """
    like = Columns(0.0, step=step, page=page)
    heights = itertools.accumulate(each.before + each.extent for each in slices)
    sums = [0.0, *itertools.takewhile(lambda high: high <= _AHEAD * page, heights)]
    if len(sums) <= len(slices):
        count = max(1, len(sums) - 1)
        return replace(_of(slices[:count], count // 2, like), inner=slices)
    best, least = len(slices), float("inf")
    for end in _ends(slices):
        right = sums[-1] - sums[end] - slices[end].before if end < len(slices) else 0.0
        high = max(sums[end] - slices[0].before, right)
        if high < least - _SLACK:
            best, least = end, high
    return _of(slices, best, like)


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


def _ends(slices: Sequence[Slice], start: int = 0) -> Iterator[int]:
    """Yield after how many slices a column may end that begins with one."""
    for n in range(start, len(slices)):
        if not slices[n].keep or n == len(slices) - 1:
            yield n + 1


def _filled(slices: Sequence[Slice], start: int, ends: Iterable[int], room: float) -> int:
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
