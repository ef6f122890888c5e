"""Read plain text: its lines, whatever their encoding."""

from __future__ import annotations

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.readers.document import RawDocument


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the one document that a text is."""
    record = Record()
    lines = decode(raw, record)
    return [RawDocument(name, raw, ".txt", lines=tuple(lines), record=record)]
