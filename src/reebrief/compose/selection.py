"""Select the articles that a brief shows, in order, and say why each is in or out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reebrief.briefs import BriefDefinition
from reebrief.briefs.models.articles import WhereModel
from reebrief.corpus.archive import Corpus
from reebrief.corpus.articles import Article
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.filters import has_origin, in_period
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.project import dates


class Choice(NamedTuple):
    """One article: whether the brief shows it, and the reason in words."""

    article: str
    chosen: bool
    reason: str


def selects(definition: BriefDefinition) -> bool:
    """Say whether a brief asks all articles for their facts; else it names its own."""
    model = definition.model.articles
    return model.where is not None or "include" not in model.model_fields_set


def select(
    definition: BriefDefinition, corpus: Corpus, registry: Registry, on: dt.date
) -> tuple[tuple[Article, ...], tuple[Choice, ...]]:
    """Return a brief's articles in order, and the choice made of each article of the corpus.

    Raises ReebriefError at the places of ids that do not exist. Only articles that are listed are
    looked at where the definition selects by ids alone; else the facts of all of them, and what is
    chosen is read.
    """
    model = definition.model.articles
    found = [a.facts for a in _named(definition, corpus, "include")]
    excluded = {a.id for a in _named(definition, corpus, "exclude")}
    reasons: dict[str, str] = {a.id: "listed" for a in found}
    outs: dict[str, str] = {}
    by_ids = "include" in model.model_fields_set
    if selects(definition):
        for article, fits, why in _judged(corpus.facts(), model.where, registry, on):
            if fits and article.id not in reasons:
                reasons[article.id] = why
                found.append(article)
            elif not fits:
                outs[article.id] = why
    kept = [a for a in found if a.id not in excluded]
    kept = _sorted(kept, model.sort or ("listed" if by_ids else "newest"))
    limit = model.limit or len(kept)
    choices = [Choice(a.id, n < limit, reasons[a.id]) for n, a in enumerate(kept)]
    for n in range(limit, len(kept)):
        choices[n] = Choice(kept[n].id, chosen=False, reason=f"over the limit of {limit}")
    done = {c.article for c in choices}
    for article_id in (a for a in corpus.ids if a not in done):
        why = "excluded" if article_id in excluded else outs.get(article_id, "not listed")
        choices.append(Choice(article_id, chosen=False, reason=why))
    return tuple(corpus.get(a.id) for a in kept[:limit]), tuple(choices)


def _named(definition: BriefDefinition, corpus: Corpus, key: str) -> list[Article]:
    """Return the articles that ``include`` or ``exclude`` names; all faults are raised at once."""
    ids: tuple[str, ...] = getattr(definition.model.articles, key)
    problems: list[Problem] = []
    done: list[Article] = []
    seen: set[str] = set()
    for n, article_id in enumerate(ids):
        place = definition.place("articles", key, n)
        if isinstance(definition.file.data["articles"], list):
            place = definition.place("articles", n)
        if article_id in seen:
            what = f"the article '{article_id}' is listed twice"
            problems.append(Problem(what, place, "delete one of the two"))
            continue
        seen.add(article_id)
        try:
            done.append(corpus.get(article_id, place))
        except ReebriefError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ReebriefError(problems)
    return done


def _sorted(found: list[ArticleFacts], order: str) -> list[ArticleFacts]:
    match order:
        case "newest":
            return sorted(found, key=lambda a: (-_end(a).toordinal(), a.id))
        case "oldest":
            return sorted(found, key=lambda a: (_end(a), a.id))
        case "title":
            return sorted(found, key=lambda a: (a.title.casefold(), a.id))
        case _:
            return found


def _end(article: ArticleFacts) -> dt.date:
    """Return the last day an article may be of; an undated one counts as the oldest."""
    return article.published.end if article.published else dt.date.min


def _judged(
    articles: Iterable[ArticleFacts], where: WhereModel | None, registry: Registry, on: dt.date
) -> Iterator[tuple[ArticleFacts, bool, str]]:
    """Yield each article, whether it fits, and why in words."""
    start = dates.day(where.since) if where and where.since else None
    end = dates.day(where.until) if where and where.until else None
    if where and where.period:
        start, end = dates.period(where.period, on)
    topics, origins = (where.topics, where.origins) if where else ((), ())
    for article in articles:
        fits, when = in_period(article, start, end)
        if not fits:
            yield article, False, when
            continue
        fits, topic = _any_topic(article, topics)
        if not fits:
            yield article, False, topic
            continue
        fits, origin = has_origin(article, origins, registry)
        whys = [why for why in (when, topic, origin) if why] if fits else [origin]
        yield article, fits, "; ".join(whys) or "every article"


def _any_topic(article: ArticleFacts, topics: tuple[str, ...]) -> tuple[bool, str]:
    if not topics:
        return True, ""
    found = [t for t in topics if t in article.topics]
    return bool(found), f"topic {found[0]}" if found else f"no topic {' or '.join(topics)}"
