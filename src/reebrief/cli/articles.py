"""The command ``reebrief articles``: list articles, or show what one holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reebrief.cli.article_rows import show
from reebrief.cli.output import OK, give
from reebrief.corpus.archive import Corpus
from reebrief.corpus.article_data import data_of
from reebrief.corpus.articles import Article
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index.settled import Hit, Hits
from reebrief.corpus.query import Query
from reebrief.corpus.search import find
from reebrief.document.traverse import plain
from reebrief.pipeline.keep_lookups import keep_names, keep_shown
from reebrief.pipeline.session import Session
from reebrief.pipeline.shown_articles import shown_articles
from reebrief.project.build_state import folder_marks, listings
from reebrief.project.project import open_project


def run_list(
    folder: str | None, asked: dict[str, Any], *, unused: bool, limit: int, as_json: bool
) -> int:
    """Print the articles that fit; ``asked`` are the fields of a ``Query`` by name.

    With ``unused`` those that a brief shows do not count; of ``limit`` above 0 no more are printed.
    """
    session = Session(open_project(folder))
    marks = folder_marks(listings(session.project.root.as_posix()))
    but = shown_articles(session) if unused else frozenset[str]()
    query = Query(**asked, but=but)
    found = find(session.corpus, query, session.registry if query.names else None)
    if query.names:
        keep_names(session, marks)
    if unused:
        keep_shown(session, marks, sorted(but))
    shown = found[: limit or None]
    hits = [_hit(session, one, read=bool(query.words) or as_json) for one in shown]
    show(Hits(len(found), hits), query.words, as_json=as_json)
    return OK


def _hit(session: Session, one: ArticleFacts, *, read: bool) -> Hit:
    """Return an article as the index has it; its text and its data only where it is to be read."""
    day = one.published.text if one.published else None
    if not read:
        return Hit(one.id, one.file, day, one.title, "", "{}")
    article = session.corpus.get(one.id)
    data = json.dumps(data_of(article), ensure_ascii=False)
    return Hit(one.id, one.file, day, one.title, article.text, data)


def run_show(folder: str | None, article_id: str) -> int:
    """Print what an article holds. Raises ReebriefError where there is none of this id."""
    for line in shown(Corpus(open_project(folder)).get(article_id)):
        give(line)
    return OK


def shown(article: Article) -> Iterator[str]:
    """Yield lines that say what an article holds, with ids ready to be typed into a definition."""
    about = article.about
    yield about.title
    facts = (
        ("id", article.id),
        ("published", about.published or "undated"),
        ("publisher", about.publisher),
        ("address", about.url),
        ("origins", ", ".join(about.origins) or "none named"),
        ("topics", ", ".join(about.topics)),
        ("text", about.text),
        ("disclaimer", " ".join(d.text for d in about.disclaimer) or "none"),
    )
    yield from (f"  {name}: {value}" for name, value in facts if value)
    for section in article.sections:
        yield f"section {section.id}: {plain(section.heading)}"
    for table in article.tables.values():
        yield f"table {article.id}#{table.id}"
        yield f"  rows: {', '.join(row.id for row in table.rows)}"
        yield f"  columns: {', '.join(column.id for column in table.columns)}"
