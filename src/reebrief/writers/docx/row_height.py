"""Estimate how high a table's rows become, and which of them no page could hold whole."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reebrief.document.nodes import Block, Blocks, Comment, Excerpt, Item, List, Quote, Row, Table
from reebrief.document.traverse import plain
from reebrief.writers.docx.style_names import Styles
from reebrief.writers.shared.column_widths import estimate

_MOST = 0.8
"""The share of a page's text up to which a row is kept whole: header rows and notes need some."""

_LOW = 0.2
"""The share of a page's text up to which a whole table is kept together."""

_RAGGED = 1.15
"""How much longer text becomes by the white at the ends of its lines."""

_NARROWEST = 2.0
"""The least width of text in a cell, in its sizes, so that what is nested deep has some."""


class RowHeights:
    """Says which rows may be parted. Word parts a row that no page holds, whatever it says.

    LibreOffice does not: it leaves out what goes beyond the page's end.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._size = styles.table_size
        style = styles.paragraphs["TableText"]
        self._leading = max(style.leading, self._size * 1.2)
        self._after = style.after
        self._measure = estimate(self._size)

    def whole(self, row: Row, columns: Sequence[float], height: float) -> bool:
        """Say whether to keep a row whole in columns of these widths, on pages of this height."""
        return self._row(row, columns) <= height * _MOST

    def together(self, rows: Sequence[Row], columns: Sequence[float], height: float) -> bool:
        """Say whether a table is so low that all of its rows stand on one page."""
        return sum(self._row(row, columns) for row in rows) <= height * _LOW

    def _row(self, row: Row, columns: Sequence[float]) -> float:
        cells = zip(row.cells, columns, strict=True)
        free = 2 * self._styles.cell
        return max(self._blocks(cell, width - free) for cell, width in cells)

    def _blocks(self, blocks: Blocks, width: float) -> float:
        return sum(self._block(block, width) for block in blocks)

    def _block(self, node: Block, width: float) -> float:
        match node:
            case List():
                inner = width - self._styles.step("TableText")
                return sum(self._blocks(item, inner) for item in node.items)
            case Quote() | Comment() | Excerpt() | Item():
                return self._blocks(node.blocks, width)
            case Table():
                even = [width / len(node.columns)] * len(node.columns)
                return self._leading + sum(self._row(row, even) for row in node.rows)
            case _:
                return self._text(plain([node]), width)

    def _text(self, text: str, width: float) -> float:
        room = max(width, _NARROWEST * self._size)
        lines = math.ceil(self._measure(text) * _RAGGED / room)
        return max(1, lines) * self._leading + self._after
