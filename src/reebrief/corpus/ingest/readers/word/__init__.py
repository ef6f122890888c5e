"""Read a Word file (.docx): its text as it stands when all tracked changes are accepted.

``parts`` unpacks the file within bounds and reads its styles and lists · ``walk`` turns the body
into blocks. Nothing outside the file is opened, whatever it links to.
"""

from __future__ import annotations

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.word.parts import WordParts
from reebrief.corpus.ingest.readers.word.walk import Walk
from reebrief.diagnostics import Place, error


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the document of a Word file.

    Raises ReebriefError where it is damaged, encrypted, built to exhaust its reader, or empty.
    """
    record = Record(unit="paragraph")
    parts = WordParts(raw, name)
    walk = Walk(parts)
    blocks = walk.blocks()
    if not blocks:
        raise error("no text to import", Place(name), "check that the file holds the article")
    for what, number in walk.seen.items():
        record.look(0, f"{what}: {number}")
    title = parts.core("title")
    author = parts.core("creator")
    facts = [
        *([ProposedFact("title", walk.title, "the Title style")] if walk.title else []),
        *([ProposedFact("title", title, "the file's properties", "low")] if title else []),
        *([ProposedFact("authors", author, "the file's properties", "low")] if author else []),
    ]
    return [RawDocument(name, raw, ".docx", tuple(facts), blocks=tuple(blocks), record=record)]
