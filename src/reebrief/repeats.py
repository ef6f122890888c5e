"""The same story twice: articles that share an address or nearly all of their text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from reebrief.articles import Article
from reebrief.errors import Problem, Severity

_SHINGLE = 5
_LIMIT = 0.7


def repeats(articles: Iterable[Article]) -> list[Problem]:
    """Return a finding for each article that repeats an earlier one.

    Texts are nearly equal where their runs of five words overlap by 0.7 or more (Jaccard index of
    shingles; A. Z. Broder, "On the resemblance and containment of documents", 1997).
    """
    findings: list[Problem] = []
    addresses: dict[str, Article] = {}
    holders: dict[int, list[int]] = defaultdict(list)
    sizes: list[int] = []
    seen: list[Article] = []
    for article in articles:
        address = _address(article.about.url)
        shingles = _shingles(article.words)
        shared: Counter[int] = Counter(n for s in shingles for n in holders.get(s, ()))
        for n, common in shared.most_common(1):
            if common / (len(shingles) + sizes[n] - common) >= _LIMIT:
                findings.append(_finding(article, seen[n], "nearly the same text as", "title"))
        if address and address in addresses:
            findings.append(_finding(article, addresses[address], "the same address as", "url"))
        elif address:
            addresses[address] = article
        for shingle in shingles:
            holders[shingle].append(len(seen))
        sizes.append(len(shingles))
        seen.append(article)
    return findings


def _finding(article: Article, other: Article, what: str, key: str) -> Problem:
    hint = f"keep one of {other.id} and {article.id}"
    return Problem(f"{what} {other.id}", article.place(key), hint, Severity.FINDING)


def _address(url: str | None) -> str | None:
    """Return an address without what does not change the page: scheme, www, slash, fragment."""
    if url is None:
        return None
    return re.sub(r"^https?://(www\.)?|#.*$|/$", "", url.split("#")[0].casefold())


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.casefold())
    runs = range(max(len(words) - _SHINGLE + 1, 1))
    return {hash(tuple(words[n : n + _SHINGLE])) for n in runs} if len(words) > 20 else set()
