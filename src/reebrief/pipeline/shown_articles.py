"""Find the articles that the briefs of a project show or name."""

from __future__ import annotations

from reebrief import briefs
from reebrief.briefs.named_articles import named_articles
from reebrief.compose.selection import select
from reebrief.pipeline.session import Session


def shown_articles(session: Session) -> frozenset[str]:
    """Return the ids of the articles that some brief shows, or names anywhere.

    Raises ReebriefError where a brief cannot be read, or names an article that there is not.
    """
    found: set[str] = set()
    for name in briefs.names(session.project):
        for definition in session.definitions(name):
            found |= {article for article, _ in named_articles(definition.file)}
            date = session.date(definition)
            chosen, _ = select(definition, session.corpus, session.registry, date)
            found |= {article.id for article in chosen}
    return frozenset(found)
