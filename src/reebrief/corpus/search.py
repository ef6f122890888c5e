"""Find articles in the corpus, by their facts and by words of their text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reebrief.corpus import sources
from reebrief.corpus.archive import Corpus
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.filters import has_origin, in_period
from reebrief.corpus.index import full_text
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import error
from reebrief.project import dates


@dataclass(frozen=True, slots=True)
class Query:
    """What articles are looked for.

    ``since`` and ``until`` are days; ``words`` must all stand in the title or the text, or begin a
    word there. What is empty fits every article. ``but`` are the ids of articles that do not count.
    """

    topics: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    origins: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    words: str = ""
    but: Collection[str] = ()


def find(corpus: Corpus, query: Query) -> list[ArticleFacts]:
    """Return the articles that fit everything asked for: the best first, or the newest.

    Raises ReebriefError on a date that is none, and with the problems of articles that cannot be
    read.
    """
    try:
        start = dates.day(query.since) if query.since else None
        end = dates.day(query.until) if query.until else None
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(what, None, hint) from None
    registry = sources.load(corpus.project)
    publishers = {_name(name, registry) for name in query.publishers}
    ranked = bool(full_text.expression(query.words))
    found = [
        one
        for one in (corpus.best(query.words) if ranked else corpus.facts())
        if in_period(one, start, end)[0]
        and has_origin(one, query.origins, registry)[0]
        and (not query.topics or set(query.topics) & set(one.topics))
        and (not publishers or _name(one.publisher or "", registry) in publishers)
        and one.id not in query.but
    ]
    return found if ranked else sorted(found, key=_newest)


def _newest(one: ArticleFacts) -> tuple[int, str]:
    return -one.published.end.toordinal() if one.published else 0, one.id


def _name(name: str, registry: Registry) -> str:
    """Return what a publisher is compared by: its id in the registry, else its name."""
    source = registry.find(name)
    return source.id if source else name.casefold()
