"""Caveats as slices: lines of labels, caveats in words, and notes for the foot of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reebrief.document.nodes import CaveatLabels, CaveatNote, CaveatRole, CaveatText, Paragraph
from reebrief.document.sentences import shortened
from reebrief.templates.themes import RoleName, Style
from reebrief.writers.pdf.layout.base import Setter
from reebrief.writers.pdf.layout.boxes import Lead, Line, repeat
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import Within, note_place
from reebrief.writers.pdf.layout.running_line import KEY
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import TextPiece
from reebrief.writers.pdf.text.styles import Voice

_PARTED = " · "
"""What stands between caveats' labels on one line."""

_TITLE = 48
"""Characters of a title that is said again where its item goes on, at most."""

_AFTER_NUMBER = 0.8
"""The space between a note's number and its text, in ems."""

_ROLES: dict[CaveatRole, RoleName] = {
    "box": "caveat-text",
    "key": "caveat-key",
    "entry": "caveat-note",
}

_WHOLE = 8
"""Lines of a caveat in words that stay on one page: whoever holds the page holds all of it."""

_INLINE = frozenset({"Strong", "Em", "Link", "Reference"})


def set_labels(setter: Setter, node: CaveatLabels, room: Room, flow: Flow) -> None:
    """Set labels on one line; what follows them repeats them at the top of each page."""
    if not node.labels and not node.beside:
        return
    style, count = setter.looks.styles["caveat-label"], len(flow.slices)
    room = replace(room, tag=Tag("P", room.tag))

    def fill(inside: Room) -> None:
        pieces = label_pieces(setter, node, replace(inside, articles=room.articles))
        flow.add(setter.lines(pieces, style, inside), 0.0, 0.0)

    flow.hold()
    setter.boxed(fill, style, room, flow)
    for each in flow.slices[count:]:
        each.keep = True
    if node.labels:
        flow.leads += (_continued(setter, node, style, room, flow),)


def _continued(setter: Setter, node: CaveatLabels, style: Style, room: Room, flow: Flow) -> Lead:
    """Return the line that repeats labels on each page that goes on under them."""
    tag = Tag("P")
    again = replace(node, marks=(), beside=())
    within = Within(Voice("caveat-label"), tag)
    said = f"({setter.words.continued})"
    pieces = [*label_pieces(setter, again, replace(room, tag=tag))]
    if setter.title:
        title = shortened(setter.title, _TITLE)
        named = setter.inlines.named(title, Within(Voice("heading-3"), tag))
        head = [setter.inlines.piece(f"{title} ", named), setter.inlines.piece(said, within)]
        pieces = [*head, setter.inlines.piece(_PARTED, within), *pieces]
    else:
        pieces.append(setter.inlines.piece(f" {said}", within))
    inside = replace(room, left=room.left + style.indent, width=room.width - style.indent, tag=tag)
    repeated = [repeat(each) for each in setter.lines(iter(pieces), style, inside)]
    for each in repeated:
        each.boxes = flow.boxes
    if repeated:
        repeated[-1].bottom = style.after
    return Lead([*repeated], begun=True)


def label_pieces(setter: Setter, node: CaveatLabels, room: Room) -> Iterator[TextPiece]:
    """Yield the pieces of a line of labels, and of what stands beside them."""
    within = Within(Voice("caveat-label"), room.tag)
    for n, label in enumerate(node.labels):
        if n:
            yield setter.inlines.piece(_PARTED, within)
        yield setter.inlines.label(label, within)
    yield from setter.inlines.pieces(node.marks, within)
    if node.beside:
        beside = Within(Voice("meta"), room.tag, articles=room.articles)
        if node.labels:
            yield setter.inlines.piece(_PARTED, beside)
        yield from setter.inlines.pieces(node.beside, beside)


def set_caveat(setter: Setter, node: CaveatText, room: Room, flow: Flow) -> None:
    """Set a caveat; in a list it stays on the page of the last line that it speaks of."""
    role = _ROLES[node.role]
    style = setter.looks.styles[role]
    if room.tag.kind == "LBody":
        flow.hold()
    tag = Tag("P", room.tag)

    def fill(inside: Room) -> None:
        lines = setter.some_lines(node.inlines, style, inside)
        lines[-1].parts += (node.part,)
        for each in lines[:-1] if len(lines) <= _WHOLE else ():
            each.keep = True
        flow.add(lines, 0.0, 0.0)

    # A page that holds the key itself needs none at its foot.
    room = replace(room, role=role, tag=tag, articles=(KEY,) if node.role == "key" else ())
    setter.boxed(fill, style, room, flow)


def set_entry(
    setter: Setter, entry: Paragraph, said: Sequence[CaveatText], room: Room, flow: Flow
) -> None:
    """Set an entry of the list of sources, and go on in its line with the caveats on it."""
    style = setter.looks.styles[room.role]
    within = Within(Voice(style.role, bold=room.bold), Tag("P", room.tag), articles=room.articles)
    pieces = [*setter.inlines.pieces(entry.inlines, within)]
    own = replace(within, articles=())
    for node in said:
        pieces += [setter.inlines.piece(" ", own), *setter.inlines.pieces(node.inlines, own)]
    if entry.id:
        flow.anchors.append(entry.id)
    lines = setter.lines(iter(pieces), style, replace(room, tag=within.tag))
    lines[-1].parts += tuple(node.part for node in said)
    for each in lines[:-1] if len(lines) <= _WHOLE else ():
        each.keep = True
    flow.add(lines, style.before, style.after)


def set_note(setter: Setter, note: CaveatNote, width: float) -> list[Line]:
    """Set a note for the foot of a page: its number, and its text beside it."""
    style = setter.looks.styles["caveat-note"]
    voice = Voice("caveat-note")
    tag = Tag("Note", _block_of(setter.marks.seen[note.number]), name=f"note-{note.number}")
    look = setter.looks.look(voice)
    room = Room(0.0, width, "caveat-note", Tag("Lbl", tag))
    number = setter.inlines.piece(str(note.number), Within(voice, room.tag))
    digits = "0" * len(str(max(setter.marks.notes)))
    indent = (look.typeface.width(digits) + _AFTER_NUMBER) * look.size
    label = setter.lines(iter([number]), style, room)[0]
    inside = Room(indent, width - indent, "caveat-note", Tag("P", tag))
    lines = setter.some_lines(note.inlines, style, inside)
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
