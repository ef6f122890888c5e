"""Blocks to the Markdown of an article's body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph, RawQuote
from reebrief.corpus.ingest.structure.line import HIGHLIGHTS
from reebrief.corpus.ingest.structure.lists import RawList
from reebrief.corpus.ingest.structure.tables import RawTable
from reebrief.document.markdown import escape, slug

_RECOMMENDS = re.compile(r"\b(?:actions?|recommendations?)$", re.IGNORECASE)
"""How the header of a column ends that recommends something."""

_LEADS = {"text": "", "caption": "Caption: ", "bio": "About the author: "}
"""What a paragraph is, said before it where it is no text of the article."""


def markdown(blocks: Sequence[Block]) -> str:
    """Return the body: every character of the blocks' text is text, none is markup."""
    ids = _Ids(blocks)
    section = ""
    parts: list[str] = []
    for block in blocks:
        match block:
            case RawHeading():
                section = block.text
                parts.append(f"{'#' * block.level} {escape(block.text)}")
            case RawParagraph():
                parts.append(f"{_LEADS[block.kind]}{escape(block.text)}")
            case RawQuote():
                quoted = "\n>\n".join(f"> {escape(text)}" for text in block.paragraphs)
                parts.append(quoted)
            case RawList():
                parts.append("\n".join(_items(block)))
            case RawTable():
                under = "" if HIGHLIGHTS.fullmatch(section) else section
                caption = block.caption or under or ", ".join(filter(None, block.header)) or "Table"
                parts.append("\n".join(_rows(block)))
                parts.append(f"Table: {escape(caption)} {{#{ids.of(block, caption)}}}")
    return "\n\n".join(parts) + "\n"


def _items(items: RawList) -> Iterator[str]:
    for number, item in enumerate(items.items, items.start or 0):
        mark = "-" if items.start is None else f"{number}."
        yield f"{'  ' * item.depth}{mark} {escape(item.text)}"


def _rows(grid: RawTable) -> Iterator[str]:
    yield _row(map(escape, grid.header))
    yield _row("---" for _ in grid.header)
    for cells in grid.rows:
        yield _row(map(escape, cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


class _Ids:
    """Ids for tables that no heading and no other table of the article has."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.taken = {"table", *(slug(b.text) for b in blocks if isinstance(b, RawHeading))}

    def of(self, grid: RawTable, caption: str) -> str:
        """Return the id of a table: its own, else of the column that recommends, or its caption."""
        recommends = (h for h in grid.header if _RECOMMENDS.search(h))
        name = grid.id or slug(next(recommends, caption))
        # The parser numbers a repeated heading's id, so a number at the end sets none apart.
        while re.sub(r"-\d+$", "", name) in self.taken or name in self.taken:
            name += "-table"
        self.taken.add(name)
        return name
