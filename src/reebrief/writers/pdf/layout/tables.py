"""Tables to slices: a row is one slice; the header's rows are repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reebrief.diagnostics import Place, error
from reebrief.document.nodes import (
    Blocks,
    CaveatLabels,
    CaveatText,
    Chart,
    Column,
    Comment,
    Excerpt,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Table,
)
from reebrief.document.traverse import plain
from reebrief.templates.themes import Style
from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.base import Setter
from reebrief.writers.pdf.layout.boxes import (
    Lead,
    Repeat,
    Slice,
    draw,
    height,
    outline,
    repeat,
    stack,
)
from reebrief.writers.pdf.layout.caveats import label_pieces
from reebrief.writers.pdf.layout.flow import HAIRLINE, Flow, Room
from reebrief.writers.pdf.layout.inlines import Within
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.styles import Voice
from reebrief.writers.shared.column_widths import widths

_PADDING = (0.42, 0.26)
"""A cell's padding at its sides, above and below, as shares of the leading."""

_NARROWEST = 1.3
"""The least width of a cell's text in ems: one character of any script fits."""

_BAR = 0.3
"""What a box's rule takes of a cell's width, in ems."""

_HIGHEST_HEADER = 1 / 3
"""A header that takes more than this share of a page is not repeated."""


@dataclass(slots=True, eq=False)
class Cells(Slice):
    """A row of cells side by side, each a stack of slices; ``tags`` are the cells' elements."""

    stacks: list[list[Slice]] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    pad: float = 0.0
    left: float = 0.0
    width: float = 0.0
    background: str | None = None
    above: str | None = None
    rule: str | None = None
    outlined: str | None = None

    def names(self) -> Iterator[str]:
        """Yield the names of the places on the row and in its cells."""
        yield from Slice.names(self)
        yield from (name for slices in self.stacks for each in slices for name in each.names())

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the background, the rules above and below, the outline, and each cell."""
        if self.above:
            sheet.fill(left + self.left, top - self.top, self.width, HAIRLINE, self.above)
        if self.background:
            sheet.fill(left + self.left, top, self.width, self.height, self.background)
        if self.rule:
            y = top + self.height + self.bottom - HAIRLINE
            sheet.fill(left + self.left, y, self.width, HAIRLINE, self.rule)
        if self.outlined:
            outline(sheet, (left + self.left, top, self.width, self.height), self.outlined)
        for tag in self.tags:
            sheet.open(tag)
        for slices in self.stacks:
            draw(sheet, stack(slices, top + self.pad)[0], left)

    def split(self, room: float) -> tuple[Slice, Slice] | None:
        """Part the row at a height: each cell goes on where it was parted."""
        room -= self.top + self.bottom + 2 * self.pad + HAIRLINE
        parted = [_part(slices, room) for slices in self.stacks]
        if not any(head for head, _ in parted):
            return None
        heads, tails = ([*side] for side in zip(*parted, strict=True))
        first = replace(self, stacks=heads, bottom=0.0, keep=False)
        second = replace(self, stacks=tails, top=0.0, before=0.0, anchors=[], begins=None)
        return measured(first), measured(second)


def measured(row: Cells) -> Cells:
    """Return a row with the height, the notes and the articles of what stands in it."""
    row.height = max(map(height, row.stacks), default=0.0) + 2 * row.pad + HAIRLINE
    inside = [each for slices in row.stacks for each in slices]
    row.notes = tuple(n for each in inside for n in each.notes)
    row.articles = frozenset().union(*(each.articles for each in inside))
    return row


def _part(slices: list[Slice], room: float) -> tuple[list[Slice], list[Slice]]:
    """Part a cell's slices at a height; a slice that is itself too high is parted."""
    for n, (piece, top) in enumerate(stack(slices)[0]):
        if top + piece.extent > room:
            parts = piece.split(room - top)
            if parts:
                return [*slices[:n], parts[0]], [parts[1], *slices[n + 1 :]]
            return slices[:n], slices[n:]
    return slices, []


