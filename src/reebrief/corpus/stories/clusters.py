"""Group articles: those that are one text, and the texts that report one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.event import SameEvent, event
from reebrief.corpus.stories.fingerprint import Fingerprint
from reebrief.corpus.stories.retelling import Retelling, contest, retelling
from reebrief.corpus.stories.shared_runs import SharedRuns

Why = Retelling | SameEvent
W = TypeVar("W", bound=Why)
Pair = tuple[int, int]
Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """Two articles, by their ids, and why they are one text or report one event."""

    articles: tuple[str, str]
    why: Why


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event: ``texts`` are those that are one text, each one origin by itself.

    Texts and articles are in the order of their ids; one text alone has several articles.
    """

    texts: tuple[tuple[ArticleFacts, ...], ...]
    links: tuple[ArticlePair, ...]

    @property
    def articles(self) -> tuple[ArticleFacts, ...]:
        """All articles, text by text."""
        return tuple(article for text in self.texts for article in text)

    def text_of(self, article_id: str) -> tuple[ArticleFacts, ...]:
        """Return the articles that are one text with an article, itself among them."""
        return next(text for text in self.texts if any(one.id == article_id for one in text))

    def retold(self, article_id: str) -> str:
        """Return in words which others are one text with an article, and what shows it; or ""."""
        others = [one.id for one in self.text_of(article_id) if one.id != article_id]
        why = [
            link.why
            for link in self.links
            if article_id in link.articles and isinstance(link.why, Retelling)
        ]
        best = max(why, key=lambda one: one.words, default=None)
        return f"the same text as {', '.join(others)} ({best})" if best else ""

    def reported(self, article_id: str) -> str:
        """Return in words which articles report the event of one in other words, and by what.

        "" where none does.
        """
        why = {
            other: link.why
            for link in self.links
            if article_id in link.articles and isinstance(link.why, SameEvent)
            for other in link.articles
            if other != article_id
        }
        said = (f"{other} ({found})" for other, found in sorted(why.items()))
        return f"another report of the event of {', '.join(said)}" if why else ""


def stories(articles: Sequence[ArticleFacts], shared: SharedRuns) -> list[Story]:
    """Return the articles that are one text or report one event; ``shared`` are their runs.

    Texts that are independent stay two, also where a third was made of both; a report of two events
    joins neither to the other.
    """
    prints = shared.prints
    retold = _found(shared.pairs(), articles, prints, retelling)

    def one_text(some: Group, others: Group) -> bool:
        pairs = {(min(a, b), max(a, b)) for a, b in product(some, others)} - retold.keys()
        return not any(contest(prints[a], prints[b]) for a, b in pairs)

    texts = _joined(
        [(n,) for n in range(len(articles))],
        sorted(retold, key=lambda pair: (-retold[pair].words, pair)),
        one_text,
    )
    text_of = {n: text for text in texts for n in text}
    apart = [pair for pair in shared.likely() if text_of[pair[0]] != text_of[pair[1]]]
    events = _found(apart, articles, prints, event)
    linked = {(text_of[a], text_of[b]) for a, b in events}

    def one_event(some: Group, others: Group) -> bool:
        pairs = [*product({text_of[n] for n in some}, {text_of[n] for n in others})]
        return 2 * sum(pair in linked or pair[::-1] in linked for pair in pairs) >= len(pairs)

    groups = _joined(texts, sorted(events), one_event)
    told = [sorted({text_of[n] for n in group}) for group in groups if len(group) > 1]
    return [_story(one, articles, {**retold, **events}) for one in told]


def _found(
    pairs: Iterable[Pair],
    articles: Sequence[ArticleFacts],
    prints: Sequence[Fingerprint],
    compare: Callable[[Sequence[ArticleFacts], Sequence[Fingerprint]], W | None],
) -> dict[Pair, W]:
    """Return what comparing each pair finds, of those of which it finds something."""
    found = {
        pair: compare([articles[n] for n in pair], [prints[n] for n in pair]) for pair in pairs
    }
    return {pair: why for pair, why in found.items() if why is not None}


def _joined(
    groups: Iterable[Group], pairs: Iterable[Pair], may_join: Callable[[Group, Group], bool]
) -> list[Group]:
    """Return groups joined where a pair lies in two that may be, pair by pair; in order."""
    group_of = {n: group for group in groups for n in group}
    for a, b in pairs:
        one, other = group_of[a], group_of[b]
        if one is not other and may_join(one, other):
            joined = (*sorted((*one, *other)),)
            group_of.update(dict.fromkeys(joined, joined))
    return sorted(set(group_of.values()))


def _story(
    texts: Sequence[Group], articles: Sequence[ArticleFacts], found: Mapping[Pair, Why]
) -> Story:
    every = sorted(n for text in texts for n in text)
    pairs = [pair for pair in combinations(every, 2) if pair in found]
    return Story(
        tuple(tuple(articles[n] for n in text) for text in texts),
        tuple(ArticlePair((articles[a].id, articles[b].id), found[a, b]) for a, b in pairs),
    )
