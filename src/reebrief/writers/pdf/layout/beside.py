"""Panels side by side, as high as each other: what a brief says first, and who its sources are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.boxes import Slice, draw, height, outline, stack

_BAR = 3.0
"""The thickness of the rule at a panel's left edge, in points."""

_NARROWEST = 18
"""A panel narrower than this many ems has lines too short to read."""


@dataclass(slots=True, eq=False)
class Panel:
    """A panel: its left edge and width, its background and the colour of its rule, its slices."""

    left: float
    width: float
    look: tuple[str | None, str | None] = (None, None)
    outlined: bool = False
    slices: list[Slice] = field(default_factory=list)


@dataclass(slots=True, eq=False, kw_only=True)
class Beside(Slice):
    """Panels in one row; ``pad`` is the space above and below their text, ``colour`` an outline's.

    It is layout alone: the text of each panel belongs to the elements that it is of.
    """

    panels: Sequence[Panel] = ()
    pad: float = 0.0
    colour: str = ""

    @classmethod
    def of(cls, panels: Sequence[Panel], pad: float, colour: str) -> Beside:
        """Return panels as one slice, as high as the highest."""
        inside = [each for panel in panels for each in panel.slices]
        return cls(
            height=max(height(panel.slices) for panel in panels) + 2 * pad,
            notes=tuple(number for each in inside for number in each.notes),
            articles=frozenset[str]().union(*(each.articles for each in inside)),
            panels=panels,
            pad=pad,
            colour=colour,
        )

    def names(self) -> Iterator[str]:
        """Yield the names of the places within the panels."""
        yield from Slice.names(self)
        yield from (n for panel in self.panels for each in panel.slices for n in each.names())

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw each panel: its background, its rule or its outline, its text."""
        for panel in self.panels:
            x = left + panel.left
            background, rule = panel.look
            if background:
                sheet.fill(x, top, panel.width, self.height, background)
            if rule:
                sheet.fill(x, top, _BAR, self.height, rule)
            if panel.outlined:
                outline(sheet, (x, top, panel.width, self.height), self.colour)
            draw(sheet, stack(panel.slices, top + self.pad)[0], left)


def is_narrow(width: float, size: float) -> bool:
    """Say whether a panel is too narrow for text of a size."""
    return width < _NARROWEST * size
