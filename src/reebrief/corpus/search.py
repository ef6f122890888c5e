"""Finding articles in the corpus, and showing what one holds."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.corpus import sources
from reebrief.corpus.articles import Article, Corpus
from reebrief.corpus.filters import has_origin, in_period
from reebrief.diagnostics import error
from reebrief.document.nodes import plain
from reebrief.project import dates
from reebrief.project.project import Project


def find(
    project: Project,
    *,
    topics: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    origins: tuple[str, ...] = (),
    query: str | None = None,
) -> list[Article]:
    """Return the articles that fit everything given, newest first.

    ``query`` are words that must all stand in the title or the text. Raises ReebriefError on a
    date that is none, and with the problems of articles that cannot be read.
    """
    try:
        start = dates.day(since) if since else None
        end = dates.day(until) if until else None
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(what, None, hint) from None
    registry = sources.load(project)
    words = query.casefold().split() if query else []
    found = [
        article
        for article in Corpus(project).all()
        if in_period(article, start, end)[0]
        and has_origin(article, origins, registry)[0]
        and (not topics or set(topics) & set(article.about.topics))
        and all(word in article.words.casefold() for word in words)
    ]
    return sorted(found, key=lambda a: (-a.published.end.toordinal() if a.published else 0, a.id))


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
