"""Add the author's columns, typed values, rows and evidence to a matrix, with their marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reebrief.compose.matrix import names
from reebrief.compose.matrix.model import Cell, Matrix, MatrixColumn, MatrixRow, union
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.ids import Ids


def with_column(matrix: Matrix, column: MatrixColumn, at: names.Named) -> Matrix:
    """Add a column at the end: its cells are the rows' values of its id, empty where none is.

    Raises ReebriefError at ``at`` where the matrix has a column of this id.
    """
    if column.id in matrix.column_ids:
        what = f"there is a column '{column.id}' already"
        hint = f"leave the table's out: tables: [{{table: …, drop: [{column.id}]}}]"
        raise ReebriefError(Problem(what, at[1], hint))
    rows = tuple(
        replace(row, cells=(*row.cells, row.values.get(column.id, Cell()))) for row in matrix.rows
    )
    return replace(matrix, columns=(*matrix.columns, column), rows=rows)


@dataclass(frozen=True, slots=True)
class Said:
    """What the author says of a row, or of every part of one: values by kind, and evidence."""

    row: names.Named
    values: Mapping[str, Cell]
    evidence: Sequence[str]


def with_said(matrix: Matrix, said: Sequence[Said]) -> Matrix:
    """Add what the author says of rows; what is said of a part comes before what is said of all.

    Raises ReebriefError for rows that do not exist.
    """
    by_row = names.rows_named(matrix.rows)
    problems = names.faults("row", [one.row for one in said], by_row)
    if problems:
        raise ReebriefError(problems)
    exact = frozenset(matrix.row_ids)
    rows = [*matrix.rows]
    for one in sorted(said, key=lambda each: each.row[0] in exact):
        for n in by_row[one.row[0]]:
            evidence = union((rows[n].evidence, one.evidence))
            values = {**rows[n].values, **one.values}
            rows[n] = replace(rows[n], evidence=evidence, values=values)
    return replace(matrix, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row that the brief's author wrote: all but its cells, which are given by column."""

    row: MatrixRow
    cells: Mapping[names.Named, Cell]


def with_rows(matrix: Matrix, own: Sequence[OwnRow]) -> Matrix:
    """Add rows of the author at the end.

    Raises ReebriefError for cells of columns that do not exist. An id that a row has already gets a
    number.
    """
    problems: list[Problem] = []
    ids = Ids()
    rows = [*matrix.rows]
    for row in rows:
        ids.take(row.id)
    for one in own:
        problems += names.faults("column", [*one.cells], matrix.column_ids)
        by_column = {name: cell for (name, _), cell in one.cells.items()}
        cells = tuple(by_column.get(name, Cell()) for name in matrix.column_ids)
        rows.append(replace(one.row, id=ids.take(one.row.id), cells=cells))
    if problems:
        raise ReebriefError(problems)
    return replace(matrix, rows=tuple(rows))


def marked(matrix: Matrix) -> Matrix:
    """Mark the author's words among those of articles.

    Of a row of the author's its first cell is marked, a column of the author's is set in italics
    with its header; else each piece is marked. Where all words are the author's, nothing is.
    """
    if not any(piece.articles for piece in matrix.pieces()):
        return matrix
    columns = tuple(replace(c, header=_shown(c, c.header)) for c in matrix.columns)
    rows = []
    for row in matrix.rows:
        cells = [
            cell if row.own and n and not column.own else _shown(column, cell)
            for n, (cell, column) in enumerate(zip(row.cells, matrix.columns, strict=True))
        ]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(matrix, columns=columns, rows=tuple(rows))


def _shown(column: MatrixColumn, cell: Cell) -> Cell:
    """Return a cell of a column as it is shown: citations of evidence as they are."""
    if column.kind == "evidence":
        return cell
    if column.own:
        return replace(cell, pieces=tuple(replace(piece, italic=True) for piece in cell.pieces))
    return _marked(cell)


def _marked(cell: Cell) -> Cell:
    if all(piece.articles for piece in cell.pieces):
        return cell
    pieces = (piece if piece.articles else replace(piece, marked=True) for piece in cell.pieces)
    return replace(cell, pieces=tuple(pieces))
