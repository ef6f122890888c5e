"""The command ``reebrief articles``: list articles, or show what one holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reebrief.cli.article_rows import passage, row, say_left
from reebrief.cli.output import OK, give
from reebrief.corpus.archive import Corpus
from reebrief.corpus.articles import Article
from reebrief.corpus.index import full_text
from reebrief.corpus.search import Query, find
from reebrief.document.traverse import plain
from reebrief.pipeline.session import Session
from reebrief.pipeline.shown_articles import shown_articles
from reebrief.project.project import open_project


def run_list(
    folder: str | None, asked: dict[str, Any], *, unused: bool, limit: int, as_json: bool
) -> int:
    """Print the articles that fit; ``asked`` are the fields of a ``Query`` by name.

    With ``unused`` those that a brief shows do not count; of ``limit`` above 0 no more are printed.
    """
    session = Session(open_project(folder))
    but = shown_articles(session) if unused else frozenset[str]()
    query = Query(**asked, but=but)
    found = find(session.corpus, query)
    shown = found[:limit] if limit else found
    if as_json:
        articles = [session.corpus.get(one.id) for one in shown]
        data = [{**as_data(one), **_passage(one, query)} for one in articles]
        give(json.dumps(data, ensure_ascii=False, indent=2))
        return OK
    for one in shown:
        give(row(one.id, one.published.text if one.published else None, one.title))
        if query.words:
            give(passage(session.corpus.get(one.id).text, query.words))
    say_left(len(shown), len(found))
    return OK


def _passage(article: Article, query: Query) -> dict[str, str]:
    """Return the passage that holds what is looked for, by its key; nothing without words."""
    return {"passage": full_text.passage(article.text, query.words)} if query.words else {}


def run_show(folder: str | None, article_id: str) -> int:
    """Print what an article holds. Raises ReebriefError where there is none of this id."""
    for line in shown(Corpus(open_project(folder)).get(article_id)):
        give(line)
    return OK


def as_data(article: Article) -> dict[str, object]:
    """Return an article's facts as JSON has them."""
    return {
        "id": article.id,
        "file": article.file.name,
        **article.about.model_dump(exclude_none=True),
        "sections": [s.id for s in article.sections],
        "tables": list(article.tables),
    }


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
