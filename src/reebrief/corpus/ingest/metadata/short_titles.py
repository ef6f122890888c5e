"""Propose a short title: another title that the page has, or what stands before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 60
"""Characters of a title that needs no shorter one, and of one that may head an item."""

_FEWEST = 3
"""Words of a title that says something; Chinese and Japanese ones are one run."""

_REST = 4
"""Words behind a colon that may be left out; fewer often name who says so."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_DOUBT = re.compile(
    r"\b(?:say|said|claim|alleg|report|accord|source|think|believe|expect|plan|propos|threat|warn"
    r"|deny|deni|may|might|could|would|likely|seek|mull|eye|consider|not?|without|less|except"
    r"|laut|sagt|soll|will|nicht|selon|pourrait|según|podría|может|план)\w*|[?？“”\"«»「」]|可能|计划|未",
    re.IGNORECASE,
)
"""Words by which a title doubts, plans, denies or quotes: a short one must not lose them."""


def short_title(title: str, told: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return a shorter title and where it was read; None where there is none that says the same.

    ``told`` are all titles of the document, each with where it was read. One counts where at least
    half of its words, and all its figures, are the title's, and where it doubts as the title does.
    """
    if len(title) <= LONGEST:
        return None
    for other, where in told:
        if other != title and _says_the_same(other, title):
            return other, where
    before, colon, rest = title.partition(": ")
    if colon and len(_WORD.findall(rest)) >= _REST and _says_the_same(before, title):
        return before, "the title, up to its colon"
    return None


def _says_the_same(short: str, title: str) -> bool:
    words, own = (_WORD.findall(text.casefold()) for text in (short, title))
    enough = len(words) >= _FEWEST or not short.isascii()
    doubts = ({found.casefold() for found in _DOUBT.findall(text)} for text in (title, short))
    of_title, of_short = doubts
    return (
        len(short) <= LONGEST
        and enough
        and sum(word in own for word in words) * 2 >= len(words)
        and {*_NUMBER.findall(short)} <= {*_NUMBER.findall(title)}
        and of_title <= of_short
    )
