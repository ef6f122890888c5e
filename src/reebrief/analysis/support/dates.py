"""Find the dates of a text, and say whether one date bears another out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from reebrief.analysis.support.lexicon import Reading


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date, or a part of a year, as it stands in a text.

    ``start`` and ``end`` are offsets. What is not said is None: "14 May" has no year, "the third
    quarter" no year and no day. ``months`` are the months that a quarter, a half, a season or a
    month may mean; ``until`` is the last year of a span, "2025/26"; ``same`` says that the part of
    the year is meant that was said before, "the same months of 2024"; ``before`` that its beginning
    is meant, "before 2028"; ``ends`` that its first and last month are named, "January to June".
    """

    start: int
    end: int
    text: str
    year: int | None = None
    months: frozenset[int] = frozenset()
    day: int | None = None
    until: int | None = None
    same: bool = False
    before: bool = False
    ends: bool = False


def dates(text: str, reading: Reading) -> Iterator[StatedDate]:
    """Yield the dates of a text in its order."""
    before = reading.words.patterns.before_date
    found = (
        date and replace(date, before=before.search(text, 0, date.start) is not None)
        for date in (_read(m, reading) for m in reading.words.patterns.date.finditer(text))
    )
    last: StatedDate | None = None
    for date in filter(None, found):
        span = last and _span(text, last, date, reading)
        if last is not None and span is None and not _is_half_of_month(text, last, date):
            yield last
        last = span or date
    if last is not None:
        yield last


def _is_half_of_month(text: str, one: StatedDate, two: StatedDate) -> bool:
    """Say whether a half is one of the month after it: "the second half of August"."""
    half, gap = len(one.months) == 6 and one.year is None, text[one.end : two.start]
    return half and bool(two.months) and len(gap.split()) == 1


def _span(text: str, one: StatedDate, two: StatedDate, reading: Reading) -> StatedDate | None:
    """Read two months as the ends of a span, "January to June 2026"; None where they are none."""
    if one.year or one.day or two.day or len(one.months) != 1 or len(two.months) != 1:
        return None
    words, gap = reading.words, text[one.end : two.start]
    between, conjunction = words.between
    before = text[: one.start].rstrip().lower().endswith(between)
    if not (words.patterns.through.fullmatch(gap) or (before and gap.strip() == conjunction)):
        return None
    first, last = min(one.months), min(two.months)
    if first > last:  # October to March: of two years
        return None
    months = frozenset(range(first, last + 1))
    return StatedDate(one.start, two.end, text[one.start : two.end], two.year, months, ends=True)


def _read(found: re.Match[str], reading: Reading) -> StatedDate | None:
    text = found[0].removesuffix(".")  # of an abbreviation, or of the sentence
    start, end = found.start(), found.start() + len(text)
    patterns = reading.words.patterns
    if found["iso"]:
        try:
            day = dt.date.fromisoformat(found["iso"])
        except ValueError:
            return None
        return StatedDate(start, end, text, day.year, frozenset({day.month}), day.day)
    if found["month"]:
        months = frozenset({patterns.months[found["month"]]})
        number = found["day"] or found["day_after"]
        return StatedDate(
            start, end, text, _year(found["year_m"]), months, int(number) if number else None
        )
    if found["count"]:
        count = reading.figures.numbers.get(found["count"].lower()) or found["count"]
        if not str(count).isdigit() or not 1 <= int(count) <= 12:
            return None
        long = int(count) * (3 if found["quarters"] else 1)
        first = long if found["later"] else 0
        if first + long > 12:
            return None
        months = frozenset(range(first + 1, first + long + 1))
        return StatedDate(start, end, text, _year(found["year_c"]), months)
    if found["season"]:
        months = patterns.seasons[found["season"].lower()]
        return StatedDate(start, end, text, _year(found["year_s"]), months)
    if found["first"]:
        return _years(found)
    return _part_of_year(found, reading)


def _years(found: re.Match[str]) -> StatedDate | None:
    """Read two years: 2025/26, or 2019–2023."""
    first, last = int(found["first"]), found["last"]
    until = int(last) if len(last) == 4 else first - first % 100 + int(last)
    spans = until == first + 1 if found["dash"] == "/" else first < until < first + 100
    return StatedDate(*found.span(), found[0], first, until=until) if spans else None


def _part_of_year(found: re.Match[str], reading: Reading) -> StatedDate:
    """Read a quarter or a half, or a year alone."""
    start, end, text = found.start(), found.end(), found[0]
    patterns = reading.words.patterns
    quarter = found["q"] or found["q_after"] or patterns.ordinals.get((found["oq"] or "").lower())
    if quarter:
        first = 3 * int(quarter) - 2
        year = _year(found["year_q"] or found["year"])
        return StatedDate(start, end, text, year, frozenset(range(first, first + 3)))
    half = found["h"] or found["h_after"] or patterns.ordinals.get((found["oh"] or "").lower())
    if half:
        first = 1 if int(half) == 1 else 7
        year = _year(found["year_h"] or found["year"])
        return StatedDate(start, end, text, year, frozenset(range(first, first + 6)))
    return StatedDate(start, end, text, int(found["year"]), same=bool(found["same"]))


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def bears_out(held: StatedDate, stated: StatedDate, years: Collection[int]) -> bool:
    """Say whether a date of an article bears out one that somebody states of it.

    It does where it is the same or more exact: "14 May 2025" bears out "the second quarter of
    2025", and a month, a quarter or a half without a year where it names the same one. A date of an
    article without a year may be of any of ``years``.
    """
    if stated.year is None and stated.day is None:
        named = {min(held.months), max(held.months)} if held.ends else frozenset()
        return stated.months == held.months or stated.months <= named
    if held.before != stated.before and not (held.months or stated.months or stated.until):
        held, stated = _up_to(held), _up_to(stated)  # before 2028, and by the end of 2027
        return held.year == stated.year
    if stated.year is not None and not _same_year(held, stated, years):
        return False
    if stated.day is not None and held.day != stated.day:
        return False
    if held.year is None and held.day is None:  # "in March" is no spring of a year
        return held.months == stated.months
    if not stated.months or held.same:
        return True
    return bool(held.months and held.months <= stated.months)


def _up_to(date: StatedDate) -> StatedDate:
    """Return the last year before one by whose beginning something is done."""
    before = date.before and date.year is not None
    return replace(date, year=(date.year or 0) - 1) if before else date


def later(date: StatedDate, months: int) -> StatedDate:
    """Return a date of a month, or a year, so many months later; its day is not known."""
    first = min(date.months, default=1)
    gone, month = divmod(first - 1 + months, 12)
    at = frozenset((m - first + month) % 12 + 1 for m in date.months)
    year = None if date.year is None else date.year + gone
    day = date.day if months % 12 == 0 else None
    return replace(date, year=year, months=at, day=day)


def _same_year(held: StatedDate, stated: StatedDate, years: Collection[int]) -> bool:
    if stated.until is not None:
        return (held.year, held.until) == (stated.year, stated.until)
    if held.year is None:
        return stated.year in years
    return stated.year in {held.year, held.until or held.year}