def set_table(setter: Setter, node: Table, room: Room, flow: Flow) -> None:
    """Set a table: its caption, the row of its labels, its header, its rows.

    The header is repeated, or its labels alone where it is too high.

    Raises ReebriefError where the columns are too many for the page.
    """
    looks = setter.looks
    caption, cell = looks.styles["caption"], looks.styles["table-cell"]
    tag = Tag("Table", room.tag)
    grid = _Grid(setter, node, room, cell)
    flow.anchors.append(node.id)
    above = () if node.titled else node.caption
    title = setter.inline_lines(above, caption, replace(room, tag=Tag("Caption", tag), bold=False))
    for each in title:
        each.keep = True
    before = max(flow.space, caption.before)
    flow.add(title, caption.before, caption.after)
    head = Tag("THead", tag) if node.rows else tag  # PDF/UA-1 wants no head without a body
    labels = grid.labels(node.labels, Tag("TR", head)) if node.labels else []
    slices: list[Slice] = [*labels, grid.header(node.columns, Tag("TR", head))]
    again = [*_continued(setter, node, room), *map(repeat, slices)]
    most = setter.page_height * _HIGHEST_HEADER
    if height(again) > most:
        again = [repeat(each) for each in labels]
    leads: tuple[Lead, ...] = ()
    if again and height(again) <= most:
        for top in slices:
            top.keep = bool(node.rows)
        for piece in again:
            piece.boxes = flow.boxes
        leads = (Lead([*again]),)
        slices[-1].begins = leads[0]
    body = Tag("TBody", tag)
    for row in node.rows:
        if row.provenance:
            setter.fonts.place = Place(row.provenance.file, row.provenance.line)
        slices.append(grid.row(row, Tag("TR", body)))
        slices[-1].leads = leads
    flow.add(slices, 0.0 if title else before, looks.styles["body"].after * 1.5)


def _continued(setter: Setter, node: Table, room: Room) -> list[Repeat]:
    """Return the caption as pages repeat it on which the table goes on; without one, the mark."""
    style = setter.looks.styles["caption"]
    within = Within(Voice("caption", bold=room.bold), Tag("P"), articles=room.articles)
    pieces = [*setter.inlines.pieces(node.caption, within)]
    own = replace(within, articles=())
    space = " " if plain(node.caption) else ""
    pieces.append(setter.inlines.piece(f"{space}({setter.words.continued})", own))
    again = [repeat(line) for line in setter.lines(iter(pieces), style, room)]
    again[-1].bottom = style.after
    return again


