"""Set inlines as lines of a role, on the role's background: what all blocks have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from reebrief.document.nodes import Blocks, Inlines
from reebrief.templates.language import Language
from reebrief.templates.themes import RoleName, Style
from reebrief.writers.pdf.layout.boxes import Box, Line, line
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import InlineSetter, Marks, Within
from reebrief.writers.pdf.layout.page_numbers import Directory
from reebrief.writers.pdf.text.fonts import Fonts
from reebrief.writers.pdf.text.kept_lines import lines_of
from reebrief.writers.pdf.text.line_breaking import Parting, TextPiece
from reebrief.writers.pdf.text.styles import TextStyles, Voice

NARROW = 4
"""A text narrower than this many ems loses its indent: what would stand beside it stands above."""

_BAR = 2.5
"""The thickness of the rule at a box's left edge, in points."""


_ZONES = ((0.15, 4.0), (0.06, 1.5))
"""How much of a line may stay empty before a word is parted: a share of it, and at least so many
ems; first for ragged lines, then for justified ones.
"""

_WHOLE_IN_COLUMNS = 8
"""Lines of a paragraph in columns that stay together."""

_WHOLE = frozenset[RoleName](
    ["title", "subtitle", "heading-1", "heading-2", "heading-3", "caption", "caveat-label"]
)
"""The roles whose words stay whole, as do those of the heads of rows."""


@dataclass(eq=False)
class Setter(ABC):
    """The looks, fonts and words that blocks are set with. ``page_height`` is in points.

    Within columns (``columned``) a short paragraph is not parted. ``title`` is that of the item
    that is being set, "" outside of items.
    """

    looks: TextStyles
    fonts: Fonts
    marks: Marks
    words: Language
    page_height: float
    directory: Directory
    inlines: InlineSetter = field(init=False)
    columned: bool = field(default=False, init=False)
    title: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.inlines = InlineSetter(self.looks, self.marks, self.words.code)

    @abstractmethod
    def blocks(self, nodes: Blocks, room: Room, flow: Flow) -> None:
        """Set blocks in a room: those of a table's cell, or the table of a chart."""

    def lines(self, pieces: Iterator[TextPiece], style: Style, room: Room) -> list[Line]:
        """Break pieces into lines of a role; the first two and the last two stay together."""
        leading = (style.leading, self.looks.baseline(style))
        done: list[Line] = []
        for broken in lines_of(pieces, room.width, self._parting(style, room)):
            free = max(0.0, room.width - broken.width)
            shift = {"right": free, "center": free / 2}.get(style.align, 0.0)
            if broken.leftward and style.align in {"left", "justify"}:
                shift = free
            stretch = 0.0
            if style.align == "justify" and not broken.last and not broken.mixed:
                spaces = sum(f.text.count(" ") for f in broken.fragments)
                spaces -= bool(broken.fragments) and broken.fragments[-1].text.endswith(" ")
                stretch = free / spaces if spaces else 0.0
            done.append(line(broken, leading, x=room.left + shift, tag=room.tag, stretch=stretch))
        whole = self.columned and len(done) <= _WHOLE_IN_COLUMNS
        for n in range(len(done) - 1) if whole else {0, len(done) - 2} & set(range(len(done) - 1)):
            done[n].keep = True
        return done

    def _parting(self, style: Style, room: Room) -> Parting:
        """Return how words are parted: in headings only where one is wider than a line."""
        share, least = _ZONES[style.align == "justify"]
        whole = room.bold or style.role in _WHOLE
        zone = room.width if whole else max(room.width * share, least * style.size)
        return Parting(self.words.code, zone)

    def inline_lines(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Break inlines into lines of a role."""
        within = Within(Voice(style.role, bold=room.bold), room.tag, articles=room.articles)
        return self.lines(self.inlines.pieces(inlines, within), style, room)

    def some_lines(self, inlines: Inlines, style: Style, room: Room) -> list[Line]:
        """Break inlines into at least one line: what is empty still has its place."""
        return self.inline_lines(inlines, style, room) or [Line(style.leading, tag=room.tag)]

    def boxed(self, fill: Callable[[Room], None], style: Style, room: Room, flow: Flow) -> None:
        """Set what ``fill`` sets as the role has it: indent, background, rule at the left edge."""
        before = max(flow.space, style.before)
        boxes, count = flow.boxes, len(flow.slices)
        pad = bar = 0.0
        if style.background or style.rule:
            flow.boxes += (Box(room.left, room.width, style.background, style.rule, _BAR),)
            pad = style.indent / 2
            bar = _BAR if style.rule else 0.0
        flow.inset += pad
        left, right = style.indent + bar, style.indent if style.background else 0.0
        if room.width - left - right < NARROW * style.size:
            left, right = bar, 0.0
        fill(replace(room, left=room.left + left, width=room.width - left - right))
        flow.boxes = boxes
        flow.inset = 0.0
        if len(flow.slices) > count:
            flow.slices[count].before = before if count else 0.0
            flow.slices[-1].bottom += pad
            flow.space = style.after
