"""Make of a text what it is compared by: its runs of five words, figures, names, quotations."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

from reebrief.corpus.index.full_text import spaced

RUN = 5  # words

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{12,}?)[”»“\"]")
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

    ``runs`` are its runs of five words in their order, each as a number; ``told`` are those that
    hold no word of a quotation. A name is a word with a capital within a sentence.
    """

    runs: array[int]
    told: array[int]
    figures: frozenset[str]
    names: frozenset[str]
    quotations: frozenset[str]
    credits: frozenset[str]


def fingerprint(text: str) -> Fingerprint:
    """Return what of a text is compared: the same in each process."""
    parts = _QUOTED.split(spaced(text))  # outside, inside, outside, …
    words = [_WORD.findall(part.casefold()) for part in parts]
    runs = _runs([word for part in words for word in part])
    outside = [n % 2 == 0 for n, part in enumerate(words) for _ in part]
    told = compress(runs, map(all, zip(*(outside[n:] for n in range(RUN)), strict=False)))
    return Fingerprint(
        runs=runs,
        told=array("q", told),
        figures=frozenset(_FIGURE.findall(text)),
        names=frozenset(_NAME.findall(text)),
        quotations=frozenset(" ".join(part) for part in words[1::2]),
        credits=frozenset(
            next(filter(None, found.groups())).casefold() for found in _CREDIT.finditer(text)
        ),
    )


def telling(one: Fingerprint) -> frozenset[str]:
    """Return the figures of a text that few others have: of two digits or more, and no year."""
    return frozenset(f for f in one.figures if len(f) > 1 and not _YEAR.fullmatch(f))


def _runs(words: Iterable[str]) -> array[int]:
    """Return the runs of words as numbers that no hash seed changes."""
    numbers = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return array("q", map(hash, zip(*(numbers[n:] for n in range(RUN)), strict=False)))
