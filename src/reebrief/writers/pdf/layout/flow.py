"""Collect the slices that blocks become, one below the other, with where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reebrief.templates.themes import RoleName
from reebrief.writers.pdf.layout.boxes import Box, Lead, Line, Slice
from reebrief.writers.pdf.tags import Tag

HAIRLINE = 0.6
"""The thickness of thin rules, in points: the least that office printers draw evenly."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where blocks stand: left edge and width in points, the role of their text, their element.

    ``bold`` makes the text bold, as in a row's first cell; ``articles`` are those whose text
    stands there.
    """

    left: float
    width: float
    role: RoleName
    tag: Tag
    bold: bool = False
    articles: tuple[str, ...] = ()


@dataclass(slots=True)
class Flow:
    """Slices as they come, with what the next one must carry.

    ``space`` is the space below the last block, ``inset`` the space to leave within the boxes that
    were opened, ``label`` a list's mark for the next line; ``boxes`` stand behind what comes,
    ``leads`` are repeated over it, and ``anchors`` are names of its place.
    """

    slices: list[Slice] = field(default_factory=list)
    space: float = 0.0
    inset: float = 0.0
    boxes: tuple[Box, ...] = ()
    leads: tuple[Lead, ...] = ()
    label: Line | None = None
    anchors: list[str] = field(default_factory=list)

    def add(self, slices: Sequence[Slice], before: float, after: float) -> None:
        """Append a block's slices with the space around them; the larger of two spaces counts."""
        if not slices:
            return
        first = slices[0]
        first.before = max(self.space, before) if self.slices else 0.0
        if not isinstance(first, Line) and self.label:
            label, self.label = self.label, None
            self.add([replace(label, keep=True)], first.before, 0.0)
            first.before = 0.0
        if isinstance(first, Line) and self.label:
            innermost = first
            while innermost.label:
                innermost = innermost.label
            innermost.label, self.label = self.label, None
        first.anchors += [(name, 0.0) for name in self.anchors]
        self.anchors.clear()
        first.top += self.inset
        self.inset = 0.0
        for piece in slices:
            piece.boxes = self.boxes
            piece.leads = self.leads + piece.leads
        self.slices += slices
        self.space = after

    def hold(self) -> None:
        """Keep what comes next on the page of the last slice."""
        if self.slices:
            self.slices[-1].keep = True

    def release(self) -> None:
        """Let what comes next stand on another page than the last slice."""
        if self.slices:
            self.slices[-1].keep = False

    def finish(self) -> None:
        """Give names that no slice followed to the last one."""
        if self.anchors:
            if not self.slices:
                self.slices.append(Line(0.0))
            self.slices[-1].anchors += [(name, 0.0) for name in self.anchors]
            self.anchors.clear()
