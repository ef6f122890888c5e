"""Hold what a chart is laid out with: width, text size and measure, a language's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from reebrief.templates.chart_words import ChartWords

NARROWEST = 240.0
"""The width in points below which a chart is not drawn: its table says it all."""


@dataclass(frozen=True, slots=True)
class ChartMetrics:
    """How a chart is set. Lengths are in points.

    ``size`` and ``leading`` are the text's, ``measure`` gives the width of a line of it, and
    ``month`` the name of a day's month with its year.
    """

    width: float
    size: float
    leading: float
    measure: Callable[[str], float]
    words: ChartWords
    month: Callable[[dt.date], str]

    @property
    def marks(self) -> tuple[str, str]:
        """The decimal mark, and the mark between thousands."""
        return self.words.decimal, self.words.group

    def wrapped(self, text: str, width: float) -> list[str]:
        """Break a text into lines; a word that is wider than a line is cut."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if self.measure(longer) <= width:
                lines[-1] = longer
                continue
            pieces = self._cut(word, width)
            lines[len(lines) if lines[-1] else 0 :] = pieces
        return lines

    def cut(self, text: str, width: float) -> str:
        """Return a text, shortened where it is wider than a width."""
        if self.measure(text) <= width:
            return text
        while text and self.measure(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _cut(self, word: str, width: float) -> list[str]:
        pieces = [""]
        for char in word:
            if pieces[-1] and self.measure(pieces[-1] + char) > width:
                pieces.append("")
            pieces[-1] += char
        return pieces
