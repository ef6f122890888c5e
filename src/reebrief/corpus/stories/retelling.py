"""Say whether two articles are one text that was retold, and by what that is seen.

No single measure tells a retold text from a second report of the same event: both share names,
figures and quotations, and often a sentence of the release that both had. So sentences are counted
that both have nearly in the same words, outside of quotations; how many must be shared depends on
what else speaks for one text: its credits, figures, names and days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.fingerprint import Fingerprint
from reebrief.corpus.stories.times import days_between

_LEAST = 15  # runs: of a shorter text nothing can be said
_ALIKE = 0.5  # of the runs of a sentence
_SENTENCES, _PART, _LATER, _NEARLY_ALL = 3, 0.35, 0.6, 0.8
_FIGURES, _NAMES, _SEVERAL = 0.75, 0.3, 2
_ORDERED, _DAYS = 0.7, 7


@dataclass(frozen=True, slots=True)
class Retelling:
    """Why two articles are one text.

    ``sentences`` counts those that both have, ``share`` is their share of the shorter text,
    ``order`` how many of them follow each other alike, ``words`` the share of its words in runs
    that both have; figures and names are shares too, quotations a count.
    """

    sentences: int
    share: float
    order: float
    words: float
    figures: float
    names: float
    quotations: int
    credits: tuple[str, ...]

    def __str__(self) -> str:
        number = f"{self.sentences} sentences" if self.sentences != 1 else "one sentence"
        parts = [f"{number}, {self.share:.0%} of the shorter text"]
        parts += ["in the same order"] if self.sentences > 1 and self.order >= _ORDERED else []
        parts += [f"{self.figures:.0%} of its figures", f"{self.names:.0%} of its names"]
        parts += [f"{self.quotations} quotations"] if self.quotations else []
        parts += [f"credit: {', '.join(self.credits)}"] if self.credits else []
        return "; ".join(parts)


def retelling(articles: Sequence[ArticleFacts], prints: Sequence[Fingerprint]) -> Retelling | None:
    """Return why two articles are one text, None where nothing shows that they are."""
    shorter, longer = sorted(prints, key=lambda one: sum(map(len, one.told)))
    own = {run for sentence in shorter.told for run in sentence}
    if len(own) < _LEAST:
        return None
    figures, names = (
        _common(shorter.figures, longer.figures),
        _common(shorter.names, longer.names),
    )
    if figures < _FIGURES or names < _NAMES:
        return None  # reports of a series are worded alike, and differ in what they report
    places = _places(shorter, longer)
    shared = [n for n in places if n is not None]
    found = Retelling(
        len(shared),
        len(shared) / len(places),
        _order(shared),
        len(own & {run for sentence in longer.told for run in sentence}) / len(own),
        figures,
        names,
        len(shorter.quotations & longer.quotations),
        (*sorted(shorter.credits & longer.credits),),
    )
    return found if _is_one(found, places, longer, _apart(articles, prints)) else None


def contest(one: Fingerprint, other: Fingerprint) -> bool:
    """Say whether two texts credit different agencies."""
    return bool(one.credits and other.credits and not one.credits & other.credits)


def _apart(articles: Sequence[ArticleFacts], prints: Sequence[Fingerprint]) -> str:
    """Return what speaks against one text: ``credits``, ``days``, or nothing."""
    days = days_between(*articles)
    if contest(*prints):
        return "credits"
    return "days" if days is not None and days > _DAYS else ""


def _is_one(
    found: Retelling, places: Sequence[int | None], longer: Fingerprint, apart: str
) -> bool:
    if found.words >= _NEARLY_ALL:
        return True
    if apart == "credits":
        return False
    # Outlets and agencies end on standing words: what both end on does not count.
    both_end = bool(places) and places[-1] == len(longer.told) - 1
    least = _LATER if apart == "days" else _PART
    return found.sentences - both_end >= _SENTENCES and found.share >= least


def _places(shorter: Fingerprint, longer: Fingerprint) -> list[int | None]:
    """Return where each sentence of the shorter text stands in the longer; None where nowhere.

    A sentence stands there where half of its runs do, at the sentence that has most of them.
    """
    of = {run: n for n, sentence in enumerate(longer.told) for run in sentence}
    done: list[int | None] = []
    for sentence in shorter.told:
        at = [of[run] for run in sentence if run in of]
        alike = len(at) >= _ALIKE * len(sentence)
        done.append(max(set(at), key=lambda n: (at.count(n), -n)) if alike else None)
    return done


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of figures or names that both have; all where one has too few to tell."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _SEVERAL else 1.0


def _order(places: Sequence[int]) -> float:
    """Return how many of the shared sentences follow each other as they do in the other text."""
    steps = list(pairwise(places))
    return sum(a < b for a, b in steps) / len(steps) if steps else 1.0
