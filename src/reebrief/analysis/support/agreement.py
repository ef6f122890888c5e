"""Say whether figures of two texts are the same quantity, and agree or contradict each other.

A quantity is somebody's: the same is what two sentences say of one actor, measure, unit and period.
Whatever speaks against that keeps silent: a plan beside a result, a part beside its whole, another
product, another limit. What is silent may still be the same.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from reebrief.analysis.support.candidates import Candidate, candidates
from reebrief.analysis.support.fit import amount, fit
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import Quantity
from reebrief.analysis.support.statements import Statement, Statements

Agreement = Literal["agree", "contradict"]

_FEW = 32
"""Of so many texts what they have in common is kept."""

_DIGITS = 3
"""A figure of so many digits, but for noughts, is rounded where it is the other one shortened; of
one less where its words or its decimals say so."""

_APART = 8
"""Amounts that differ by more than so many times are not of one thing: a slip has its own check."""

_NEAR = 1.1
"""Amounts that differ by more than so many times are not each other rounded: at most a twentieth
lies between them."""

_COMMON = 2
"""So many words besides names two sentences share that speak of one quantity."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Statements of one quantity in two texts, with what they say of each other."""

    of: Candidate
    verdict: Agreement


def agreements(texts: Sequence[Statements]) -> tuple[Agreed, ...]:
    """Return the figures of two of the texts that are one quantity, in the texts' order."""
    # The texts of a long brief would stay in memory.
    return (_kept if len(texts) <= _FEW else _agreements)((*texts,))


def _agreements(texts: tuple[Statements, ...]) -> tuple[Agreed, ...]:
    found = [
        Agreed(one, verdict)
        for one in candidates(texts, _APART)
        if (verdict := agreement(*one.statements, texts[one.texts[0]].reading)) is not None
    ]
    return (*sorted(found, key=lambda each: each.of.order),)


_kept = lru_cache(maxsize=16)(_agreements)  # briefs of one run may have their articles in common


def agreement(one: Statement, other: Statement, reading: Reading) -> Agreement | None:
    """Say whether two candidates agree or contradict; None where they are of two things."""
    a, b = one.quantity, other.quantity
    if not _one_year(one, other) or not _one_kind(one, other, len(one.kinds) - 1):
        return None
    if _close(one, other) and _equal(a, b, reading):
        return "agree"
    return "contradict" if _contradict(one, other, reading) else None


def _close(one: Statement, other: Statement) -> bool:
    """Say whether amounts lie near enough to be one of them rounded."""
    (low, high), (least, most) = one.size, other.size
    return low <= most * _NEAR and least <= high * _NEAR


def _equal(a: Quantity, b: Quantity, reading: Reading) -> bool:
    """Say whether quantities are the same, one rounded or as a limit of the other."""
    return "held" in (fit(a, b, reading), fit(b, a, reading)) or _rounded(a, b) or _rounded(b, a)


def _contradict(one: Statement, other: Statement, reading: Reading) -> bool:
    """Say whether two statements of one thing, with other amounts, cannot both be so."""
    a, b = one.quantity, other.quantity
    if (a.bounds | b.bounds) - {"exactly", "about"} or a.low != a.high or b.low != b.high:
        return False
    if not one.size[0] or not other.size[0] or not _same_unit(a, b):
        return False
    kinds = sum(bool(x & y) for x, y in zip(one.kinds[1:-1], other.kinds[1:-1], strict=True))
    if not kinds and a.figure.measure == reading.figures.percent:
        return False  # a share or a change may be of anything
    several = len(one.names & other.names) > 1
    common = len((one.words & other.words) - one.names) + kinds + several
    return (
        common >= _COMMON
        and _one_part_of_year(one, other)
        and _one_actor(one, other)
        and _one_kind(one, other, len(one.kinds))
    )


def _one_actor(one: Statement, other: Statement) -> bool:
    """Say whether each of two sentences speaks of whom the other names first."""
    return _knows(one, other) and _knows(other, one)


def _knows(one: Statement, other: Statement) -> bool:
    every = other.names | other.said
    match one.named:
        case (first, begins, *others) if not first:  # perhaps no name
            return _names_it(begins, every) or not others or _names_it(others[0], every)
        case (first, *_):
            return _names_it(first, every)
        case _:
            return False


def _names_it(name: tuple[str, ...], every: Set[str]) -> bool:
    """Say whether words hold a name: its first word, three of it, or most of it.

    Norvale Separation is not Estmark Separation.
    """
    shared = [key for key in name if key in every]
    return bool(name) and (
        name[0] in every or any(" " in key for key in shared) or 2 * len(shared) > len(name)
    )


def _same_unit(a: Quantity, b: Quantity) -> bool:
    """Say whether both are for one of the same, a day or a ton, or neither says for what."""
    return a.figure.period == b.figure.period and (a.per and a.per[1]) == (b.per and b.per[1])


def _one_kind(one: Statement, other: Statement, groups: int) -> bool:
    """Say whether nothing in some groups makes two figures those of different things.

    Of the first group, what is not yet so, both have the same or none, but for what never is; of
    the others what both say must meet.
    """
    pairs = [*zip(one.kinds, other.kinds, strict=True)][:groups]
    return all(a == b if n == 0 else not (a and b) or bool(a & b) for n, (a, b) in enumerate(pairs))


def _one_year(one: Statement, other: Statement) -> bool:
    if not (one.year and other.year) or one.year == other.year:
        return True
    until = {date.until for date in (one.when, other.when) if date and date.until}
    return bool({one.year, other.year} & until) or (bool(until) and abs(one.year - other.year) == 1)


def _one_part_of_year(one: Statement, other: Statement) -> bool:
    a, b = one.when, other.when
    if a is None or b is None:
        return True
    return a.months == b.months and not (a.day and b.day and a.day != b.day)


def _rounded(exact: Quantity, short: Quantity) -> bool:
    """Say whether one figure is the other rounded to its digits: 1,509 and 1.51 thousand."""
    digits = len("".join(c for c in short.figure.text if c.isdigit()).strip("0"))
    low, high = abs(amount(exact)), abs(amount(short))
    rough = "about" in short.bounds or "." in short.figure.text
    if digits < _DIGITS - rough or not low or not high or exact.low != exact.high:
        return False
    unit = Fraction(1)
    while high / unit >= 10**digits:
        unit *= 10
    while high / unit < 10 ** (digits - 1):
        unit /= 10
    return abs(low - high) * 2 <= unit
