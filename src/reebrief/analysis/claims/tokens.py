"""The words of a sentence, as phrases are compared with them.

A word is compared without regard to a capital letter where any word may have one: at the beginning
of a sentence, after a quotation mark or colon, and in headlines set in capitals. Anywhere else
``may`` is not the month. A word with a capital letter in a list stands for exactly that word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"[^\W\d_]+(?:-\w+|['’](?!s\b)\w+|\.[^\W\d_](?!\w))*"  # words, U.S
    r"|\d+(?:[.,]\d+)*(?:-\w+)*"  # numbers, 12,000-ton
    r"|['’]s\b"  # the ending of a possessive is a word of its own
    r"|[^\w\s]"
)
_YEAR = re.compile("(?:1[5-9]|2[01])[0-9]{2}")

QUOTES = frozenset('“”„"«»‘「」『』')
"""Marks of quotations."""

STOPS = frozenset(".!?…。！？") | QUOTES
"""What may stand after the last word of a sentence."""

BREAKS = frozenset(";:()") | STOPS
"""What parts one clause from another."""

_OPENING = frozenset('“„"«‘「『:–—(')
_HEADLINE = 4
"""Words of a headline, at least, before its capitals say nothing about its words."""


@dataclass(frozen=True, slots=True)
class SentenceTokens:
    """The words and signs of a sentence, and the offsets at which they stand in the paragraph.

    ``raw`` are the words as they stand, ``folded`` as they are compared, and ``keys`` everything
    in a phrase that each of them fits. Only marks stand from position ``tail`` on. ``text`` is the
    paragraph.
    """

    text: str
    start: int
    end: int
    raw: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    keys: tuple[tuple[str, ...], ...]
    tail: int

    def stop(self, last: int) -> int:
        """Return the offset after the word before position ``last``."""
        return self.starts[last - 1] + len(self.raw[last - 1])

    def at(self, offset: int) -> int:
        """Return the position of the first word at or after an offset."""
        return bisect_left(self.starts, offset)


def sentence(text: str, start: int, end: int) -> SentenceTokens:
    """Return the words of ``text`` between two offsets."""
    found = list(_TOKEN.finditer(text, start, end))
    raw = tuple([m[0] for m in found])
    headline = _headline(raw)
    folded: list[str] = []
    free = True
    for word in raw:
        folded.append(word if word[0].isupper() and not (free or headline) else _folded(word))
        free = word in _OPENING
    keys = tuple(map(_keys, folded, raw))
    tail = len(raw)
    while tail and raw[tail - 1] in STOPS:
        tail -= 1
    starts = tuple([m.start() for m in found])
    return SentenceTokens(text, start, end, raw, tuple(folded), starts, keys, tail)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """Return a word in small letters, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def _headline(raw: Sequence[str]) -> bool:
    """Say whether capital letters tell nothing: every longer word has one."""
    longer = [w for w in raw if len(w) > 4 and w[0].isalpha()]
    return len(longer) >= _HEADLINE and all(w[0].isupper() for w in longer)


@lru_cache(maxsize=4096)
def _keys(folded: str, raw: str) -> tuple[str, ...]:
    first = raw[0]
    if first.isupper():
        return (raw, "<Name>") if folded == raw else (folded, raw, "<Name>")
    if first.isdigit():
        return (folded, "<number>", "<year>") if _YEAR.fullmatch(raw) else (folded, "<number>")
    return (folded, "<quote>") if raw in QUOTES else (folded,)
