"""Cells set and amended by the brief's author: an amendment remembers what it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reebrief.compose.matrix import names
from reebrief.compose.matrix.model import Amendment, Cell, CellPiece, Matrix, digest, union
from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.document.nodes import Blocks, Provenance


@dataclass(frozen=True, slots=True)
class Amending:
    """New words for a cell, who wrote them and why, and what they replace.

    ``hash`` is the digest of the words that were replaced, and ``was`` these words themselves, ""
    where the definition does not keep them.
    """

    row: names.Named
    column: names.Named
    blocks: Blocks
    at: Provenance
    by: Amendment
    hash: names.Named
    was: names.Named


def amended(matrix: Matrix, amendings: Sequence[Amending]) -> Matrix:
    """Replace the words of cells.

    Raises ReebriefError for cells that do not exist, and for words that are no longer those that
    were replaced: with the row, the column, both texts and the amendment.
    """
    problems: list[Problem] = []
    by_row = {row.id: n for n, row in enumerate(matrix.rows)}
    cells = [list(row.cells) for row in matrix.rows]
    done: dict[tuple[str, str], Place] = {}
    for one in amendings:
        found = names.faults("row", [one.row], by_row)
        found += names.faults("column", [one.column], matrix.column_ids)
        key = (one.row[0], one.column[0])
        if key in done:
            hint = f"delete one; the other stands at {done[key]}"
            found.append(Problem("this cell is amended twice", one.row[1], hint))
        done.setdefault(key, one.row[1])
        if not found:
            n, k = by_row[one.row[0]], matrix.index(one.column[0])
            found = _changed(one, cells[n][k])
            cells[n][k] = _replaced(one, cells[n][k])
        problems += found
    if problems:
        raise ReebriefError(problems)
    rows = (replace(r, cells=tuple(c)) for r, c in zip(matrix.rows, cells, strict=True))
    return replace(matrix, rows=tuple(rows))


def _replaced(one: Amending, cell: Cell) -> Cell:
    names = union(piece.names for piece in cell.pieces)
    piece = CellPiece(one.blocks, (one.at,), names=names, amendment=one.by)
    return replace(cell, pieces=(piece,))


def _changed(one: Amending, cell: Cell) -> list[Problem]:
    """Report a cell whose words are not those that the amendment replaced."""
    was, was_at = " ".join(one.was[0].split()), one.was[1]
    if was and digest(was) != one.hash[0]:
        what = f"'was' and 'hash' differ: these words have the hash {digest(was)}"
        return [Problem(what, was_at, "paste both from what 'reebrief matrix' prints")]
    if cell.digest == one.hash[0]:
        return []
    before = f"“{was}”" if was else f"words of the hash {one.hash[0]}"
    words = CellPiece(one.blocks, ()).words
    what = (
        f"row '{one.row[0]}', column '{one.column[0]}': the cell has changed since it was amended"
        f"; it was {before}, it is “{cell.words}”"
        f"; the amendment by {one.by.author} ({one.by.reason}) says “{words}”"
    )
    hint = f"if the amendment still holds, type hash: {cell.digest}"
    return [Problem(what, one.hash[1], f"{hint}, and in 'was' the new words" if was else hint)]


@dataclass(frozen=True, slots=True)
class CellSetting:
    """Words of the author for a cell that is empty."""

    row: names.Named
    column: names.Named
    blocks: Blocks
    at: Provenance


def filled(matrix: Matrix, settings: Iterable[CellSetting]) -> Matrix:
    """Put words of the author into empty cells; an id of a row that was split means all its parts.

    Raises ReebriefError for cells that do not exist, and for those that hold words.
    """
    problems: list[Problem] = []
    rows = names.rows_named(matrix.rows)
    cells = [list(row.cells) for row in matrix.rows]
    for one in settings:
        found = names.faults("row", [one.row], rows)
        found += names.faults("column", [one.column], matrix.column_ids)
        for n in rows.get(one.row[0], ()) if not found else ():
            k = matrix.index(one.column[0])
            if cells[n][k].pieces:
                what = (
                    f"the cell of row '{matrix.rows[n].id}', column '{one.column[0]}' holds words"
                )
                hint = f"replace them under 'amend', with hash: {cells[n][k].digest}"
                found.append(Problem(what, one.column[1], hint))
                break
            cells[n][k] = Cell((CellPiece(one.blocks, (one.at,)),))
        problems += found
    if problems:
        raise ReebriefError(problems)
    done = (replace(r, cells=tuple(c)) for r, c in zip(matrix.rows, cells, strict=True))
    return replace(matrix, rows=tuple(done))
