"""Find articles in the corpus."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.corpus import sources
from reebrief.corpus.archive import Corpus
from reebrief.corpus.articles import Article
from reebrief.corpus.filters import has_origin, in_period
from reebrief.diagnostics import error
from reebrief.project import dates
from reebrief.project.project import Project


@dataclass(frozen=True, slots=True)
class Query:
    """What articles are looked for.

    ``since`` and ``until`` are days; ``words`` must all stand in the title or the text. What is
    empty fits every article.
    """

    topics: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    origins: tuple[str, ...] = ()
    words: str = ""


def find(project: Project, query: Query) -> list[Article]:
    """Return the articles that fit everything asked for, newest first.

    Raises ReebriefError on a date that is none, and with the problems of articles that cannot be
    read.
    """
    try:
        start = dates.day(query.since) if query.since else None
        end = dates.day(query.until) if query.until else None
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(what, None, hint) from None
    registry = sources.load(project)
    words = query.words.casefold().split()
    corpus = Corpus(project)
    fit = [
        corpus.get(facts.id)
        for facts in corpus.facts()
        if in_period(facts, start, end)[0]
        and has_origin(facts, query.origins, registry)[0]
        and (not query.topics or set(query.topics) & set(facts.topics))
    ]
    found = [one for one in fit if all(word in one.text.casefold() for word in words)]
    return sorted(found, key=lambda a: (-a.published.end.toordinal() if a.published else 0, a.id))
