"""Draw what surrounds the text of a page: header, marking, notes, running line, page number."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.sentences import word_count
from reebrief.templates.language import Language
from reebrief.templates.themes import PAGES, RoleName
from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.layout.boxes import draw, height, stack
from reebrief.writers.pdf.layout.flow import HAIRLINE
from reebrief.writers.pdf.layout.pages import Page, Space
from reebrief.writers.pdf.layout.running_line import Foot, RunningLine
from reebrief.writers.pdf.tags import FOOTER, HEADER, Tag
from reebrief.writers.pdf.text.line_breaking import Broken, TextPiece, break_lines
from reebrief.writers.pdf.text.styles import TextStyles, Voice

_MARKING = 0.6
"""The most of a header's width that a marking takes before it is broken."""

_SEPARATOR = 0.3
"""The width of the rule above the notes, as a share of the text's width."""

_MOST_PAGES = 888
"""A number of a page as wide as any that is likely."""

_MOST = 0.2
"""The share of the paper's height that header or footer may take."""


class Frame:
    """The frame of a brief's pages: all lengths are points.

    A header or footer too high for its margin pushes the text away. The marking is said once, in
    the element ``said``; what stands on further pages is an artifact.
    """

    def __init__(
        self,
        annotated: AnnotatedBrief,
        looks: TextStyles,
        words: Language,
        said: Tag,
        *,
        landscape: bool = False,
    ) -> None:
        theme = looks.theme
        meta = annotated.brief.meta
        width, height = PAGES[meta.page]
        self.size = (height, width) if landscape else (width, height)
        self.looks = looks
        self.words = words
        self.gap = theme.styles["caveat-note"].leading
        """The space between the text and the notes; the rule stands in its middle."""
        self._said = said
        margins = self.margins = theme.margins
        self.width = self.size[0] - margins.left - margins.right
        self._marking = self._lines(meta.marking, "marking", self.width * _MARKING)
        taken = max((line.width + self.gap for line in self._marking), default=0.0)
        self._running = self._lines(meta.running, "header", self.width - taken)
        marking = self._height(self._marking, "marking")
        head = max(marking, self._height(self._running, "header"))
        foot = max(marking, theme.styles["footer"].leading)
        self.top = max(margins.top, margins.header + head + self.gap)
        self._foot_top = self.size[1] - margins.footer - foot
        bottom = max(margins.bottom, margins.footer + foot + self.gap)
        self.height = self.size[1] - self.top - bottom
        down = foot - theme.styles["footer"].leading
        free = self.width - taken - self._number_width(words.page_of) - self.gap
        self.running = RunningLine(annotated, looks, words, Foot(self.width, free, down))

    @property
    def space(self) -> Space:
        """The heights that pages are filled with."""
        spare = self._foot_top - self.gap - self.top - self.height
        return Space(self.height, self.gap, spare)

    def words_on(self, number: int, pages: int) -> int:
        """Count the words that are drawn around the text of a page, which is numbered from 0."""
        lines = [*(self._running if number else ()), *self._marking, *self._marking]
        shown = ["".join(f.text for f in line.fragments) for line in lines]
        shown.append(self.words.page_of.format(page=number + 1, pages=pages))
        return sum(map(word_count, shown))

    def draw(self, sheet: Canvas, page: Page, pages: int) -> None:
        """Draw a page: header, text, notes, running line, footer."""
        left, top = self.margins.left, self.margins.header
        sheet.aside(HEADER)
        if sheet.number:  # on the first page the header block says it
            self._set(sheet, self._running, "header", top)
        sheet.aside(HEADER if sheet.number else None)
        self._set(sheet, self._marking, "marking", top)
        sheet.aside(None)
        draw(sheet, [(one, self.top + y) for one, y in page.body], left)
        if page.foot:
            pushed = max(0.0, height(page.running) - self.space.spare)
            top = self.top + self.height - pushed - page.foot_height
            style = self.looks.styles["caveat-note"]
            rule, colour = top - self.gap / 2, style.rule or style.colour
            sheet.fill(left, rule, self.width * _SEPARATOR, HAIRLINE, colour)
            draw(sheet, stack(page.foot, top)[0], left)
        self._foot(sheet, page, pages)

    def _foot(self, sheet: Canvas, page: Page, pages: int) -> None:
        text = self.words.page_of.format(page=sheet.number + 1, pages=pages)
        number = self._lines(text, "footer", self.width * (1 - _MARKING))
        end = self.size[1] - self.margins.footer
        sheet.aside(FOOTER)
        top = self._foot_top - height(page.running)
        draw(sheet, stack(page.running, top)[0], self.margins.left)
        before = max((line.width + self.gap for line in self._marking), default=0.0)
        free = self.width - before
        self._set(sheet, number, "footer", end - self._height(number, "footer"), free)
        self._set(sheet, self._marking, "marking", end - self._height(self._marking, "marking"))

    def _height(self, lines: Sequence[Broken], role: RoleName) -> float:
        return len(lines) * self.looks.styles[role].leading

    def _lines(self, text: str, role: RoleName, width: float) -> list[Broken]:
        """Break a text into lines; an ellipsis ends what would take too much of the page."""
        look = self.looks.look(Voice(role))
        most = int(self.size[1] * _MOST / self.looks.styles[role].leading)
        lines = break_lines([TextPiece(text, look, self._said)], width)
        if len(lines) > most:
            shown = "".join(f.text for line in lines[:most] for f in line.fragments).rstrip()
            lines = break_lines([TextPiece(shown[:-2].rstrip() + "…", look, self._said)], width)
        return lines[:most]

    def _number_width(self, form: str) -> float:
        """Return the width that the page's number takes, whatever it is."""
        look = self.looks.look(Voice("footer"))
        return look.typeface.width(form.format(page=_MOST_PAGES, pages=_MOST_PAGES)) * look.size

    def _set(
        self,
        sheet: Canvas,
        lines: Sequence[Broken],
        role: RoleName,
        top: float,
        right: float | None = None,
    ) -> None:
        """Set lines of a role; with ``right`` they end there."""
        style = self.looks.styles[role]
        baseline = self.looks.baseline(style)
        for n, line in enumerate(lines):
            free = self.width - line.width
            shift = {"right": free, "center": free / 2}.get(style.align, 0.0)
            if right is not None:
                shift = right - line.width
            at = top + n * style.leading + baseline
            sheet.text(self.margins.left + shift, at, line.fragments, 0.0)
