"""Make blocks of a PDF file's lines: paragraphs, headings by their height, lists, plain tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reebrief.corpus.ingest.change_record import Change, Record
from reebrief.corpus.ingest.readers.pdf.lines import PageLine
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.lists import BULLET, RawItem, RawList
from reebrief.corpus.ingest.structure.tables import RawTable

_TALLER = 1.18
"""How much higher a heading's line is than those of the text."""

_GAP = 0.75
"""White space above a paragraph, in heights of a line; lines of one paragraph have less."""

_FULL = 0.85
_INDENT = 6.0
_ALIGNED = 6.0
_FEWEST_ROWS = 3
_LONGEST_HEADING = 160
_ENDED = re.compile(r"[.!?:;。！？][”\"’')\]]*$")
_KEPT = re.compile(
    r"(?:^|\W)(?:non|co|self|well|high|low|long|short|mid|pre|post|state|anti|re|e)-$",
    re.IGNORECASE,
)
"""Words whose hyphen is their own."""


def blocks_of(lines: Sequence[PageLine], record: Record) -> tuple[list[Block], str]:
    """Return the blocks of lines, and the title: the highest line of the first page."""
    height = median(line.height for line in lines) if lines else 1.0
    title = _title(lines, height)
    words = {w.casefold() for line in lines for w in re.findall(r"[^\W\d_]+", line.text)}
    done: list[Block] = []
    at = 0
    while at < len(lines):
        rows = _rows(lines, at)
        if rows:
            table = [tuple(text for _, text in line.cells) for line in lines[at : at + rows]]
            done.append(RawTable(lines[at].page, table[0], tuple(table[1:])))
            what = f"a table of {len(table[0])} columns by where its cells stand"
            record.look(lines[at].page, f"{what}: check it")
            at += rows
            continue
        end = at + 1
        while (
            end < len(lines)
            and _goes_on(lines[end - 1], lines[end], height)
            and not _rows(lines, end)
        ):
            end += 1
        done += _block(lines[at:end], height, words, record)
        at = end
    return list(_joined_lists(done)), title


def _title(lines: Sequence[PageLine], height: float) -> str:
    first = [line for line in lines if line.page == lines[0].page]
    tallest = max((line.height for line in first), default=0.0)
    if tallest < height * _TALLER:
        return ""
    start = next(n for n, line in enumerate(first) if line.height > tallest * 0.95)
    end = start
    while end < len(first) and first[end].height > tallest * 0.9:
        end += 1
    text = " ".join(line.text for line in first[start:end])
    return text if len(text) <= _LONGEST_HEADING else ""


def _goes_on(above: PageLine, below: PageLine, height: float) -> bool:
    """Say whether a line is the next one of the paragraph that the line above it is in."""
    if abs(above.height - below.height) > height * 0.12 and (
        max(above.height, below.height) > height * _TALLER
    ):
        return False
    if BULLET.fullmatch(below.text):
        return False
    broken = not _ENDED.search(above.text)
    jumped = above.page != below.page or below.top > above.top
    if jumped:  # the next column or page
        return (broken and below.text[:1].islower()) or above.text.endswith(("\u00ad", "-"))
    if above.bottom - below.top > height * _GAP:
        return False
    if above.height > height * _TALLER:  # a heading of two lines
        return True
    indented = below.left - above.left > _INDENT and above.indent < _INDENT
    if indented and not BULLET.fullmatch(above.text):
        return False
    return above.full >= _FULL or (broken and below.text[:1].islower())


def _block(
    lines: Sequence[PageLine], height: float, words: set[str], record: Record
) -> list[Block]:
    text = _text(lines, words, record)
    first = lines[0]
    item = BULLET.fullmatch(text)
    if item:
        depth = 1 if first.indent > 30 else 0
        return [RawList(first.page, (RawItem(first.page, item["text"], depth),))]
    tall = first.height > height * _TALLER
    if tall and len(text) <= _LONGEST_HEADING and not text.endswith((".", ",")):
        return [RawHeading(first.page, text)]
    return [RawParagraph(first.page, text)]


_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
"""An address that a line's end parts: its hyphens are its own."""


def _text(lines: Sequence[PageLine], words: set[str], record: Record) -> str:
    """Join lines; undo the hyphens that only break words."""
    done = _plain(lines[0].text)
    for above, below in pairwise(lines):
        left = re.search(r"([^\W\d_]+)-$", done)
        right = re.match(r"[^\W\d_]+", below.text)
        if not left or not right or not right[0][0].islower():
            done = f"{done} {_plain(below.text)}"
            continue
        if _ADDRESS.search(done):
            done += _plain(below.text)
            continue
        whole = left[1] + right[0]
        if _KEPT.search(done) and whole.casefold() not in words:
            done += _plain(below.text)
            continue
        what = "a word broken at a line's end"
        record.note(Change(above.page, f"{left[0]} {right[0]}", whole, "medium", what))
        done = done[:-1] + _plain(below.text)
    return done


def _plain(text: str) -> str:
    """Return a line whose last hyphen is a plain one: which of them break words, nobody knows."""
    return re.sub("[\u00ad\u2010]$", "-", text).replace("\u00ad", "")


def _rows(lines: Sequence[PageLine], at: int) -> int:
    """Count the lines of the table that begins here: three at least, their cells aligned."""
    width = len(lines[at].cells)
    if width < 2:
        return 0
    end = at + 1
    while end < len(lines) and len(lines[end].cells) == width and _aligned(lines[at], lines[end]):
        end += 1
    figures = any(re.search(r"\d", text) for line in lines[at + 1 : end] for _, text in line.cells)
    return end - at if end - at >= _FEWEST_ROWS and figures else 0


def _aligned(first: PageLine, other: PageLine) -> bool:
    """Say whether cells begin, or end, below each other, but for one at most."""
    same = sum(
        abs(a[0] - b[0]) < _ALIGNED * 8 for a, b in zip(first.cells, other.cells, strict=True)
    )
    return same >= len(first.cells) - 1 and abs(first.left - other.left) < _ALIGNED


def _joined_lists(blocks: Sequence[Block]) -> list[Block]:
    done: list[Block] = []
    for block in blocks:
        if done and isinstance(block, RawList) and isinstance(done[-1], RawList):
            done[-1] = RawList(done[-1].line, (*done[-1].items, *block.items), done[-1].start)
        else:
            done.append(block)
    return done
