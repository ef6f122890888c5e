"""Take the texts out of a block, and put others in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph, RawQuote
from reebrief.corpus.ingest.structure.lists import RawList
from reebrief.corpus.ingest.structure.tables import RawTable


def texts_of(block: Block) -> list[str]:
    """Return a block's texts in their order."""
    match block:
        case RawHeading() | RawParagraph():
            return [block.text]
        case RawQuote():
            return list(block.paragraphs)
        case RawList():
            return [item.text for item in block.items]
        case RawTable():
            return [block.caption, *block.header, *(cell for row in block.rows for cell in row)]
        case _:
            assert_never(block)


def lines_of(block: Block) -> list[int]:
    """Return the raw line of each text of a block."""
    if isinstance(block, RawList):
        return [item.line for item in block.items]
    return [block.line] * len(texts_of(block))


def with_texts(block: Block, texts: Sequence[str]) -> Block | None:
    """Return a block with other texts, as many as it has; None where nothing is left of it.

    Paragraphs of a quote and items of a list that are empty are left out.
    """
    if not any(texts):
        return None
    match block:
        case RawHeading() | RawParagraph():
            return replace(block, text=texts[0])
        case RawQuote():
            return replace(block, paragraphs=tuple(filter(None, texts)))
        case RawList():
            items = zip(block.items, texts, strict=True)
            return replace(block, items=tuple(replace(i, text=t) for i, t in items if t))
        case RawTable():
            width = len(block.header)
            caption, *cells = texts
            rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
            return replace(block, caption=caption, header=rows[0], rows=tuple(rows[1:]))
        case _:
            assert_never(block)
