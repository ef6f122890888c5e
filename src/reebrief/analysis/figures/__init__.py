"""Figures in a text: amounts with their units, equal where they are the same however spelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from reebrief.analysis.figures.lexicon import FigurePatterns, FigureWords, named
from reebrief.analysis.figures.numbers import Number, numbers

__all__ = ["Figure", "FigureWords", "figures", "same"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as it stands in a text.

    ``start`` and ``end`` are offsets in that text and ``text`` is what stands there, the number
    with its unit. ``value`` is the amount as a plain decimal ("1637000000"), as a fraction where no
    decimal is exact ("100/3"), or as two of them with an en dash for a range ("20–30"). ``unit`` is
    a singular noun in lower case, a sign or a currency code ("ton", "%", "usd"), with "/day" or
    another period where one is said beside it; it is empty where the text gives none.
    """

    start: int
    end: int
    text: str
    value: str
    unit: str

    @property
    def key(self) -> tuple[str, str]:
        """Value and unit: equal for the same amount, "30 percent" and "30%" for example."""
        return self.value, self.unit

    @property
    def measure(self) -> str:
        """The unit without its period."""
        return self.unit.partition("/")[0]

    @property
    def period(self) -> str:
        """The period that is said beside the unit, or nothing."""
        return self.unit.partition("/")[2]


def same(one: Figure, other: Figure) -> bool:
    """Say whether two figures state the same amount; a period that only one states is passed by."""
    agree = one.period == other.period or not (one.period and other.period)
    return one.value == other.value and one.measure == other.measure and agree


def figures(text: str, words: FigureWords) -> tuple[Figure, ...]:
    """Return the figures of a text, in its order.

    Dates, years, times of day, and numbers that are names (Workshop 204, line 3, Q3, [2]) are none.
    """
    return _figures(text, words.patterns)


@lru_cache(maxsize=4096)  # claims, drift and look-alikes read the same sentences
def _figures(text: str, patterns: FigurePatterns) -> tuple[Figure, ...]:
    words = patterns.words
    found = ((number, _figure(text, number, words)) for number in numbers(text, words))
    done = _apart([(number, figure) for number, figure in found if figure is not None])
    for n in range(len(done) - 2, -1, -1):
        before, after = done[n], done[n + 1]
        # "11,000, 11,200 and 12,000 tons": the unit of the last is that of all.
        if not before.unit and patterns.listed.fullmatch(text, before.end, after.start):
            done[n] = replace(before, unit=after.unit)
    return tuple(done)


def _apart(found: list[tuple[Number, Figure]]) -> list[Figure]:
    """Give a sign between two numbers to the one that it opens: "0 $-5" is 0, and minus $5."""
    done = [figure for _, figure in found]
    for n, (number, figure) in enumerate(found[:-1]):
        if figure.end > done[n + 1].start:
            text = figure.text[: number.end - number.start]
            done[n] = replace(figure, end=number.end, text=text, unit="")
    return done


def _figure(text: str, number: Number, words: FigureWords) -> Figure | None:
    """Find the unit of a number; None where the number is a date, a year or a name."""
    unit, end, patterns = number.unit, number.end, words.patterns
    own = number.unit_after == end
    if unit == words.percent and not _is_part(text, number, words):
        return None
    known = None if unit else _unit(text, number.unit_after, words)
    if known is not None:
        if text[number.unit_after] == "-" and text[number.unit_after + 1].isupper():
            return None  # the Five-Year Plan
        unit, end = known[0], known[1] if own else end
    elif not unit:
        if _is_name(text, number, words):
            return None
        unit, counted = _counted(text, number, words)
        if not unit and not number.digits and number.amount:
            return None  # "two of them" gives no amount
        end = counted if own else end
    period = patterns.period.match(text, end)
    if period is None and known is not None:
        period = patterns.period_before.search(text, max(number.start - 60, 0), number.start)
    if period is not None:
        unit = f"{unit}/{named(period['period'], patterns.periods)}"
    return Figure(number.start, end, text[number.start : end], number.value, unit)


def _unit(text: str, at: int, words: FigureWords) -> tuple[str, int] | None:
    """Return the listed unit or currency at an offset, and where it ends; the longest there is."""
    found = words.patterns.unit.match(text, at)
    if found is None:
        return None
    for last in range(found.lastindex or 0, 0, -1):
        unit = named(text[found.start(1) : found.end(last)], words.patterns.units)
        if unit is not None:
            return unit, found.end(last)
    return None


def _is_part(text: str, number: Number, words: FigureWords) -> bool:
    """Say whether "a third" is an amount, not "a third plant" and not "the second half"."""
    following = words.patterns.noun.match(text, number.end)
    if following is not None and following[2].lower() not in words.patterns.no_nouns:
        return False
    return _word_before(text, number.start, words)[0].lower() not in words.ordinals


def _word_before(text: str, start: int, words: FigureWords) -> tuple[str, bool]:
    """Return the word before an offset, and whether it begins its sentence."""
    found = words.patterns.last_word.search(text, max(start - 30, 0), start)
    return (found["word"], found["first"] is not None) if found else ("", True)


def _is_name(text: str, number: Number, words: FigureWords) -> bool:
    """Say whether a number without a known unit is a year, a date, a number in a list or a name."""
    start, end = number.start, number.end
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if after[:1].isalnum() or (after[:1] in {"-", "–", "—"} and after[1:].isupper()):
        return True  # 3D, 24th, 153-Value
    if not number.digits:
        return False
    if number.year or words.patterns.month_after.match(text, end):
        return True
    if before in {"-", "–"} or (before in {"(", "["} and after[:1] in {")", "]"}):
        return True
    if after in {". ", ") "} and start < 10 and not text[:start].strip():
        return True
    word, first = _word_before(text, start, words)
    if word in words.months:
        return number.amount <= 31
    if word.lower() in words.numbered:
        return True
    named = word[:1].isupper() and word.lower() not in words.patterns.no_nouns
    ended = text[end : end + 3].strip()[:1] in {"", ":", ";", "–", "—"}
    return named and (ended or not first)  # Issue 12: what is new


def _counted(text: str, number: Number, words: FigureWords) -> tuple[str, int]:
    """Return what a number counts, in the singular, and where it ends: 200 seasonal jobs.

    The noun is a plural within three words; after 0 and 1, and after a hyphen, the next word.
    """
    at, first = number.unit_after, None
    if number.amount == 1 and not number.digits:
        return "", number.end  # "one" is a pronoun more often than an amount
    for step in range(3):
        found = words.patterns.noun.match(text, at)
        word = found[2].lower() if found else ""
        if found is None or word in words.patterns.no_nouns:
            break
        at, first = found.end(), first or found
        singular = words.singular(word)
        if singular or (step == 0 and found[1] == "-" and number.digits):
            return singular or word, at
    if first is not None and number.amount in {0, 1}:
        return first[2].lower(), first.end()
    return "", number.end
