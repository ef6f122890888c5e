"""Set blocks as slices, a method for each node, each with its element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

from reebrief.diagnostics import Place
from reebrief.document.nodes import (
    Bar,
    Block,
    Blocks,
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
    Provenance,
    Quote,
    Section,
    Table,
)
from reebrief.document.traverse import plain
from reebrief.templates.themes import RoleName, Style
from reebrief.writers.pdf.layout.base import NARROW, Setter
from reebrief.writers.pdf.layout.boxes import Line
from reebrief.writers.pdf.layout.caveats import set_caveat, set_entry, set_labels
from reebrief.writers.pdf.layout.charts import set_bar, set_chart
from reebrief.writers.pdf.layout.flow import HAIRLINE, Flow, Room
from reebrief.writers.pdf.layout.header_fields import set_fields
from reebrief.writers.pdf.layout.images import set_picture
from reebrief.writers.pdf.layout.inlines import Within
from reebrief.writers.pdf.layout.table_of_contents import set_contents
from reebrief.writers.pdf.layout.tables import set_table
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.styles import Voice
from reebrief.writers.shared.source_entry import parted
from reebrief.writers.text.direction import runs_leftward

_OUTLINED = 3
"""The lowest level of headings that the outline shows."""

_HEADINGS: tuple[RoleName, ...] = ("heading-1", "heading-2", "heading-3")


@dataclass(eq=False)
class BlockSetter(Setter):
    """Sets a brief's sections, one after the other, into one flow.

    ``outline`` collects what the file's outline shows: level, title and id of headings. With
    ``small`` headings are as those of the third level: they head panels.
    """

    outline: list[tuple[int, str, str]] = field(default_factory=list, init=False)
    small: bool = field(default=False, init=False)
    _level: int = field(default=0, init=False)

    def section(self, node: Section, blocks: Blocks, room: Room, flow: Flow) -> None:
        """Set blocks of a section in a room."""
        self.fonts.place = _place(node.provenance)
        leads = flow.leads
        self.blocks(blocks, room, flow)
        flow.leads = leads

    def blocks(self, nodes: Blocks, room: Room, flow: Flow) -> None:
        """Set blocks in a room. A line that leads a list stays with its first entry.

        What a line of labels says holds until the last of them, or a heading of no lower level.
        """
        leads, level, place = flow.leads, 0, self.fonts.place
        for before, node in zip((None, *nodes), nodes, strict=False):
            if isinstance(before, Paragraph) and isinstance(node, List):
                flow.hold()
            if isinstance(node, CaveatLabels) or (
                isinstance(node, Heading) and node.level <= level
            ):
                flow.leads = leads
            if isinstance(node, Heading) and flow.leads == leads:
                level = node.level
            self.fonts.place = _place(node.provenance) or place
            self._block(node, room, flow)
        flow.leads, self.fonts.place = leads, place
        if nodes and isinstance(nodes[-1], CaveatLabels):
            flow.release()

    def _block(self, node: Block, room: Room, flow: Flow) -> None:  # noqa: C901  a case for each kind of node
        match node:
            case Heading():
                self._heading(node, room, flow)
            case Paragraph():
                self._paragraph(node, room, flow)
            case List():
                self._list(node, room, flow)
            case Quote() | Comment():
                self._set_off(node, room, flow)
            case Excerpt():
                articles = (*room.articles, node.article)
                self.blocks(node.blocks, replace(room, articles=articles), flow)
            case Item():
                entry, said, rest = parted(node)
                if entry:
                    set_entry(self, entry, said, room, flow)
                head = rest[0] if rest else None
                self.title = plain(head.inlines) if isinstance(head, Heading) else ""
                self.blocks(rest, room, flow)
                self.title = ""
            case Table():
                set_table(self, node, room, flow)
            case Bar():
                set_bar(self, node, room, flow)
            case Chart():
                set_chart(self, node, room, flow)
            case Picture():
                set_picture(self, node, room, flow)
            case Fields():
                set_fields(self, node, room, flow)
            case CaveatLabels():
                set_labels(self, node, room, flow)
            case CaveatText():
                set_caveat(self, node, room, flow)
            case Contents():
                set_contents(self, node, room, flow)
            case _:
                assert_never(node)

    def _heading(self, node: Heading, room: Room, flow: Flow) -> None:
        style = self.looks.styles[_HEADINGS[2 if self.small else min(node.level, 3) - 1]]
        level = min(node.level, self._level + 1)  # PDF/UA-1 wants no level skipped
        count = len(flow.slices)
        flow.anchors.append(node.id)

        def fill(inside: Room) -> None:
            lines = self.inline_lines(node.inlines, style, inside)
            if lines and style.rule:
                lines[-1].height += style.after / 2
                lines[-1].rule = (inside.left, inside.width, HAIRLINE, style.rule)
            flow.add(lines, 0.0, 0.0)

        room = replace(room, tag=Tag(f"H{level}", room.tag), bold=False)
        self.boxed(fill, replace(style, rule=None), room, flow)
        for each in flow.slices[count:]:
            each.keep = True
            self._level = level
        title = plain(node.inlines)
        if title and level <= _OUTLINED:
            self.outline.append((level, title, node.id))

    def _paragraph(self, node: Paragraph, room: Room, flow: Flow) -> None:
        tag = Tag("P", room.tag)
        if node.id:
            flow.anchors.append(node.id)
        if node.role == "body":
            style = self.looks.styles[room.role]
            lines = self.inline_lines(node.inlines, style, replace(self._indented(room), tag=tag))
            flow.add(lines, style.before, style.after)
            return
        style, count = self.looks.styles[node.role], len(flow.slices)

        def fill(inside: Room) -> None:
            flow.add(self.inline_lines(node.inlines, style, inside), 0.0, 0.0)

        self.boxed(fill, style, replace(room, tag=tag), flow)
        for each in flow.slices[count:]:  # a title or a line of data belongs to what follows
            each.keep = True

    def _indented(self, room: Room) -> Room:
        """Return the room of a paragraph or list of the body; in a list's item it is its own."""
        indent = self.looks.styles["body"].indent
        if room.role != "body" or room.tag.kind == "LBody" or not indent:
            return room
        return replace(room, left=room.left + indent, width=room.width - indent)

    def _list(self, node: List, room: Room, flow: Flow) -> None:
        style = self.looks.styles[room.role]
        numbering = "Decimal" if node.ordered else "Disc"
        tag = Tag("L", room.tag, attributes=f"/A <</O /List /ListNumbering /{numbering}>>")
        count = len(node.items)
        room = self._indented(room)
        sign = "–" if room.tag.kind == "LBody" else "•"
        texts = [f"{node.start + n}." if node.ordered else sign for n in range(count)]
        look = self.looks.look(Voice(room.role))
        widest = max(look.typeface.width(text) for text in texts) * look.size
        indent = max(widest + look.size * 0.5, look.size * 1.3)
        narrow = room.width - indent < NARROW * look.size
        if narrow:
            indent = 0.0
        after = flow.space
        if room.tag.kind == "LBody":
            flow.space = after / 2
        for text, blocks in zip(texts, node.items, strict=True):
            item = Tag("LI", tag)
            leftward = not narrow and runs_leftward(plain(blocks[:1]))
            beside = room if not leftward else _at_right(room, widest)
            label = self._label(text, Tag("Lbl", item), beside, style)
            if narrow:
                flow.add([replace(label, keep=True)], style.before, 0.0)
            else:
                label.label, flow.label = flow.label, label
            inside = replace(
                room,
                left=room.left if leftward else room.left + indent,
                width=room.width - indent,
                tag=Tag("LBody", item),
            )
            before = len(flow.slices)
            self._entry(blocks, inside, flow)
            if flow.label:
                flow.add([Line(style.leading, tag=inside.tag)], style.before, style.after)
            if len(flow.slices) > before:
                after = flow.space
                if after <= style.after:
                    flow.space = after / 2  # items stand closer together than paragraphs
        flow.space = after

    def _entry(self, blocks: Blocks, room: Room, flow: Flow) -> None:
        """Set an entry of a list; a line of data at its end belongs to what stands above it."""
        last = blocks[-1]
        if len(blocks) > 1 and isinstance(last, Paragraph) and last.role == "meta":
            self.blocks(blocks[:-1], room, flow)
            flow.hold()
            self.blocks((last,), room, flow)
            flow.release()
        else:
            self.blocks(blocks, room, flow)

    def _label(self, text: str, tag: Tag, room: Room, style: Style) -> Line:
        within = Within(Voice(room.role, bold=room.bold), tag)
        pieces = iter([self.inlines.piece(text, within)])
        return self.lines(pieces, style, replace(room, tag=tag))[0]

    def _set_off(self, node: Quote | Comment, room: Room, flow: Flow) -> None:
        """Set words of somebody else, or the author's on an article, apart from the text."""
        quoted = isinstance(node, Quote)
        role: RoleName = "quote" if quoted else "comment"
        tag = Tag("BlockQuote" if quoted else "Div", room.tag)
        room = replace(room, role=role, tag=tag)
        style = self.looks.styles[role]
        if self.columned and not quoted:
            flow.hold()  # a comment stands with what it is about
        self.boxed(lambda inside: self.blocks(node.blocks, inside, flow), style, room, flow)


def _place(provenance: Provenance | None) -> Place | None:
    return Place(provenance.file, provenance.line) if provenance else None


def _at_right(room: Room, width: float) -> Room:
    """Return the room at the right edge of another, where the bullet of text stands that goes left.

    A number's stop stays on its right, so that it is read as everywhere in the brief.
    """
    return replace(room, left=room.left + room.width - width, width=width)
