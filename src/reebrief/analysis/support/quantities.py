"""Read figures as quantities: amounts in base units, with their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, zip_longest

from reebrief.analysis.figures import Figure
from reebrief.analysis.figures.lexicon import named
from reebrief.analysis.figures.numbers import numbers
from reebrief.analysis.support.lexicon import Bound, Reading
from reebrief.analysis.support.spoken_figures import spoken_figures

_SIGN = re.compile(r"\s?([^\W\d_]*[A-Z][^\W\d_]*)(?![\w])")
"""A unit that no list has is known by its capital letter: TEU."""

_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")
"""A space between thousands, instead of which the figures know another that is as long."""

_NEAR = 45
"""Characters beside a figure in which a word may make it a limit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it is compared.

    ``low`` and ``high`` are the ends of a range, equal for one amount, in a base unit. ``measure``
    holds what that may be, "" where the text gives none; ``counted`` says that it is a noun, of
    which two texts may use different ones. ``per`` is the unit that there is so much for each of,
    with how many. ``bounds`` are what the words beside it may make of it, none where it is neither
    rough nor a limit; ``loose`` says that they may be read in two ways. ``end`` is where all of it
    ends in the text, ``lead`` how many characters before the figure say its bound. ``factor`` is
    how much the unit that was typed is of the base unit.
    """

    figure: Figure
    low: Fraction
    high: Fraction
    measure: frozenset[str]
    counted: bool = False
    per: tuple[Fraction, str] | None = None
    bounds: frozenset[Bound] = frozenset()
    loose: bool = False
    end: int = 0
    lead: int = 0
    factor: Fraction = Fraction(1)


def quantities(text: str, reading: Reading, *, every: bool = False) -> Iterator[Quantity]:
    """Yield the quantities of a text in its order.

    A space may part thousands: 2 100. With ``every``, a fraction counts even where it may be an
    ordinal: "a quarter went abroad".
    """
    text = _GROUPED.sub("\\1\u202f", text)
    names = [m.span() for m in reading.words.patterns.name.finditer(text)]
    found = [
        one
        for figure in spoken_figures(text, reading, every=every)
        if not any(start <= figure.start < end for start, end in names)
        for one in _apart(_quantity(text, figure, reading), text, reading)
    ]
    skip, end = False, 0
    for one, two in zip_longest(found, found[1:]):
        if skip or one.figure.start < end:  # 2.3 per 1,000: one amount
            skip = False
            continue
        end = one.end
        if two is not None and _is_range(text, one, two, reading):
            yield _to(one, two)
            skip = True
        else:
            yield _for_one_of_the_same(text, one, two, reading)


def ranges(text: str, found: Sequence[Quantity], reading: Reading) -> Iterator[Quantity]:
    """Yield the ranges that two amounts may be as well as a change: from 11.2 to 13.4 per cent."""
    for one, two in pairwise(found):
        if one.low == one.high and two.low == two.high and one.low < two.low:
            gap = text[one.end : two.figure.start]
            if one.measure == two.measure and reading.figures.patterns.to.fullmatch(gap):
                yield _to(one, two)


def _for_one_of_the_same(
    text: str, one: Quantity, two: Quantity | None, reading: Reading
) -> Quantity:
    """Give the first amount of a change what both are for one of: from EUR 3 to EUR 4 a ton."""
    if two is None or one.per or not two.per or one.measure != two.measure:
        return one
    change = reading.figures.patterns.to.fullmatch(text, one.end, two.figure.start)
    return replace(one, per=two.per) if change else one


def _to(one: Quantity, two: Quantity) -> Quantity:
    """Return the range from one amount to another."""
    return replace(one, high=two.high, per=one.per or two.per, end=two.end)


def _apart(one: Quantity, text: str, reading: Reading) -> Iterator[Quantity]:
    """Yield a quantity, or the two that stand like a range and are none: 2,106 to 311."""
    if one.low <= one.high:
        yield one
        return
    to = reading.figures.patterns.to.search(text, one.figure.start, one.figure.end)
    end = to.start() if to else one.figure.end
    first = replace(one.figure, end=end, text=text[one.figure.start : end])
    yield replace(one, figure=first, high=one.low, end=end)
    start = to.end() if to else one.figure.start
    second = replace(one.figure, start=start, text=text[start : one.figure.end])
    yield replace(one, figure=second, low=one.high, bounds=frozenset(), lead=0)


def _is_range(text: str, one: Quantity, two: Quantity, reading: Reading) -> bool:
    """Say whether two amounts with a unit each are a range: between 88 % and 91 %."""
    gap, words = text[one.end : two.figure.start], reading.figures
    if one.low != one.high or one.measure != two.measure or one.low >= two.low:
        return False
    if gap.strip().lower() == words.conjunction:
        before = text[max(one.figure.start - 20, 0) : one.figure.start].rstrip().lower()
        return before.endswith(words.between)
    change = reading.words.patterns.change.search(text, 0, one.figure.start)
    return bool(words.patterns.to.fullmatch(gap)) and not change


def _quantity(text: str, figure: Figure, reading: Reading) -> Quantity:
    words, units = reading.words, reading.figures.patterns.units
    low, high = _ends(figure.value)
    measure, end, scale = figure.measure, figure.end, Fraction(1)
    counted = bool(measure) and measure not in units.values()
    short = _short(text, figure, reading)
    if short is not None:  # 1.94m containers
        scale, end = short
        measure = "" if measure not in reading.figures.currencies else measure
    sign = _SIGN.match(text, end) if not measure else None
    if sign is not None:
        measure, end = units.get(sign[1], sign[1]), sign.end()
        counted = measure == sign[1]
    if is_part_of_whole(figure, reading):  # one in four
        measure, counted, scale = reading.figures.percent, False, Fraction(100)
    taken = _taken_of(text, figure, reading)
    if taken is not None:  # a quarter of an hour
        (measure, end), scale = taken, Fraction(1, 100)
    factor = Fraction(1)
    if measure in words.conversions:
        factor, measure = words.conversions[measure]
        scale *= factor
    per, end = _per(text, end, reading)
    if per is not None and not per[1]:  # 2.3 per 1,000: a part of a whole
        if not measure or counted:
            scale, measure, counted = scale * 100 / per[0], reading.figures.percent, False
        per = None
    units_ = frozenset({measure, *_either(figure.text, reading)})
    one = Quantity(figure, low * scale, high * scale, units_, counted, per, end=end, factor=factor)
    return _bounded(text, one, reading)


def _either(text: str, reading: Reading) -> tuple[str, ...]:
    """Return what a sign or a word by itself may mean: $ and dollars, not A$ and US dollars."""
    numerals = {*reading.figures.numbers, *reading.figures.multipliers}
    for key, units in reading.words.either.items():
        if not key.isalpha():
            if text.startswith(key):
                return units
            continue
        found = re.search(rf"(\S+)\s{key}(?:s|es)?\Z", text.lower())
        if found and (found[1][-1].isdigit() or found[1] in numerals):
            return units
    return ()


def _short(text: str, figure: Figure, reading: Reading) -> tuple[Fraction, int] | None:
    """Return what a letter behind a number multiplies it by, and where it ends: EUR 3.3–3.5bn."""
    last = len(figure.text.rstrip("".join(reading.words.short)))
    if last < len(figure.text) and figure.text[last - 1].isdigit():  # read as a unit: 1.94m
        letters, end = figure.text[last:], figure.end
        follows = text[end : end + 2].lstrip()[:1].isalpha()
        known = figure.measure in reading.figures.patterns.units.values()
        if (
            letters in reading.words.short
            and known
            and figure.measure not in (reading.figures.currencies)
        ):
            return (reading.words.short[letters], end) if follows else None
        return None
    found = reading.words.patterns.short.match(text, figure.end)
    if found is None or figure.measure not in {"", *reading.figures.currencies}:
        return None
    return reading.words.short[found["short"]], found.end()


def is_part_of_whole(figure: Figure, reading: Reading) -> bool:
    """Say whether a figure is a part and its whole: 380 of 3,150 jobs."""
    parts = reading.figures.patterns.of.split(figure.text)
    return len(parts) > 1 and _ends(figure.value)[1] < 1


def _taken_of(text: str, figure: Figure, reading: Reading) -> tuple[str, int] | None:
    """Return the unit that a spoken part is one of, "half an hour", and where that ends."""
    if figure.measure != reading.figures.percent or any(c.isdigit() for c in figure.text):
        return None
    found = reading.words.patterns.of_unit.search(text, figure.start, figure.end + 30)
    if found is None or found.start() > figure.start + len(figure.text):
        return None
    if not found["of"] and figure.value != "50":
        return None
    for spelling in (found["unit"], found["unit"].partition(" ")[0]):
        unit = _unit(spelling, reading)
        if unit is not None:
            return unit, found.start("unit") + len(spelling)
    return None


def _ends(value: str) -> tuple[Fraction, Fraction]:
    low, _, high = value.partition("–")
    return Fraction(low), Fraction(high or low)


def _unit(spelling: str | None, reading: Reading) -> str | None:
    return named(spelling, reading.figures.patterns.units) if spelling else None


def _per(text: str, at: int, reading: Reading) -> tuple[tuple[Fraction, str] | None, int]:
    """Read what an amount is for one of, "/MWh" or "per 1,000", and where that ends."""
    found = reading.words.patterns.per.match(text, at)
    if found is None:
        return None, at
    number = Fraction(re.sub(r"[^\d]", "", found["number"])) if found["number"] else Fraction(1)
    spelling = found["unit"]
    unit = _unit(spelling, reading)
    if unit is None and spelling:
        spelling = re.split(r"[\s-]", spelling)[0]
        unit = _unit(spelling, reading)
    if unit is None:
        return ((number, ""), found.end("number")) if found["number"] else (None, at)
    unit = reading.words.per_units.get(unit, unit)
    end = found.start("unit") + len(spelling)
    if unit in reading.figures.periods:
        return None, end  # a figure's own period
    factor, base = reading.words.conversions.get(unit, (Fraction(1), unit))
    return (number * factor, base), end


def _bounded(text: str, one: Quantity, reading: Reading) -> Quantity:
    """Return a quantity with the bounds that the words beside it say, the longest of them."""
    patterns, start = reading.words.patterns, one.figure.start
    found = patterns.before.search(text, max(start - 30, 0), start)
    if found is not None:
        said, lead = _phrase(found["said"]), len(found[0])
        particle = patterns.with_over.search(text, 0, start - lead)
        over = said == reading.words.bounds["above"][0]
        loose = over and bool(particle or one.figure.measure in patterns.spans)  # over seven years
        return replace(one, bounds=patterns.kinds[said], lead=lead, loose=loose)
    ends = (one.end, one.figure.end)
    after = next((m for at in ends if (m := patterns.after.match(text, at))), None)
    after = after or patterns.far_after.match(text, one.end, one.end + _NEAR)
    limited = patterns.limit.search(text, max(start - _NEAR, 0), start)
    bounds = patterns.kinds_after[_phrase(after["said"])] if after else frozenset[Bound]()
    return replace(one, bounds=bounds, loose=bool(limited))


def _phrase(said: str) -> str:
    """Return a phrase as it is looked up."""
    return re.sub(r"[\s-]+", " ", said).lower()


def split(text: str, quantity: Quantity, reading: Reading) -> Sequence[Quantity]:
    """Return both numbers of a part and its whole: 380, and 3,150 jobs."""
    start, end = quantity.figure.start, quantity.figure.end
    of = reading.figures.patterns.of.search(text, start, end)
    if of is None or not is_part_of_whole(quantity.figure, reading):
        return ()
    done: list[Quantity] = []
    for piece in (text[start : of.start()], text[of.end() : end]):
        found = [*quantities(piece, reading), *_bare(piece, reading)]
        done += found[:1]
    return [replace(done[0], bounds=quantity.bounds), *done[1:]] if len(done) > 1 else ()


def _bare(text: str, reading: Reading) -> Iterator[Quantity]:
    """Yield the numbers of a text by themselves."""
    for number in numbers(text, reading.figures):
        words = text[number.start : number.end]
        figure = Figure(number.start, number.end, words, number.value, "")
        yield Quantity(figure, *_ends(number.value), frozenset({""}), end=number.end)
