"""One document to one article: each step in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from reebrief.corpus.ingest.body import body_of
from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.front_matter import Told, front_matter
from reebrief.corpus.ingest.metadata.disclaimers import Parts, divide
from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.corpus.ingest.metadata.origins import Names
from reebrief.corpus.ingest.readers.document import RawDocument
from reebrief.corpus.ingest.structure.blocks import RawHeading
from reebrief.corpus.ingest.structure.lists import RawList
from reebrief.corpus.ingest.structure.markdown_body import markdown
from reebrief.corpus.ingest.structure.tables import RawTable
from reebrief.corpus.source import Alias
from reebrief.diagnostics import Place, error
from reebrief.document.markdown import slug
from reebrief.project import yaml

STANDARD_INPUT = "standard-input"
"""The name of a raw text that has no file; it gives no id."""

_LONGEST_ID = 60
"""Characters: an id is typed in briefs, and file systems allow 255 bytes for a name."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """An article's id and text, and the record of how it came about."""

    id: str
    markdown: str
    record: Record


def assemble(
    document: RawDocument, metadata: Metadata, aliases: Sequence[Alias], original: str | None = None
) -> Assembled:
    """Turn a document into an article.

    ``original`` is the file that keeps the document's bytes. Raises ReebriefError where the text is
    empty, or where neither metadata nor document give an id.
    """
    record = document.record.copy()
    article_id = id_of(document, metadata)
    told = document.fact("title")
    title = metadata.title or (told.value if told and told.sure != "low" else None)
    opening, blocks = body_of(document, title, record)
    parts = divide(blocks, record)
    found = Told(document, opening, parts, Names(aliases))
    front = front_matter(article_id, metadata, found, record)
    _count(document, parts, front, record)
    if original:
        front.setdefault("original", original)
    text = f"---\n{yaml.write(front)}---\n\n{markdown(parts.body)}"
    return Assembled(article_id, text, record)


def id_of(document: RawDocument, metadata: Metadata) -> str:
    """Return an article's id: the one given, else the title's words, else the file name's.

    Raises ReebriefError where none of them gives one.
    """
    if metadata.id:
        return metadata.id
    stem = "" if document.name == STANDARD_INPUT else PurePath(document.name).stem
    title = document.fact("title")
    title = title if title and title.sure != "low" else None
    given = slug(metadata.title or (title.value if title else stem))
    if given == slug("") and title:
        given = slug(stem)
    if given == slug(""):
        hint = "give one with --id, or a title with --title"
        raise error(
            "no id: neither a title nor the file's name gives one", Place(document.name), hint
        )
    while len(given) > _LONGEST_ID:
        given = given.rpartition("-")[0] or given[:_LONGEST_ID]
    return given


def _count(document: RawDocument, parts: Parts, front: dict[str, Any], record: Record) -> None:
    """Note what was found."""
    headings = [b.text for b in parts.body if isinstance(b, RawHeading)]
    highlights = [
        len(b.items)
        for a, b in pairwise(parts.body)
        if isinstance(a, RawHeading) and a.text == "Highlights" and isinstance(b, RawList)
    ]
    record.found |= {
        "highlights": sum(highlights),
        "section_headings": [h for h in headings if h != "Highlights"],
        "tables": [g.line for g in parts.body if isinstance(g, RawTable)],
        "disclaimers": [d.line for d in parts.disclaimers],
        "origins": front.get("origins", []),
    }
    if document.facts:
        record.found["facts"] = [str(fact) for fact in document.facts]
