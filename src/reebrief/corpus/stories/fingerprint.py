"""Make of a text what it is compared by: its runs of five words, figures, names, quotations."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest

from reebrief.corpus.index.full_text import spaced

RUN = 5  # words
_FEWEST = 3  # runs: of a shorter sentence nothing can be said

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{12,}?)[”»“\"]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[。！？]|\n")
_CREDIT = re.compile(
    r"\(([A-Z][\w ]{1,20})\)\s*(?:-|–|—|--)|/([A-Z]{3,})/|(?:Credit|Source|来源|источник): ?(\w+)"
)
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"[A-Z](?<=[a-z,;] [A-Z])[\w-]+")  # the letter first, which is fast
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a text is compared.

    ``runs`` are its runs of five words in their order, each as a number; ``told`` are those of each
    sentence outside of quotations. A name is a word with a capital within a sentence.
    """

    runs: array[int]
    told: tuple[array[int], ...]
    figures: frozenset[str]
    names: frozenset[str]
    quotations: frozenset[str]
    credits: frozenset[str]


@lru_cache(maxsize=256)  # the briefs of one run show the same articles
def fingerprint(text: str) -> Fingerprint:
    """Return what of a text is compared: the same in each process."""
    parts = _QUOTED.split(spaced(text))  # outside, inside, outside, …
    quoted = [_words(part) for part in parts[1::2]]
    sentences = [[*map(_words, _SENTENCE.split(part))] for part in parts[::2]]
    every: list[str] = []
    for said, part in zip_longest(sentences, quoted, fillvalue=()):
        every += [*chain(*said), *part]
    told = (_runs(sentence) for part in sentences for sentence in part)
    return Fingerprint(
        runs=_runs(every),
        told=tuple(runs for runs in told if len(runs) >= _FEWEST),
        figures=frozenset(_FIGURE.findall(text)),
        names=frozenset(_NAME.findall(text)),
        quotations=frozenset(" ".join(words) for words in quoted),
        credits=frozenset(
            next(filter(None, found.groups())).casefold() for found in _CREDIT.finditer(text)
        ),
    )


def telling(one: Fingerprint) -> frozenset[str]:
    """Return the figures of a text that few others have: of two digits or more, and no year."""
    return frozenset(f for f in one.figures if len(f) > 1 and not _YEAR.fullmatch(f))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> array[int]:
    """Return the runs of words as numbers that no hash seed changes."""
    numbers = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return array("q", map(hash, zip(*(numbers[n:] for n in range(RUN)), strict=False)))
