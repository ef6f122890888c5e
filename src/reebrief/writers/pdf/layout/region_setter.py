"""Set the regions of a brief: across the page, in two columns, or beside the box on the sources."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reebrief.document.nodes import Block, Blocks, Heading, Section
from reebrief.document.traverse import plain
from reebrief.templates.themes import RoleName
from reebrief.writers.pdf.layout.beside import Beside, Panel, is_narrow
from reebrief.writers.pdf.layout.blocks import BlockSetter
from reebrief.writers.pdf.layout.boxes import Box, Lead, Line, repeat
from reebrief.writers.pdf.layout.columns import balanced
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import Within
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.styles import Voice
from reebrief.writers.shared.regions import GUTTER, INSET, Opening, Region

_ROLES: dict[str, RoleName] = {
    "bottom-line": "bottom-line",
    "main-messages": "bottom-line",
    "sources": "source-entry",
}
"""The role of a section's text, where it is not the body's."""

_HIGHEST = 0.5
"""The share of a page's height that panels side by side may take: higher ones would leave a hole
on the page before."""

_SHARES = (0.5, 0.49, 0.51, 0.48, 0.52, 0.47, 0.53, 0.46, 0.54, 0.45, 0.55, 0.44, 0.56)
"""The shares of the width that the panel of what is said first may have, the likeliest first."""

_RAGGED = 1.06
"""How much longer text is set than it is, for lines that are not full."""


class RegionSetter:
    """Sets regions one below the other into a flow as wide as the page's text."""

    def __init__(self, setter: BlockSetter, width: float, root: Tag) -> None:
        self._setter = setter
        self._width = width
        self._column = (width - GUTTER) / 2
        self._root = root
        self._flow = Flow()
        self._tags: dict[int, Tag] = {}

    def add(self, region: Region) -> None:
        """Set a region."""
        match region.kind:
            case "columns":
                self._columns(region)
            case "opening":
                self._opening(region.opening())
            case "box":
                ((section, blocks),) = region.pieces
                self._boxed(section, blocks)
            case "across":
                for section, blocks in region.pieces:
                    self._set(section, blocks, self._width, self._flow)

    def finished(self) -> Flow:
        """Return the flow of all regions."""
        self._flow.finish()
        return self._flow

    def _set(
        self,
        section: Section,
        blocks: Blocks,
        width: float,
        flow: Flow,
        left: float = 0.0,
    ) -> None:
        """Set blocks of a section."""
        self._setter.section(section, blocks, self._room(section, left, width), flow)

    def _room(self, section: Section, left: float, width: float) -> Room:
        """Return the room of a section's blocks: all of them are one part of the document."""
        tag = self._tags.setdefault(id(section), Tag("Sect", self._root))
        return Room(left, width, _ROLES.get(section.kind, "body"), tag)

    def _columns(self, region: Region) -> None:
        """Set a region in two columns."""
        flow = Flow(anchors=self._flow.anchors)
        self._flow.anchors = []
        self._setter.columned = True
        for section, blocks in region.pieces:
            self._set(section, blocks, self._column, flow)
        self._setter.columned = False
        flow.finish()
        if flow.slices:
            columns = balanced(flow.slices, self._column + GUTTER, self._setter.page_height)
            headed = isinstance(region.pieces[0][1][0], Heading)
            before = self._setter.looks.styles["heading-1"].before if headed else 0.0
            self._flow.add([columns], before, flow.space)

    # --- what stands first

    def _opening(self, opening: Opening) -> None:
        """Set what the brief says first beside the box on the sources, the key of marks below."""
        section, key = opening.section, opening.key
        said = [block for _, blocks in opening.first for block in blocks]
        half = self._width * self._share(said, opening.box)
        other = self._width - half
        panels = [Panel(0.0, half, self._look("bottom-line")), Panel(half, other, outlined=True)]
        flows = [Flow(), Flow()]
        outlined, seen = len(self._setter.outline), dict(self._setter.marks.seen)
        self._setter.small = True
        for one, words in opening.first:
            self._set(one, words, half - 2 * INSET, flows[0], left=INSET)
        self._set(section, opening.box, other - 2 * INSET, flows[1], left=half + INSET)
        self._setter.small = False
        for panel, flow in zip(panels, flows, strict=True):
            flow.finish()
            panel.slices = flow.slices
        style = self._setter.looks.styles["caveat-label"]
        beside = Beside.of(panels, INSET / 2, style.colour)
        high = beside.height > self._setter.page_height * _HIGHEST
        if high or is_narrow(half, style.size):
            # What was set side by side is set again, and is to be noted once.
            del self._setter.outline[outlined:]
            self._setter.marks.seen = seen
            self._stacked(opening)
            return
        self._flow.add([beside], 3.0, 0.0 if key else 4.0)
        if key:
            beside.keep = True
            self._boxed(section, key)

    def _share(self, left: Sequence[Block], right: Sequence[Block]) -> float:
        """Return the share of the width with which two panels are about as high as each other."""
        roles: tuple[RoleName, RoleName] = ("bottom-line", "caveat-text")

        def wide(role: RoleName, blocks: Sequence[Block]) -> list[float]:
            look = self._setter.looks.look(Voice(role))
            texts = (plain([block]) for block in blocks)
            return [look.typeface.width(text) * look.size * _RAGGED for text in texts]

        def high(role: RoleName, lengths: Sequence[float], width: float) -> float:
            leading = self._setter.looks.styles[role].leading
            return sum(math.ceil(one / (width - 2 * INSET)) * leading for one in lengths)

        lengths = [*map(wide, roles, (left, right))]

        def highest(share: float) -> float:
            widths = (self._width * share, self._width * (1 - share))
            return max(map(high, roles, lengths, widths))

        return min(_SHARES, key=lambda share: (round(highest(share)), abs(share - _SHARES[0])))

    def _look(self, role: RoleName) -> tuple[str | None, str | None]:
        style = self._setter.looks.styles[role]
        return style.background, style.rule

    def _stacked(self, opening: Opening) -> None:
        """Set below each other what has no room side by side."""
        for one, said in opening.first:
            self._set(one, said, self._width, self._flow)
        self._boxed(opening.section, (*opening.box, *opening.key))

    def _boxed(self, section: Section, blocks: Blocks) -> None:
        """Set blocks within an outline."""
        colour = self._setter.looks.styles["caveat-label"].colour
        flow = self._flow
        count, boxes = len(flow.slices), flow.boxes
        flow.boxes += (Box(0.0, self._width, None, None, 0.0, outline=colour),)
        flow.inset += INSET / 2
        self._set(section, blocks, self._width - 2 * INSET, flow, left=INSET)
        if isinstance(blocks[0], Heading):
            self._go_on(plain(blocks[0].inlines), flow, count)
        flow.boxes, flow.inset = boxes, 0.0
        if len(flow.slices) > count:
            flow.slices[-1].bottom += INSET / 2
            flow.space = max(flow.space, 4.0)

    def _go_on(self, title: str, flow: Flow, first: int) -> None:
        """Let the first sentences of a box, whose slices begin at ``first``, go on with its title.

        So it begins on page 1, whatever room is left there, and says who speaks.
        """
        setter, tag = self._setter, Tag("P")
        style = setter.looks.styles["caveat-label"]
        piece = setter.inlines.piece(
            f"{title} ({setter.words.continued})", Within(Voice("caveat-label"), tag)
        )
        room = Room(INSET, self._width - 2 * INSET, "caveat-label", tag)
        lead = Lead([*map(repeat, setter.lines(iter([piece]), style, room))])
        for each in lead.slices:
            each.boxes = flow.boxes
        lead.slices[-1].bottom = style.after / 2
        flow.slices[first].begins = lead
        slices = flow.slices[first:]
        end = next((n for n, each in enumerate(slices) if isinstance(each, Line) and each.parts), 0)
        for each in slices[1 : end + 1]:
            each.leads = (lead, *each.leads)
        for each in slices[2 : end - 1]:
            each.keep = False
