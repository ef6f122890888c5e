"""What stands around the text on every page: running header, marking, notes, page number."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.language import Language
from reebrief.themes import PAGES, Margins, RoleName, Theme
from reebrief.tree import Meta
from reebrief.writers.pdf.flow import HAIRLINE
from reebrief.writers.pdf.galley import Page, draw, stack
from reebrief.writers.pdf.looks import Looks, Voice
from reebrief.writers.pdf.sheet import Sheet
from reebrief.writers.pdf.tags import FOOTER, HEADER, Tag
from reebrief.writers.pdf.text import Broken, Piece, break_lines

_MARKING = 0.6
"""The most of a header's width that a marking takes before it is broken."""

_SEPARATOR = 0.3
"""The width of the rule above the notes, as a share of the text's width."""


class Frame:
    """The frame of a brief's pages: all lengths are points.

    The marking is said once, as the first element below ``root``; what stands on further pages is
    an artifact.
    """

    def __init__(self, meta: Meta, theme: Theme, looks: Looks, words: Language, root: Tag) -> None:
        self.meta = meta
        self.said = Tag("P", root)
        self.size = PAGES[meta.page]
        self.margins: Margins = theme.margins
        self.width = self.size[0] - self.margins.left - self.margins.right
        self.height = self.size[1] - self.margins.top - self.margins.bottom
        self.looks = looks
        self.words = words
        self.gap = theme.styles["caveat-note"].leading
        """The space between the text and the notes; the rule stands in its middle."""

    def draw(self, sheet: Sheet, page: Page, pages: int) -> None:
        """Draw a page: header, text, notes, footer."""
        margins = self.margins
        self._head(sheet)
        draw(sheet, [(one, margins.top + y) for one, y in page.body], margins.left)
        if page.foot:
            top = margins.top + self.height - page.foot_height
            style = self.looks.styles["caveat-note"]
            colour = style.rule or style.colour
            rule = top - self.gap / 2
            sheet.fill(margins.left, rule, self.width * _SEPARATOR, HAIRLINE, colour)
            draw(sheet, stack(page.foot, top)[0], margins.left)
        sheet.aside(FOOTER)
        self._foot(sheet, pages)

    def _head(self, sheet: Sheet) -> None:
        room = self.margins.top - self.margins.header
        marking = self._lines(self.meta.marking, "marking", self.width * _MARKING, room)
        taken = max((line.width + self.gap for line in marking), default=0.0)
        running = self._lines(self.meta.running, "header", self.width - taken, room)
        sheet.aside(HEADER)
        self._set(sheet, running, "header", self.margins.header)
        sheet.aside(HEADER if sheet.number else None)
        self._set(sheet, marking, "marking", self.margins.header)
        sheet.aside(None)

    def _foot(self, sheet: Sheet, pages: int) -> None:
        text = self.words.page_of.format(page=sheet.number + 1, pages=pages)
        room = self.margins.bottom - self.margins.footer
        number = self._lines(text, "footer", self.width * (1 - _MARKING), room)
        marking = self._lines(self.meta.marking, "marking", self.width * _MARKING, room)
        end = self.size[1] - self.margins.footer
        self._set(sheet, number, "footer", end - self._height(number, "footer"))
        self._set(sheet, marking, "marking", end - self._height(marking, "marking"))

    def _height(self, lines: Sequence[Broken], role: RoleName) -> float:
        return len(lines) * self.looks.styles[role].leading

    def _lines(self, text: str, role: RoleName, width: float, room: float) -> list[Broken]:
        """Break a text into the lines that have room; an ellipsis ends what is shortened."""
        look = self.looks.look(Voice(role))
        most = max(1, int(room / self.looks.styles[role].leading))
        lines = break_lines([Piece(text, look, self.said)], width)
        if len(lines) > most:
            shown = "".join(f.text for line in lines[:most] for f in line.fragments).rstrip()
            lines = break_lines([Piece(shown[:-2].rstrip() + "…", look, self.said)], width)
        return lines[:most]

    def _set(self, sheet: Sheet, lines: Sequence[Broken], role: RoleName, top: float) -> None:
        style = self.looks.styles[role]
        baseline = self.looks.baseline(style)
        for n, line in enumerate(lines):
            free = self.width - line.width
            shift = {"right": free, "center": free / 2}.get(style.align, 0.0)
            at = top + n * style.leading + baseline
            sheet.text(self.margins.left + shift, at, line.fragments, 0.0)
