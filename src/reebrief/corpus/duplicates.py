"""Say of each article which others it repeats: by its text, its event, its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from reebrief.corpus.addresses import address_key
from reebrief.corpus.articles import Article
from reebrief.corpus.examined import ExaminedArticle
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.clusters import Story, stories
from reebrief.corpus.stories.fingerprint import Fingerprint, fingerprint
from reebrief.corpus.stories.shared_runs import SharedRuns
from reebrief.diagnostics import Problem, Severity


def told(articles: Sequence[Article]) -> tuple[list[Story], SharedRuns]:
    """Return the stories of which several articles tell, and the runs of words of all."""
    prints = [fingerprint(article.text) for article in articles]
    return _told([article.facts for article in articles], prints)


def _told(
    facts: Sequence[ArticleFacts], prints: Sequence[Fingerprint]
) -> tuple[list[Story], SharedRuns]:
    shared = SharedRuns(prints)
    return stories(facts, shared), shared


def one_of_each(articles: Sequence[Article]) -> list[Article]:
    """Return articles, of those that are one text only the first of those that name an origin."""
    left_out: set[str] = set()
    by_id = {article.id: article for article in articles}
    for story in told(articles)[0] if len(articles) > 1 else ():
        for text in story.texts:
            first = min(text, key=lambda one: (not by_id[one.id].origins, one.since, one.id))
            left_out |= {one.id for one in text} - {first.id}
    return [article for article in articles if article.id not in left_out]


def repeats(articles: Sequence[ExaminedArticle]) -> tuple[list[Problem], list[Story]]:
    """Return a finding for each article that repeats others, and the stories of which several tell.

    Of an article that is no retold text, the nearest one before it is named. That another reports
    the same event in its own words is a note.
    """
    found, shared = _told(
        [article.facts for article in articles], [article.fingerprint for article in articles]
    )
    return [*_of_stories(articles, found), *_of_copies(articles, found, shared)], found


def _of_stories(articles: Sequence[ExaminedArticle], found: Sequence[Story]) -> Iterator[Problem]:
    by_id = {article.id: article for article in articles}
    for story in found:
        for one in story.articles:
            place = by_id[one.id].place("title")
            if what := story.retold(one.id):
                hint = "they are one origin: keep one of them"
                yield Problem(what, place, hint, Severity.FINDING)
            if what := story.reported(one.id):
                hint = "they are two texts: see whether each has its own origin"
                yield Problem(what, place, hint, Severity.NOTE)


def _of_copies(
    articles: Sequence[ExaminedArticle], found: Sequence[Story], shared: SharedRuns
) -> Iterator[Problem]:
    retold = {one.id for story in found for text in story.texts if len(text) > 1 for one in text}
    addresses: dict[str, ExaminedArticle] = {}
    for n, article in enumerate(articles):
        nearest = shared.nearest(n) if article.id not in retold else None
        if nearest is not None:
            yield _copy(article, articles[nearest], "nearly the same text as", "title")
        address = address_key(article.facts.url or "")
        if address and address in addresses:
            yield _copy(article, addresses[address], "the same address as", "url")
        elif address:
            addresses[address] = article


def _copy(
    article: ExaminedArticle, other: ExaminedArticle, what: str, key: Literal["title", "url"]
) -> Problem:
    hint = f"keep one of {other.id} and {article.id}"
    return Problem(f"{what} {other.id}", article.place(key), hint, Severity.FINDING)
