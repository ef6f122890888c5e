"""The running line at the foot of a page: who stands behind the articles whose text it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reebrief.document.annotated import RunningLabel, running_part
from reebrief.templates.language import Language
from reebrief.writers.pdf.layout.boxes import Line, line
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import TextPiece, break_lines
from reebrief.writers.pdf.text.styles import TextStyles, Voice
from reebrief.writers.shared.running_line import running_line


class RunningLine:
    """Sets the running line of each set of articles once, as wide as the text.

    It repeats what stands beside the text, so it belongs to no element.
    """

    def __init__(
        self,
        standings: Mapping[str, RunningLabel],
        looks: TextStyles,
        words: Language,
        width: float,
    ) -> None:
        self._standings = standings
        self._looks = looks
        self._words = words
        self._width = width
        self._known: dict[frozenset[str], list[Line]] = {}

    def lines(self, articles: frozenset[str]) -> list[Line]:
        """Return the lines for a page that shows text of articles; none where none has a label."""
        articles = frozenset(articles & self._standings.keys())
        known = self._known.get(articles)
        if known is None:
            known = self._known[articles] = self._set(articles) if articles else []
        return known

    def _set(self, articles: frozenset[str]) -> list[Line]:
        style, tag = self._looks.styles["footer"], Tag("P")
        colour = self._looks.styles["caveat-label"].colour
        look = replace(self._looks.look(Voice("footer")), colour=colour)
        text = self._words.on_page.format(sources=running_line(articles, self._standings))
        share = {"right": 1.0, "center": 0.5}.get(style.align, 0.0)
        leading = (style.leading, self._looks.baseline(style))
        lines = [
            line(broken, leading, x=share * (self._width - broken.width), tag=tag)
            for broken in break_lines([TextPiece(text, look, tag)], self._width)
        ]
        lines[-1].parts = tuple(map(running_part, sorted(articles)))
        return lines
