"""Find articles in the corpus, by their facts and by words of their text."""

from __future__ import annotations

from reebrief.corpus import sources
from reebrief.corpus.archive import Corpus
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index import full_text
from reebrief.corpus.query import Query, nobody
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import error
from reebrief.project import dates


def find(corpus: Corpus, query: Query, registry: Registry | None = None) -> list[ArticleFacts]:
    """Return the articles that fit everything asked for: the best first, or the newest.

    ``registry`` is the project's; it is loaded where it is needed and not given. Raises
    ReebriefError on a date that is none, and with the problems of articles that cannot be read.
    """
    try:
        for day in filter(None, (query.since, query.until)):
            dates.day(day)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(what, None, hint) from None
    if query.names and registry is None:
        registry = sources.load(corpus.project)
    ids = registry.ids if registry else nobody
    ranked = bool(full_text.expression(query.words))
    found = [
        one
        for one in (corpus.best(query.words) if ranked else corpus.facts())
        if query.fits(one.findable, ids)
    ]
    return found if ranked else sorted(found, key=_newest)


def _newest(one: ArticleFacts) -> tuple[int, str]:
    return -one.published.end.toordinal() if one.published else 0, one.id
