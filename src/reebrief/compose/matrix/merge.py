"""Several tables as one: columns mapped, rows stacked, duplicates folded with their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reebrief.compose.matrix import names
from reebrief.compose.matrix.model import Cell, CellPiece, Matrix, MatrixRow, union
from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.document.ids import Ids


@dataclass(frozen=True, slots=True)
class Part:
    """A table on its way into a matrix, and how its columns go there.

    ``columns`` maps a column of the matrix to one of this table, ``dropped`` are columns of this
    table that are left out, ``empty`` columns of the matrix that it does not fill; columns of the
    same id need no map. ``at`` is the place that names the table.
    """

    matrix: Matrix
    at: Place
    columns: Mapping[names.Named, names.Named] = field(default_factory=dict)
    dropped: Sequence[names.Named] = ()
    empty: Sequence[names.Named] = ()

    @property
    def name(self) -> str:
        """What the table is called: ``article#table``."""
        return "#".join(self.matrix.tables[0])


def merged(parts: Sequence[Part]) -> Matrix:
    """Stack tables: the first one's columns are the matrix's.

    A row whose id another table has too is called ``article/row``. Raises ReebriefError for a
    column that has no place in the matrix, or that a table neither fills nor leaves empty.
    """
    first = _without(parts[0])
    problems: list[Problem] = []
    stacked = [first]
    for part in parts[1:]:
        try:
            stacked.append(_mapped(first, part))
        except ReebriefError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ReebriefError(problems)
    taken = Counter(row.id for matrix in stacked for row in matrix.rows)
    ids = Ids()
    rows = [
        replace(row, id=ids.take(f"{row.evidence[0]}/{row.id}" if taken[row.id] > 1 else row.id))
        for matrix in stacked
        for row in matrix.rows
    ]
    tables = dict.fromkeys(table for part in parts for table in part.matrix.tables)
    return Matrix(first.columns, tuple(rows), tuple(tables))


def _without(part: Part) -> Matrix:
    """Return the first table without the columns that it drops."""
    for named in (*part.columns, *part.empty):
        what = "the first table gives the matrix its columns: it has no map of its own"
        raise ReebriefError(Problem(what, named[1], "map the columns of the other tables to these"))
    matrix = part.matrix
    problems = names.faults("column", part.dropped, matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    gone = {name for name, _ in part.dropped}
    kept = [n for n, column in enumerate(matrix.columns) if column.id not in gone]
    if not kept:
        what = f"'{part.name}' drops all of its columns"
        raise ReebriefError(Problem(what, part.at, "keep one, or leave the table out"))
    return replace(
        matrix,
        columns=tuple(matrix.columns[n] for n in kept),
        rows=tuple(replace(r, cells=tuple(r.cells[n] for n in kept)) for r in matrix.rows),
    )


def _mapped(first: Matrix, part: Part) -> Matrix:
    """Return a table with the columns of the first one."""
    matrix = part.matrix
    problems = names.faults("column", [*part.columns, *part.empty], first.column_ids)
    used = [*part.columns.values(), *part.dropped]
    problems += names.faults("column", used, matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    source = {to: name for (to, _), (name, _) in part.columns.items()}
    gone = {name for name, _ in used}
    empty = {name for name, _ in part.empty}
    for name in matrix.column_ids:
        if name in first.column_ids and name not in gone:
            source.setdefault(name, name)
    problems += _ragged(first, part, {*source.values(), *gone}, {*source, *empty})
    if problems:
        raise ReebriefError(problems)
    picked = [None if name in empty else matrix.index(source[name]) for name in first.column_ids]
    rows = tuple(
        replace(row, cells=tuple(Cell() if n is None else row.cells[n] for n in picked))
        for row in matrix.rows
    )
    return Matrix(first.columns, rows, matrix.tables)


def _ragged(first: Matrix, part: Part, placed: set[str], filled: set[str]) -> Iterator[Problem]:
    for name in part.matrix.column_ids:
        if name not in placed:
            what = f"the column '{name}' of '{part.name}' has no place in the matrix"
            free = next((c for c in first.column_ids if c not in filled), first.column_ids[-1])
            hint = f"type columns: {{{free}: {name}}}, or drop: [{name}]"
            yield Problem(what, part.at, hint)
    for name in first.column_ids:
        if name not in filled:
            what = f"'{part.name}' has nothing for the column '{name}'"
            hint = f"type columns: {{{name}: …}} with a column of it, or empty: [{name}]"
            yield Problem(what, part.at, hint)


def folded(matrix: Matrix, named: names.Named) -> Matrix:
    """Make one row of all that say the same in a column, whatever the case and the white space.

    Words that several of them hold stand once, with all their sources; other words stand one below
    the other; the row rests on what any of them rests on. Raises ReebriefError where no two rows
    are alike.
    """
    n = names.column(matrix, named)
    groups: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        # What says nothing is like nothing else.
        groups.setdefault(_same(row.cells[n].words) or f"\0{row.id}", []).append(row)
    if len(groups) == len(matrix.rows):
        what = f"nothing to fold: no two rows say the same in '{named[0]}'"
        others = ", ".join(c for c in matrix.column_ids if c != named[0])
        hint = f"delete 'fold', or name another column: {others}"
        raise ReebriefError(Problem(what, named[1], hint))
    rows = [*map(_folded, groups.values())]
    # What only the folded rows were called by needs no article before it any more.
    taken = Counter(_tail(row.id) for row in rows)
    short = (
        replace(r, id=_tail(r.id)) if taken[_tail(r.id)] == 1 and len(g) > 1 else r
        for r, g in zip(rows, groups.values(), strict=True)
    )
    return replace(matrix, rows=tuple(short))


def _tail(name: str) -> str:
    return name.rpartition("/")[2]


def _same(words: str) -> str:
    return " ".join(words.casefold().split())


def _folded(rows: Sequence[MatrixRow]) -> MatrixRow:
    if len(rows) == 1:
        return rows[0]
    cells = tuple(_one(column) for column in zip(*(row.cells for row in rows), strict=True))
    return replace(
        rows[0],
        cells=cells,
        evidence=union(row.evidence for row in rows),
        own=all(row.own for row in rows),
        values={
            name: _one([row.values[name] for row in rows if name in row.values])
            for name in union(tuple(row.values) for row in rows)
        },
    )


def _one(cells: Sequence[Cell]) -> Cell:
    """Return a cell that holds what any of several holds, each words once."""
    pieces: dict[tuple[str, bool], CellPiece] = {}
    for piece in (piece for cell in cells for piece in cell.pieces):
        key = (_same(piece.words), bool(piece.articles))
        known = pieces.get(key)
        if known:
            sources = tuple(dict.fromkeys((*known.sources, *piece.sources)))
            names = union((known.names, piece.names))
            pieces[key] = replace(known, sources=sources, names=names)
        else:
            pieces[key] = piece
    value = next((cell.value for cell in cells if cell.value), "")
    return Cell(tuple(pieces.values()), value)
