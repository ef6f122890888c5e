"""Lines to blocks: paragraphs, headings, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reebrief.corpus.ingest.change_record import Change, Record
from reebrief.corpus.ingest.structure.line import HIGHLIGHTS, RawLine
from reebrief.corpus.ingest.structure.line_kinds import is_heading, may_be_heading
from reebrief.corpus.ingest.structure.lists import (
    RawList,
    bullets,
    count_bullets,
    count_numbers,
    numbers,
)
from reebrief.corpus.ingest.structure.tables import RawTable, captioned, count_rows, grid


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A section's heading; ``level`` is 2 for the outermost, as in articles."""

    line: int
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """A paragraph of text; or the caption of a picture, or what is said of the author."""

    line: int
    text: str
    kind: Literal["text", "caption", "bio"] = "text"


@dataclass(frozen=True, slots=True)
class RawQuote:
    """A quotation that stands on its own."""

    line: int
    paragraphs: tuple[str, ...]


Block = RawHeading | RawParagraph | RawQuote | RawList | RawTable
_OPENING = 6
"""How many blocks may stand above the highlights before they are a section like others."""

_READERS = ((count_rows, grid), (count_bullets, bullets), (count_numbers, numbers))
"""How many lines a block takes from here on, 0 where it does not begin here; and its making."""


def blocks(lines: Sequence[RawLine], record: Record) -> list[Block]:
    """Divide lines into blocks; note in the record what was rebuilt and what is uncertain."""
    done: list[Block] = []
    at = 0
    while at < len(lines):
        block: Block = RawParagraph(lines[at].number, lines[at].text)
        length = 1
        for count, read in _READERS:
            counted = count(lines, at)
            if counted:
                block, length = read(lines[at : at + counted], record), counted
                break
        if isinstance(block, RawTable) and at + length < len(lines):
            named = captioned(block, lines[at + length])
            if named:
                block, length = named, length + 1
        done.append(block)
        at += length
    return list(_with_headings(done, record))


def _with_headings(found: Sequence[Block], record: Record) -> Iterator[Block]:
    """Tell headings from paragraphs, by their shape and by what stands around them."""
    rows = _in_a_row(found)
    highlights = _highlights(found)
    for at, block in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if not isinstance(block, RawParagraph) or at < highlights <= _OPENING:
            yield block
        elif at == highlights:
            if block.text != "Highlights":
                reason = "the heading of the highlights"
                record.note(Change(block.line, block.text, "Highlights", "high", reason))
            yield RawHeading(block.line, "Highlights")
        elif _heads(block, following, rows[at], record):
            yield RawHeading(block.line, block.text)
        else:
            yield block


def _highlights(found: Sequence[Block]) -> int:
    """Return where the heading of the highlights stands, -1 where there is none."""
    for at, (block, following) in enumerate(pairwise(found)):
        heads = isinstance(block, RawParagraph) and HIGHLIGHTS.fullmatch(block.text)
        if heads and isinstance(following, RawList):
            return at
    return -1


def _heads(block: RawParagraph, following: Block | None, in_a_row: int, record: Record) -> bool:
    """Say whether a paragraph is a heading; note where that is uncertain."""
    leads_list = block.text.endswith(":") and isinstance(following, RawList)
    if not is_heading(block.text) or leads_list:
        longer = isinstance(following, RawParagraph) and len(following.text) > 2 * len(block.text)
        if longer and may_be_heading(block.text):
            record.look(block.line, f"'{block.text}' may be a heading: put ## before it if so")
        return False
    if following is None:
        what = f"'{block.text}' looks like a heading, but nothing follows: it is a paragraph"
        record.look(block.line, what)
        return False
    if in_a_row > 2:
        what = f"'{block.text}' is one of {in_a_row} short lines: a heading, or a list's item?"
        record.look(block.line, what)
        return False
    return True


def _in_a_row(found: Sequence[Block]) -> list[int]:
    """Count, for each block, the neighbouring paragraphs that all look like headings."""
    done: list[int] = []
    run = 0
    for block in [*found, None]:
        if isinstance(block, RawParagraph) and is_heading(block.text):
            run += 1
            continue
        done += [run] * run
        done.append(0)
        run = 0
    return done
