"""Blocks of the tree to slices of the galley: a method per node, each with its element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from reebrief.errors import Place
from reebrief.language import Language
from reebrief.themes import RoleName, Style
from reebrief.tree import (
    Block,
    Blocks,
    CaveatLabels,
    CaveatNote,
    CaveatText,
    Comment,
    Excerpt,
    Fields,
    Heading,
    Inlines,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    plain,
)
from reebrief.writers.pdf.flow import HAIRLINE, Flow, Room
from reebrief.writers.pdf.fonts import Fonts
from reebrief.writers.pdf.galley import Box, Lead, Line, line, repeat
from reebrief.writers.pdf.inlines import InlineSetter, Marks, Within, note_place
from reebrief.writers.pdf.looks import Looks, Voice
from reebrief.writers.pdf.table import set_table
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text import Piece, break_lines

_BAR = 2.5
"""The thickness of the rule at a box's left edge, in points."""

_OUTLINED = 3
"""The lowest level of headings that the outline shows."""

_NARROW = 4
"""A text narrower than this many ems loses its indent: what would stand beside it stands above."""

_PARTED = " · "
"""What stands between caveats' labels on one line."""

_INLINE = frozenset({"Strong", "Em", "Link", "Reference"})
_HEADINGS: tuple[RoleName, ...] = ("heading-1", "heading-2", "heading-3")


