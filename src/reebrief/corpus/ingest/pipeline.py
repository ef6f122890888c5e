"""One raw text to one article: each step in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.boilerplate import clean
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.cleaning.mojibake import left_over, repair
from reebrief.corpus.ingest.metadata.disclaimers import Parts, divide
from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.corpus.ingest.metadata.origins import Names, propose
from reebrief.corpus.ingest.metadata.title_and_date import TextOpening, opening, proposal
from reebrief.corpus.ingest.structure.blocks import RawHeading, RawParagraph, blocks
from reebrief.corpus.ingest.structure.line_kinds import date_of, dated_parts, dates_in
from reebrief.corpus.ingest.structure.lists import RawList
from reebrief.corpus.ingest.structure.markdown_body import markdown
from reebrief.corpus.ingest.structure.tables import RawTable
from reebrief.corpus.ingest.structure.unwrap import unwrap
from reebrief.corpus.sources import Alias
from reebrief.diagnostics import Place, error
from reebrief.document.markdown import slug
from reebrief.project import yaml

STANDARD_INPUT = "standard-input"
"""The name of a raw text that has no file; it gives no id."""

_LONGEST_ID = 200
"""In bytes: file systems allow 255, and the log's name is longer than the id."""

_MOST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Assembled:
    """An article's id and text, and the record of how it came about."""

    id: str
    markdown: str
    record: Record


def assemble(raw: bytes, name: str, metadata: Metadata, aliases: Sequence[Alias]) -> Assembled:
    """Turn a raw text into an article.

    ``name`` is the name of the raw text's file. Raises ReebriefError where the text is empty, or
    where neither metadata nor name give an id.
    """
    record = Record()
    article_id = id_of(name, metadata)
    texts = decode(raw, record)
    texts, changes = repair(texts)
    for change in changes:
        record.note(change)
    for look in left_over(texts):
        record.look(look.line, look.what)
    lines = unwrap(clean(texts, record), record)
    if not lines:
        raise error("no text to import", Place(name), "check that the file holds the article")
    found = opening(lines)
    lines = [line for line in lines if line not in (found.title, found.date_line)]
    parts = divide(blocks(lines, record), record)
    found_in = _Found(found, parts, Names(aliases))
    front = _front(article_id, metadata, found_in, record)
    _count(parts, front, record)
    text = f"---\n{yaml.write(front)}---\n\n{markdown(parts.body)}"
    return Assembled(article_id, text, record)


def id_of(name: str, metadata: Metadata) -> str:
    """Return an article's id: the one given, else the title's words, else the file name's.

    Raises ReebriefError where none of them gives one.
    """
    if metadata.id:
        return metadata.id
    stem = "" if name == STANDARD_INPUT else PurePath(name).stem
    given = slug(metadata.title or stem)
    if given == slug(""):
        hint = "give one with --id, or a title with --title"
        raise error("no id: neither a title nor the file's name gives one", Place(name), hint)
    while len(given.encode()) > _LONGEST_ID:
        given = given.rpartition("-")[0] or given[:-1]
    return given


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a text: its opening, its parts, and the names that it may speak of."""

    opening: TextOpening
    parts: Parts
    names: Names


def _front(article_id: str, metadata: Metadata, text: _Found, record: Record) -> dict[str, Any]:
    """Return the front matter, its keys in their order."""
    found, parts = text.opening, text.parts
    published, evidence = _published(metadata, found, parts, record)
    disclaimer = " ".join(paragraph.text for paragraph in parts.disclaimers)
    if not disclaimer:
        record.look(0, "no disclaimer was found: check the publisher's page")
    front = {
        "title": _title(article_id, metadata, found, parts, record),
        "published": published,
        "date_evidence": evidence,
        "publisher": metadata.publisher,
        "url": metadata.url,
        "language": metadata.language,
        "origins": _origins(metadata, parts, text.names, record),
        "topics": list(metadata.topics),
        "disclaimer": {"text": disclaimer, "verbatim": True} if disclaimer else None,
        "text": "full",
        "rights": metadata.rights,
        "notes": metadata.notes,
    }
    return {key: value for key, value in front.items() if value}


def _title(
    article_id: str, metadata: Metadata, found: TextOpening, parts: Parts, record: Record
) -> str:
    """Return the title: the one given, else the text's own, else one proposed from the text."""
    line = found.title
    if line and (metadata.title is None or slug(metadata.title) == slug(line.text)):
        record.removed(line.number, line.text, "the title, now in the front matter")
    elif line:
        record.removed(line.number, line.text, "the text's own title is not the one given", "low")
    if metadata.title:
        return metadata.title
    if line:
        record.look(line.number, f"no title was given: '{line.text}' is the text's own, check it")
        return line.text
    text, number = proposal(parts.body) or (article_id, 0)
    record.look(number, f"no title was given: '{text}' is proposed from the text, check it")
    return text


def _published(
    metadata: Metadata, found: TextOpening, parts: Parts, record: Record
) -> tuple[str | None, str | None]:
    """Return the date and what it rests on: the one given, else the date line's; none invented."""
    line = found.date_line
    if line:
        record.removed(line.number, line.text, f"the date line, {found.date}")
        beside = [part for part in dated_parts(line.text) if date_of(part) is None]
        if beside:
            what = f"'{', '.join(beside)}' stood beside the date and was removed with it"
            record.look(line.number, f"{what}: put it under 'notes' if it matters")
    if metadata.published:
        if line and found.date != metadata.published:
            what = f"the date line says {found.date}, the date given is {metadata.published}"
            record.look(line.number, what)
        return metadata.published, metadata.date_evidence
    if line:
        return found.date, metadata.date_evidence or f"date line of the text: {line.text}"
    record.look(0, "no date was given: 'published' is left out until you know it")
    evidence = [
        (block.line, date)
        for block in (*parts.body, *parts.disclaimers)
        if isinstance(block, RawParagraph | RawHeading)
        for date in dates_in(block.text)
    ]
    for number, date in evidence[:_MOST_EVIDENCE]:
        record.look(number, f"evidence of the date: the text speaks of '{date}'")
    return None, metadata.date_evidence


def _origins(metadata: Metadata, parts: Parts, names: Names, record: Record) -> list[str]:
    """Return the origins: those given, by their names in the registry, else those proposed."""
    if metadata.origins:
        for name in metadata.origins:
            if names.canonical(name) is None:
                what = f"'{name}' is not in the source registry: an unreviewed source"
                record.look(0, what)
        return list(dict.fromkeys(names.canonical(n) or n for n in metadata.origins))
    proposals = propose(names, parts, metadata.publisher)
    for proposed in proposals:
        what = f"'{proposed.name}' is proposed as an origin, because {proposed.reason}: check it"
        record.look(proposed.line, what)
    if not proposals:
        record.look(0, "no origin was given, and the text names none that the registry knows")
    return [proposed.name for proposed in proposals]


def _count(parts: Parts, front: dict[str, Any], record: Record) -> None:
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
