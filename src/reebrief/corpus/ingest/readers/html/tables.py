"""Read tables of a page: those of data, not those that only place its parts."""

from __future__ import annotations

import re
from typing import Any

from reebrief.corpus.ingest.readers.html.inlines import words_of
from reebrief.corpus.ingest.structure.tables import RawTable

_WIDEST = 40
_LONGEST_CELL = 1200
"""Characters; a cell that holds more is a part of a page."""


def is_table(element: Any) -> bool:
    """Say whether a table holds data: two rows and columns, and no page within its cells."""
    if element.get("role") in {"presentation", "none"}:
        return False
    if next(element.iterdescendants("table"), None) is not None:
        return False
    rows = _rows(element)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(len(words_of(cell)) <= _LONGEST_CELL for row in rows for cell in row)


def _rows(element: Any) -> list[list[Any]]:
    found = [[c for c in row if c.tag in {"td", "th"}] for row in element.iter("tr")]
    return [row for row in found if any(words_of(cell) for cell in row)]


def table(element: Any) -> RawTable:
    """Return a table of data, cells that span several columns or rows repeated in none."""
    down: dict[int, int] = {}
    rows: list[list[str]] = []
    for row in _rows(element):
        cells: list[str] = []
        for cell in row:
            while down.get(len(cells), 0) > 0:
                down[len(cells)] -= 1
                cells.append("")
            for n in range(_span(cell, "colspan")):
                down[len(cells)] = _span(cell, "rowspan") - 1
                cells.append(words_of(cell) if n == 0 else "")
        while down.get(len(cells), 0) > 0:
            down[len(cells)] -= 1
            cells.append("")
        rows.append(cells)
    width = max(map(len, rows))
    full = [(*cells, *[""] * (width - len(cells))) for cells in rows]
    caption = next((words_of(c) for c in element if c.tag == "caption"), "") or _of_figure(element)
    return RawTable(element.sourceline or 0, full[0], tuple(full[1:]), caption)


def _of_figure(element: Any) -> str:
    """Return the caption of the figure that a table is, "" where it is none, or holds more."""
    figure = figure_of(element)
    caption = None if figure is None else figure.find(".//figcaption")
    return "" if caption is None else words_of(caption)


def figure_of(element: Any) -> Any | None:
    """Return the figure that holds a table and no other table or picture, None where none does."""
    figure = next(element.iterancestors("figure"), None)
    if figure is None or sum(1 for _ in figure.iter("table", "img")) != 1:
        return None
    return figure


def _span(cell: Any, name: str) -> int:
    given = cell.get(name, "1").strip()
    return min(int(given), _WIDEST) if re.fullmatch(r"[1-9]\d{0,3}", given) else 1
