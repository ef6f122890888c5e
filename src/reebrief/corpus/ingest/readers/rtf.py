"""Read rich text (RTF): its text, whose structure is found as that of plain text is."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.database import exported, is_export
from reebrief.corpus.ingest.readers.document import RawDocument
from reebrief.diagnostics import Place, error


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the document of a file, or those of an export of a press database.

    Raises ReebriefError where it holds no text.
    """
    record = Record()
    try:
        text: str = rtf_to_text(raw.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # it has no types
    except Exception:  # noqa: BLE001  whatever damaged bytes bring about in it
        raise error("a damaged rich text (RTF) file", Place(name), "ask for it again") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text.strip():
        raise error("no text to import", Place(name), "check that the file holds the article")
    if is_export(text):
        return exported(lines, name, record)
    # A paragraph is one line here, and an empty line stands between two.
    spaced = [line for paragraph in lines for line in (paragraph, "")]
    return [RawDocument(name, raw, ".rtf", lines=tuple(spaced[:-1]), record=record)]
