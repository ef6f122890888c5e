"""Pipe tables in raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.importing.lines import Line
from reebrief.importing.record import Record

_BAR = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a header, and rows of as many cells."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def count_rows(lines: Sequence[Line], at: int) -> int:
    """Count the lines of the table that begins here: 0 where none does.

    A header stands above a line of dashes; or two lines begin and end with a bar and have as many
    cells.
    """
    if at + 1 == len(lines) or not _BAR.search(lines[at].text):
        return 0
    header, second = lines[at].text, lines[at + 1].text
    if not _is_separator(second):
        framed = all(t.startswith("|") and t.endswith("|") for t in (header, second))
        if not framed or not 1 < len(_cells(header)) == len(_cells(second)):
            return 0
    end = at + 2
    while end < len(lines) and _BAR.search(lines[end].text):
        another = end + 1 < len(lines) and _is_separator(lines[end + 1].text)
        if another or (header.startswith("|") and not lines[end].text.startswith("|")):
            break
        end += 1
    return end - at


def _is_separator(text: str) -> bool:
    return "|" in text and _SEPARATOR.fullmatch(text) is not None


def _cells(text: str) -> list[str]:
    inner = re.sub(r"(?<!\\)\|$", "", text.removeprefix("|"))
    return [cell.strip().replace(r"\|", "|") for cell in _BAR.split(inner)]


def grid(lines: Sequence[Line], record: Record) -> Grid:
    """Read a table; a row that does not fit its columns is made to, and noted in the record."""
    header = _cells(lines[0].text)
    width = len(header)
    rows: list[tuple[str, ...]] = []
    for line in lines[1:]:
        if _is_separator(line.text):
            continue
        cells = _cells(line.text)
        if len(cells) != width:
            what = f"this row had {len(cells)} cells in a table of {width} columns"
            record.look(line.number, f"{what}: check which cell is which")
        cells = [*cells[: width - 1], " | ".join(cells[width - 1 :])]
        rows.append((*cells, *[""] * (width - len(cells))))
    return Grid(lines[0].number, tuple(header), tuple(rows))
