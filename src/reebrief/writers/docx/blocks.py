"""Blocks as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from reebrief.document import nodes
from reebrief.document.nodes import (
    Bar,
    CaveatLabels,
    CaveatText,
    Chart,
    Comment,
    Contents,
    Excerpt,
    Fields,
    Heading,
    Item,
    List,
    Paragraph,
    Picture,
    Quote,
    Role,
    Section,
    Table,
    Text,
)
from reebrief.document.traverse import plain
from reebrief.writers.docx import panels
from reebrief.writers.docx.charts import Charts
from reebrief.writers.docx.images import Pictures
from reebrief.writers.docx.numbering import LEVELS, Numbering
from reebrief.writers.docx.paragraph_writer import ParagraphWriter, TextPlace
from reebrief.writers.docx.paragraphs import ListNumber, WordParagraph
from reebrief.writers.docx.row_height import RowHeights
from reebrief.writers.docx.table_of_contents import listed
from reebrief.writers.docx.xml import escape, run, styled, twips
from reebrief.writers.shared.column_widths import estimate, widths
from reebrief.writers.shared.image_size import size
from reebrief.writers.shared.source_entry import parted
from reebrief.writers.shared.table_of_contents import entries

_ROLES: dict[Role, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "status": "Status",
    "meta": "Meta",
}
_TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:r><w:br/></w:r>"

_NARROW = 120.0
"""Points of width below which a field's value stands below its name: it has no room behind it."""
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_APART = 1.4
"""The least space between two fields of a line, in ems."""

_MOST_IN_ROW = 1.2
"""How wide fields may be that stand in one row, as a share of it: some values take two lines."""

_HEADER_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


