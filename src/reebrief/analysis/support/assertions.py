"""Find what a sentence states that an article must hold: figures, dates, quotations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from reebrief.analysis.support import quotations
from reebrief.analysis.support.clauses import about
from reebrief.analysis.support.dates import StatedDate, dates
from reebrief.analysis.support.directions import direction
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import Quantity, quantities
from reebrief.analysis.support.quotations import Quotation

Kind = Literal["figure", "date", "quotation"]

SMALL = 12
"""Up to here a number word may stand for what the article counts in other words."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """A figure, date or quotation of a sentence: offsets in its text, and its words.

    ``about`` are the stems of the words of the clause around it, ``rises`` says whether it is of a
    rise (else of a fall, None of neither), ``beside`` are the quantities of the sentence.
    """

    kind: Kind
    start: int
    end: int
    text: str
    what: Quantity | StatedDate | Quotation = field(repr=False)
    about: frozenset[str] = field(repr=False, default=frozenset())
    rises: bool | None = field(repr=False, default=None)
    beside: tuple[Quantity, ...] = field(repr=False, default=())


@lru_cache(maxsize=2048)  # variants and editions of a brief have sentences in common
def assertions(sentence: str, reading: Reading) -> tuple[Assertion, ...]:
    """Return what a sentence states that an article must hold, in its order.

    A figure within a quotation is part of it; what a brief counts of itself ("three points") and a
    date that is the brief's own ("as of 9 January 2026") are nothing of an article.
    """
    quoted = [*quotations.quotations(sentence)]
    days = [*dates(sentence, reading)]
    starts = {day.start for day in days}
    done = [Assertion("quotation", q.start, q.end, q.text, q) for q in quoted]
    done += [
        Assertion("date", day.start, day.end, day.text, day)
        for day in days
        # A sentence's first word has a capital without being a name: "May not leave the port".
        if (day.year or day.day or day.start > 0)
        and not reading.words.patterns.as_of.search(sentence, 0, day.start)
        and not _within(day.start, quoted)
    ]
    done += [
        Assertion("figure", q.figure.start, q.end, sentence[q.figure.start : q.end], q)
        for q in quantities(sentence, reading)
        if not _within(q.figure.start, quoted)
        and not _within(q.figure.start, days)
        and q.measure.isdisjoint(reading.words.patterns.own_nouns)
        and not _ends_on_a_day(sentence, q, starts, reading)
    ]
    beside = tuple(one.what for one in done if isinstance(one.what, Quantity))
    ways = [direction(sentence, one.start, reading) for one in done]
    told = (
        replace(
            one,
            about=about(sentence, one.start, reading),
            rises=way.rises if way else None,
            beside=beside,
        )
        for one, way in zip(done, ways, strict=True)
    )
    return (*sorted(told, key=lambda one: one.start),)


def is_small(one: Assertion) -> bool:
    """Say whether a figure is a small number in words that counts something: two firms."""
    return (
        isinstance(one.what, Quantity)
        and (one.what.counted or "" in one.what.measure)
        and one.what.high <= SMALL
        and not any(c.isdigit() for c in one.text)
    )


def _ends_on_a_day(text: str, one: Quantity, days: set[int], reading: Reading) -> bool:
    """Say whether an amount is a span that ends on a date, which says as much: the year to May."""
    found = reading.words.patterns.ending.match(text, one.end)
    return one.figure.measure in reading.words.spans and found is not None and found.end() in days


def _within(at: int, found: Sequence[Quotation | StatedDate]) -> bool:
    return any(one.start <= at < one.end for one in found)


def without_citation(found: Sequence[Assertion], today: dt.date) -> Iterator[Assertion]:
    """Yield what a sentence must not state without a citation.

    A small number in words, a year alone, and a day to come or without a year may be the author's.
    """
    for one in found:
        match one.what:
            case StatedDate(year=year, months=months, day=day):
                last = (year, max(months, default=12), day or 31)
                if months and year and last <= (today.year, today.month, today.day):
                    yield one
            case _ if not is_small(one):
                yield one
