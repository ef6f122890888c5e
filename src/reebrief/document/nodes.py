"""The nodes of the document model: frozen, a closed union."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a node comes from: a file named from the project's root, a line from 1, an article."""

    file: str
    line: int = 0
    article: str | None = None


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """A line of the author's own text: a paragraph, a heading, a cell, an entry or a field.

    ``path`` is the key path of the text in the definition, ``number`` says which of the text's
    lines it is, from 0, ``text`` is the line as it is typed: Markdown, unless it is ``plain``.
    """

    path: tuple[str | int, ...]
    number: int
    text: str
    plain: bool = False


# --- inlines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters. Never markup: writers escape it.

    Within a line of the author's, ``computed`` ones are none of the author's.
    """

    text: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line that was typed as one: of verse, of an address, of code."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised inlines."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised inlines."""

    inlines: Inlines


SCHEMES = ("http://", "https://", "mailto:")
"""What the address of a link out of the brief begins with."""


OWN_ACTION = "#action:"
"""What a link to an action of the author's own row begins with, until the tree is composed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: an ``http``, ``https`` or ``mailto`` address, or ``#id`` within the brief."""

    href: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of an article; the inlines are what the reader sees in its place.

    ``action`` names one of its actions, as ``table/action``, until the tree is composed: there a
    link to that action comes before the citation. ``label`` says who the source is, in formats that
    have no running line to say it.
    """

    article: str
    inlines: Inlines = ()
    action: str = ""
    label: CaveatLabel | None = None


@dataclass(frozen=True, slots=True)
class InlineExcerpt:
    """Words of an article within a line, its title for example; ``label`` is that of a ``Cite``."""

    article: str
    inlines: Inlines
    label: CaveatLabel | None = None


@dataclass(frozen=True, slots=True)
class CaveatLabel:
    """A caveat's short label; ``part`` names this place of the caveat for the exit gate."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class CaveatMark:
    """The reference to the caveat note with this number."""

    number: int


Inline: TypeAlias = (
    Text | LineBreak | Strong | Emphasis | Link | Cite | InlineExcerpt | CaveatLabel | CaveatMark
)
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ----------------------------------------------------------------------------------

Role = Literal["body", "title", "subtitle", "status", "meta"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a section of the brief) to 6; ``id`` is what links point at.

    Of a paragraph, a heading, a field, a column's header and a caption, ``own`` says which line of
    the author's it is, where it is one.
    """

    level: int
    inlines: Inlines
    id: str
    provenance: Provenance | None = None
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its role names the theme's role that sets it."""

    inlines: Inlines
    role: Role = "body"
    id: str | None = None
    provenance: Provenance | None = None
    own: AuthorLine | None = None


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


ChartKind = Literal["bar", "line", "before-after", "timeline"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a chart: its amount, and how it is written with its unit.

    The amount is counted in the chart's unit; in a timeline it is a day's proleptic Gregorian
    ordinal, as ``datetime.date.toordinal`` counts. ``planned`` days lie after the brief's date, or
    are plans of their article.
    """

    amount: float
    text: str
    planned: bool = False


MOST_IN_CELLS = 6
"""Values of a chart that a table shows by itself, at most; more are easier seen in a drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell, as long as a share of its width, 0 to 1: it repeats the value above it.

    The first of a pair is ``outlined``.
    """

    share: float
    outlined: bool = False
    provenance: Provenance | None = None


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


def in_cells(values: tuple[tuple[Value | None, ...], ...]) -> bool:
    """Say whether a table shows values well by itself: few, and none below zero."""
    amounts = [value.amount for row in values for value in row if value]
    return len(amounts) <= MOST_IN_CELLS and min(amounts, default=0.0) >= 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it goes into documents: opaque, in shades of ``grey`` or in sRGB, 8 bits each.

    ``name`` is its file's from the project's root; ``width`` and ``height`` are pixels. ``shades``
    is the SHA-256 of the pixels row by row, of a JPEG that of its bytes.
    """

    name: str
    kind: Literal["png", "jpeg"]
    data: bytes
    width: int
    height: int
    grey: bool
    shades: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with a caption; ``alt`` is said instead of it.

    ``file`` is its file's name as it was typed. Where the tree is composed it becomes ``image``.
    ``height`` is that of a logo, in points; other pictures are as large as page and pixels allow,
    or as wide as a ``share`` of the text.
    """

    file: str
    alt: str
    caption: Inlines = ()
    image: Image | None = None
    height: float | None = None
    provenance: Provenance | None = None
    share: float | None = None
    own: AuthorLine | None = None

    @property
    def shown(self) -> Image:
        """The image. Raises ValueError before the tree is composed."""
        if self.image is None:
            raise ValueError(f"the picture '{self.file}' was not read")
        return self.image


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the header block: a name such as "To" and what stands beside it."""

    name: str
    inlines: Inlines
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The header block of a memo: to, from, date, subject."""

    fields: tuple[Field, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class CaveatLabels:
    """The line of short labels below an item's heading or above an excerpt.

    ``marks`` are those of the labels' notes; ``beside`` is what else the line says, such as a date.
    """

    labels: tuple[CaveatLabel, ...]
    provenance: Provenance | None = None
    marks: tuple[CaveatMark, ...] = ()
    beside: Inlines = ()


CaveatRole = Literal["box", "key", "entry"]
"""Where a caveat in words stands: in the box on the sources, its key, or the list of sources."""


@dataclass(frozen=True, slots=True)
class CaveatText:
    """A caveat in words, with the marks of its notes; ``part`` names it for the exit gate."""

    part: str
    inlines: Inlines
    provenance: Provenance | None = None
    role: CaveatRole = "box"


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the brief's headings down to level ``depth``, but for that of its own section."""

    depth: int = 2
    provenance: Provenance | None = None


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


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the brief: its kind as the definition names it, and its blocks.

    ``landscape`` puts it on pages of its own, wider than high.
    """

    kind: str
    blocks: Blocks
    provenance: Provenance | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class CaveatNote:
    """The full text of a caveat, a numbered note from 1; ``part`` names it for the exit gate."""

    number: int
    part: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Meta:
    """What a brief is called, and the choices that concern the page as a whole.

    ``date`` and ``cut_off`` are ISO 8601 dates; ``running`` is the running header's text.
    """

    title: str
    language: str
    date: str
    page: Literal["A4", "Letter"]
    author: str = ""
    subject: str = ""
    number: str = ""
    marking: str = ""
    keywords: tuple[str, ...] = ()
    running: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A composed brief: what it says, before its caveats were added.

    ``sources`` are the ids of the articles in the order of its list of sources.
    """

    meta: Meta
    sections: tuple[Section, ...]
    sources: tuple[str, ...] = ()


Node: TypeAlias = Inline | Block | Section | Field | Row | Column | CaveatNote
