"""Make a table of its rows, and tell a row whose cells are not as many as the header's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reebrief.diagnostics import Place, Problem
from reebrief.document.ids import Ids
from reebrief.document.markdown.captions import TABLE
from reebrief.document.markdown.source import slug
from reebrief.document.nodes import AuthorLine, Column, Inlines, Row
from reebrief.document.traverse import plain

_BAR = re.compile(r"(?<!\\)\|")
_FIGURE = re.compile(r"[<>~≈±+−–-]?\s?[€$£¥]?\s?\d[\d.,\s]*\s?[%‰]?")
"""A cell of a column of figures: a number, its sign, a currency or a per cent sign."""


def columns(
    header: Sequence[tuple[Inlines, AuthorLine | None]], right: Sequence[bool], rows: Sequence[Row]
) -> tuple[Column, ...]:
    """Return a table's columns: those aligned ``right``, and those of figures, stand right."""
    ids = Ids()
    return tuple(
        Column(
            ids.take(slug(plain(inlines)) if inlines else f"column-{n}"),
            inlines,
            align="right" if right[n - 1] or _has_figures(rows, n - 1) else "left",
            own=own,
        )
        for n, (inlines, own) in enumerate(header, 1)
    )


def ragged(line: str, wanted: int, place: Place) -> Problem | None:
    """Return what is wrong with a row of the source: None where it has the cells of the header.

    markdown-it-py fills short rows and cuts long ones without a word.
    """
    line = line.lstrip(" \t>").strip()  # no quote begins in a table
    cells = len(_BAR.findall(line.removeprefix("|").removesuffix("|"))) + 1
    if line.startswith(TABLE) and not _BAR.search(line):
        return Problem(
            "a table's caption among its rows",
            place,
            "put an empty line between the table and its caption",
        )
    if cells != wanted:
        return Problem(
            f"this row has {cells} of the {wanted} cells that the table's header has",
            place,
            r"separate cells by | and write \| for a bar within a cell",
        )
    return None


def _has_figures(rows: Sequence[Row], n: int) -> bool:
    """Say whether a column has nothing but figures; the first one heads the rows."""
    cells = [plain(row.cells[n]) for row in rows if row.cells[n]]
    return n > 0 and bool(cells) and all(map(_FIGURE.fullmatch, cells))
