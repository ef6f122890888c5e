"""Read exports of press databases: several documents in one text, each with labelled facts.

The forms are those of LexisNexis ("1 of 2 DOCUMENTS", "End of Document"), Factiva (fields of two
letters, or a head of short lines, and "Document XYZ…") and Europresse ("news·20260109·LM·…").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.readers.database_head import FIELDS, ExportHead, head_of, language_of
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from reebrief.corpus.ingest.structure.dates import first_date
from reebrief.diagnostics import Place, error

BEGINS = re.compile(
    r"\s*(?:Document )?\d+ (?:of|von|de|sur|из) \d+(?: DOCUMENTS?| DOKUMENTE?N?)\s*", re.IGNORECASE
)
ENDS = re.compile(
    r"\s*(?:End of Document|(?:AN +|Document |AN +Document )[A-Z]{2,}[A-Za-z0-9]{12,}"
    r"|(?:news|web|pub)[·:]\d{8}[·:]\S+)\s*"
)
_TRAILER = re.compile(
    r"(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|JOURNAL-CODE|DISTRIBUTION|ACC-NO|DOCUMENT-TYPE|SUBJECT"
    r"|COMPANY|ORGANIZATION|TICKER|INDUSTRY|PERSON|CITY|STATE|COUNTRY|GEOGRAPHIC|CORRECTION-DATE|URL"
    r"|UPDATE|PUB-TYPE|SERIES|TYPE|NOTES|GRAPHIC)\s*:.*|Classification|Graphic"
    r"|(?:Copyright|©|\(c\)|Tous droits réservés).{0,200}|All rights reserved\.?"
    r"|Le présent document .*|Certificat émis le .*|Référence du document.*",
    re.IGNORECASE,
)


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the documents of an export. Raises ReebriefError where none has a text."""
    record = Record()
    return exported(decode(raw, record), name, record)


def exported(lines: Sequence[str], name: str, record: Record) -> list[RawDocument]:
    """Return the documents of an export's lines; raises as ``read`` does."""
    spans = [span for span in _spans(lines) if any(map(str.strip, lines[span[0] : span[1]]))]
    made = [_document(lines, span, name, record.copy(), len(spans) > 1) for span in spans]
    done = [document for document in made if any(map(str.strip, document.lines))]
    if not done:
        raise error("an export without a text", Place(name), "export the full text, not the list")
    return done


def is_export(text: str) -> bool:
    """Say whether a text holds the marks that part documents in exports of press databases."""
    return any(BEGINS.fullmatch(line) or ENDS.fullmatch(line) for line in text.split("\n"))


def _spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each document begins and ends; what marks that belongs to none."""
    start = 0
    for at, line in enumerate(lines):
        if BEGINS.fullmatch(line) or ENDS.fullmatch(line):
            yield start, at
            start = at + 1
    yield start, len(lines)


def _document(
    lines: Sequence[str],
    span: tuple[int, int],
    name: str,
    record: Record,
    several: bool,  # noqa: FBT001
) -> RawDocument:
    own = [line.strip() for line in lines[span[0] : span[1]]]
    if sum(FIELDS.match(line) is not None for line in own) > 3:
        head, body = _from_fields(own)
    else:
        head = head_of(own)
        body = list(range(head.end, _text_end(own, head.end)))
    kept = set(body)
    for at, line in enumerate(own):
        if line and at not in kept:
            record.removed(span[0] + at + 1, line, "what the database says of the text")
    texts = tuple(line if at in kept else "" for at, line in enumerate(own))
    original = "\n".join(lines[span[0] : span[1]]).encode()
    facts = tuple(fact for fact in (*head.facts, *_from_trailer(own, kept)) if fact.value)
    return RawDocument(
        name,
        original,
        ".txt",
        facts,
        texts,
        record=record,
        several=several,
        first_line=span[0] + 1,
    )


def _text_end(lines: Sequence[str], start: int) -> int:
    """Return where the text ends and the database's own lines begin."""
    end = len(lines)
    trailing = [at for at in range(start, len(lines)) if _TRAILER.fullmatch(lines[at])]
    for at in trailing:
        rest = [line for line in lines[at:] if line]
        short = sum(len(line) for line in rest if not _TRAILER.fullmatch(line))
        if at > start and short < 400:
            return at
    return end


def _from_trailer(lines: Sequence[str], kept: set[int]) -> Iterator[ProposedFact]:
    for at, line in enumerate(lines):
        label, _, value = line.partition(":")
        if at in kept or not value:
            continue
        if label.upper() == "LANGUAGE":
            yield ProposedFact("language", language_of(value), "the export's LANGUAGE")
        elif label.upper() == "LOAD-DATE":
            yield ProposedFact(
                "published", first_date(value) or "", "the export's LOAD-DATE", "low"
            )


def _from_fields(lines: Sequence[str]) -> tuple[ExportHead, list[int]]:
    """Read fields of two letters: LP and TD hold the text, the others say what it is."""
    rows: dict[str, list[int]] = {}
    at_field = ""
    for at, line in enumerate(lines):
        field = FIELDS.match(line)
        at_field = field["name"] if field else at_field
        rows.setdefault(at_field, []).append(at)
    said = {
        name: " ".join(FIELDS.sub("", lines[at], count=1) for at in own).strip()
        for name, own in rows.items()
    }
    where = "the export's field"
    facts = [
        ProposedFact("title", said.get("HD", ""), f"{where} HD"),
        ProposedFact("published", first_date(said.get("PD", "")) or "", f"{where} PD"),
        ProposedFact("publisher", said.get("SN", ""), f"{where} SN"),
        ProposedFact("authors", re.sub(r"^By ", "", said.get("BY", "")), f"{where} BY"),
        ProposedFact("language", language_of(said.get("LA", "")), f"{where} LA"),
    ]
    body = [at for name in ("LP", "TD") for at in rows.get(name, ())]
    return ExportHead(tuple(facts), 0), [at for at in body if lines[at] not in {"LP", "TD"}]
