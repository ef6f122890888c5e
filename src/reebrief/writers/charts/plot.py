"""Find what a chart shows: values with the marks of those under a doubt, and their meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reebrief.document.nodes import Blocks, CaveatLabel, Chart, ChartKind, Cite, Node
from reebrief.document.sentences import capital
from reebrief.document.traverse import children
from reebrief.writers.charts.axis import number

SHORT = 2
"""Characters of a unit that stands beside each number, such as %."""

_SIGNS = "*†‡§"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a plot; ``mark`` stands beside it, "" where no doubt is on it.

    What the value is stands in the table below, with what its article says against it.
    """

    amount: float
    mark: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart without what surrounds it: row by row the points of each series.

    ``key`` says of each mark which caveats it stands for; ``days`` are those that the labels of a
    line's points name, None where they stand in equal distances.
    """

    kind: ChartKind
    unit: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    points: tuple[tuple[Point | None, ...], ...]
    key: dict[str, str]
    days: tuple[float, ...] | None = None

    def look(self, series: int) -> int:
        """Return the look of a series, from 0: of a pair the first is outlined, as the lighter."""
        return 1 - series if self.kind == "before-after" else series

    def tick(self, amount: float, decimals: int, marks: tuple[str, str]) -> str:
        """Write a number at the axis, with a unit that stands beside each."""
        text = number(amount, decimals, marks)
        return f"{text}\u00a0{self.unit}" if self.unit and not titled(self.unit) else text

    @property
    def amounts(self) -> list[float]:
        """All amounts."""
        return [point.amount for row in self.points for point in row if point]

    @property
    def explained(self) -> str:
        """The marks with what they stand for, in one line; "" where there are none."""
        return " · ".join(f"{mark} {said}" for mark, said in self.key.items())


def plot(chart: Chart) -> Plot:
    """Return what a chart shows; a row's doubts are its label's, a value's those of its cell."""
    signs: dict[str, str] = {}

    def mark(cell: Blocks) -> str:
        said = capital(", ".join(dict.fromkeys(_labels(cell))))
        return signs.setdefault(said, _sign(len(signs))) if said else ""

    names: list[str] = []
    rows: list[tuple[Point | None, ...]] = []
    for label, values, row in zip(chart.labels, chart.values, chart.table.rows, strict=True):
        first, *cells = map(mark, row.cells)
        names.append(label + first)
        points = zip(values, cells[: len(values)], strict=True)
        rows.append(
            tuple(Point(v.amount, sign, planned=v.planned) if v else None for v, sign in points)
        )
    key = {sign: said for said, sign in signs.items()}
    when = _days(chart.labels) if chart.kind == "line" else None
    return Plot(chart.kind, chart.unit, tuple(names), chart.series, tuple(rows), key, when)


def titled(unit: str) -> bool:
    """Say whether a unit stands at the axis: a short one stands beside each number."""
    return len(unit) > SHORT


def _sign(number: int) -> str:
    return _SIGNS[number % len(_SIGNS)] * (number // len(_SIGNS) + 1)


def _labels(nodes: Blocks) -> Iterator[str]:
    """Yield the labels of doubts in a cell: not those that say who a cited source is."""
    stack: list[Node] = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        if isinstance(node, CaveatLabel):
            yield node.text
        elif not isinstance(node, Cite):
            stack.extend(reversed([*children(node)]))


def _days(labels: tuple[str, ...]) -> tuple[float, ...] | None:
    """Return the days that labels name, each the first of its year or month, where they rise."""
    found: list[float] = []
    for label in labels:
        date = _DATE.fullmatch(label)
        if date is None:
            return None
        try:
            day = dt.date(int(date[1]), int(date[2] or 1), int(date[3] or 1))
        except ValueError:
            return None
        found.append(float(day.toordinal()))
    rising = all(one < other for one, other in pairwise(found))
    return tuple(found) if rising and len(found) > 1 else None
