"""Single actions: a cell of several actions split into rows, numbered, and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reebrief.compose.matrix import names
from reebrief.compose.matrix.model import Cell, CellPiece, Matrix, MatrixRow, union
from reebrief.document.ids import Ids
from reebrief.document.nodes import Blocks, Inline, Inlines, List, Paragraph, Text
from reebrief.document.sentences import ends
from reebrief.document.traverse import characters


def split(matrix: Matrix, named: names.Named) -> Matrix:
    """Make a row of each action in a column: each sentence, each entry of a list.

    The parts of a row are called by its id and a number from 1, share its other cells, and rest on
    what it rests on, but not on an article that says another of the actions alone. A row of the
    author's own is one action, and stays whole.
    """
    n = names.column(matrix, named)
    ids = Ids()
    for row in matrix.rows:
        ids.take(row.id)
    rows: list[MatrixRow] = []
    for row in matrix.rows:
        if row.own:
            rows.append(row)
            continue
        pieces = [part for piece in row.cells[n].pieces for part in parts(piece)]
        for k, piece in enumerate(pieces, 1):
            cells = (*row.cells[:n], Cell((piece,)), *row.cells[n + 1 :])
            name = ids.take(f"{row.id}-{k}")
            others = {*row.cells[n].articles} - {*piece.articles}
            evidence = tuple(a for a in row.evidence if a not in others)
            rows.append(replace(row, id=name, cells=cells, split_from=row.id, evidence=evidence))
        if not pieces:
            rows.append(row)
    return replace(matrix, rows=tuple(rows))


def parts(piece: CellPiece) -> Iterator[CellPiece]:
    """Yield the single actions of a piece, each called by the piece's names and a number from 1."""
    for n, blocks in enumerate(_single(piece.blocks), 1):
        yield replace(piece, blocks=blocks, names=tuple(f"{name}-{n}" for name in piece.names))


def _single(blocks: Blocks) -> Iterator[Blocks]:
    """Yield what single actions are: each sentence, each entry of a list, any other block."""
    for block in blocks:
        match block:
            case Paragraph():
                for inlines in sentences(block.inlines):
                    yield (replace(block, inlines=inlines),)
            case List():
                yield from block.items
            case _:
                yield (block,)


def sentences(inlines: Inlines) -> list[Inlines]:
    """Return the sentences of a line; one that ends within emphasis or a link is not parted."""
    groups: list[list[Inline]] = [[]]
    stops = [*ends(characters(inlines))]
    begin = at = 0
    for node in inlines:
        end = begin + len(characters([node]))
        inside: list[int] = []
        while at < len(stops) and stops[at] < end:
            inside.append(stops[at] - begin)
            at += 1
        if isinstance(node, Text):
            for first, last in pairwise([0, *inside, len(node.text)]):
                if first in inside:
                    groups.append([])
                groups[-1].append(Text(node.text[first:last]))
        else:
            if inside[:1] == [0]:
                groups.append([])
            groups[-1].append(node)
        begin = end
    return [each for each in map(_trimmed, groups) if each]


def _trimmed(inlines: list[Inline]) -> Inlines:
    """Return a sentence without white space at its end."""
    match inlines:
        case [*before, Text(text=text)]:
            inlines = [*before, Text(text.rstrip())]
    return tuple(node for node in inlines if node != Text(""))


def parted(matrix: Matrix, column: str) -> Matrix:
    """Part the words of each cell in a column into single actions, which stay in their cell.

    What the author wrote or amended is one action, and stays whole.
    """
    n = matrix.index(column)
    rows: list[MatrixRow] = []
    for row in matrix.rows:
        pieces = tuple(
            part
            for piece in row.cells[n].pieces
            for part in (parts(piece) if piece.articles and not piece.amendment else (piece,))
        )
        cell = replace(row.cells[n], pieces=pieces)
        rows.append(replace(row, cells=(*row.cells[:n], cell, *row.cells[n + 1 :])))
    return replace(matrix, rows=tuple(rows))


def numbered(matrix: Matrix, named: names.Named) -> Matrix:
    """Give each piece in a column the number of an action, from 1 in reading order.

    One of the author's own is called by ``#`` and its row's id.
    """
    n = names.column(matrix, named)
    number = 0
    rows: list[MatrixRow] = []
    for row in matrix.rows:
        pieces: list[CellPiece] = []
        for piece in row.cells[n].pieces:
            number += 1
            called = piece.names or (f"#{row.id}",)
            pieces.append(replace(piece, action=number, names=called))
        cell = replace(row.cells[n], pieces=tuple(pieces))
        rows.append(replace(row, cells=(*row.cells[:n], cell, *row.cells[n + 1 :])))
    return replace(matrix, rows=tuple(rows))


def actions(matrix: Matrix) -> dict[int, tuple[str, ...]]:
    """Return what each action of a numbered matrix is called, by its number."""
    return {piece.action: piece.names for piece in matrix.pieces() if piece.action}


def said_once(matrix: Matrix, as_above: Cell) -> Matrix:
    """Let a cell that follows an equal one of the same split row refer to it.

    The first column, which heads the rows, and columns of the author's stay as they are.
    """
    kept = [n == 0 or column.own for n, column in enumerate(matrix.columns)]
    rows: list[MatrixRow] = []
    for n, row in enumerate(matrix.rows):
        above = matrix.rows[n - 1] if n else row
        if row.split_from is None or above.split_from != row.split_from or not n:
            rows.append(row)
            continue
        cells = [
            as_above if cell.pieces and cell == other and not keep else cell
            for cell, other, keep in zip(row.cells, above.cells, kept, strict=True)
        ]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(matrix, rows=tuple(rows))


def joined(matrix: Matrix) -> Matrix:
    """Put the parts of each split row together again, where the first of them stands.

    A cell that all parts share stands once; of cells that differ each is said of its action.
    """
    groups: dict[tuple[bool, str], list[MatrixRow]] = {}
    for row in matrix.rows:
        key = (row.split_from is not None, row.split_from or row.id)
        groups.setdefault(key, []).append(row)
    rows = tuple(_joined(group) if split_ else group[0] for (split_, _), group in groups.items())
    return replace(matrix, rows=rows)


def _joined(parts_: Sequence[MatrixRow]) -> MatrixRow:
    first = parts_[0]
    numbers = [
        next((p.action for cell in row.cells for p in cell.pieces if p.action), 0) for row in parts_
    ]
    cells: list[Cell] = []
    for column in zip(*(row.cells for row in parts_), strict=True):
        if all(cell == column[0] for cell in column):
            cells.append(column[0])
            continue
        pieces = [
            piece if piece.action else replace(piece, about=number)
            for number, cell in zip(numbers, column, strict=True)
            for piece in cell.pieces
        ]
        cells.append(Cell(tuple(pieces), column[0].value))
    evidence = union(row.evidence for row in parts_)
    return replace(
        first,
        id=first.split_from or first.id,
        cells=tuple(cells),
        evidence=evidence,
        split_from=None,
    )
