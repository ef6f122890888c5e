"""Scales: round ticks on an axis of amounts or of days, and numbers written in a language."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_CUT = 0.5
"""A line's axis begins at zero unless its lowest value is more than this share of the highest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: its ends, its ticks, and how many decimals they need. ``step`` parts the ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    step: float
    decimals: int = 0

    def share(self, amount: float) -> float:
        """Return where an amount stands between the ends, 0 to 1."""
        return (amount - self.low) / (self.high - self.low)


def amounts(values: Sequence[float], most: int, *, zero: bool) -> Scale:
    """Return the axis of amounts with about ``most`` ticks at most; ``zero`` makes 0 part of it."""
    low, high = min(values), max(values)
    if zero or low <= high * _CUT:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    step = _step((high - low) / max(most - 1, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if round(step * 10**decimals, 9) % 1:
        decimals += 1  # a step of 2.5
    ticks = tuple(round(n * step, decimals) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks, step, decimals)


def _step(least: float) -> float:
    """Return the round number at or above ``least``: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * (1 - 1e-9))


def days(values: Sequence[float], months: int, years: int) -> Scale:
    """Return the axis of days, its ticks the first of months.

    At most about so many ticks have room as there are ``months`` or, of whole years, ``years``.
    """
    first, last = (dt.date.fromordinal(int(end)) for end in (min(values), max(values)))
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for step in _MONTHS:
        low, high = begin // step * step, end // step * step + step
        if (high - low) // step < max(years if step % 12 == 0 else months, 2):
            break
    named = [month for month in range(low, high + 1, step) if 12 <= month < 9999 * 12]
    ticks = tuple(float(dt.date(m // 12, m % 12 + 1, 1).toordinal()) for m in named)
    return Scale(min(ticks[0], *values), max(ticks[-1], *values), ticks, float(step))


def number(amount: float, decimals: int, marks: tuple[str, str]) -> str:
    """Write an amount with its decimal mark and the mark between thousands; a minus is U+2212."""
    decimal, group = marks
    text = f"{abs(amount):,.{decimals}f}"
    sign = "−" if amount < 0 and text.strip("0.,") else ""
    return sign + "".join({",": group, ".": decimal}.get(char, char) for char in text)


def month_label(tick: float, step: float, month: Callable[[dt.date], str]) -> str:
    """Write a tick of days: its year where ticks are years apart, else its month."""
    date = dt.date.fromordinal(int(tick))
    return str(date.year) if step % 12 == 0 else month(date)
