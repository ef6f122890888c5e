"""Define the blocks that hold blocks: lists, quotations, items, tables, charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reebrief.document.nodes.chart_values import ChartKind, Value, in_cells
from reebrief.document.nodes.inlines import AuthorLine, Inlines, Provenance
from reebrief.document.nodes.leaf_blocks import (
    Bar,
    CaveatLabels,
    CaveatText,
    Contents,
    Fields,
    Heading,
    Paragraph,
    Picture,
)


@dataclass(frozen=True, slots=True)
class List:
    """A list, numbered from ``start`` where ordered; each item is a row of blocks, never empty."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, set off from the text."""

    blocks: Blocks
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What the brief's author says of an article: shown as the author's, not the publisher's."""

    blocks: Blocks
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text taken from an article; ``part`` is the id of the section or table it was taken from."""

    article: str
    blocks: Blocks
    part: str | None = None
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One article as the brief shows it: heading, excerpts, the author's words about it."""

    article: str
    blocks: Blocks
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: an id, the header's inlines, a relative weight of width above 0.

    Figures stand at the right, where their digits stand below each other.
    """

    id: str
    header: Inlines
    weight: float = 1.0
    align: Literal["left", "right"] = "left"
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row: an id and one cell of blocks for each column. The first cell heads the row."""

    id: str
    cells: tuple[Blocks, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row and a caption. Rows that do not fit the columns raise.

    ``labels`` are those of the table's caveats: the first row of the header, repeated with it.
    Where it is ``titled`` the heading above it says its caption, which stands with it only where it
    goes on.
    """

    id: str
    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    provenance: Provenance | None = None
    labels: CaveatLabels | None = None
    own: AuthorLine | None = None
    titled: bool = False

    def __post_init__(self) -> None:
        """Refuse a table without columns or with a ragged row (ValueError)."""
        if not self.columns:
            raise ValueError("a table needs a column")
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row '{row.id}' has {len(row.cells)} cells, the table {len(self.columns)}"
                )


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a table's values; the table follows it in ``data`` and says the same in words.

    Of few values the table is all of it: they stand in its cells with their bars, or beside a
    word for how far an event is. A timeline's table has a column of these words at its end.

    ``labels`` name the rows and ``series`` the columns after the first; ``values`` holds those of
    each row, None where none is stated. ``alt`` is said instead of the drawing. A chart whose
    table has other rows or columns raises.
    """

    id: str
    kind: ChartKind
    alt: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[Value | None, ...], ...]
    caption: Inlines
    data: Blocks
    provenance: Provenance | None = None
    own: AuthorLine | None = None

    def __post_init__(self) -> None:
        """Refuse a chart that does not fit its table (ValueError)."""
        timeline = self.kind == "timeline"
        rows, columns = len(self.table.rows), len(self.table.columns) - 1 - timeline
        if (len(self.labels), len(self.series)) != (rows, columns):
            raise ValueError(f"a chart of {len(self.labels)} rows, a table of {rows}")
        if len(self.values) != rows or any(len(row) != columns for row in self.values):
            raise ValueError("the values do not fit the table")

    @property
    def drawn(self) -> bool:
        """Whether a drawing stands above the table: of a line, or of many values."""
        return self.kind == "line" or not in_cells(self.values)

    @property
    def table(self) -> Table:
        """The table of the values. Raises ValueError where ``data`` holds none."""
        table = next((block for block in self.data if isinstance(block, Table)), None)
        if table is None:
            raise ValueError("a chart needs a table")
        return table


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Quote
    | Comment
    | Excerpt
    | Item
    | Table
    | Bar
    | Chart
    | Picture
    | Fields
    | CaveatLabels
    | CaveatText
    | Contents
)
Blocks: TypeAlias = tuple[Block, ...]
