"""Say whether figures of two texts are the same quantity, and agree or contradict each other.

A quantity is somebody's: the same is what two sentences say of one actor, measure, unit and period.
Whatever speaks against that keeps silent: a plan beside a result, a part beside its whole, another
product, another limit. What is silent may still be the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from reebrief.analysis.figures import figures
from reebrief.analysis.support.assertions import about
from reebrief.analysis.support.dates import StatedDate, dates
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import Quantity, amount, fit, quantities
from reebrief.document.sentences import spans

Agreement = Literal["agree", "contradict"]

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\b[A-Z][\w]*(?:[ -][A-Z][\w]*)*")
_KEY = 4
"""Letters by which a name is known: China and Chinese, Estonia and Estonian."""

_DIGITS = 3
"""A figure of so many digits, but for noughts, is rounded where it is the other one shortened; of
one less where its words or its decimals say so."""

_APART = 8
"""Amounts that differ by more than so many times are not of one thing: a slip has its own check."""

_COMMON = 2
"""So many words besides names two sentences share that speak of one quantity."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A figure as a sentence states it.

    ``text`` is the line that the sentence stands in. ``named`` are the keys of each name of its
    sentence, ``year`` and ``when`` the date that it is of.
    """

    line: int
    text: str
    sentence: str
    quantity: Quantity
    named: tuple[tuple[str, ...], ...]
    when: StatedDate | None
    year: int | None
    reading: Reading

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of all names."""
        return frozenset(key for name in self.named for key in name)

    @cached_property
    def said(self) -> frozenset[str]:
        """The keys of all words of the sentence."""
        return frozenset(m[0][:_KEY].casefold() for m in _WORD.finditer(self.sentence))

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of the words of its clause that say something."""
        stems = about(self.text, self.quantity.figure.start, self.reading)
        return frozenset(stem[:_KEY] for stem in stems)

    @cached_property
    def kinds(self) -> tuple[frozenset[str], ...]:
        """By group, what it is a figure of."""
        return self.reading.words.comparison.kinds_of(self.sentence)


@dataclass
class Statements:
    """The figures of an article's lines with what they are of; ``published`` is its day."""

    lines: Sequence[str]
    reading: Reading
    published: dt.date | None = None
    _of_line: dict[int, tuple[Statement, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def outline(self) -> tuple[tuple[int, frozenset[str], frozenset[str]], ...]:
        """The lines with figures: their numbers, their units in a base one, and their names' keys.

        What two lines have none of in common, no quantity of them can be. A sign that is no listed
        unit, TEU, is "" here.
        """
        base = self.reading.words.conversions
        done: list[tuple[int, frozenset[str], frozenset[str]]] = []
        for n, line in enumerate(self.lines):
            found = {figure.measure for figure in figures(line, self.reading.figures)}
            if found:
                units = frozenset(base[unit][1] if unit in base else unit for unit in found)
                named = _names(line, (), self.reading)
                done.append((n, units, frozenset(key for name in named for key in name)))
        return tuple(done)

    def of(self, n: int) -> tuple[Statement, ...]:
        """Return every figure of a line with a unit, in a sentence that names somebody."""
        if n not in self._of_line:
            self._of_line[n] = tuple(self._read(n, self.lines[n]))
        return self._of_line[n]

    def _read(self, n: int, line: str) -> Iterator[Statement]:
        found = [*quantities(line, self.reading)]
        for start, end in spans(line) if found else ():
            inside = [q for q in found if start <= q.figure.start < end and any(q.measure)]
            sentence = line[start:end]
            places = [(q.figure.start - start, q.end - start) for q in inside]
            names = _names(sentence, places, self.reading) if inside else ()
            days = [*dates(sentence, self.reading)] if names else []
            for q in inside if names else ():
                at = q.figure.start - start
                if any(day.start <= at < day.end for day in days):
                    continue
                year, when = self._when(sentence, at, days)
                yield Statement(n, line, sentence, q, names, when, year, self.reading)

    def _when(
        self, sentence: str, at: int, days: Sequence[StatedDate]
    ) -> tuple[int | None, StatedDate | None]:
        """Return the year of a figure, and the date nearest to it; None where nothing says it.

        "Last year" is one too. A month without a year is the last one before the publication.
        """
        when = min(days, key=lambda day: abs(day.start - at), default=None)
        pattern = self.reading.words.comparison.last_year_pattern
        last = min((abs(m.start() - at) for m in pattern.finditer(sentence)), default=None)
        said = self.published
        if last is not None and (when is None or not when.year or last < abs(when.start - at)):
            return said.year - 1 if said else None, when if when and not when.year else None
        if when is not None and when.year:
            return when.year, when
        if said is None:
            return None, when
        late = when is not None and min(when.months, default=1) > said.month
        return said.year - late, when


def _names(
    sentence: str, figures: Sequence[tuple[int, int]], reading: Reading
) -> tuple[tuple[str, ...], ...]:
    """Return the keys of each name of a sentence, in its order.

    Those that many bear, and those of units, are none; three words are a name together, whoever
    bears them: Northern Rare Earth. A word that begins the sentence alone may be no name: where it
    is the first, an empty one stands before it.
    """
    nobody = reading.words.patterns.nobody
    no_nouns = reading.figures.patterns.no_nouns
    done: list[tuple[str, ...]] = []
    for run in _RUN.finditer(sentence):
        if any(start <= run.start() < end for start, end in figures):
            continue
        words = run[0].casefold().replace("-", " ").split()
        keys = [
            word[:_KEY]
            for word in words
            if word not in nobody and word not in no_nouns and len(word) > 1
        ]
        keys += [" ".join(words[n : n + 3]) for n in range(len(words) - 2)]
        if keys:
            done += [()] if not run.start() and len(words) == 1 else []
            done.append(tuple(keys))
    return tuple(done)


def agreements(
    one: Statements, other: Statements
) -> Iterator[tuple[Statement, Statement, Agreement]]:
    """Yield the figures of two articles that are one quantity, with what they say of each other."""
    for n, units, names in one.outline:
        for m, others, known in other.outline:
            if units & others and names & known:
                for a in one.of(n):
                    for b in other.of(m):
                        verdict = agreement(a, b, one.reading)
                        if verdict is not None:
                            yield a, b, verdict


def agreement(one: Statement, other: Statement, reading: Reading) -> Agreement | None:
    """Say whether two statements of one quantity agree or contradict; None where it is another."""
    a, b = one.quantity, other.quantity
    if a.measure.isdisjoint(b.measure) or not one.names & other.names:
        return None
    if not _one_year(one, other) or not _one_kind(one, other, len(one.kinds) - 1):
        return None
    if "held" in (fit(a, b, reading), fit(b, a, reading)) or _rounded(a, b) or _rounded(b, a):
        return "agree"
    if not (
        _one_part_of_year(one, other)
        and _one_actor(one, other)
        and _one_kind(one, other, len(one.kinds))
    ):
        return None
    if (a.bounds | b.bounds) - {"exactly", "about"} or a.low != a.high or b.low != b.high:
        return None
    low, high = sorted((abs(amount(a)), abs(amount(b))))
    if not low or high > low * _APART or not _same_unit(a, b):
        return None
    shared = one.words & other.words
    kinds = sum(bool(x & y) for x, y in zip(one.kinds[1:-1], other.kinds[1:-1], strict=True))
    if not kinds and a.figure.measure == reading.figures.percent:
        return None  # a share or a change may be of anything
    several = len(one.names & other.names) > 1
    common = len(shared - one.names) + kinds + several
    return "contradict" if common >= _COMMON else None


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
