"""Charts in Word: native ones, drawn by Word itself from the workbook that each holds.

Word's "Edit data" changes workbook and chart. ECMA-376 Part 1, 20.4 (drawings in a text).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from reebrief.document.nodes import Bar, Chart
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.charts.draw import draw
from reebrief.writers.charts.metrics import NARROWEST
from reebrief.writers.charts.plot import Plot, plot
from reebrief.writers.docx.charts.drawingml import SHEET, ChartLook, chart_part
from reebrief.writers.docx.drawing import SCHEMAS, Graphic, drawing
from reebrief.writers.docx.xml import twips
from reebrief.writers.shared import chart_style
from reebrief.writers.shared.column_widths import estimate
from reebrief.writers.xlsx import Cells, workbook

_BAR = 0.55
"""The thickness of a bar in a cell, in sizes of the cell's text."""

_MORE = 1.2
"""Word leaves more free than our own drawing: it needs so many times its height."""


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart's part and its workbook; the number, from 1, names both."""

    number: int
    xml: bytes
    workbook: bytes

    @property
    def id(self) -> str:
        """The id of the relationship from the document to it."""
        return f"chart{self.number}"


class Charts:
    """The charts of a document in their order.

    ``numbers`` gives numbers that no other drawing of the document has.
    """

    def __init__(self, theme: Theme, words: Language, numbers: Iterator[int]) -> None:
        self.parts: list[ChartPart] = []
        self._theme = theme
        self._words = words
        self._numbers = numbers

    def add(self, node: Chart, width: float) -> str:
        """Add a chart of a width in points; return the run that shows it.

        A chart without a value or without room has none: its table says it all.
        """
        shown = plot(node)
        if not shown.amounts or width < NARROWEST:
            return ""
        styles = self._theme.styles
        style, words = styles["table-cell"], self._words
        look = ChartLook(
            self._theme.fonts[style.font].in_word,
            style.size,
            style.colour,
            chart_style.colours(styles),
            (words.chart_words.decimal, words.chart_words.group),
        )
        setting = chart_style.setting(style, words, width, estimate(style.size))
        height = draw(shown, setting).height * _MORE
        number = len(self.parts) + 1
        xml = chart_part(shown, look)
        self.parts.append(ChartPart(number, xml, workbook(SHEET, _records(shown))))
        id_ = self.parts[-1].id
        content = f'<c:chart xmlns:c="{SCHEMAS}/chart" r:id="{id_}"/>'
        graphic = Graphic("chart", content, (width, height))
        return drawing(next(self._numbers), f"Chart {number}", node.alt, graphic)

    def bar(self, node: Bar, width: float) -> str:
        """Return the empty paragraph that is a bar in a cell, as long as a share of a width.

        Its colour reaches to its right indent, which any program shows, and it holds no text that
        would be read aloud.
        """
        styles = self._theme.styles
        colour = chart_style.colours(styles)["first"]
        size = styles["table-cell"].size * _BAR
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
            for edge in ("top", "left", "bottom", "right")
        )
        look = (
            f"<w:pBdr>{edges}</w:pBdr>"
            if node.outlined
            else f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
        )
        right = twips(width * (1 - node.share))
        return (
            f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{look}'
            f'<w:spacing w:before="20" w:after="40" w:line="{twips(size)}" w:lineRule="exact"/>'
            f'<w:ind w:right="{right}"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>'
        )


def _records(shown: Plot) -> Iterator[Cells]:
    """Yield the rows of a chart's workbook: its series, then each row's label and values."""
    yield ("", *shown.series)
    for n, (label, points) in enumerate(zip(shown.labels, shown.points, strict=True)):
        first = dt.date.fromordinal(int(shown.days[n])) if shown.days else label
        yield (
            first,
            *(
                None
                if point is None
                else dt.date.fromordinal(int(point.amount))
                if shown.kind == "timeline"
                else point.amount
                for point in points
            ),
        )
