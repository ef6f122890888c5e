"""The list of contents: its height follows from the headings, its numbers are set when it is drawn.

So it needs no second pass: the pages are filled with its lines before any heading has a page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from reebrief.document.nodes import Contents
from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.base import NARROW, Setter
from reebrief.writers.pdf.layout.boxes import Line
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import Within
from reebrief.writers.pdf.layout.page_numbers import Directory
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import Target, TextPiece, break_lines
from reebrief.writers.pdf.text.styles import Voice
from reebrief.writers.shared.table_of_contents import ContentsEntry

_INDENT = 1.6
"""How far each level is set in, in ems."""

_NUMBER = "0000"
"""What there is room for beside the entries: a page's number, and space before it."""


@dataclass(slots=True, eq=False, kw_only=True)
class _Led(Line):
    """The last line of an entry, from which dots lead to the page's number at ``right``.

    ``end`` is where the line's text ends.
    """

    directory: Directory
    number: TextPiece
    name: str
    right: float
    end: float

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the line, the dots and the number."""
        Line.draw(self, sheet, left, top)
        text = self.directory.page(self.name)
        for line in break_lines([replace(self.number, text=text)], math.inf):
            at = left + self.right - line.width
            space = self.number.look.typeface.space * self.number.look.size
            first = line.fragments[0]
            first.text, first.x, first.width = f" {first.text}", -space, first.width + space
            baseline = top + self.baseline
            sheet.dots(left + self.end + space, at - space, baseline, self.number.look.colour)
            sheet.text(at, baseline, line.fragments, 0.0)


def set_contents(setter: Setter, node: Contents, room: Room, flow: Flow) -> None:
    """Set the list of contents: an entry for each heading, and within it those below it."""
    room = replace(room, articles=())  # headings say themselves whose words they are
    style, body = setter.looks.styles[room.role], setter.looks.styles["body"]
    style = replace(style, align="left")
    found = setter.directory.entries(node)
    levels = {entry.level for entry in found}
    items: list[Tag] = []
    lists = [Tag("TOC", room.tag)]
    for n, entry in enumerate(found, 1):
        if entry.level > len(lists):
            lists.append(Tag("TOC", items[-1]))
        del lists[entry.level :], items[entry.level - 1 :]
        items.append(Tag("TOCI", lists[-1]))
        voice = Voice(room.role, bold=entry.level == 1 and len(levels) > 1)
        look = setter.looks.look(voice)
        indent = _INDENT * look.size * (entry.level - 1)
        width = room.width - indent - look.typeface.width(_NUMBER) * look.size
        narrow = width < NARROW * look.size
        if narrow:
            indent, width = 0.0, room.width
        tag = Tag("Link", Tag("Reference", items[-1]))
        label = setter.marks.targets.get(entry.id, "")
        target = Target(tag, entry.id, inside=True, label=label, underlined=False)
        within = Within(voice, tag, target, room.articles)
        inside = replace(room, left=room.left + indent, width=width, tag=tag)
        lines = setter.lines(setter.inlines.pieces(entry.inlines, within), style, inside)
        if narrow:  # the number stands below
            lines.append(replace(lines[-1], fragments=[], notes=(), parts=()))
        lines[-1] = _led(setter, lines[-1], entry, within, room)
        for each in lines[:-1]:
            each.keep = True
        lines[-1].keep = n in {1, len(found) - 1} and n < len(found)  # no entry stands alone
        flow.add(lines, body.after / 2 if entry.level == 1 else 0.0, 0.0)
    flow.space = body.after


def _led(setter: Setter, line: Line, entry: ContentsEntry, within: Within, room: Room) -> _Led:
    number = setter.inlines.piece("", replace(within, tag=Tag("Span", within.tag), articles=()))
    end = max((one.x + one.width for one in line.fragments), default=0.0)
    return _Led(
        line.height,
        notes=line.notes,
        articles=line.articles,
        x=line.x,
        baseline=line.baseline,
        fragments=line.fragments,
        parts=line.parts,
        tag=line.tag,
        directory=setter.directory,
        number=number,
        name=entry.id,
        right=room.left + room.width,
        end=line.x + end,
    )
