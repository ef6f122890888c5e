"""Say whether two articles are one text that was retold, and by what that is seen.

No single measure tells a retold text from a second report of the same event: both share names,
figures and quotations. So runs of words are counted outside of quotations, and how many must be
shared depends on what else speaks for one text: its credits, its order, its figures and its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.fingerprint import RUN, Fingerprint
from reebrief.corpus.stories.times import days_between

_LEAST = 15  # runs: of a shorter text nothing can be said
_PLAIN, _SUPPORTED, _CONTESTED = 0.5, 0.15, 0.8
_ORDERED, _DETAILS, _SEVERAL, _DAYS = 0.7, 0.75, 2, 7


@dataclass(frozen=True, slots=True)
class Retelling:
    """Why two articles are one text: shares of runs, order and details, quotations, credits."""

    share: float
    order: float
    details: float
    quotations: int
    credits: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"{self.share:.0%} of the words outside of quotations in runs of {RUN}"]
        parts += [f"{self.details:.0%} of the figures and names"] if self.details else []
        parts += ["in the same order"] if self.order >= _ORDERED else []
        parts += [f"{self.quotations} quotations"] if self.quotations else []
        parts += [f"credit: {', '.join(self.credits)}"] if self.credits else []
        return "; ".join(parts)


def retelling(articles: Sequence[ArticleFacts], prints: Sequence[Fingerprint]) -> Retelling | None:
    """Return why two articles are one text, None where nothing shows that they are."""
    one, other = prints
    first, second = set(one.told), set(other.told)
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
        _order(one.told, other.told),
        details,
        len(one.quotations & other.quotations),
        tuple(sorted(common)),
    )
    if one.credits and other.credits and not common:
        return found if share >= _CONTESTED else None
    supported = bool(common) or found.order >= _ORDERED
    days = days_between(*articles)
    near = days is None or days <= _DAYS
    least = _SUPPORTED if supported and near else _PLAIN
    return found if share >= least else None


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of figures or names that both have; all where one has too few to tell."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _SEVERAL else 1.0


def _order(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how many of the shared runs follow each other as they do in the other text."""
    places = {run: n for n, run in enumerate(other)}
    at = [places[run] for run in one if run in places]
    steps = list(pairwise(at))
    return sum(a < b for a, b in steps) / len(steps) if steps else 0.0
