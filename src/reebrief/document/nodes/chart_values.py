"""Define the values of charts, and say which a table shows well by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChartKind = Literal["bar", "line", "before-after", "timeline"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a chart: its amount, and how it is written with its unit.

    The amount is counted in the chart's unit; in a timeline it is a day's proleptic Gregorian
    ordinal, as ``datetime.date.toordinal`` counts. ``planned`` days lie after the brief's date, or
    are plans of their article.
    """

    amount: float
    text: str
    planned: bool = False


MOST_IN_CELLS = 6
"""Values of a chart that a table shows by itself, at most; more are easier seen in a drawing."""


def in_cells(values: tuple[tuple[Value | None, ...], ...]) -> bool:
    """Say whether a table shows values well by itself: few, and none below zero."""
    amounts = [value.amount for row in values for value in row if value]
    return len(amounts) <= MOST_IN_CELLS and min(amounts, default=0.0) >= 0
