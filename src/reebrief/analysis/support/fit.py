"""Say whether a quantity of an article bears out one that somebody states of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from reebrief.analysis.support.lexicon import Bound, Reading
from reebrief.analysis.support.quantities import Quantity

Fit = Literal["held", "bound", "unit", "other"]
"""How a quantity of an article fits a stated one: it bears it out; it has another bound, or another
unit; it is another amount."""

_ROUGHLY = 20
"""A rounded number stands for what lies within a twentieth of it."""

_SPOKEN = 7
"""In words it stands for what lies within a seventh of it: more than half, of 55 per cent."""

_CONVERTED = 100
"""A converted amount is rounded to a hundredth of it at most."""


def fit(held: Quantity, stated: Quantity, reading: Reading) -> Fit:
    """Say how a quantity of an article fits one that somebody states of it."""
    alike = _alike(held, stated)
    if alike is None:
        return "other"
    if not _same_unit(held, stated, reading):
        return "unit" if alike == "same" else "other"
    if alike == "near":
        return "held"
    return "held" if _same_bound(held, stated) else "bound"


def _alike(held: Quantity, stated: Quantity) -> Literal["same", "near"] | None:
    """Say whether amounts are the same, or one is the other rounded as its words say."""
    if bool(held.per) != bool(stated.per):  # what only one text says is passed by
        held, stated = replace(held, per=None), replace(stated, per=None)
    theirs, ours = rate(held), rate(stated)
    unitless = "" in held.measure or "" in stated.measure  # 38, after 41 hours
    if theirs == ours or (unitless and _typed(held) == _typed(stated)):
        return "same"
    if _converted(held, stated):
        return "same"
    if stated.low == stated.high and held.low != held.high and ours[0] in theirs:
        # "14 to 18 months" bears "up to 18 months" out, and not "18 months".
        limit: Bound = "above" if ours[0] == theirs[0] else "below"
        return "near" if limit in stated.bounds else None
    if held.low != held.high or stated.low != stated.high or held.bounds - {"exactly"}:
        return None
    low, high = sorted((abs(ours[0]), abs(theirs[0])))
    spoken = not any(c.isdigit() for c in stated.figure.text)
    if (high - low) * (_SPOKEN if spoken else _ROUGHLY) > high or not ours[0]:
        return None
    direction: Bound = "above" if theirs[0] > ours[0] else "below"
    return "near" if stated.bounds & {direction, "about"} else None


def _typed(one: Quantity) -> tuple[Fraction, Fraction]:
    """Return the ends of a quantity in the unit in which it was typed."""
    return one.low / one.factor, one.high / one.factor


def _converted(held: Quantity, stated: Quantity) -> bool:
    """Say whether amounts in two units are as near as rounding leaves them: 5 miles, 8 km."""
    if held.figure.measure == stated.figure.measure or held.measure != stated.measure:
        return False
    ends = zip(rate(held), rate(stated), strict=True)
    return all(abs(one - other) * _CONVERTED <= max(abs(one), abs(other)) for one, other in ends)


def amount(one: Quantity) -> Fraction:
    """Return what a single amount comes to in its base unit, for one of what it is for."""
    return rate(one)[0]


def as_typed(one: Quantity) -> Fraction:
    """Return what a single amount comes to in the unit in which it was typed."""
    return _typed(one)[0]


def rate(one: Quantity) -> tuple[Fraction, Fraction]:
    """Return the ends of a quantity, for one of what it is for."""
    number = one.per[0] if one.per else Fraction(1)
    return one.low / number, one.high / number


def _same_unit(held: Quantity, stated: Quantity, reading: Reading) -> bool:
    """Say whether units agree: what only one text says is passed by, as are nouns."""
    if held.figure.period and stated.figure.period and held.figure.period != stated.figure.period:
        return False
    if held.per and stated.per and held.per[1] != stated.per[1]:
        return False
    if "" in held.measure or "" in stated.measure:
        return True
    if not held.measure.isdisjoint(stated.measure):
        return True
    if all(_is_sign(one.measure) for one in (held, stated)):
        return False
    stems = [reading.words.patterns.prefix.sub("", min(one.measure)) for one in (held, stated)]
    return held.counted and stated.counted and stems[0] != stems[1]  # petabytes, exabytes


def _is_sign(measure: frozenset[str]) -> bool:
    return any(c.isupper() for unit in measure for c in unit)


def _same_bound(held: Quantity, stated: Quantity) -> bool:
    """Say whether a limit stayed one; "about" may be left out, and added to what is exact."""
    if held.loose or stated.loose:
        return True
    theirs, ours = held.bounds - {"exactly"}, stated.bounds - {"exactly"}
    if theirs == {"about"}:
        return "exactly" not in stated.bounds and (not ours or "about" in ours)
    return not theirs.isdisjoint(ours) if theirs else not ours or "about" in ours


def apart(held: Quantity, stated: Quantity) -> tuple[bool, bool, Fraction]:
    """Return how far two quantities are from each other: in value, in unit, in amount."""
    ours = rate(stated)[0]
    theirs = [abs(end - ours) / max(abs(end), abs(ours), Fraction(1)) for end in rate(held)]
    other_unit = held.measure.isdisjoint(stated.measure)
    return held.figure.value != stated.figure.value, other_unit, min(theirs)
