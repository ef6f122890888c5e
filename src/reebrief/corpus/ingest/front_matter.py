"""Make an article's front matter: what is given, else what is proposed; nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.bylines import authors_in
from reebrief.corpus.ingest.metadata.disclaimers import Parts
from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.corpus.ingest.metadata.languages import detected
from reebrief.corpus.ingest.metadata.origins import Names, propose
from reebrief.corpus.ingest.metadata.short_titles import short_title
from reebrief.corpus.ingest.metadata.stamps import IN_UTC, are_neighbours
from reebrief.corpus.ingest.metadata.title_and_date import TextOpening, proposal
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact, RawDocument
from reebrief.corpus.ingest.structure.block_texts import texts_of
from reebrief.corpus.ingest.structure.blocks import RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.dates import date_of, dated_parts, dateline_of, dates_in
from reebrief.corpus.ingest.structure.line_kinds import is_credit
from reebrief.document.markdown import slug

_MOST_EVIDENCE = 12
_MOST_BEFORE_DATELINE = 3
"""Paragraphs among which the one with a dateline stands: a release may print its title above."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a document holds: its own facts, its opening, its parts; and the names to look for."""

    document: RawDocument
    opening: TextOpening
    parts: Parts
    names: Names


def front_matter(article_id: str, metadata: Metadata, text: Told, record: Record) -> dict[str, Any]:
    """Return the front matter, its keys in their order; note what must be checked."""
    published, evidence = _published(metadata, text, record)
    found = " ".join(paragraph.text for paragraph in text.parts.disclaimers)
    given = [one.model_dump(exclude_defaults=True) for one in metadata.disclaimer]
    disclaimer = given or ([{"text": found, "verbatim": True}] if found else [])
    publisher = metadata.publisher or _proposed(text, "publisher", record)
    if publisher is None:
        record.look(0, "no publisher was given or found: 'publisher' is left out, give its name")
    title = _title(article_id, metadata, text, record)
    front = {
        "title": title,
        "short_title": metadata.short_title or _short_title(title, text, record),
        "published": published,
        "date_evidence": evidence,
        "publisher": text.names.canonical(publisher or "") or publisher,
        "authors": _authors(metadata, text),
        "url": metadata.url or _proposed(text, "url", record),
        "language": metadata.language or _language(text, record),
        "origins": [] if metadata.own_work else _origins(metadata, text, publisher, record),
        "own_work": metadata.own_work,
        "not_origins": list(metadata.not_origins),
        "topics": list(metadata.topics),
        "disclaimer": disclaimer[0] if len(disclaimer) == 1 else disclaimer,
        "translated_from": metadata.translated_from,
        "original": metadata.original,
        "translated_by": metadata.translated_by,
        "not_examined": list(metadata.not_examined) or _unexamined(text),
        "repaired": metadata.repaired or record.repaired,
        "text": metadata.text or "full",
        "rights": metadata.rights or _proposed(text, "rights", record),
        "notes": metadata.notes,
    }
    return {key: value for key, value in front.items() if value}


def _proposed(text: Told, key: FactKey, record: Record) -> str | None:
    """Return what a document says of a key; note where it is unsure, or says two things."""
    facts = text.document.every(key)
    if not facts:
        return None
    first, *others = facts
    if first.sure != "high":
        record.look(0, f"{key} '{first.value}' was read in {first.where}: check it")
    for other in others:
        if other.sure == "high" and slug(other.value) != slug(first.value):
            what = f"{key} '{first.value}' was read in {first.where}, '{other.value}' in"
            record.look(0, f"{what} {other.where}: check which is right")
    return first.value


def _unexamined(text: Told) -> list[str]:
    """Return what a reader could not read."""
    return [fact.value for fact in text.document.every("not_examined")]


def _title(article_id: str, metadata: Metadata, text: Told, record: Record) -> str:
    """Return the title: the one given, else the document's, else one proposed from the text."""
    line = text.opening.title
    told = text.document.fact("title")
    told = None if told and told.sure == "low" and line else told
    given = metadata.title or (told.value if told else None)
    if line and (given is None or slug(given) == slug(line.text)):
        record.removed(line.number, line.text, "the title, now in the front matter")
    elif line:
        record.removed(line.number, line.text, "the text's own title is not the one given", "low")
    if given:
        return metadata.title or _proposed(text, "title", record) or given
    if line:
        record.look(line.number, f"no title was given: '{line.text}' is the text's own, check it")
        return line.text
    found, number = proposal(text.parts.body) or (article_id, 0)
    record.look(number, f"no title was given: '{found}' is proposed from the text, check it")
    return found


def _short_title(title: str, text: Told, record: Record) -> str | None:
    """Return a shorter title that the document has; note where it was read."""
    told = [(fact.value, fact.where) for fact in text.document.every("title")]
    found = short_title(title, told)
    if found is None:
        return None
    short, where = found
    record.look(0, f"short_title '{short}' is proposed, read in {where}: check it")
    return short


