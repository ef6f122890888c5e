"""Make the body of a document: repaired, cleaned blocks, and the opening that stood above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reebrief.corpus.ingest.change_record import Change, Record
from reebrief.corpus.ingest.cleaning.boilerplate import clean, clean_blocks
from reebrief.corpus.ingest.cleaning.mojibake import left_over, repair
from reebrief.corpus.ingest.metadata.title_and_date import (
    TextOpening,
    opening,
    opening_of_blocks,
    without_byline,
)
from reebrief.corpus.ingest.readers.document import RawDocument
from reebrief.corpus.ingest.structure.block_texts import lines_of, texts_of, with_texts
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, blocks
from reebrief.corpus.ingest.structure.captions import marked
from reebrief.corpus.ingest.structure.unwrap import unwrap
from reebrief.diagnostics import Place, error

_MARKS = dict.fromkeys(map(ord, "‘’“”–—…™©®\xa0"))


def body_of(
    document: RawDocument, title: str | None, record: Record
) -> tuple[TextOpening, list[Block]]:
    """Return a document's opening and the blocks below it; ``title`` is what is known of one.

    Raises ReebriefError where nothing is left.
    """
    found, body = (
        _of_blocks(document, title, record)
        if document.blocks
        else _of_lines(document.lines, document.first_line, record)
    )
    body, authors = without_byline(body, record)
    found = replace(found, authors=authors)
    if not body and found.title is None:
        hint = "check that the file holds the article"
        raise error("no text to import", Place(document.name), hint)
    return found, body


def _of_lines(raw: Sequence[str], first: int, record: Record) -> tuple[TextOpening, list[Block]]:
    """Find the structure of plain text, whose first line is that one of the file."""
    texts = _repaired(raw, range(first, first + len(raw)), record)
    lines = unwrap(clean(texts, record, first), record)
    found = opening(lines)
    lines = [line for line in lines if line not in (found.title, found.date_line)]
    return found, marked(blocks(lines, record), record)


def _of_blocks(
    document: RawDocument, title: str | None, record: Record
) -> tuple[TextOpening, list[Block]]:
    """Keep the structure that a file told; clean its texts as those of plain text are."""
    raw = document.blocks
    told = document.fact("published") if document.suffix == ".eml" else None
    texts = [text for block in raw for text in texts_of(block)]
    numbers = [line for block in raw for line in lines_of(block)]
    mended = iter(_repaired(texts, numbers, record))
    whole = [with_texts(block, [next(mended) for _ in texts_of(block)]) for block in raw]
    kept = clean_blocks([block for block in whole if block is not None], record)
    found, rest = opening_of_blocks(kept, title, told.value if told else None)
    return found, _levelled(marked(rest, record))


def _levelled(found: Sequence[Block]) -> list[Block]:
    """Raise headings so that the outermost have level 2, as in articles."""
    levels = [block.level for block in found if isinstance(block, RawHeading)]
    over = min(levels, default=2) - 2
    return [
        replace(block, level=block.level - over) if isinstance(block, RawHeading) else block
        for block in found
    ]


def _repaired(texts: Sequence[str], numbers: Sequence[int], record: Record) -> list[str]:
    """Return texts without damaged characters; note each change on its line of the raw text."""
    done, changes = repair(texts)
    inferred = [change for change in changes if change.confidence != "high"]
    if inferred:
        marks = all(_is_marks(change) for change in inferred)
        record.repaired = "quotation marks and dashes" if marks else "letters and marks"
    for change in changes:
        record.note(replace(change, line=numbers[change.line - 1]))
    for look in left_over(done):
        record.look(numbers[look.line - 1] if look.line else 0, look.what)
    return done


def _is_marks(change: Change) -> bool:
    """Say whether a repair restored marks, and left every letter of ASCII as it was."""
    return re.sub(r"[^a-zA-Z0-9]", "", change.old) == re.sub(r"[^a-zA-Z0-9]", "", change.new) and (
        change.new.translate(_MARKS).isascii()
    )
