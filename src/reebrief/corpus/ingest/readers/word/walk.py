"""Walk through the body of a Word file: paragraphs, lists and tables to blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reebrief.corpus.ingest.readers.word.parts import W, WordParts
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph, RawQuote
from reebrief.corpus.ingest.structure.line_kinds import ends_sentence
from reebrief.corpus.ingest.structure.lists import RawItem, RawList
from reebrief.corpus.ingest.structure.tables import RawTable

_GONE = frozenset(f"{W}{n}" for n in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHANGES = frozenset(f"{W}{n}" for n in ("ins", "del", "moveFrom", "moveTo"))
_AROUND = frozenset(f"{W}{n}" for n in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
"""Elements that hold paragraphs and tables of the body."""

_LONGEST_HEADING = 110


class Walk:
    """Makes the blocks of a body, and counts what is told but not kept."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._number = 0
        self.title = ""
        self.seen: Counter[str] = Counter()

    def blocks(self) -> list[Block]:
        """Return the blocks of the body, and the texts of its notes below them."""
        body = self._parts.body.find(f"{W}body")
        changes = (
            sum(node.tag in _CHANGES for node in body.iter(*_CHANGES)) if body is not None else 0
        )
        if changes:
            self.seen["tracked changes, taken as accepted"] = changes
        done = list(_joined(self._of(body))) if body is not None else []
        comments = self._parts.part("word/comments.xml")
        if comments is not None and len(comments):
            self.seen["comments in the margin, left out"] = len(comments)
        return [*done, *self._notes()]

    def _of(self, container: Any) -> Iterator[tuple[Block, bool]]:
        """Yield each block, with whether it is a numbered list's item."""
        for node in container:
            if node.tag == f"{W}p":
                self._number += 1
                made = self._paragraph(node)
                if made is not None:
                    yield made
                yield from self._boxes(node)
            elif node.tag == f"{W}tbl":
                yield from ((block, False) for block in self._table(node))
            elif node.tag in {
                f"{W}sdt",
                f"{W}sdtContent",
                f"{W}ins",
                f"{W}moveTo",
                f"{W}customXml",
            }:
                yield from self._of(node)

    def _boxes(self, paragraph: Any) -> Iterator[tuple[Block, bool]]:
        """Yield what stands in the text boxes of a paragraph, once."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(up.tag == _FALLBACK for up in box.iterancestors()):
                yield from self._of(box)

    def _paragraph(self, node: Any) -> tuple[Block, bool] | None:
        text = " ".join(_text(node).split())
        if not text:
            return None
        level, style = self._parts.level(node), self._parts.style(node)
        item = self._parts.item(node)
        if level is not None:
            if level == 0 and not self.title:
                self.title = text
            return RawHeading(self._number, text, min(max(level, 1) + 1, 4)), False
        if item is not None:
            return RawList(self._number, (RawItem(self._number, text, item[0]),), None), item[1]
        if "quote" in style or style == "zitat":
            return RawQuote(self._number, (text,)), False
        if style in {"caption", "beschriftung", "légende"}:
            return RawParagraph(self._number, text, "caption"), False
        if _is_bold(node) and len(text) <= _LONGEST_HEADING and not ends_sentence(text):
            return RawHeading(self._number, text), False
        return RawParagraph(self._number, text), False

    def _table(self, node: Any) -> list[Block]:
        rows = [list(row.iter(f"{W}tc")) for row in node.iterchildren(f"{W}tr")]
        self._number += 1
        if max(map(len, rows), default=0) < 2:  # a frame around text
            cells = (cell for row in rows for cell in row)
            return [block for cell in cells for block in _joined(self._of(cell))]
        texts = [[text for cell in row for text in _cell(cell)] for row in rows]
        width = max(map(len, texts))
        full = [(*row, *[""] * (width - len(row))) for row in texts]
        return [RawTable(self._number, full[0], tuple(full[1:]))]

    def _notes(self) -> Iterator[Block]:
        for part in ("footnotes", "endnotes"):
            root = self._parts.part(f"word/{part}.xml")
            for note in root if root is not None else ():
                text = " ".join(" ".join(_text(p) for p in note.iter(f"{W}p")).split())
                if text and note.get(f"{W}type") is None:
                    yield RawParagraph(self._number, f"[note {note.get(f'{W}id')}] {text}")


def _text(node: Any) -> str:
    """Return the text of a paragraph as it stands when all changes are accepted."""
    done: list[str] = []
    for inner in node:
        if inner.tag in _GONE or not isinstance(inner.tag, str):
            continue
        if inner.tag == f"{W}t":
            done.append(inner.text or "")
        elif inner.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            done.append(" ")
        elif inner.tag == f"{W}noBreakHyphen":
            done.append("-")
        elif inner.tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            done.append(f" [note {inner.get(f'{W}id')}]")
        elif inner.tag not in {f"{W}drawing", f"{W}pict", f"{W}object"} and not inner.tag.endswith(
            "AlternateContent"
        ):
            done.append(_text(inner))
    return "".join(done)


def _cell(cell: Any) -> list[str]:
    """Return a cell's text, and nothing for each further column that it spans."""
    text = " ".join(" ".join(_text(p) for p in cell.iter(f"{W}p")).split())
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    wide = span.get(f"{W}val", "1") if span is not None else "1"
    return [text, *[""] * (min(int(wide), 40) - 1 if wide.isdigit() else 0)]


def _is_bold(node: Any) -> bool:
    runs = [run for run in node.iter(f"{W}r") if _text(run).strip()]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(
        m is not None and m.get(f"{W}val") not in {"0", "false"} for m in marks
    )


def _joined(found: Iterator[tuple[Block, bool]]) -> Iterator[Block]:
    """Join items that follow each other to lists, and paragraphs of quotations to one."""
    last: Block | None = None
    last_numbered = False
    for block, numbered in found:
        if isinstance(block, RawList) and isinstance(last, RawList):
            outer = block.items[0].depth == 0
            if numbered == last_numbered or not outer:
                last = RawList(last.line, (*last.items, *block.items), last.start)
                continue
        if isinstance(block, RawQuote) and isinstance(last, RawQuote):
            last = RawQuote(last.line, (*last.paragraphs, *block.paragraphs))
            continue
        if last is not None:
            yield last
        numbering = isinstance(block, RawList) and numbered
        last = RawList(block.line, block.items, 1) if numbering else block  # type: ignore[union-attr]
        last_numbered = numbered
    if last is not None:
        yield last
