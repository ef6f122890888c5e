"""Reading values: the one number that a text states, its unit, and whether units agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from reebrief.analysis.figures import Figure, FigureWords, figures

NBSP = "\u00a0"
"""A space at which no line ends: it stands between a number and its unit."""

LONGEST = 30
"""Characters that a value may be written with: it stands beside its bar."""

_NUMBER = re.compile(r"[-+−]?\d[\d.,'’\s\u00a0\u2009\u202f]*")
_PARTED = "\u00a0\u2009\u202f "
_HINT = "type one number, 12,000 or 12,000 tons for example"


@dataclass(frozen=True, slots=True)
class ValueUnit:
    """A chart's unit: as it is written, as figures have it, and how much one of it is of that.

    ``name`` is empty where the unit is none that figures know; ``scale`` is 1,000,000 of "million
    tons".
    """

    text: str
    name: str
    scale: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a text states it: its amount in the chart's unit, and how to write it."""

    amount: Fraction
    text: str
    figure: Figure | None


def unit_of(text: str, words: FigureWords) -> ValueUnit:
    """Read a unit such as "%", "tons a year" or "million tons"."""
    found = figures(f"2 {text}", words)  # of 2: what is counted stands in the plural
    if len(found) != 1 or found[0].start:
        return ValueUnit(text, "")
    value = _fraction(found[0].value)
    return ValueUnit(text, found[0].unit, value / 2 if value else Fraction(1))


def unit_in(text: str, words: FigureWords) -> ValueUnit | None:
    """Return the unit that a value is written with, or None where it has none."""
    if bare(text, words) is not None:
        return None
    found = figures(text, words)
    if len(found) != 1 or not found[0].unit:
        return None
    shown = re.sub(r"^[^\d]*[\d.,]+[-\s]?", "", found[0].text).strip()
    return ValueUnit(shown or found[0].unit, found[0].unit)


def stated(text: str, unit: ValueUnit | None, words: FigureWords) -> Stated:
    """Read the value that a text states; a bare number takes the unit.

    Raises ValueError with what is wrong and, after ``;``, a hint.
    """
    shown = re.sub(r"^-(?=\d)", "−", " ".join(text.split()))
    if len(shown) > LONGEST:
        raise ValueError(f"a value of {len(shown)} characters; the most are {LONGEST}")
    amount = bare(shown, words)
    if amount is not None:
        written = _with_unit(shown, unit)
        found = figures(written, words)
        whole = found[0] if len(found) == 1 else None
        if whole and unit and _fraction(whole.value) != amount * unit.scale:
            whole = None
        return Stated(amount, written, whole)
    found = figures(shown, words)
    if len(found) != 1:
        what = "no number" if not found else f"{len(found)} numbers"
        raise ValueError(f"'{shown}' states {what}; {_HINT}")
    figure = found[0]
    if "–" in figure.value:
        raise ValueError(f"'{shown}' is a range; a chart shows single values: type one of the two")
    amount = _fraction(figure.value)
    if unit and not figure.unit:
        shown = f"{shown[: figure.end]}{NBSP}{unit.text}{shown[figure.end :]}"
        return Stated(amount, shown, None)
    if unit and not _agree(figure, unit):
        own, other = figure.unit, unit.text
        raise ValueError(f"two units on one axis: {own} and {other}; make a chart for each unit")
    joined = re.sub(r"(?<=\d) (?=[^\d\s])", NBSP, shown)
    return Stated(amount / (unit.scale if unit else 1), joined, figure)


def bare(text: str, words: FigureWords) -> Fraction | None:
    """Return the number that a text is and nothing more, or None."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return None
    digits = text.replace("−", "-").lstrip("+")
    whole, _, part = digits.partition(words.decimal)
    groups = re.split(rf"[{re.escape(words.group)}'’{_PARTED}]", whole)
    if len(groups) > 1 and not all(len(group) == 3 for group in groups[1:]):
        return None
    joined = "".join(groups) + (f".{part}" if part else "")
    return Fraction(joined) if re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", joined) else None


def _with_unit(number: str, unit: ValueUnit | None) -> str:
    return f"{number}{NBSP}{unit.text}" if unit else number


def _agree(figure: Figure, unit: ValueUnit) -> bool:
    measure, _, period = unit.name.partition("/")
    return figure.measure == measure and (figure.period == period or not figure.period)


def _fraction(value: str) -> Fraction:
    return Fraction(value.partition("–")[0])