@dataclass(eq=False)
class BlockWriter(ParagraphWriter):
    """Translates blocks; one method for each kind of them.

    ``pages`` holds what a list of contents says: the numbers of pages by the ids of headings.
    Of the last numbered list, ``_counted`` is its numbering, its level, and how it would go on.
    """

    numbering: Numbering
    pages: Mapping[str, int]
    charts: Charts
    pictures: Pictures

    def __post_init__(self) -> None:
        super().__post_init__()
        self.measure = estimate(self.styles.table_size)
        self._rows = RowHeights(self.styles)
        self._height = 0.0
        self._listing = False
        self._counted: tuple[int, int, int] | None = None
        self._sections: Sequence[Section] = ()
        self._in_panel = False

    def _blocks(self, blocks: nodes.Blocks, place: TextPlace) -> None:
        for before, block in zip((None, *blocks), blocks, strict=False):
            if isinstance(before, Paragraph) and isinstance(block, List) and not place.level:
                self._keep_last()  # it leads the list
            self._block(block, place)

    def _block(self, node: nodes.Block, place: TextPlace) -> None:  # noqa: C901, PLR0912  a case for each kind of node
        match node:
            case Heading():
                style = "TOCHeading" if self._listing else f"Heading{min(node.level, 3)}"
                style = "PanelHeading" if self._in_panel else style
                self._text(style, node.inlines, place, node.id)
                self._own(node.own, node.inlines)
            case Paragraph():
                if node.inlines or node.id:
                    self._text(_ROLES.get(node.role, place.style), node.inlines, place, node.id)
                    self._own(node.own, node.inlines)
            case List():
                self._list(node, place)
            case Quote() | Comment():
                style = "Quote" if isinstance(node, Quote) else "AuthorComment"
                self._blocks(node.blocks, self._within(style, place))
            case Excerpt():
                before, self._whose = self._whose, node.article
                self._blocks(node.blocks, place)
                self._whose = before
            case Item():
                entry, said, rest = parted(node)
                if entry:
                    self._listed_source(entry, said, place)
                self._blocks(rest, place)
            case Table():
                self._table(node, place)
            case Bar():
                self._out.append(self.charts.bar(node, place.width))
            case Chart():
                self._chart(node, place)
            case Picture():
                self._picture(node, place)
            case Fields():
                self._fields(node, place)
            case CaveatLabels():
                self._labels(node, place)
            case CaveatText():
                self._caveat(node, place)
            case Contents():
                self._contents(node, place)
            case _:
                assert_never(node)

    def _within(self, style: str, place: TextPlace) -> TextPlace:
        """Return the place within a quote or a comment; a quote in a comment stays the author's."""
        indent = self.styles.indent(style)
        inner = replace(place, width=place.width - indent)
        if place.style in {style, "AuthorComment"}:
            return replace(inner, indent=place.indent + indent)
        return replace(inner, style=style)

    def _contents(self, node: Contents, place: TextPlace) -> None:
        if self._number:
            self._empty(place)
        self._end(place)
        self._out += listed(entries(self._sections, node), self.inlines, self.pages)

    def _fields(self, node: Fields, place: TextPlace) -> None:
        widths = self._field_widths(node, place.width)
        if widths is not None:
            self._field_lines(node, widths)
            return
        bold = ""  # in Word bold of a character's style and of its paragraph's cancel out
        if "Field" in self.styles.bold:
            bold = "<w:b/>" if "FieldName" in self.styles.bold else '<w:b w:val="0"/>'
        for field in node.fields:
            name = run(field.name, styled("FieldName") + bold)
            runs = self._runs(field.inlines, "Field", place)
            style, apart = ("Field", _TAB) if place.width >= _NARROW else (place.style, _BREAK)
            self._paragraph(style, name + apart + runs, place)
            named = Text(f"{field.name} ", computed=True)
            self._own(field.own, (named, *field.inlines))
        self._part_from_next()

    def _field_widths(self, node: Fields, width: float) -> list[float] | None:
        """Return the width of each field in one row, which fill a width; None without room."""
        name, value = (self.styles.paragraphs[s] for s in ("FieldHead", "FieldCell"))
        needs = [
            max(estimate(name.size)(one.name), estimate(value.size)(plain(one.inlines)))
            for one in node.fields
        ]
        gap = value.size * _APART
        free = width - sum(needs) - gap * len(needs)
        if not needs or sum(needs) > width * _MOST_IN_ROW:
            return None
        if free < 0:  # the longest values take two lines
            return [need * width / sum(needs) for need in needs]
        return [need + gap + free / len(needs) for need in needs]

    def _field_lines(self, node: Fields, widths: Sequence[float]) -> None:
        """Write the fields in one row, names above what they name."""
        self._spacer()
        colour = (
            self.styles.theme.styles["table-cell"].rule or self.styles.theme.styles["meta"].colour
        )
        self._out.append(panels.table_start(widths, 0.0, 2.0))
        self._out.append("<w:tr>")
        rules = panels.rules(colour, self.styles.line)
        for one, width in zip(node.fields, widths, strict=True):
            self._out.append(panels.cell_start(width, 1, rules))
            self._paragraph("FieldHead", run(one.name), TextPlace("FieldHead", width))
            place = TextPlace("FieldCell", width)
            self._paragraph("FieldCell", self._runs(one.inlines, "FieldCell", place), place)
            self._own(one.own, one.inlines)
            self._out.append("</w:tc>")
        self._out.append("</w:tr>")
        self._out.append("</w:tbl>")
        self._below_table, self._gap = True, panels.GAP

    # --- lists -------------------------------------------------------------------------------

    def _list(self, node: List, place: TextPlace) -> None:
        if self._number:  # the list is the first thing in an item: the item's number stands alone
            self._empty(place)
        level = min(place.level, LEVELS - 1)
        step = self.styles.step(place.style)
        start = len(self._out)
        if node.ordered:
            id_, style = self._numbers(node, level), "ListNumber"
            # A number too wide for the step would push its line to the next tab stop.
            last = node.start + len(node.items) - 1
            step = max(step, self.measure(f"{last}. ") * 1.2)
        else:
            id_, style = self.numbering.bullets(), "ListBullet"
        inner = replace(
            place, indent=place.indent + step, width=place.width - step, level=place.level + 1
        )
        for item in node.items:
            self._number = ListNumber(id_, level, style, step)
            self._entry(item, inner)
            if self._number:
                self._empty(inner)
        if not place.level and place.style == "Normal":
            self._part_from_next()
        for each in self._out[start:-1] if place.style == "TableText" else ():
            if isinstance(each, WordParagraph):
                each.after = 0.0

    def _numbers(self, node: List, level: int) -> int:
        """Return the numbering of a list: of one that counts on in a table the one before it."""
        if self._counted is None or self._counted[1:] != (level, node.start):
            id_ = self.numbering.numbers(level, node.start)
        else:
            id_ = self._counted[0]
        self._counted = id_, level, node.start + len(node.items)
        return id_

    def _entry(self, blocks: nodes.Blocks, place: TextPlace) -> None:
        """Write an entry of a list; a line of data at its end belongs to what stands above it."""
        last = blocks[-1]
        if len(blocks) > 1 and isinstance(last, Paragraph) and last.role == "meta":
            self._blocks(blocks[:-1], place)
            self._keep_last()
            self._blocks((last,), place)
            written = self._last()
            if written:
                written.keep = False
        else:
            self._blocks(blocks, place)

    # --- tables ------------------------------------------------------------------------------

    def _table(self, node: Table, place: TextPlace) -> None:
        if self._number:
            self._empty(place)
        anchor: str | None = node.id
        if node.caption and not node.titled:
            self._text("Caption", node.caption, place, anchor)
            self._own(node.own, node.caption)
            anchor = None
        else:
            self._end(place)  # Word joins two tables that have no paragraph between them
        self._below_table = False
        indent = place.indent + self.styles.indent(place.style)
        total = max(place.width, self.styles.step(place.style) * len(node.columns))
        columns = widths(node, total, self.measure, 2 * self.styles.cell)
        self._out.append(_table_start(node, columns, indent))
        self._header(node, columns, anchor)
        self._counted = None
        together = self._rows.together(node.rows, columns, self._height)
        for at, row in enumerate(node.rows):
            begin = len(self._out)
            whole = self._rows.whole(row, columns, self._height)
            self._out.append(f"<w:tr>{_WHOLE if whole else ''}")
            for n, (cell, width) in enumerate(zip(row.cells, columns, strict=True)):
                right = node.columns[n].align == "right"
                self._cell(cell, width, bold=n == 0, right=right)
            self._out.append("</w:tr>")
            if together and at < len(node.rows) - 1:
                for one in self._out[begin:]:
                    if isinstance(one, WordParagraph):
                        one.keep = True
        self._out.append("</w:tbl>")
        self._below_table = True
        self._counted = None

    def _chart(self, node: Chart, place: TextPlace) -> None:
        """Write a chart: caption and drawing on one page with the beginning of its table."""
        if self._number:
            self._empty(place)
        self._end(place)
        self._text("Caption", node.caption, place, node.id)
        self._own(node.own, node.caption)
        drawn = self.charts.add(node, place.width) if node.drawn else ""
        if drawn:
            self._paragraph(place.style, drawn, place)
            self._keep_last()
        self._blocks(node.data, place)

    def _picture(self, node: Picture, place: TextPlace) -> None:
        """Write a picture, its caption above it on the same page."""
        if self._number:
            self._empty(place)
        self._end(place)
        if node.caption:
            self._text("Caption", node.caption, place)
            self._own(node.own, node.caption)
        shown = size(node, place.width, self._height)
        style = "Logo" if node.height else place.style
        self._paragraph(style, self.pictures.run(node.shown, node.alt, shown), place)

    def _header(self, node: Table, columns: list[float], anchor: str | None) -> None:
        if node.labels and node.labels.labels:
            width = sum(columns)
            self._out += [_HEADER_ROW, self._labelled_cell(width, len(columns))]
            self._labels(node.labels, TextPlace("TableHeading", width, bold=True))
            self._out.append("</w:tc></w:tr>")
        self._out.append(_HEADER_ROW)
        bold = self.styles.theme.styles["table-header"].bold
        for column, width in zip(node.columns, columns, strict=True):
            self._out.append(panels.cell_start(width))
            right = column.align == "right"
            place = TextPlace("TableHeading", width, bold=bold, right=right)
            self._text("TableHeading", column.header, place, anchor)
            self._own(column.own, column.header)
            anchor = None
            self._out.append("</w:tc>")
        self._out.append("</w:tr>")

    def _labelled_cell(self, width: float, columns: int) -> str:
        """Return the start of the outlined cell that says whose the table is."""
        style = self.styles.theme.styles["caveat-label"]
        return panels.cell_start(width, columns, panels.outline(style.colour), style.background)

    def _cell(self, blocks: nodes.Blocks, width: float, *, bold: bool, right: bool) -> None:
        self._out.append(panels.cell_start(width))
        start = len(self._out)
        place = TextPlace("TableText", width - 2 * self.styles.cell, bold=bold, right=right)
        self._blocks(blocks, place)
        self._end(place)
        if len(self._out) == start:
            self._empty(place)
        self._out.append("</w:tc>")


def _table_start(node: Table, columns: Sequence[float], indent: float) -> str:
    """Return a table's start: a fixed layout, so that Word need not measure every cell.

    The caption stands in its properties too, where assistive technology finds it.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    total = sum(twips(width) for width in columns)
    caption = f'<w:tblCaption w:val="{escape(plain(node.caption))}"/>' if node.caption else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BriefTable"/>'
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="{twips(indent)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