class BlockSetter:
    """Sets a brief's sections, one after the other, into one flow."""

    def __init__(
        self, looks: Looks, fonts: Fonts, marks: Marks, words: Language, page_height: float
    ) -> None:
        self.page_height = page_height
        self.looks = looks
        self.fonts = fonts
        self.marks = marks
        self.words = words
        self.inlines = InlineSetter(looks, marks)
        self.outline: list[tuple[int, str, str]] = []
        self._level = 0

    def section(self, node: Section, width: float, flow: Flow, root: Tag) -> None:
        """Set a section: its blocks are one part of the document."""
        leads = flow.leads
        self.blocks(node.blocks, Room(0.0, width, "body", Tag("Sect", root)), flow)
        flow.leads = leads

    def blocks(self, nodes: Blocks, room: Room, flow: Flow) -> None:
        """Set blocks in a room.

        What a line of labels says holds until the last of them, or a heading of no lower level.
        """
        leads, level = flow.leads, 0
        for node in nodes:
            if isinstance(node, CaveatLabels) or (
                isinstance(node, Heading) and node.level <= level
            ):
                flow.leads = leads
            if isinstance(node, Heading) and flow.leads == leads:
                level = node.level
            if node.provenance:
                self.fonts.place = Place(node.provenance.file, node.provenance.line)
            self._block(node, room, flow)
        flow.leads = leads

    def _block(self, node: Block, room: Room, flow: Flow) -> None:
        match node:
            case Heading():
                self._heading(node, room, flow)
            case Paragraph():
                self._paragraph(node, room, flow)
            case List():
                self._list(node, room, flow)
            case Quote():
                self._quote(node, room, flow)
            case Comment():
                self._comment(node, room, flow)
            case Excerpt() | Item():
                self.blocks(node.blocks, room, flow)
            case Table():
                set_table(self, node, room, flow)
            case Fields():
                self._fields(node, room, flow)
            case CaveatLabels():
                self._labels(node, room, flow)
            case CaveatText():
                self._caveat(node, room, flow)
            case _:
                assert_never(node)

    def lines(self, pieces: Iterator[Piece], style: Style, room: Room) -> list[Line]:
        """Break pieces into lines of a role; the first two and the last two stay together."""
        baseline = self.looks.baseline(style)
        done: list[Line] = []
        for broken in break_lines(pieces, room.width):
            free = max(0.0, room.width - broken.width)
            shift = {"right": free, "center": free / 2}.get(style.align, 0.0)
            stretch = 0.0
            if style.align == "justify" and not broken.last:
                spaces = sum(f.text.count(" ") for f in broken.fragments)
                spaces -= bool(broken.fragments) and broken.fragments[-1].text.endswith(" ")
                stretch = free / spaces if spaces else 0.0
            done.append(
                line(
                    broken,
                    x=room.left + shift,
                    leading=style.leading,
                    baseline=baseline,
                    tag=room.tag,
                    stretch=stretch,
                )
            )
        for n in {0, len(done) - 2} & set(range(len(done) - 1)):
            done[n].keep = True
        return done

    def inline_lines(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Break inlines into lines of a role."""
        within = Within(Voice(style.role, bold=room.bold), room.tag)
        return self.lines(self.inlines.pieces(inlines, within), style, room)

    def boxed(self, fill: Callable[[Room], None], style: Style, room: Room, flow: Flow) -> None:
        """Set what ``fill`` sets on the role's background, with its rule at the left edge."""
        before = max(flow.space, style.before)
        boxes, count = flow.boxes, len(flow.slices)
        flow.boxes += (Box(room.left, room.width, style.background, style.rule, _BAR),)
        pad = style.indent if style.background or style.rule else 0.0
        flow.inset += pad / 2
        bar = _BAR if style.rule else 0.0
        left, right = style.indent + bar, style.indent if style.background else 0.0
        if room.width - left - right < _NARROW * style.size:
            left, right = bar, 0.0
        fill(replace(room, left=room.left + left, width=room.width - left - right))
        flow.boxes = boxes
        flow.inset = 0.0
        if len(flow.slices) > count:
            flow.slices[count].before = before if count else 0.0
            flow.slices[-1].bottom += pad / 2
            flow.space = style.after

    def _heading(self, node: Heading, room: Room, flow: Flow) -> None:
        role = _HEADINGS[min(node.level, 3) - 1]
        style = self.looks.styles[role]
        level = min(node.level, self._level + 1)  # PDF/UA-1 wants no level skipped
        tag = Tag(f"H{level}", room.tag)
        room = replace(room, tag=tag, bold=False)
        lines = self.inline_lines(node.inlines, style, room)
        flow.anchors.append(node.id)
        for each in lines:
            each.keep = True
        if lines and style.rule:
            under = style.after / 2
            lines[-1].height += under
            lines[-1].rule = (room.left, room.width, HAIRLINE, style.rule)
        if lines:
            self._level = level
        title = plain(node.inlines)
        if title and level <= _OUTLINED:
            self.outline.append((level, title, node.id))
        flow.add(lines, style.before, style.after)

    def _paragraph(self, node: Paragraph, room: Room, flow: Flow) -> None:
        role = room.role if node.role == "body" else node.role
        style = self.looks.styles[role]
        room = replace(room, tag=Tag("P", room.tag))
        if node.id:
            flow.anchors.append(node.id)
        flow.add(self.inline_lines(node.inlines, style, room), style.before, style.after)

    def _list(self, node: List, room: Room, flow: Flow) -> None:
        style = self.looks.styles[room.role]
        numbering = "Decimal" if node.ordered else "Disc"
        tag = Tag("L", room.tag, attributes=f"/A <</O /List /ListNumbering /{numbering}>>")
        count = len(node.items)
        texts = [f"{node.start + n}." if node.ordered else "•" for n in range(count)]
        look = self.looks.look(Voice(room.role))
        widest = max(look.typeface.width(text) for text in texts) * look.size
        indent = max(widest + look.size * 0.5, look.size * 1.3)
        narrow = room.width - indent < _NARROW * look.size
        if narrow:
            indent = 0.0
        after = flow.space
        if room.tag.kind == "LBody":
            flow.space = after / 2
        for text, blocks in zip(texts, node.items, strict=True):
            item = Tag("LI", tag)
            label = self._label(text, Tag("Lbl", item), room, style)
            if narrow:
                flow.add([replace(label, keep=True)], style.before, 0.0)
            else:
                label.label, flow.label = flow.label, label
            inside = replace(
                room,
                left=room.left + indent,
                width=room.width - indent,
                tag=Tag("LBody", item),
            )
            before = len(flow.slices)
            self.blocks(blocks, inside, flow)
            if flow.label:
                flow.add([Line(style.leading, tag=inside.tag)], style.before, style.after)
            if len(flow.slices) > before:
                after = flow.space
                flow.space = after / 2  # items stand closer together than paragraphs
        flow.space = after

    def _label(self, text: str, tag: Tag, room: Room, style: Style) -> Line:
        within = Within(Voice(room.role, bold=room.bold), tag)
        pieces = iter([self.inlines.piece(text, within)])
        return self.lines(pieces, style, replace(room, tag=tag))[0]

    def _quote(self, node: Quote, room: Room, flow: Flow) -> None:
        tag = Tag("BlockQuote", room.tag)
        style = self.looks.styles["quote"]
        room = replace(room, role="quote", tag=tag)
        self.boxed(lambda inside: self.blocks(node.blocks, inside, flow), style, room, flow)

    def _comment(self, node: Comment, room: Room, flow: Flow) -> None:
        style = self.looks.styles["comment"]
        room = replace(room, role="comment", tag=Tag("Div", room.tag))
        self.boxed(lambda inside: self.blocks(node.blocks, inside, flow), style, room, flow)

    def _fields(self, node: Fields, room: Room, flow: Flow) -> None:
        """Set names on the left and what they name on the right: a table of two columns."""
        names, values = self.looks.styles["field-name"], self.looks.styles["field-value"]
        look = self.looks.look(Voice("field-name"))
        widest = max(look.typeface.width(one.name) for one in node.fields) * look.size
        indent = min(widest + look.size * 1.5, room.width / 3)
        narrow = room.width < 2 * _NARROW * look.size
        tag = Tag("Table", room.tag)
        for one in node.fields:
            row = Tag("TR", tag)
            head = Tag("TH", row, attributes="/A <</O /Table /Scope /Row>>")
            cell = replace(
                room, left=room.left + indent, width=room.width - indent, tag=Tag("TD", row)
            )
            left = replace(room, width=indent - look.size * 0.5, tag=head)
            if narrow:
                cell, left = replace(room, tag=cell.tag), replace(room, tag=head)
            name = self._cell((Text(one.name),), names, left)
            value = self._cell(one.inlines, values, cell)
            if narrow:
                flow.add(name, names.before, 0.0)
            else:
                value = _beside(name, value, values.leading, cell)
            flow.add(value, values.before, values.after)
        flow.space = self.looks.styles["body"].after

    def _cell(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Set a cell of the header block; its element stands in the row even where it is empty."""
        return self.inline_lines(inlines, style, room) or [Line(style.leading, tag=room.tag)]

    def _labels(self, node: CaveatLabels, room: Room, flow: Flow) -> None:
        style = self.looks.styles["caveat-label"]
        tag = Tag("P", room.tag)
        lines = self.lines(self._label_pieces(node, tag), style, replace(room, tag=tag))
        for each in lines:
            each.keep = True
        flow.add(lines, style.before, style.after)
        flow.leads += (self._continued(node, style, room, flow),)

    def _continued(self, node: CaveatLabels, style: Style, room: Room, flow: Flow) -> Lead:
        """Return the line that repeats labels on each page that goes on under them."""
        tag = Tag("P")
        pieces = [*self._label_pieces(node, tag)]
        within = Within(Voice("caveat-label"), tag)
        pieces.append(self.inlines.piece(f" ({self.words.continued})", within))
        lines = self.lines(iter(pieces), style, replace(room, tag=tag))
        again = [repeat(each) for each in lines]
        for each in again:
            each.boxes = flow.boxes
        if again:
            again[-1].bottom = style.after
        return Lead([*again], begun=True)

    def _label_pieces(self, node: CaveatLabels, tag: Tag) -> Iterator[Piece]:
        within = Within(Voice("caveat-label"), tag)
        for n, label in enumerate(node.labels):
            if n:
                yield self.inlines.piece(_PARTED, within)
            yield self.inlines.piece(label.text, within, part=label.part)

    def _caveat(self, node: CaveatText, room: Room, flow: Flow) -> None:
        """Set a caveat: it stays on the page of the last line that it speaks of."""
        style = self.looks.styles["caveat-text"]
        if flow.slices:
            flow.slices[-1].keep = True
        tag = Tag("P", room.tag)

        def fill(inside: Room) -> None:
            lines = self.inline_lines(node.inlines, style, inside)
            lines = lines or [Line(style.leading, tag=tag)]
            lines[-1].parts += (node.part,)
            flow.add(lines, 0.0, 0.0)

        self.boxed(fill, style, replace(room, role="caveat-text", tag=tag), flow)

    def note(self, note: CaveatNote, width: float) -> list[Line]:
        """Set a note for the foot of a page: its number, and its text beside it."""
        style = self.looks.styles["caveat-note"]
        voice = Voice("caveat-note")
        tag = Tag("Note", _block(self.marks.seen[note.number]), name=f"note-{note.number}")
        look = self.looks.look(voice)
        room = Room(0.0, width, "caveat-note", Tag("Lbl", tag))
        number = self.inlines.piece(str(note.number), Within(voice, room.tag))
        indent = look.typeface.width("000") * look.size
        label = self.lines(iter([number]), style, room)[0]
        inside = Room(indent, width - indent, "caveat-note", Tag("P", tag))
        lines = self.inline_lines(note.inlines, style, inside)
        if not lines:
            lines = [Line(style.leading, tag=inside.tag)]
        lines[0].label = label
        lines[0].anchors.append((note_place(note.number), -indent))
        lines[-1].parts += (note.part,)
        return lines


def _beside(left: list[Line], right: list[Line], leading: float, room: Room) -> list[Line]:
    """Join a field's two columns to one row of lines."""
    right += [Line(leading, tag=room.tag) for _ in left[len(right) :]]
    for one, other in zip(left, right, strict=False):
        other.label = one
    for each in right[:-1]:
        each.keep = True
    return right


def _block(self, node: Block, room: Room, flow: Flow) -> None:
        match node:
            case Heading():
                self._heading(node, room, flow)
            case Paragraph():
                self._paragraph(node, room, flow)
            case List():
                self._list(node, room, flow)
            case Quote():
                self._quote(node, room, flow)
            case Comment():
                self._comment(node, room, flow)
            case Excerpt() | Item():
                self.blocks(node.blocks, room, flow)
            case Table():
                set_table(self, node, room, flow)
            case Fields():
                self._fields(node, room, flow)
            case CaveatLabels():
                self._labels(node, room, flow)
            case CaveatText():
                self._caveat(node, room, flow)
            case _:
                assert_never(node)

    def lines(self, pieces: Iterator[Piece], style: Style, room: Room) -> list[Line]:
        """Break pieces into lines of a role; the first two and the last two stay together."""
        baseline = self.looks.baseline(style)
        done: list[Line] = []
        for broken in break_lines(pieces, room.width):
            free = max(0.0, room.width - broken.width)
            shift = {"right": free, "center": free / 2}.get(style.align, 0.0)
            stretch = 0.0
            if style.align == "justify" and not broken.last:
                spaces = sum(f.text.count(" ") for f in broken.fragments)
                spaces -= bool(broken.fragments) and broken.fragments[-1].text.endswith(" ")
                stretch = free / spaces if spaces else 0.0
            done.append(
                line(
                    broken,
                    x=room.left + shift,
                    leading=style.leading,
                    baseline=baseline,
                    tag=room.tag,
                    stretch=stretch,
                )
            )
        for n in {0, len(done) - 2} & set(range(len(done) - 1)):
            done[n].keep = True
        return done

    def inline_lines(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Break inlines into lines of a role."""
        within = Within(Voice(style.role, bold=room.bold), room.tag)
        return self.lines(self.inlines.pieces(inlines, within), style, room)

    def boxed(self, fill: Callable[[Room], None], style: Style, room: Room, flow: Flow) -> None:
        """Set what ``fill`` sets on the role's background, with its rule at the left edge."""
        before = max(flow.space, style.before)
        boxes, count = flow.boxes, len(flow.slices)
        flow.boxes += (Box(room.left, room.width, style.background, style.rule, _BAR),)
        pad = style.indent if style.background or style.rule else 0.0
        flow.inset += pad / 2
        bar = _BAR if style.rule else 0.0
        left, right = style.indent + bar, style.indent if style.background else 0.0
        if room.width - left - right < _NARROW * style.size:
            left, right = bar, 0.0
        fill(replace(room, left=room.left + left, width=room.width - left - right))
        flow.boxes = boxes
        flow.inset = 0.0
        if len(flow.slices) > count:
            flow.slices[count].before = before if count else 0.0
            flow.slices[-1].bottom += pad / 2
            flow.space = style.after

    def _heading(self, node: Heading, room: Room, flow: Flow) -> None:
        role = _HEADINGS[min(node.level, 3) - 1]
        style = self.looks.styles[role]
        level = min(node.level, self._level + 1)  # PDF/UA-1 wants no level skipped
        tag = Tag(f"H{level}", room.tag)
        room = replace(room, tag=tag, bold=False)
        lines = self.inline_lines(node.inlines, style, room)
        flow.anchors.append(node.id)
        for each in lines:
            each.keep = True
        if lines and style.rule:
            under = style.after / 2
            lines[-1].height += under
            lines[-1].rule = (room.left, room.width, HAIRLINE, style.rule)
        if lines:
            self._level = level
        title = plain(node.inlines)
        if title and level <= _OUTLINED:
            self.outline.append((level, title, node.id))
        flow.add(lines, style.before, style.after)

    def _paragraph(self, node: Paragraph, room: Room, flow: Flow) -> None:
        role = room.role if node.role == "body" else node.role
        style = self.looks.styles[role]
        room = replace(room, tag=Tag("P", room.tag))
        if node.id:
            flow.anchors.append(node.id)
        flow.add(self.inline_lines(node.inlines, style, room), style.before, style.after)

    def _list(self, node: List, room: Room, flow: Flow) -> None:
        style = self.looks.styles[room.role]
        numbering = "Decimal" if node.ordered else "Disc"
        tag = Tag("L", room.tag, attributes=f"/A <</O /List /ListNumbering /{numbering}>>")
        count = len(node.items)
        texts = [f"{node.start + n}." if node.ordered else "•" for n in range(count)]
        look = self.looks.look(Voice(room.role))
        widest = max(look.typeface.width(text) for text in texts) * look.size
        indent = max(widest + look.size * 0.5, look.size * 1.3)
        narrow = room.width - indent < _NARROW * look.size
        if narrow:
            indent = 0.0
        after = flow.space
        if room.tag.kind == "LBody":
            flow.space = after / 2
        for text, blocks in zip(texts, node.items, strict=True):
            item = Tag("LI", tag)
            label = self._label(text, Tag("Lbl", item), room, style)
            if narrow:
                flow.add([replace(label, keep=True)], style.before, 0.0)
            else:
                label.label, flow.label = flow.label, label
            inside = replace(
                room,
                left=room.left + indent,
                width=room.width - indent,
                tag=Tag("LBody", item),
            )
            before = len(flow.slices)
            self.blocks(blocks, inside, flow)
            if flow.label:
                flow.add([Line(style.leading, tag=inside.tag)], style.before, style.after)
            if len(flow.slices) > before:
                after = flow.space
                flow.space = after / 2  # items stand closer together than paragraphs
        flow.space = after

    def _label(self, text: str, tag: Tag, room: Room, style: Style) -> Line:
        within = Within(Voice(room.role, bold=room.bold), tag)
        pieces = iter([self.inlines.piece(text, within)])
        return self.lines(pieces, style, replace(room, tag=tag))[0]

    def _quote(self, node: Quote, room: Room, flow: Flow) -> None:
        tag = Tag("BlockQuote", room.tag)
        style = self.looks.styles["quote"]
        room = replace(room, role="quote", tag=tag)
        self.boxed(lambda inside: self.blocks(node.blocks, inside, flow), style, room, flow)

    def _comment(self, node: Comment, room: Room, flow: Flow) -> None:
        style = self.looks.styles["comment"]
        room = replace(room, role="comment", tag=Tag("Div", room.tag))
        self.boxed(lambda inside: self.blocks(node.blocks, inside, flow), style, room, flow)

    def _fields(self, node: Fields, room: Room, flow: Flow) -> None:
        """Set names on the left and what they name on the right: a table of two columns."""
        names, values = self.looks.styles["field-name"], self.looks.styles["field-value"]
        look = self.looks.look(Voice("field-name"))
        widest = max(look.typeface.width(one.name) for one in node.fields) * look.size
        indent = min(widest + look.size * 1.5, room.width / 3)
        narrow = room.width < 2 * _NARROW * look.size
        tag = Tag("Table", room.tag)
        for one in node.fields:
            row = Tag("TR", tag)
            head = Tag("TH", row, attributes="/A <</O /Table /Scope /Row>>")
            cell = replace(
                room, left=room.left + indent, width=room.width - indent, tag=Tag("TD", row)
            )
            left = replace(room, width=indent - look.size * 0.5, tag=head)
            if narrow:
                cell, left = replace(room, tag=cell.tag), replace(room, tag=head)
            name = self._cell((Text(one.name),), names, left)
            value = self._cell(one.inlines, values, cell)
            if narrow:
                flow.add(name, names.before, 0.0)
            else:
                value = _beside(name, value, values.leading, cell)
            flow.add(value, values.before, values.after)
        flow.space = self.looks.styles["body"].after

    def _cell(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Set a cell of the header block; its element stands in the row even where it is empty."""
        return self.inline_lines(inlines, style, room) or [Line(style.leading, tag=room.tag)]

    def _labels(self, node: CaveatLabels, room: Room, flow: Flow) -> None:
        style = self.looks.styles["caveat-label"]
        tag = Tag("P", room.tag)
        lines = self.lines(self._label_pieces(node, tag), style, replace(room, tag=tag))
        for each in lines:
            each.keep = True
        flow.add(lines, style.before, style.after)
        flow.leads += (self._continued(node, style, room, flow),)

    def _continued(self, node: CaveatLabels, style: Style, room: Room, flow: Flow) -> Lead:
        """Return the line that repeats labels on each page that goes on under them."""
        tag = Tag("P")
        pieces = [*self._label_pieces(node, tag)]
        within = Within(Voice("caveat-label"), tag)
        pieces.append(self.inlines.piece(f" ({self.words.continued})", within))
        lines = self.lines(iter(pieces), style, replace(room, tag=tag))
        again = [repeat(each) for each in lines]
        for each in again:
            each.boxes = flow.boxes
        if again:
            again[-1].bottom = style.after
        return Lead([*again], begun=True)

    def _label_pieces(self, node: CaveatLabels, tag: Tag) -> Iterator[Piece]:
        within = Within(Voice("caveat-label"), tag)
        for n, label in enumerate(node.labels):
            if n:
                yield self.inlines.piece(_PARTED, within)
            yield self.inlines.piece(label.text, within, part=label.part)

    def _caveat(self, node: CaveatText, room: Room, flow: Flow) -> None:
        """Set a caveat: it stays on the page of the last line that it speaks of."""
        style = self.looks.styles["caveat-text"]
        if flow.slices:
            flow.slices[-1].keep = True
        tag = Tag("P", room.tag)

        def fill(inside: Room) -> None:
            lines = self.inline_lines(node.inlines, style, inside)
            lines = lines or [Line(style.leading, tag=tag)]
            lines[-1].parts += (node.part,)
            flow.add(lines, 0.0, 0.0)

        self.boxed(fill, style, replace(room, role="caveat-text", tag=tag), flow)

    def note(self, note: CaveatNote, width: float) -> list[Line]:
        """Set a note for the foot of a page: its number, and its text beside it."""
        style = self.looks.styles["caveat-note"]
        voice = Voice("caveat-note")
        tag = Tag("Note", _block(self.marks.seen[note.number]), name=f"note-{note.number}")
        look = self.looks.look(voice)
        room = Room(0.0, width, "caveat-note", Tag("Lbl", tag))
        number = self.inlines.piece(str(note.number), Within(voice, room.tag))
        indent = look.typeface.width("000") * look.size
        label = self.lines(iter([number]), style, room)[0]
        inside = Room(indent, width - indent, "caveat-note", Tag("P", tag))
        lines = self.inline_lines(note.inlines, style, inside)
        if not lines:
            lines = [Line(style.leading, tag=inside.tag)]
        lines[0].label = label
        lines[0].anchors.append((note_place(note.number), -indent))
        lines[-1].parts += (note.part,)
        return lines


def _beside(left: list[Line], right: list[Line], leading: float, room: Room) -> list[Line]:
    """Join a field's two columns to one row of lines."""
    while len(right) < max(len(left), 1):
        right.append(Line(leading, tag=room.tag))
    for one, other in zip(left, right, strict=False):
        other.label = one
    for each in right[:-1]:
        each.keep = True
    return right


def _block(tag: Tag) -> Tag:
    """Return the element of the block that an inline element stands in."""
    while tag.kind in _INLINE and tag.parent:
        tag = tag.parent
    return tag
