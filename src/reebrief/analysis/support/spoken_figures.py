"""Find the figures of a text as people say them: one wagon in five, doubled, a day and a half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from reebrief.analysis.figures import Figure, figures
from reebrief.analysis.figures.lexicon import named
from reebrief.analysis.figures.numbers import Number, numbers
from reebrief.analysis.support.lexicon import Reading

_SIZE = re.compile(r"-[A-Z]{2,}\b")

_CODE = re.compile(r"(?<![\w-])[A-Z]{3}\s?\Z")
"""The code of a currency, which no list need have: SVR 3.6 billion."""


def spoken_figures(text: str, reading: Reading, *, every: bool) -> list[Figure]:
    """Return the figures of a text, with parts that count nothing and words such as doubled.

    With ``every``, a fraction counts even where it may be an ordinal. The number of a plan's name
    is no figure.
    """
    own = [*numbers(text, reading.figures)]
    said = [
        *_parts_of(text, own, reading),
        *_halves(text, own, reading),
        *(one for number in own for one in _sum_of_money(text, number, reading)),
    ]
    found = [
        *said,
        *(f for f in figures(text, reading.figures) if not _overlaps(f, said)),
    ]
    found = [_and_a_half(text, figure, reading) for figure in found]
    taken = {figure.start for figure in found}
    for number in own:
        if number.start in taken or any(f.start <= number.start < f.end for f in found):
            continue
        part = 0 < number.amount < 1 and not number.digits  # 1,200 posts, one in ten, will go
        fraction = number.unit and not number.digits
        spoken = every and fraction and not _is_ordinal(text, number.start, reading)
        sized = every and _SIZE.match(text, number.end)  # a 16,000-TEU ship
        further = number.amount > 1 and reading.words.patterns.further.match(text, number.end)
        if part or spoken or sized or further:
            words = text[number.start : number.end]
            found.append(Figure(number.start, number.end, words, number.value, number.unit))
    for m in reading.words.patterns.multiple.finditer(text):
        value = reading.words.multiples[m[0].lower()]
        unit = reading.figures.times if value > 1 else reading.figures.percent
        amount = str(value if value > 1 else value * 100)
        found.append(Figure(m.start(), m.end(), m[0], amount, unit))
    kept = (figure for figure in found if not _is_plan(text, figure, reading))
    return sorted(kept, key=lambda figure: figure.start)


def _overlaps(one: Figure, others: list[Figure]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _parts_of(text: str, found: list[Number], reading: Reading) -> Iterator[Figure]:
    """Yield parts of a whole with what they are parts of between them: one wagon in five."""
    patterns, percent = reading.figures.patterns, reading.figures.percent
    for one, two in pairwise(found):
        if one.amount != 1 or one.digits or two.amount <= 1 or two.digits:
            continue
        if not reading.words.patterns.in_parts.fullmatch(text, one.end, two.start):
            continue
        noun = patterns.noun.match(text, two.end)
        if noun is None or noun[2].lower() in patterns.no_nouns:
            words = text[one.start : two.end]
            yield Figure(one.start, two.end, words, str(100 / two.amount), percent)


def _halves(text: str, found: list[Number], reading: Reading) -> Iterator[Figure]:
    """Yield what is counted with a half: three and a half years."""
    percent, units = reading.figures.percent, reading.figures.patterns.units
    conjunction = reading.figures.conjunction
    for one, two in pairwise(found):
        gap = text[one.end : two.start].strip().lower()
        if gap != conjunction or one.digits or one.unit or (two.unit, two.value) != (percent, "50"):
            continue
        noun = reading.figures.patterns.noun.match(text, two.end)
        unit = named(noun[2], units) if noun else None
        if noun is not None and unit is not None:
            value = str(float(one.amount) + 0.5)
            words = text[one.start : noun.end()]
            yield Figure(one.start, noun.end(), words, value, unit)


def _sum_of_money(text: str, number: Number, reading: Reading) -> Iterator[Figure]:
    """Yield a sum in a currency that no list has, known by its code: SVR 42m, SVR 3.6 billion."""
    code = _CODE.search(text, max(number.start - 5, 0), number.start)
    if code is None or number.unit or not number.digits:
        return
    value, end = number.value, number.end
    if number.scale == 1:
        short = reading.words.patterns.short.match(text, number.end)
        if short is None:
            return
        factor, end = reading.words.short[short["short"]], short.end()
        value = "–".join(str(Fraction(each) * factor) for each in value.split("–"))
    unit = code[0].strip().lower()
    yield Figure(code.start(), end, text[code.start() : end], value, unit)


def _and_a_half(text: str, figure: Figure, reading: Reading) -> Figure:
    """Read "a day and a half" as a day and a half, and not as a half."""
    if figure.measure != reading.figures.percent or figure.value != "50":
        return figure
    found = reading.words.patterns.and_half.search(text, max(figure.start - 30, 0), figure.start)
    unit = named(found["unit"], reading.figures.patterns.units) if found else None
    if found is None or unit is None:
        return figure
    words = text[found.start() : figure.end]
    return replace(figure, start=found.start(), text=words, value="1.5", unit=unit)


def _is_ordinal(text: str, start: int, reading: Reading) -> bool:
    """Say whether the word before a part makes it none: the first half."""
    found = reading.figures.patterns.last_word.search(text, max(start - 30, 0), start)
    before = found["word"].rpartition("-")[2] if found else ""
    hyphen = text[max(start - 10, 0) : start].rpartition(" ")[2].removesuffix("-")
    return bool({before.lower(), hyphen.lower()} & {*reading.figures.ordinals})


def _is_plan(text: str, figure: Figure, reading: Reading) -> bool:
    """Say whether a figure is part of a name: the five-year plan."""
    return "-" in figure.text and bool(reading.words.patterns.plan.match(text, figure.end))
