"""The objects of a matrix: pieces of words with their sources, cells, rows and columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reebrief.document.nodes import AuthorLine, Blocks, Inlines, Paragraph, Provenance, Table
from reebrief.document.traverse import plain

Kind = Literal[
    "text",
    "lead",
    "partners",
    "horizon",
    "date",
    "priority",
    "cost",
    "status",
    "confidence",
    "evidence",
]
"""What the cells of a column hold: free text, or values of one type."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """Who replaced the words of a cell, and why."""

    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellPiece:
    """Words of a cell that stand in one place, or in several places the same.

    ``sources`` says where: those of an article name it, those of the brief's author do not.
    ``action`` is the number of the action that the words are, ``about`` that of the action that
    they are said of; 0 is neither. ``names`` are what a text calls the action by,
    ``article#table/row``, whatever its number. With ``marked`` the words are said to be the
    author's, with ``italic`` they are set so, as all of a column of the author's.
    """

    blocks: Blocks
    sources: tuple[Provenance, ...]
    action: int = 0
    about: int = 0
    names: tuple[str, ...] = ()
    marked: bool = False
    italic: bool = False
    amendment: Amendment | None = None

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose words these are, each once; none says that they are the author's."""
        return tuple(dict.fromkeys(s.article for s in self.sources if s.article))

    @property
    def words(self) -> str:
        """The words as plain text."""
        return plain(self.blocks)


@dataclass(frozen=True)
class Cell:
    """A cell: its pieces, and the value that it sorts by where its column is typed."""

    pieces: tuple[CellPiece, ...] = ()
    value: str = ""

    @cached_property
    def words(self) -> str:
        """All words of the cell as plain text, in the order of its pieces."""
        return " ".join(piece.words for piece in self.pieces)

    @property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of the words."""
        return digest(self.words)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose words the cell holds, each once."""
        return tuple(dict.fromkeys(a for piece in self.pieces for a in piece.articles))


def digest(words: str) -> str:
    """Return what an amendment remembers of words: 12 digits of the SHA-256 of their UTF-8."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A column: its id, its header, its relative width, and what its cells hold.

    A column that is not ``shown`` holds values to sort by only; an ``own`` one the author added.
    """

    id: str
    header: Cell
    weight: float = 1.0
    kind: Kind = "text"
    shown: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: its id, a cell for each column, and the articles it rests on.

    ``own`` says that the brief's author wrote it; ``split_from`` is the id of the row that it was
    part of before an operation split that. ``values`` are those of typed columns, by their kind.
    """

    id: str
    cells: tuple[Cell, ...]
    at: Provenance
    evidence: tuple[str, ...] = ()
    own: bool = False
    split_from: str | None = None
    values: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Matrix:
    """A matrix: columns and rows with ids that are unique among them.

    ``tables`` are the articles and tables that it was made of, in their order.
    """

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    tables: tuple[tuple[str, str], ...] = ()
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where each column stands. Raises ValueError where a row is ragged."""
        self._places.update({column.id: n for n, column in enumerate(self.columns)})
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                what = f"row '{row.id}' has {len(row.cells)} cells of {len(self.columns)}"
                raise ValueError(what)

    def index(self, column: str) -> int:
        """Return the number of a column, from 0. Raises KeyError where there is none."""
        return self._places[column]

    @property
    def column_ids(self) -> list[str]:
        """The ids of the columns, in order."""
        return [column.id for column in self.columns]

    @property
    def row_ids(self) -> list[str]:
        """The ids of the rows, in order."""
        return [row.id for row in self.rows]

    def pieces(self) -> Iterator[CellPiece]:
        """Yield every piece of every cell, row by row."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.pieces


def of_table(article: str, table: Table) -> Matrix:
    """Return a table of an article as a matrix: its rows rest on that article."""
    at = table.provenance or Provenance("", 0, article)
    columns = tuple(
        MatrixColumn(c.id, line(c.header, at) if c.header else Cell(), c.weight)
        for c in table.columns
    )
    rows = tuple(
        MatrixRow(
            row.id,
            tuple(
                _cell(blocks, row.provenance or at, f"{article}#{table.id}/{row.id}")
                for blocks in row.cells
            ),
            row.provenance or at,
            (article,),
        )
        for row in table.rows
    )
    return Matrix(columns, rows, ((article, table.id),))


def _cell(blocks: Blocks, at: Provenance, name: str) -> Cell:
    return Cell((CellPiece(blocks, (at,), names=(name,)),)) if blocks else Cell()


def line(
    inlines: Inlines, at: Provenance, value: str = "", *, own: AuthorLine | None = None
) -> Cell:
    """Return a cell of one line of text; ``own`` says which line of the author's it is."""
    return Cell((CellPiece((Paragraph(inlines, provenance=at, own=own),), (at,)),), value)


def union(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return what several lists hold, each once, in the order of its first place."""
    return tuple(dict.fromkeys(name for group in groups for name in group))
