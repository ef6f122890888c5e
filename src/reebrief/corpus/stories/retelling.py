"""Say whether two articles are one text that was retold, and by what that is seen.

No single measure tells a retold text from a second report of the same event: both share names,
figures and quotations. So runs of words are counted outside of quotations, and how many must be
shared depends on what else speaks for one text: its credits, its order, its figures and its days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index.full_text import spaced

_RUN = 5  # words
_LEAST = 15  # runs: of a shorter text nothing can be said
_PLAIN, _SUPPORTED, _CONTESTED = 0.5, 0.15, 0.8
_ORDERED, _DETAILS, _SEVERAL, _DAYS = 0.7, 0.75, 2, 7

_QUOTED = re.compile(r"[“«„\"]([^“”«»„\"]{12,}?)[”»“\"]")
_CREDIT = re.compile(
    r"\(([A-Z][\w ]{1,20})\)\s*(?:-|–|—|--)|/([A-Z]{3,})/|(?:Credit|Source|来源|источник): ?(\w+)"
)
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a text is compared: runs of words outside of quotations in their order, and the rest.

    A name is a word with a capital within a sentence.
    """

    runs: tuple[int, ...]
    figures: frozenset[str]
    names: frozenset[str]
    quotations: frozenset[str]
    credits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Retelling:
    """Why two articles are one text: shares of runs, order and details, quotations, credits."""

    share: float
    order: float
    details: float
    quotations: int
    credits: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"{self.share:.0%} of the words outside of quotations in runs of {_RUN}"]
        parts += [f"{self.details:.0%} of the figures and names"] if self.details else []
        parts += ["in the same order"] if self.order >= _ORDERED else []
        parts += [f"{self.quotations} quotations"] if self.quotations else []
        parts += [f"credit: {', '.join(self.credits)}"] if self.credits else []
        return "; ".join(parts)


def fingerprint(text: str, numbers: dict[str, int]) -> Fingerprint:
    """Return what of a text is compared; ``numbers`` are those of words, shared by all texts."""
    quotations = frozenset(" ".join(_words(found[1])) for found in _QUOTED.finditer(text))
    told = [numbers.setdefault(w, len(numbers)) for w in _words(_QUOTED.sub(" ", text))]
    return Fingerprint(
        runs=tuple(hash(tuple(told[n : n + _RUN])) for n in range(len(told) - _RUN + 1)),
        figures=frozenset(_FIGURE.findall(text)),
        names=frozenset(_NAME.findall(text)),
        quotations=quotations,
        credits=frozenset(
            next(filter(None, found.groups())).casefold() for found in _CREDIT.finditer(text)
        ),
    )


def retelling(articles: Sequence[ArticleFacts], prints: Sequence[Fingerprint]) -> Retelling | None:
    """Return why two articles are one text, None where nothing shows that they are."""
    one, other = prints
    first, second = set(one.runs), set(other.runs)
    smaller = min(len(first), len(second))
    if smaller < _LEAST:
        return None
    share = len(first & second) / smaller
    details = min(_common(one.figures, other.figures), _common(one.names, other.names))
    if details < _DETAILS:
        return None  # reports of a series are worded alike, and differ in what they report
    common = one.credits & other.credits
    found = Retelling(
        share,
        _order(one.runs, other.runs),
        details,
        len(one.quotations & other.quotations),
        tuple(sorted(common)),
    )
    if one.credits and other.credits and not common:
        return found if share >= _CONTESTED else None
    supported = bool(common) or found.order >= _ORDERED
    near = _within_days(articles)
    least = _SUPPORTED if supported and near else _PLAIN
    return found if share >= least else None


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of figures or names that both have; all where one has too few to tell."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _SEVERAL else 1.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", spaced(text).casefold())


def _order(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how many of the shared runs follow each other as they do in the other text."""
    places = {run: n for n, run in enumerate(other)}
    at = [places[run] for run in one if run in places]
    steps = list(pairwise(at))
    return sum(a < b for a, b in steps) / len(steps) if steps else 0.0


def _within_days(articles: Sequence[ArticleFacts]) -> bool:
    """Say whether two articles may be of one week, as far as is known."""
    one, other = (article.published for article in articles)
    if one is None or other is None:
        return True
    gap = max(one.start, other.start) - min(one.end, other.end)
    return gap.days <= _DAYS
