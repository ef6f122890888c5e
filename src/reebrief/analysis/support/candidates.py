"""Choose which figures of several texts may be of one quantity, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from reebrief.analysis.support.statements import Statement, Statements

_Key = tuple[str, str]
"""A unit, and the key of a name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Statements of two texts, each with the number of its text, the lower one first."""

    texts: tuple[int, int]
    statements: tuple[Statement, Statement]

    @property
    def order(self) -> tuple[tuple[int, int], ...]:
        """Where it stands among others: by its texts, its lines in them, its figures in those."""
        one, other = self.statements
        starts = one.quantity.figure.start, other.quantity.figure.start
        return self.texts, (one.line, other.line), starts


def candidates(texts: Sequence[Statements], apart: int) -> Iterator[Candidate]:
    """Yield each two statements of two texts that have a unit and a name in common.

    Those whose amounts differ by more than ``apart`` times are left out.
    """
    groups: dict[_Key, list[tuple[Statement, int]]] = {}
    for n, line in _lines_in_common(texts):
        for one in texts[n].of(line):
            for key in product(one.quantity.measure, one.names):
                groups.setdefault(key, []).append((one, n))
    seen: set[tuple[Statement, Statement]] = set()
    for group in groups.values():
        for pair in _alike(group, apart):
            (a, n), (b, m) = sorted(pair, key=lambda each: each[1])
            if n != m and (a, b) not in seen:
                seen.add((a, b))
                yield Candidate((n, m), (a, b))


def _lines_in_common(texts: Sequence[Statements]) -> Iterator[tuple[int, int]]:
    """Yield the text and the line of figures whose unit and name another text has too.

    Reading a line costs more than seeing that none other speaks of it.
    """
    of: dict[_Key, int] = {}
    several: set[_Key] = set()
    for n, text in enumerate(texts):
        for _, units, names in text.outline:
            for key in product(units, names):
                if of.setdefault(key, n) != n:
                    several.add(key)
    for n, text in enumerate(texts):
        for line, units, names in text.outline:
            if any(key in several for key in product(units, names)):
                yield n, line


def _alike(
    group: Sequence[tuple[Statement, int]], apart: int
) -> Iterator[tuple[tuple[Statement, int], tuple[Statement, int]]]:
    """Yield each two of a group whose amounts are within so many times each other."""
    group = sorted(group, key=lambda each: each[0].size)
    for at, one in enumerate(group):
        most = one[0].size[1] * apart
        for other in group[at + 1 :]:
            if other[0].size[0] > most:
                break
            yield one, other