class _Grid:
    """The columns of a table, and how its rows look."""

    def __init__(self, setter: Setter, node: Table, room: Room, style: Style) -> None:
        self.setter = setter
        self.room = room
        self.style = style
        self.side, self.pad = (share * style.leading for share in _PADDING)
        self.pad *= setter.looks.theme.density
        self.styles = [_aligned(style, column) for column in node.columns]
        self.widths = self._widths(node)
        lefts = [sum(self.widths[:n]) for n in range(len(self.widths))]
        self.lefts = [room.left + left for left in lefts]

    def header(self, columns: Sequence[Column], tag: Tag) -> Cells:
        style = self.setter.looks.styles["table-header"]
        attributes = "/A <</O /Table /Scope /Column>>"
        cells = [Tag("TH", tag, attributes=attributes) for _ in columns]
        stacks: list[list[Slice]] = []
        for column, cell, left, width in zip(columns, cells, self.lefts, self.widths, strict=True):
            inside = self._inside(cell, left, width)
            own = _aligned(style, column)
            stacks.append([*self.setter.inline_lines(column.header, own, inside)])
        row = self._row(stacks, cells, style)
        row.background = style.background
        return row

    def labels(self, node: CaveatLabels, tag: Tag) -> list[Cells]:
        """Return the row of the table's labels, across all columns; none where there are none."""
        if not node.labels:
            return []
        style = self.setter.looks.styles["caveat-label"]
        span = f"/A <</O /Table /Scope /Column /ColSpan {len(self.widths)}>>"
        cell = Tag("TH", tag, attributes=span)
        inside = self._inside(cell, self.room.left, self.room.width)
        lines = self.setter.lines(label_pieces(self.setter, node, inside), style, inside)
        row = self._row([[*lines]], [cell], style)
        row.background, row.outlined = style.background, style.colour
        return [row]

    def row(self, node: Row, tag: Tag) -> Cells:
        head = Tag("TH", tag, attributes="/A <</O /Table /Scope /Row>>")
        cells = [head, *(Tag("TD", tag) for _ in node.cells[1:])]
        stacks: list[list[Slice]] = []
        for n, (blocks, cell) in enumerate(zip(node.cells, cells, strict=True)):
            inside = self._inside(cell, self.lefts[n], self.widths[n])
            stacks.append(self._cell(blocks, replace(inside, bold=n == 0), self.styles[n]))
        return self._row(stacks, cells, self.style)

    def _cell(self, blocks: Blocks, room: Room, style: Style) -> list[Slice]:
        match blocks:
            case (Paragraph(inlines=inlines, role="body", id=None),):
                return [*self.setter.inline_lines(inlines, style, room)]
            case _:
                flow = Flow()
                self.setter.blocks(blocks, room, flow)
                flow.finish()
                return flow.slices

    def _inside(self, tag: Tag, left: float, width: float) -> Room:
        return replace(
            self.room,
            left=left + self.side,
            width=width - 2 * self.side,
            role="table-cell",
            tag=tag,
            bold=False,
        )

    def _row(self, stacks: list[list[Slice]], tags: list[Tag], style: Style) -> Cells:
        row = Cells(
            0.0,
            stacks=stacks,
            tags=tags,
            pad=self.pad,
            left=self.room.left,
            width=self.room.width,
            rule=style.rule or self.style.rule,
        )
        return measured(row)

    def _widths(self, node: Table) -> list[float]:
        """Return the columns' widths; none is too narrow for a character."""
        look = self.setter.looks.look(Voice("table-cell", bold=True))
        total, count = self.room.width, len(node.columns)
        least = [width * look.size for width in _least_widths(node)]
        self.side = min(self.side, (total - sum(least)) / (2 * count))
        if self.side < 0:
            most = int(total / (_NARROWEST * look.size))
            place = node.provenance and Place(node.provenance.file, node.provenance.line)
            raise error(
                f"the table '{node.id}' has {count} columns, {most} fit there at most",
                place or None,
                "split the table, or leave columns out",
            )
        known: dict[str, float] = look.typeface.face.widths

        def measure(text: str) -> float:
            return look.size * sum(known.get(char, 1.0) for char in text)

        shared = widths(node, total, measure, 2 * self.side + 0.1)
        return _at_least(shared, [width + 2 * self.side for width in least])


def _aligned(style: Style, column: Column) -> Style:
    """Return the style of a column's cells: figures stand at the right."""
    return replace(style, align="right") if column.align == "right" else style


def _least_widths(node: Table) -> list[float]:
    """Return the least width of each column's text, in ems: a table within a cell needs more."""
    return [
        max([_NARROWEST, *(_least(row.cells[n]) for row in node.rows)])
        for n in range(len(node.columns))
    ]


def _least(blocks: Blocks) -> float:
    least = _NARROWEST
    for block in blocks:
        match block:
            case Table():
                least = max(least, sum(_least_widths(block)))
            case Quote() | Comment():
                least = max(least, _least(block.blocks) + _BAR)
            case Excerpt() | Item():
                least = max(least, _least(block.blocks))
            case Chart():
                least = max(least, _least(block.data))
            case List():
                least = max(least, *map(_least, block.items))
            case CaveatText():
                least = max(least, _NARROWEST + _BAR)
            case _:
                pass
    return least


def _at_least(shares: list[float], floors: list[float]) -> list[float]:
    """Widen what is narrower than its floor at the cost of what is wider than its own."""
    both = list(zip(shares, floors, strict=True))
    free = sum(max(0.0, share - floor) for share, floor in both)
    missing = sum(max(0.0, floor - share) for share, floor in both)
    factor = max(0.0, 1 - missing / free) if free else 0.0
    return [floor + max(0.0, share - floor) * factor for share, floor in both]
