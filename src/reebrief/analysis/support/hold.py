"""Hold what a sentence states against the articles that it cites, and name what comes nearest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from reebrief.analysis.figures.numbers import numbers
from reebrief.analysis.support import quotations
from reebrief.analysis.support.assertions import SMALL, Assertion, is_small
from reebrief.analysis.support.clauses import STEM, about
from reebrief.analysis.support.dates import StatedDate, bears_out, dates, later
from reebrief.analysis.support.directions import direction
from reebrief.analysis.support.fit import Fit, apart, fit
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import Quantity, quantities, ranges, split
from reebrief.analysis.support.quotations import Quotation
from reebrief.document.sentences import spans

Fault = Literal["", "bound", "unit", "direction", "other-thing", "missing"]

_FEW = 32
"""Of so many articles what became of a statement is kept."""

_OTHER_THING = 3
"""So many words more speak for another figure of the article than for the one that is the same."""


@dataclass(frozen=True, slots=True)
class Held:
    """What became of something stated.

    ``fault`` is "" where an article bears it out, else what differs: its ``bound``, its ``unit``,
    whether it is of a rise or a fall (``direction``), what it is said of (``other-thing``), or all
    of it (``missing``). ``article``, ``line`` (an index) and ``passage`` say where the article has
    it, or what comes nearest, and in which words;
    they are None and "" where no article has anything like it.
    """

    stated: Assertion
    fault: Fault
    article: str | None = None
    line: int | None = None
    passage: str = ""

    @property
    def held(self) -> bool:
        """Say whether an article bears it out."""
        return not self.fault


@dataclass(eq=False)
class ArticleText:
    """An article's lines as they are held against sentences, each read when it is first asked for.

    ``published`` is the day of publication, None where it is unknown.
    """

    id: str
    lines: Sequence[str]
    reading: Reading
    published: dt.date | None = None
    _about: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def quantities(self) -> list[tuple[int, Quantity]]:
        """The quantities of all lines, each with its line's index."""
        done: list[tuple[int, Quantity]] = []
        for n, text in enumerate(self.lines):
            found = [*quantities(text, self.reading, every=True)]
            done += [(n, one) for one in (*found, *ranges(text, found, self.reading))]
        return done

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that a date without one may be of: that of publication, or those named."""
        if self.published is not None:
            return frozenset(range(self.published.year - 1, self.published.year + 2))
        return frozenset(date.year for _, date in self.dates if date.year is not None)

    @cached_property
    def dates(self) -> list[tuple[int, StatedDate]]:
        """The dates of all lines, each with its line's index."""
        return [(n, one) for n, text in enumerate(self.lines) for one in dates(text, self.reading)]

    def about(self, line: int, at: int) -> frozenset[str]:
        """Return what the clause around an offset of a line speaks of."""
        key = line, at
        if key not in self._about:
            self._about[key] = about(self.lines[line], at, self.reading)
        return self._about[key]

    def counts(self, small: Quantity) -> bool:
        """Say whether it names a small number in any way, or as many things as that in a list."""
        number, noun = int(small.low), min(small.measure)[:STEM]
        return number in self.counted or any(
            number == count and (names or noun in text) for count, names, text in self.listed
        )

    def has_one(self, words: str) -> bool:
        """Say whether it says with an article what words say with a number: a year, one year."""
        noun = words.rpartition(" ")[2].casefold()
        pattern = self.reading.words.patterns.one
        return not any(c.isdigit() for c in words) and any(
            text.casefold().startswith(noun, m.end())
            for text in self.lines
            for m in pattern.finditer(text)
        )

    @cached_property
    def listed(self) -> list[tuple[int, bool, str]]:
        """How many things its lists name, "Jinsu, Oryong and Tarb", whether by names; the lines."""
        return [
            (len(things), all(thing[0].isupper() for thing in things), text.casefold())
            for text in self.lines
            for m in self.reading.words.patterns.listed.finditer(text)
            for things in (self.reading.words.patterns.between_things.split(m[0]),)
        ]

    @cached_property
    def shifted(self) -> list[StatedDate]:
        """The dates that it means without saying them: 5 per cent less than a year earlier.

        They are those of the sentence, or of the last date before it, and of publication, moved.
        """
        done: list[StatedDate] = []
        day = self.published
        issued = [StatedDate(0, 0, "", day.year, frozenset({day.month}))] if day else []
        for n, text in enumerate(self.lines):
            days = [date for line, date in self.dates if line == n and date.year is not None]
            known = [date for line, date in self.dates if line < n and date.year is not None][-1:]
            for pattern, months in self.reading.words.patterns.shifts:
                for start, end in spans(text):
                    if pattern.search(text, start, end):
                        last = [date for date in days if date.start < start][-1:]
                        within = [date for date in days if start <= date.start < end]
                        near = within or last or known
                        done += [later(date, months) for date in (*near, *issued)]
        return done

    @cached_property
    def counted(self) -> frozenset[int]:
        """The small whole numbers that its lines name in any way."""
        found = (n for text in self.lines for n in numbers(text, self.reading.figures))
        return frozenset(int(n.amount) for n in found if n.amount <= SMALL)


