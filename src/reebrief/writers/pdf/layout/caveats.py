"""Caveats as slices: lines of labels, caveats in words, and notes for the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reebrief.document.nodes import CaveatLabels, CaveatNote, CaveatText
from reebrief.templates.themes import Style
from reebrief.writers.pdf.layout.base import Setting
from reebrief.writers.pdf.layout.boxes import Lead, Line, repeat
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import Within, note_place
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import Piece
from reebrief.writers.pdf.text.styles import Voice

_PARTED = " · "
"""What stands between caveats' labels on one line."""

_AFTER_NUMBER = 0.8
"""The space between a note's number and its text, in ems."""

_WHOLE = 8
"""Lines of a caveat in words that stay on one page: whoever holds the page holds all of it."""

_INLINE = frozenset({"Strong", "Em", "Link", "Reference"})


def set_labels(setting: Setting, node: CaveatLabels, room: Room, flow: Flow) -> None:
    """Set labels on one line; what follows them repeats them at the top of each page."""
    if not node.labels:
        return
    style, count = setting.looks.styles["caveat-label"], len(flow.slices)
    room = replace(room, tag=Tag("P", room.tag))

    def fill(inside: Room) -> None:
        pieces = label_pieces(setting, node, inside.tag)
        flow.add(setting.lines(pieces, style, inside), 0.0, 0.0)

    flow.hold()
    setting.boxed(fill, style, room, flow)
    for each in flow.slices[count:]:
        each.keep = True
    flow.leads += (_continued(setting, node, style, room, flow),)


def _continued(setting: Setting, node: CaveatLabels, style: Style, room: Room, flow: Flow) -> Lead:
    """Return the line that repeats labels on each page that goes on under them."""
    tag = Tag("P")
    pieces = [*label_pieces(setting, node, tag)]
    within = Within(Voice("caveat-label"), tag)
    pieces.append(setting.inlines.piece(f" ({setting.words.continued})", within))
    inside = replace(room, left=room.left + style.indent, width=room.width - style.indent, tag=tag)
    again = [repeat(each) for each in setting.lines(iter(pieces), style, inside)]
    for each in again:
        each.boxes = flow.boxes
    if again:
        again[-1].bottom = style.after
    return Lead([*again], begun=True)


def label_pieces(setting: Setting, node: CaveatLabels, tag: Tag) -> Iterator[Piece]:
    """Yield the pieces of a line of labels; all belong to one element."""
    within = Within(Voice("caveat-label"), tag)
    for n, label in enumerate(node.labels):
        if n:
            yield setting.inlines.piece(_PARTED, within)
        yield setting.inlines.piece(label.text, within, part=label.part)


def set_caveat(setting: Setting, node: CaveatText, room: Room, flow: Flow) -> None:
    """Set a caveat: it stays on the page of the last line that it speaks of."""
    style = setting.looks.styles["caveat-text"]
    flow.hold()
    tag = Tag("P", room.tag)

    def fill(inside: Room) -> None:
        lines = setting.some_lines(node.inlines, style, inside)
        lines[-1].parts += (node.part,)
        for each in lines[:-1] if len(lines) <= _WHOLE else ():
            each.keep = True
        flow.add(lines, 0.0, 0.0)

    room = replace(room, role="caveat-text", tag=tag, articles=())
    setting.boxed(fill, style, room, flow)


def set_note(setting: Setting, note: CaveatNote, width: float) -> list[Line]:
    """Set a note for the foot of a page: its number, and its text beside it."""
    style = setting.looks.styles["caveat-note"]
    voice = Voice("caveat-note")
    tag = Tag("Note", _block_of(setting.marks.seen[note.number]), name=f"note-{note.number}")
    look = setting.looks.look(voice)
    room = Room(0.0, width, "caveat-note", Tag("Lbl", tag))
    number = setting.inlines.piece(str(note.number), Within(voice, room.tag))
    digits = "0" * len(str(max(setting.marks.notes)))
    indent = (look.typeface.width(digits) + _AFTER_NUMBER) * look.size
    label = setting.lines(iter([number]), style, room)[0]
    inside = Room(indent, width - indent, "caveat-note", Tag("P", tag))
    lines = setting.some_lines(note.inlines, style, inside)
    lines[0].label = label
    lines[0].before = style.after
    lines[0].anchors.append((note_place(note.number), -indent))
    lines[-1].parts += (note.part,)
    return lines


def _block_of(tag: Tag) -> Tag:
    """Return the element of the block that an inline element stands in."""
    while tag.kind in _INLINE and tag.parent:
        tag = tag.parent
    return tag
