"""Group articles that are one text, retold by several outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.retelling import Fingerprint, Retelling, fingerprint, retelling

_COMMON = 30
"""How many articles may share a run that is looked at; more share a common phrase."""
_SHARED = 4


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are one text, in the order of their ids, and by what each pair was seen."""

    articles: tuple[ArticleFacts, ...]
    evidence: tuple[tuple[str, str, Retelling], ...]

    def said_of(self, article_id: str) -> str:
        """Return in words which others are one text with an article, and what shows it."""
        others = ", ".join(one.id for one in self.articles if one.id != article_id)
        why = [found for a, b, found in self.evidence if article_id in {a, b}]
        return f"the same text as {others} ({max(why, key=lambda one: one.share)})"


def stories(articles: Sequence[ArticleFacts], texts: Sequence[str]) -> list[Story]:
    """Return the groups of articles that are one text, each of two or more.

    Two that are independent stay two, also where a third was made of both.
    """
    numbers: dict[str, int] = {}
    prints = [fingerprint(text, numbers) for text in texts]
    groups: list[set[int]] = []
    found: dict[tuple[int, int], Retelling] = {}
    for pair in _candidates(prints):
        why = retelling([articles[n] for n in pair], [prints[n] for n in pair])
        if why is not None:
            found[pair] = why
    for one, other in sorted(found, key=lambda pair: (-found[pair].share, pair)):
        joined = [group for group in groups if group & {one, other}]
        members = {one, other}.union(*joined)
        if all(not _contest(prints[a], prints[b]) for a, b in combinations(members, 2)):
            groups = [group for group in groups if group not in joined] + [members]
    return [_story(sorted(group), articles, found) for group in sorted(groups, key=min)]


def _contest(one: Fingerprint, other: Fingerprint) -> bool:
    """Say whether two texts credit different agencies."""
    return bool(one.credits and other.credits and not one.credits & other.credits)


def _story(
    group: Sequence[int],
    articles: Sequence[ArticleFacts],
    found: dict[tuple[int, int], Retelling],
) -> Story:
    pairs = [pair for pair in combinations(group, 2) if pair in found]
    evidence = [(articles[a].id, articles[b].id, found[a, b]) for a, b in pairs]
    return Story(tuple(articles[n] for n in group), tuple(evidence))


def _candidates(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Return the pairs that share several runs which few others have."""
    holders: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(prints):
        for run in dict.fromkeys(one.runs):
            if len(holders[run]) <= _COMMON:
                holders[run].append(n)
    shared: Counter[tuple[int, int]] = Counter()
    for some in holders.values():
        if 1 < len(some) <= _COMMON:
            shared.update(combinations(some, 2))
    return sorted(pair for pair, count in shared.items() if count >= _SHARED)
