"""Tables in raw text: their cells parted by bars, by tabs, or by blanks that align them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reebrief.corpus.ingest.change_record import Change, Confidence, Record
from reebrief.corpus.ingest.structure.dates import dated_parts
from reebrief.corpus.ingest.structure.line import RawLine
from reebrief.corpus.ingest.structure.line_kinds import is_buttons

_BAR = re.compile(r"(?<!\\)\|")
_SPACED_BAR = re.compile(r"\s\|(?:\s|$)")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_CAPTION = re.compile(r"Table:\s+(?P<caption>\S.*?)(?:\s*\{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\})?")
"""A caption as articles have it: ``Table: What to do {#actions}``."""

_FEWEST_TABS = 2
"""One tab may stand behind a number or a label; two part cells."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: a header, and rows of as many cells; the caption and the id that the text gives."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    id: str = ""


def count_rows(lines: Sequence[RawLine], at: int) -> int:
    """Count the lines of the table that begins here: 0 where none does.

    A header stands above a line of dashes; or two lines have as many cells, which are framed by
    bars, parted by bars with spaces, or parted by two tabs or more.
    """
    if at + 1 == len(lines):
        return 0
    header, second = lines[at], lines[at + 1]
    if _are_aligned(lines, at):
        return _count_aligned(lines, at)
    if _are_tabbed(header, second) or _are_bare(header, second):
        return _count_bare(lines, at)
    if not _BAR.search(header.text):
        return 0
    if not _is_separator(second.text) and not _are_framed(header, second):
        return 0
    end = at + 2
    while end < len(lines) and _BAR.search(lines[end].text):
        another = end + 1 < len(lines) and _is_separator(lines[end + 1].text)
        if another or (header.text.startswith("|") and not lines[end].text.startswith("|")):
            break
        end += 1
    return end - at


def captioned(table: RawTable, line: RawLine) -> RawTable | None:
    """Return a table with the caption that a line below it holds, None where it holds none."""
    found = _CAPTION.fullmatch(line.text)
    return replace(table, caption=found["caption"], id=found["id"] or "") if found else None


def _are_tabbed(header: RawLine, second: RawLine) -> bool:
    """Say whether two lines are a table's by their tabs; a bullet before a tab is a list's."""
    filled = [cell for cell in header.cells if cell]
    return (
        _FEWEST_TABS < len(header.cells) == len(second.cells)
        and len(filled) > 1
        and re.search(r"\w", filled[0]) is not None
    )


def _are_aligned(lines: Sequence[RawLine], at: int) -> bool:
    """Say whether a table begins here whose cells blanks align: two rows at least, and figures."""
    count = _count_aligned(lines, at)
    rows = lines[at + 1 : at + count]
    figures = all(any(re.search(r"\d", cell) for cell in row.spaced) for row in rows)
    return count >= (3 if len(lines[at].spaced) > 2 else 4) and figures


def _count_aligned(lines: Sequence[RawLine], at: int) -> int:
    width = len(lines[at].spaced)
    end = at + 1
    while end < len(lines) and not lines[end].gap and len(lines[end].spaced) == width > 1:
        end += 1
    return end - at


def _are_framed(header: RawLine, second: RawLine) -> bool:
    framed = all(k.text.startswith("|") and k.text.endswith("|") for k in (header, second))
    return framed and 1 < len(_cells(header)) == len(_cells(second))


def _are_bare(header: RawLine, second: RawLine) -> bool:
    """Say whether two lines are a table's by bars between their cells."""
    return all(map(_is_bare, (header, second))) and len(_cells(header)) == len(_cells(second))


def _is_bare(line: RawLine) -> bool:
    text = line.text
    outer = text.startswith("|") or _is_separator(text)
    return (
        not outer and bool(_SPACED_BAR.search(text)) and not (dated_parts(text) or is_buttons(text))
    )


def _count_bare(lines: Sequence[RawLine], at: int) -> int:
    """Count the rows of a table that nothing frames; it ends where its spacing changes."""
    tabbed = _are_tabbed(lines[at], lines[at + 1])
    end = at + 2
    while end < len(lines) and lines[end].gap == lines[at + 1].gap:
        if not (len(lines[end].cells) > 1 if tabbed else _is_bare(lines[end])):
            break
        end += 1
    return end - at


def _is_separator(text: str) -> bool:
    return "|" in text and _SEPARATOR.fullmatch(text) is not None


def _cells(line: RawLine) -> list[str]:
    inner = re.sub(r"(?<!\\)\|$", "", line.text.removeprefix("|"))
    return [cell.strip().replace(r"\|", "|") for cell in _BAR.split(inner)]


def grid(lines: Sequence[RawLine], record: Record) -> RawTable:
    """Read a table; a row that does not fit its columns is made to, and noted in the record."""
    aligned = _are_aligned(lines, 0)
    tabbed = not aligned and _are_tabbed(lines[0], lines[1])
    split = _cells
    if aligned or tabbed:
        split = (lambda line: list(line.spaced)) if aligned else (lambda line: list(line.cells))
    header = split(lines[0])
    width = len(header)
    rows: list[tuple[str, ...]] = []
    for line in lines[1:]:
        if not (tabbed or aligned) and _is_separator(line.text):
            continue
        cells = split(line)
        if len(cells) != width:
            what = f"this row had {len(cells)} cells in a table of {width} columns"
            record.look(line.number, f"{what}: check which cell is which")
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
        rows.append((*cells, *[""] * (width - len(cells))))
    if aligned or tabbed or _are_bare(lines[0], lines[1]):
        by = "the blanks that align it" if aligned else "its tabs" if tabbed else "its bars"
        _note(lines, header, record, by=by)
    return RawTable(lines[0].number, tuple(header), tuple(rows))


def _note(lines: Sequence[RawLine], header: Sequence[str], record: Record, *, by: str) -> None:
    """Note a table that no line of dashes and no frame shows to be one."""
    sure: Confidence = "high" if by == "its tabs" else "medium"
    size = f"a table of {len(header)} columns and {len(lines) - 1} rows"
    reason = f"{size}, by {by}"
    at = lines[0].number
    record.note(Change(at, lines[0].text, f"| {' | '.join(header)} |", sure, reason))
    record.look(at, f"{reason}: check that its first row is the header")
