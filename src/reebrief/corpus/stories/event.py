"""Say whether two texts report one event, each in its own words, and by what that is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.fingerprint import Fingerprint, telling
from reebrief.corpus.stories.times import days_between

_DAYS = 3
_FIGURES, _NAMES, _SHARE = 2, 2, 0.5
_LONG = 3  # characters


@dataclass(frozen=True, slots=True)
class SameEvent:
    """Why two articles report one event: the quotations, figures and names that both have."""

    quotations: int
    figures: tuple[str, ...]
    names: tuple[str, ...]
    days: int | None

    def __str__(self) -> str:
        parts = [f"{self.quotations} quotations"] if self.quotations else []
        parts += [f"figures {', '.join(self.figures)}"] if self.figures else []
        parts += [f"names {', '.join(self.names)}"] if self.names else []
        parts += [f"{self.days} days apart"] if self.days else []
        return "; ".join(parts)


def event(articles: Sequence[ArticleFacts], prints: Sequence[Fingerprint]) -> SameEvent | None:
    """Return why two articles report one event, None where nothing shows that they do.

    A quotation and two names do, or a figure and a name; without one, half of the figures, two
    at least and one of them a long one, and two names. They must be of the same days, as far as is
    known.
    """
    days = days_between(*articles)
    if days is not None and days > _DAYS:
        return None
    one, other = prints
    figures = telling(one) & telling(other)
    names = one.names & other.names
    quoted = sum(any(q in said or said in q for said in other.quotations) for q in one.quotations)
    fewest = min(len(telling(one)), len(telling(other)))
    same = (
        bool(figures and names) or len(names) >= _NAMES
        if quoted
        else len(figures) >= max(_FIGURES, fewest * _SHARE)
        and len(names) >= _NAMES
        and any(len(figure) >= _LONG for figure in figures)
    )
    return SameEvent(quoted, (*sorted(figures),), (*sorted(names),), days) if same else None
