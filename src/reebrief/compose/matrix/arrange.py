"""Rows and columns chosen, dropped, renamed, sorted, grouped, capped and transposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from reebrief.analysis.support.lexicon import Reading
from reebrief.compose.matrix import names
from reebrief.compose.matrix.cell_order import Rank, ranks
from reebrief.compose.matrix.model import Cell, Matrix, MatrixColumn, MatrixRow
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.ids import Ids
from reebrief.document.nodes import Provenance

RANKS: dict[str, Sequence[str]] = {
    "priority": ("high", "medium", "low"),
    "confidence": ("high", "moderate", "low"),
    "status": ("proposed", "agreed", "under-way", "done", "rejected"),
}
"""The values of typed columns that have an order of their own, the first first."""


def chosen(
    matrix: Matrix,
    rows: Sequence[names.Named] = (),
    columns: Sequence[names.Named] = (),
) -> Matrix:
    """Keep these rows and columns, in this order; none named means all.

    The id of a row that was split names all its parts. Raises ReebriefError at the places of ids
    that do not exist, and of those named twice.
    """
    by_row = names.rows_named(matrix.rows)
    problems = names.faults("row", rows, by_row)
    problems += names.faults("column", columns, matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    kept = [*range(len(matrix.rows))]
    if rows:
        kept = [*dict.fromkeys(n for name, _ in rows for n in by_row[name])]
    done = replace(matrix, rows=tuple(matrix.rows[n] for n in kept))
    if not columns:
        return done
    order = [matrix.index(name) for name, _ in columns]
    return _picked(done, order, shown=True)


def dropped(
    matrix: Matrix,
    rows: Sequence[names.Named] = (),
    columns: Sequence[names.Named] = (),
) -> Matrix:
    """Leave rows and columns out.

    Raises ReebriefError as ``chosen`` does, and where no column is left.
    """
    by_row = names.rows_named(matrix.rows)
    problems = names.faults("row", rows, by_row)
    problems += names.faults("column", columns, matrix.column_ids)
    gone = {n for name, _ in rows for n in by_row.get(name, ())}
    without = {name for name, _ in columns}
    kept = [n for n, name in enumerate(matrix.column_ids) if name not in without]
    if not problems and not kept:
        problems.append(Problem("no column is left", columns[-1][1], "keep one"))
    if problems:
        raise ReebriefError(problems)
    done = replace(matrix, rows=tuple(r for n, r in enumerate(matrix.rows) if n not in gone))
    return _picked(done, kept)


def visible(matrix: Matrix) -> Matrix:
    """Leave out the columns that only hold values to sort by."""
    return _picked(matrix, [n for n, column in enumerate(matrix.columns) if column.shown])


def _picked(matrix: Matrix, order: Sequence[int], *, shown: bool = False) -> Matrix:
    columns = [matrix.columns[n] for n in order]
    return replace(
        matrix,
        columns=tuple(replace(c, shown=c.shown or shown) for c in columns),
        rows=tuple(replace(r, cells=tuple(r.cells[n] for n in order)) for r in matrix.rows),
    )


def renamed(
    matrix: Matrix,
    rows: Mapping[names.Named, Cell],
    columns: Mapping[names.Named, Cell],
) -> Matrix:
    """Put words of the author in the place of headers, and of the first cells of rows.

    Ids stay as they are. Raises ReebriefError for ids that do not exist.
    """
    by_row = names.rows_named(matrix.rows)
    problems = names.faults("row", [*rows], by_row)
    problems += names.faults("column", [*columns], matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    heads = {n: cell for (name, _), cell in rows.items() for n in by_row[name]}
    headers = {name: cell for (name, _), cell in columns.items()}
    return replace(
        matrix,
        columns=tuple(replace(c, header=headers.get(c.id, c.header)) for c in matrix.columns),
        rows=tuple(
            replace(row, cells=(heads[n], *row.cells[1:])) if n in heads else row
            for n, row in enumerate(matrix.rows)
        ),
    )


def weighted(matrix: Matrix, weights: Mapping[names.Named, float]) -> Matrix:
    """Give columns their relative widths. Raises ReebriefError for columns that do not exist."""
    problems = names.faults("column", [*weights], matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    by_id = {name: weight for (name, _), weight in weights.items()}
    columns = (replace(c, weight=by_id.get(c.id, c.weight)) for c in matrix.columns)
    return replace(matrix, columns=tuple(columns))


def sorted_by(
    matrix: Matrix,
    named: names.Named,
    reading: Reading | None = None,
    *,
    descending: bool = False,
) -> Matrix:
    """Sort rows by a column: a typed one by its values' order, another as ``cell_order`` says.

    Rows without a value stand last; equal ones keep their order. ``reading`` are the words of the
    cells' language.
    """
    n = names.column(matrix, named)
    full = [row for row in matrix.rows if row.cells[n].pieces]
    empty = [row for row in matrix.rows if not row.cells[n].pieces]
    ranked = zip(_ranks(matrix.columns[n], [r.cells[n] for r in full], reading), full, strict=True)
    ordered = sorted(ranked, key=lambda each: each[0], reverse=descending)
    return replace(matrix, rows=(*(row for _, row in ordered), *empty))


def _ranks(column: MatrixColumn, cells: Sequence[Cell], reading: Reading | None) -> Sequence[Rank]:
    values = {value: Fraction(n) for n, value in enumerate(RANKS.get(column.kind, ()))}
    if not any(cell.value for cell in cells):
        return ranks([cell.words for cell in cells], reading)
    return [
        (values.get(cell.value, Fraction(0)), cell.value or cell.words.casefold()) for cell in cells
    ]


def grouped(matrix: Matrix, named: names.Named) -> Matrix:
    """Bring rows together that say the same in a column, and put that column first."""
    n = names.column(matrix, named)
    groups: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        groups.setdefault(row.cells[n].words.casefold(), []).append(row)
    done = replace(matrix, rows=tuple(row for group in groups.values() for row in group))
    return _picked(done, [n, *(k for k in range(len(matrix.columns)) if k != n)])


def capped(
    matrix: Matrix, most: int, named: names.Named | None, reading: Reading | None = None
) -> tuple[Matrix, list[str]]:
    """Keep at most so many rows, the first by a column's order, in the order they stand in.

    Without a column the first rows are kept. Returns the matrix, and the ids of what was left out.
    """
    ordered = sorted_by(matrix, named, reading).rows if named else matrix.rows
    kept = {row.id for row in ordered[:most]}
    left_out = [row.id for row in matrix.rows if row.id not in kept]
    return replace(matrix, rows=tuple(r for r in matrix.rows if r.id in kept)), left_out


def transposed(matrix: Matrix) -> Matrix:
    """Turn rows into columns: the first cell of each row heads its column, and the other way round.

    The new rows rest on what any of the old ones rests on, and are the author's where one was.
    """
    own = any(row.own for row in matrix.rows)
    corner, *others = matrix.columns
    ids = Ids()
    columns = tuple(
        MatrixColumn(ids.take(row.id), row.cells[0] if row.cells else Cell()) for row in matrix.rows
    )
    evidence = tuple(dict.fromkeys(a for row in matrix.rows for a in row.evidence))
    at = matrix.rows[0].at if matrix.rows else Provenance("")
    rows = tuple(
        MatrixRow(
            column.id, (column.header, *(r.cells[n] for r in matrix.rows)), at, evidence, own=own
        )
        for n, column in enumerate(others, 1)
    )
    return Matrix((replace(corner, weight=1.0), *columns), rows, matrix.tables)
