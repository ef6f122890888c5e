"""A table's ids as YAML, ready for a definition, and the hash that an amendment of a cell needs."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.compose.matrix.model import Cell, Matrix, MatrixRow, of_table
from reebrief.compose.matrix.split import parts
from reebrief.corpus.articles import Article
from reebrief.diagnostics import error
from reebrief.document.nodes import Table
from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import Prepared


def pasting(article: Article, table: Table) -> Iterator[str]:
    """Yield lines of YAML: the key ``matrix``, and in comments each cell and its single actions."""
    matrix = of_table(article.id, table)
    caption = plain(table.caption)
    yield f"# {caption}" if caption else "# no caption"
    yield "matrix:"
    yield f"  table: {article.id}#{table.id}"
    yield "  rows:"
    yield from (f"    - {name}" for name in matrix.row_ids)
    yield "  columns:"
    yield from (f"    - {name}" for name in matrix.column_ids)
    yield "# Cells by row and column, each with the hash of its words; by row, what a split gives."
    for row in matrix.rows:
        yield f"# row {row.id} ({row.at.file}:{row.at.line})"
        for column, cell in zip(matrix.column_ids, row.cells, strict=True):
            yield from _cell(matrix, row, column, cell)


def _cell(matrix: Matrix, row: MatrixRow, column: str, cell: Cell) -> Iterator[str]:
    yield f"#   {column}  hash: {cell.digest}  {cell.words}".rstrip()
    actions = [part for piece in cell.pieces for part in parts(piece)]
    if len(actions) > 1 and column != matrix.column_ids[0]:
        for n, part in enumerate(actions, 1):
            one = Cell((part,))
            yield f"#     {row.id}-{n}  hash: {one.digest}  {one.words}"


def citations(prepared: Prepared) -> Iterator[str]:
    """Yield the citation of each action of a brief's matrix, with its number and its words.

    Raises ReebriefError where the brief has no numbered actions.
    """
    found = list(prepared.matrix.matrix.pieces()) if prepared.matrix else []
    numbered = [piece for piece in found if piece.action]
    if not numbered:
        hint = "name the column that holds them: matrix: {actions: COLUMN}"
        raise error(f"'{prepared.definition.name}' has no numbered actions", None, hint)
    for piece in numbered:
        yield f"[@{piece.names[0]}]  {piece.action}: {piece.words}"