@lru_cache(maxsize=256)  # the briefs of one run cite the same articles
def article_text(
    article_id: str, lines: tuple[str, ...], reading: Reading, published: dt.date | None
) -> ArticleText:
    """Return an article's lines, the same ones for the same article."""
    return ArticleText(article_id, lines, reading, published)


def held_against(one: Assertion, articles: Sequence[ArticleText]) -> Held:
    """Hold something stated against articles: what bears it out, else what comes nearest."""
    # The articles of a long brief would stay in memory.
    hold = _hold_and_keep if len(articles) <= _FEW else _hold
    return hold(one, (*articles,))


def _hold(one: Assertion, articles: tuple[ArticleText, ...]) -> Held:
    match one.what:
        case Quantity():
            return _figure(one, one.what, articles)
        case StatedDate():
            return _date(one, one.what, articles)
        case Quotation():
            return _quotation(one, one.what, articles)


_hold_and_keep = lru_cache(maxsize=2048)(_hold)  # briefs of one run state the same

_Place = tuple[ArticleText, int, Quantity]
"""A quantity of an article, with the index of its line."""


def _figure(one: Assertion, quantity: Quantity, articles: Sequence[ArticleText]) -> Held:
    every: list[_Place] = [(a, line, held) for a in articles for line, held in a.quantities]
    by_fit: dict[Fit, list[_Place]] = {}
    for place in every:
        by_fit.setdefault(fit(place[2], quantity, place[0].reading), []).append(place)
    if "held" in by_fit:
        bearing = _to_show(one, quantity, by_fit.pop("held"))
        others = [p for ps in by_fit.values() for p in ps]
        turned = _turned(one, bearing)
        if turned is not None:
            return turned
        return _of_this(one, quantity, bearing, others) if bearing else Held(one, "")
    if _follows_from_beside(one, quantity, articles):
        return Held(one, "")
    if "bound" in by_fit:
        return _verdict(one, "bound", by_fit["bound"][0])
    if is_small(one) and any(article.counts(quantity) for article in articles):
        return Held(one, "")
    if "unit" in by_fit:
        return _verdict(one, "unit", by_fit["unit"][0])
    if _ends_held(quantity, every):
        return Held(one, "")
    if quantity.figure.value == "1" and any(article.has_one(one.text) for article in articles):
        return Held(one, "")
    parts = _parts(one, quantity, articles)
    if parts:
        return replace(parts[0], stated=one)

    def distance(place: _Place) -> tuple[object, ...]:
        value, unit, amount = apart(place[2], quantity)
        return value, unit, -_common(one, place), amount

    return _verdict(one, "missing", min(every, key=distance)) if every else Held(one, "missing")


def _to_show(one: Assertion, quantity: Quantity, bearing: list[_Place]) -> list[_Place]:
    """Return what bears a figure out, of a small number only where it counts the same.

    "Three fronts" is no passage to show for "three capacities".
    """
    nouns = {noun[:STEM].casefold() for noun in quantity.measure}
    same = [p for p in bearing if nouns & {m[:STEM].casefold() for m in p[2].measure}]
    return same if is_small(one) else bearing


def _turned(one: Assertion, bearing: Sequence[_Place]) -> Held | None:
    """Tell a figure of a rise that is one of a fall wherever an article has it, or the reverse."""
    if one.rises is None:
        return None
    turned: list[Held] = []
    for article, line, held in bearing:
        text = article.lines[line]
        way = direction(text, held.figure.start, article.reading)
        if way is None or way.rises is one.rises:
            return None
        words = text[min(way.start, held.figure.start) : max(way.end, held.end)]
        turned.append(Held(one, "direction", article.id, line, words))
    return turned[0] if turned else None


def _ends_held(quantity: Quantity, every: Sequence[_Place]) -> bool:
    """Say whether both ends of a range stand in one list: rises of 3.5, 3.8 and 4.1 per cent."""
    if quantity.low == quantity.high:
        return False
    ends = replace(quantity, high=quantity.low), replace(quantity, low=quantity.high)
    firsts, lasts = ([p for p in every if fit(p[2], e, p[0].reading) == "held"] for e in ends)
    return any(
        one[0] is other[0]
        and one[1] == other[1]
        and one[0].reading.words.patterns.numbers_between.fullmatch(
            one[0].lines[one[1]], one[2].end, other[2].figure.start
        )
        for one in firsts
        for other in lasts
    )


