"""The same story twice: articles that share an address or nearly all of their text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from reebrief.corpus.articles import Article
from reebrief.diagnostics import Problem, Severity

_SHINGLE = 5
_LIMIT = 0.7
_MOST = 100
"""How many articles are compared for one shingle that they share; more share a common phrase."""


def repeats(articles: Iterable[Article], told: Collection[str] = ()) -> list[Problem]:
    """Return a finding for each article that repeats an earlier one: the nearest one.

    ``told`` are the ids of those of which it is known that they are one text with others.

    Texts are nearly equal where their runs of five words overlap by 0.7 or more (Jaccard index of
    shingles; A. Z. Broder, "On the resemblance and containment of documents", 1997).
    """
    findings: list[Problem] = []
    addresses: dict[str, Article] = {}
    seen = list(articles)
    texts = _Texts([article.text for article in seen])
    for n, article in enumerate(seen):
        nearest = texts.nearest(n)
        if nearest is not None and article.id not in told:
            findings.append(_finding(article, seen[nearest], "nearly the same text as", "title"))
        address = _address(article.about.url)
        if address and address in addresses:
            findings.append(_finding(article, addresses[address], "the same address as", "url"))
        elif address:
            addresses[address] = article
    return findings


def _finding(article: Article, other: Article, what: str, key: str) -> Problem:
    hint = f"keep one of {other.id} and {article.id}"
    return Problem(f"{what} {other.id}", article.place(key), hint, Severity.FINDING)


def _address(url: str | None) -> str | None:
    """Return an address without what does not change the page: scheme, www, slash, fragment."""
    if url is None:
        return None
    return re.sub(r"^https?://(www\.)?|#.*$|/$", "", url.split("#")[0].casefold())


class _Texts:
    """Finds the nearest earlier text.

    Two texts that overlap by 0.7 or more share one of the 0.3 of their shingles that are rarest in
    all texts, so only those are looked up, and phrases that every article ends with cost nothing
    (prefix filtering; S. Chaudhuri, V. Ganti and R. Kaushik, "A primitive operator for similarity
    joins in data cleaning", 2006).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}  # of words: what is made of them knows no hash seed
        self._shingles = [self._of(text) for text in texts]
        self._counts = Counter(s for shingles in self._shingles for s in shingles)
        self._holders: dict[int, list[int]] = defaultdict(list)

    def _of(self, text: str) -> set[int]:
        words = re.findall(r"\w+", text.casefold())
        if len(words) <= 20:
            return set()
        numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in words]
        runs = range(len(numbers) - _SHINGLE + 1)
        return {hash(tuple(numbers[n : n + _SHINGLE])) for n in runs}

    def nearest(self, n: int) -> int | None:
        """Return the earlier text nearest to the nth, if near enough; ask for each n in order."""
        own = self._shingles[n]
        rarest = sorted(own, key=lambda s: (self._counts[s], s))[: len(own) * 3 // 10 + 1]
        near: dict[int, float] = {}
        for shingle in rarest:
            holders = self._holders[shingle]
            for other in holders:
                if other not in near:
                    near[other] = _overlap(own, self._shingles[other])
            if len(holders) < _MOST:
                holders.append(n)
        best = max(near, key=lambda other: (near[other], -other), default=None)
        return best if best is not None and near[best] >= _LIMIT else None


def _overlap(one: set[int], other: set[int]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
