"""Find a text's title and date, as far as its own lines say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.bylines import authors_in
from reebrief.corpus.ingest.structure.block_texts import texts_of
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.dates import date_of, dated_parts
from reebrief.corpus.ingest.structure.line import HIGHLIGHTS, RawLine
from reebrief.corpus.ingest.structure.line_kinds import (
    ends_sentence,
    is_buttons,
    is_heading,
    sentences,
)
from reebrief.corpus.ingest.structure.lists import RawList, is_item
from reebrief.document.markdown import slug

_LINES = 6
"""How many lines an opening has at most."""

_LONGEST_TITLE = 200
_LONGEST_PROPOSAL = 120
_FEWEST_TERMS = 4
_SHORTEST_TEXT = 40
"""Characters of the text below a title that is no heading by its capitals."""


@dataclass(frozen=True, slots=True)
class TextOpening:
    """The lines found, and the date in the form of ISO 8601; None where there is none.

    ``repeated`` are further lines that are the same date and nothing else.
    """

    title: RawLine | None = None
    date_line: RawLine | None = None
    date: str | None = None
    repeated: tuple[RawLine, ...] = ()
    authors: tuple[str, ...] = ()


def without_byline(blocks: Sequence[Block], record: Record) -> tuple[list[Block], tuple[str, ...]]:
    """Take a byline out of the first blocks; return the others, and whom it names."""
    for at, block in enumerate(blocks[:_LINES]):
        names = authors_in(block.text) if isinstance(block, RawParagraph) else ()
        if names and isinstance(block, RawParagraph):
            record.removed(block.line, block.text, "the byline")
            return [*blocks[:at], *blocks[at + 1 :]], names
    return list(blocks), ()


def opening(lines: Sequence[RawLine]) -> TextOpening:
    """Find the title's and the date's line.

    The first line is the title where the date or the highlights follow soon, or where it looks like
    a heading and the text follows; the date stands above the highlights.
    """
    first = lines[:_LINES]
    highlights = next((n for n, k in enumerate(first) if HIGHLIGHTS.fullmatch(k.text)), None)
    dated = [(n, date) for n, k in enumerate(first[:highlights]) if (date := _date(k.text))]
    at, date = dated[0] if dated else (None, None)
    date_line = first[at] if at is not None else None
    others = [line for line in lines[: _LINES + 1] if line is not date_line]
    introduces = bool(at or (highlights and others[0] is not lines[highlights]))
    title = others[0] if others and _is_title(others, introduces=introduces) else None
    return TextOpening(title, date_line, date)


def opening_of_blocks(
    blocks: Sequence[Block], title: str | None, sent: str | None = None
) -> tuple[TextOpening, list[Block]]:
    """Find the title's and the date's line above a text whose structure is told; return the rest.

    The title is the first heading, where it says what is known of it or nothing is known. A day
    after ``sent``, that of the mail, is what the text speaks of, not when it was published.
    """
    title_line: RawLine | None = None
    date_line: RawLine | None = None
    date: str | None = None
    rest: list[Block] = []
    repeated: list[RawLine] = []
    above = list(takewhile(_may_open, blocks[:_LINES]))
    for at, block in enumerate(above):
        line = RawLine(block.line, texts_of(block)[0])
        day = _date(line.text)
        day = None if day and sent and day > sent else day
        if title_line is None and _names_it(block, line.text, title, first=not at):
            title_line = line
        elif day and date is None:
            date, date_line = day, line
        elif day and date_of(line.text) == date:
            repeated.append(line)
        else:
            rest.append(block)
    return TextOpening(title_line, date_line, date, (*repeated,)), [*rest, *blocks[len(above) :]]


def _may_open(block: Block) -> bool:
    """Say whether a block may stand above a text: a heading, or a short line."""
    line = isinstance(block, RawHeading | RawParagraph) and len(block.text) <= _LONGEST_TITLE
    return line and getattr(block, "kind", "text") == "text"


def _names_it(block: Block, text: str, title: str | None, *, first: bool) -> bool:
    if title is not None:
        return slug(text) == slug(title)
    return first and (isinstance(block, RawHeading) or not ends_sentence(text))


def _date(text: str) -> str | None:
    """Return the date of a line that is one, alone or beside a byline or a place."""
    return date_of(text) or next(filter(None, map(date_of, dated_parts(text))), None)


def _is_title(lines: Sequence[RawLine], *, introduces: bool) -> bool:
    text = lines[0].text
    if HIGHLIGHTS.fullmatch(text) or is_item(text) or text.startswith("|") or is_buttons(text):
        return False
    if introduces:
        return len(text) <= _LONGEST_TITLE and not ends_sentence(text) and not text.endswith(":")
    if len(lines) == 1:
        return False
    below = lines[1].text
    if is_heading(text):
        return len(below) > 2 * len(text)
    alone = lines[1].gap and len(text.split()) >= _FEWEST_TERMS and len(text) <= _LONGEST_TITLE
    prose = len(below) >= _SHORTEST_TEXT and re.search(r"[.!?。][”\"’')\]]*$", below)
    return bool(alone and prose and not ends_sentence(text) and not re.search(r"[:!?。]$", text))


def proposal(body: Sequence[Block]) -> tuple[str, int] | None:
    """Propose a title, with its line: the first highlight, else the first sentence; cut if long."""
    for block in body:
        if isinstance(block, RawList):
            return _shortened(block.items[0].text), block.line
        if isinstance(block, RawParagraph):
            return _shortened(sentences(block.text)[0]), block.line
    return None


def _shortened(text: str) -> str:
    """Cut a sentence at the end of a clause, or else of a word."""
    text = text.rstrip(":;, ") or text
    text = text.rstrip(".") or text if ends_sentence(text) else text
    if len(text) <= _LONGEST_PROPOSAL:
        return text
    start = text[: _LONGEST_PROPOSAL + 1]
    clause = re.match(r"(.{40,})(?:[,;:] |—| [–—] )", start)
    if clause:
        return clause[1].rstrip()
    return start.rpartition(" ")[0].rstrip(" ,;:–—") + " …" if " " in start else start + "…"
