"""Order the words of a column's cells: dates by time, figures by size, words by their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from reebrief.analysis.support.dates import dates
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import quantities

Rank: TypeAlias = tuple[Fraction, str]

_MINUS = re.compile(r"[-−–]\s?[€$£¥]?\s?")


def ranks(cells: Sequence[str], reading: Reading | None) -> list[Rank]:
    """Return by what each cell of a column is ordered.

    Where every cell that says anything begins with a date they are ordered by time, where each
    begins with a figure by its size; else by their letters, those with accents beside those
    without. ``reading`` are the words of their language, None where it has none.
    """
    said = [text.strip() for text in cells]
    readers: list[Callable[[str, Reading], Fraction | None]] = [_day, _size]
    for read in readers if reading else ():
        found = [read(text, reading) if text and reading else Fraction(0) for text in said]
        if all(number is not None for number in found):
            return [(n or Fraction(0), _letters(t)) for n, t in zip(found, said, strict=True)]
    return [(Fraction(0), _letters(text)) for text in said]


def _day(text: str, reading: Reading) -> Fraction | None:
    date = next(dates(text, reading), None)
    if date is None or date.start or date.year is None:
        return None
    return Fraction(date.year * 400 + min(date.months, default=1) * 32 + (date.day or 0))


def _size(text: str, reading: Reading) -> Fraction | None:
    minus = _MINUS.match(text)
    if minus:
        size = _size(text[minus.end() :], reading)
        return -size if size is not None else None
    if text.isdecimal():
        return Fraction(int(text))
    one = next(quantities(text, reading), None)
    before = text[: one.figure.start - one.lead] if one else ""
    return one.low if one and not any(map(str.isalnum, before)) else None


def _letters(text: str) -> str:
    """Return a text without case, accents and marks."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if c.isalnum() or c.isspace()).strip()