def _follows_from_beside(
    one: Assertion, quantity: Quantity, articles: Sequence[ArticleText]
) -> bool:
    """Say whether a multiple follows from two figures beside it: halved, from 17.6 to 9.2."""
    words = [a.reading.words.multiples.get(one.text.lower()) for a in articles[:1]]
    factor = words[0] if words else None
    if factor is None:
        return False
    for first, last in pairwise(q for q in one.beside if q is not quantity):
        if first.measure != last.measure or first.low != first.high or last.low != last.high:
            continue
        borne_out = all(
            any(fit(held, each, a.reading) == "held" for a in articles for _, held in a.quantities)
            for each in (first, last)
        )
        if borne_out and first.low and abs(last.low / first.low - factor) * 10 <= factor:
            return True
    return False


def _of_this(
    one: Assertion, quantity: Quantity, same: Sequence[_Place], others: Sequence[_Place]
) -> Held:
    """Bear a figure out, unless the words around it speak for another figure of the article."""
    best = max(same, key=lambda place: _common(one, place))
    alike = [
        place
        for place in others
        if not place[2].measure.isdisjoint(quantity.measure)
        and not any(fit(place[2], q, place[0].reading) == "held" for q in one.beside)
    ]
    other = max(alike, key=lambda place: _common(one, place), default=None)
    if other and _common(one, other) - _common(one, best) >= _OTHER_THING:
        return _verdict(one, "other-thing", other)
    return _verdict(one, "", best)


def _common(one: Assertion, place: _Place) -> int:
    """Return how many words the clauses of two figures share."""
    article, line, held = place
    words = article.about(line, held.figure.start)
    return len(words & one.about)


def _verdict(one: Assertion, fault: Fault, place: _Place) -> Held:
    article, line, held = place
    text = article.lines[line]
    words = text[held.figure.start - held.lead : held.end].strip()
    return Held(one, fault, article.id, line, words)


def _parts(one: Assertion, quantity: Quantity, articles: Sequence[ArticleText]) -> list[Held]:
    """Return both numbers of "380 of 3,150 jobs" where each of them is borne out, else nothing."""
    if not articles:
        return []
    moved = replace(quantity.figure, start=0, end=len(quantity.figure.text))
    pieces = split(quantity.figure.text, replace(quantity, figure=moved), articles[0].reading)
    done = [_figure(replace(one, what=piece), piece, articles) for piece in pieces]
    return done if all(each.held for each in done) else []


def _date(one: Assertion, date: StatedDate, articles: Sequence[ArticleText]) -> Held:
    near: tuple[tuple[object, ...], Held] | None = None
    for article in articles:
        if _is_shifted(date, article):
            return Held(one, "", article.id)
        if date.until and {date.year, date.until} <= {held.year for _, held in article.dates}:
            return Held(one, "", article.id)
        for line, held in article.dates:
            if bears_out(held, date, article.years):
                return Held(one, "", article.id, line, held.text)
            words = article.about(line, held.start)
            distance = (
                held.year != date.year,
                bool(held.months) != bool(date.months),
                -len(words & one.about),
            )
            if near is None or distance < near[0]:
                near = distance, Held(one, "missing", article.id, line, held.text)
        if _is_of_publication(date, article):
            return Held(one, "", article.id)
    return near[1] if near else Held(one, "missing")


def _is_of_publication(date: StatedDate, article: ArticleText) -> bool:
    """Say whether a year, or a month without one, is that in which an article came out."""
    day = article.published
    if day is None or date.until is not None or date.day is not None:
        return False
    if date.year is None:
        return date.months == {day.month}
    return date.year == day.year and not date.months


def _is_shifted(date: StatedDate, article: ArticleText) -> bool:
    """Say whether an article means a date without saying it: 5 per cent less a year before."""
    if date.until is not None:
        return False
    return any(
        bears_out(held, date, article.years) or (not date.months and held.year == date.year)
        for held in article.shifted
    )


def _quotation(one: Assertion, quotation: Quotation, articles: Sequence[ArticleText]) -> Held:
    for article in articles:
        line = quotations.said(quotation.text, article.lines)
        if line is not None:
            return Held(one, "", article.id, line, quotation.text)
    for article in articles:
        found = quotations.nearest(quotation.text, article.lines)
        if found is not None:
            return Held(one, "missing", article.id, *found)
    return Held(one, "missing")