def _published(metadata: Metadata, text: Told, record: Record) -> tuple[str | None, str | None]:
    """Return the date and what it rests on: the one given, else one that is told; none invented."""
    found = text.opening
    line = found.date_line
    if line:
        for one in (line, *found.repeated):
            record.removed(one.number, one.text, f"the date line, {found.date}")
        beside = [
            part
            for part in dated_parts(line.text)
            if date_of(part) is None and not authors_in(part)
        ]
        if beside:
            what = f"'{', '.join(beside)}' stood beside the date and was removed with it"
            record.look(line.number, f"{what}: put it under 'notes' if it matters")
    told = _local(text.document.every("published"), found.date)
    if metadata.published or told:
        date = metadata.published or (_day(told, text, record) if told else "")
        if line and found.date != date:
            where = "the date given" if metadata.published else "the date read elsewhere"
            record.look(line.number, f"the date line says {found.date}, {where} is {date}")
        evidence = None if metadata.published or told is None else told.where
        return date, metadata.date_evidence or evidence
    if line:
        return found.date, metadata.date_evidence or f"date line of the text: {line.text}"
    first = [b for b in text.parts.body if isinstance(b, RawParagraph)][:_MOST_BEFORE_DATELINE]
    datelines = ((block, dateline_of(block.text)) for block in first)
    lead, dated = next((found for found in datelines if found[1]), (None, None))
    if lead and dated:
        record.look(lead.line, f"published '{dated}' was read in the dateline: check it")
        return dated, metadata.date_evidence or f"the dateline of the text: {lead.text[:60]} …"
    record.look(0, "no date was given: 'published' is left out until you know it")
    evidence_in_text = [
        (block.line, date)
        for block in (*text.parts.body, *text.parts.disclaimers)
        if isinstance(block, RawParagraph | RawHeading)
        for date in dates_in(block.text)
    ]
    for number, date in evidence_in_text[:_MOST_EVIDENCE]:
        record.look(number, f"evidence of the date: the text speaks of '{date}'")
    return None, metadata.date_evidence


def _local(told: Sequence[ProposedFact], printed: str | None) -> ProposedFact | None:
    """Return the day that counts: the printed one of a stamp whose day is that of Greenwich."""
    first = next(iter(told), None)
    if first is None or not first.where.endswith(IN_UTC):
        return first
    days = [fact for fact in told if not fact.where.endswith(IN_UTC)]
    if printed:
        days.append(ProposedFact("published", printed, "the date line"))
    return next((fact for fact in days if are_neighbours(fact.value, first.value)), first)


def _day(told: ProposedFact, text: Told, record: Record) -> str:
    """Return a day; note what else the document says of it."""
    first = text.document.fact("published")
    if first is None or told.value == first.value:
        return _proposed(text, "published", record) or told.value
    what = f"{told.where} says {told.value}, {first.where} says {first.value}"
    record.look(0, f"{what}: the day at the publisher's place was taken")
    return told.value


def _authors(metadata: Metadata, text: Told) -> list[str]:
    """Return the authors; an agency or a paper that signs is none, but an origin."""
    signed = [f.value for f in text.document.every("authors") if f.sure != "low"]
    line = text.opening.date_line
    beside = [name for part in dated_parts(line.text) for name in authors_in(part)] if line else []
    told = signed or list(text.opening.authors) or beside
    publisher = text.document.fact("publisher")
    own = metadata.publisher or (publisher.value if publisher else "")
    return list(metadata.authors) or [
        name for name in told if text.names.canonical(name) is None and slug(name) != slug(own)
    ]


def _language(text: Told, record: Record) -> str | None:
    """Return the language where it is not English, which articles have that name none.

    What the words are counts more than what a page says of itself: templates say "en" of all.
    """
    told = text.document.fact("language")
    said = told.value.partition("-")[0].lower() if told else None
    found = detected(" ".join(t for block in text.parts.body for t in texts_of(block)))
    if told and found and found != said:
        what = f"the words are '{found}', {told.where} says '{told.value}'"
        record.look(0, f"{what}: '{found}' was taken")
    language = found or said
    return language if language != "en" else None


def _origins(metadata: Metadata, text: Told, publisher: str | None, record: Record) -> list[str]:
    """Return the origins: those given, by their names in the registry, else those proposed."""
    names = text.names
    if metadata.origins:
        for name in metadata.origins:
            if names.canonical(name) is None:
                what = f"'{name}' is not in the source registry: an unreviewed source"
                record.look(0, what)
        return list(dict.fromkeys(names.canonical(n) or n for n in metadata.origins))
    proposals = propose(names, text.parts, publisher, _credits(text))
    for proposed in proposals:
        what = f"'{proposed.name}' is proposed as an origin, because {proposed.reason}: check it"
        record.look(proposed.line, what)
    if not proposals and text.document.fact("origins"):
        record.look(0, "the only source that it names is its publisher: 'own_work: true' if so")
    elif not proposals:
        record.look(0, "no origin was given, and the text names none that the registry knows")
    return [proposed.name for proposed in proposals]


def _credits(text: Told) -> list[tuple[int, str]]:
    """Return what else names an origin: the file's facts, a byline, what stands beside the date."""
    facts = [f"source: {fact.value}" for fact in text.document.every("origins")]
    names = [fact.value for fact in text.document.every("authors")]
    signed = [
        f"source: {name}" for name in (*names, *text.opening.authors) if text.names.canonical(name)
    ]
    line = text.opening.date_line
    beside = [part for part in dated_parts(line.text) if date_of(part) is None] if line else []
    stamps = [part if is_credit(part) else f"source: {part.strip('()（）/ ')}" for part in beside]
    known = [part for part in stamps if part in beside or next(text.names.find(part), None)]
    return [(0, credit) for credit in (*facts, *signed)] + [
        (line.number if line else 0, credit) for credit in known
    ]
