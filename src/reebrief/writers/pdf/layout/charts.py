"""Charts to slices: a drawing of vectors that is one figure, and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reebrief.diagnostics import Place, error
from reebrief.document.annotated import shown_articles
from reebrief.document.nodes import Bar, Chart
from reebrief.writers.charts.draw import draw
from reebrief.writers.charts.metrics import NARROWEST
from reebrief.writers.charts.plot import plot
from reebrief.writers.charts.shapes import Area, Drawing, Stroke, Tone, Words
from reebrief.writers.pdf.draw.canvas import Canvas, rgb
from reebrief.writers.pdf.figure import attributes
from reebrief.writers.pdf.layout.base import Setter
from reebrief.writers.pdf.layout.boxes import Slice, outline
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.layout.inlines import Within
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import Broken, break_lines
from reebrief.writers.pdf.text.styles import Voice
from reebrief.writers.shared import chart_style

_ENDLESS = 1e6
"""A width in points that no line of a chart has."""


_BAR = 0.55
"""The thickness of a bar in a cell, in sizes of the cell's text."""

_THINNEST = 1.5
"""The least length of such a bar, and the space around it, in points."""

_HIGHEST = 0.9
"""The share of a page that a drawing may take: the running line has to stand there too."""


@dataclass(slots=True, eq=False)
class ChartFigure(Slice):
    """A drawing; ``texts`` are its lines of words, each with its place in it."""

    x: float = 0.0
    drawing: Drawing = field(default_factory=lambda: Drawing(0.0, 0.0, ()))
    texts: list[tuple[Broken, float, float]] = field(default_factory=list)
    tag: Tag = field(default_factory=lambda: Tag("Figure"))
    alt: str = ""
    colours: Mapping[Tone, str] = field(default_factory=dict)

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the shapes, then the words; say where on the page the figure is."""
        left += self.x
        upper, lower = sheet.height - top, sheet.height - top - self.drawing.height
        self.tag.attributes = attributes(self.alt, (left, lower, left + self.drawing.width, upper))
        sheet.paint(self.tag, [*self._painted(left, upper)])
        for line, x, y in self.texts:
            sheet.text(left + x, top + y, line.fragments, 0.0)

    def _painted(self, left: float, upper: float) -> Iterator[str]:
        """Yield the operators that paint the shapes (ISO 32000-1, 8.5)."""
        for shape in self.drawing.shapes:
            match shape:
                case Area():
                    fill = self.colours[shape.tone if shape.filled else "paper"]
                    yield f"{rgb(fill)} rg {rgb(self.colours[shape.tone])} RG [] 0 d"
                    yield f"{shape.width:g} w {_path(shape.points, left, upper)} b"
                case Stroke():
                    dash = " ".join(f"{length:g}" for length in shape.dash)
                    yield f"{rgb(self.colours[shape.tone])} RG [{dash}] 0 d {shape.width:g} w"
                    paths = " ".join(_path(path, left, upper) for path in shape.paths)
                    yield f"{paths} S"
                case Words():
                    pass


@dataclass(slots=True, eq=False, kw_only=True)
class BarInCell(Slice):
    """A bar below the value that it repeats: no part of the text."""

    x: float
    width: float
    colour: str
    outlined: bool

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the bar, or its outline."""
        if self.outlined:
            outline(sheet, (left + self.x, top, self.width, self.height), self.colour)
        else:
            sheet.fill(left + self.x, top, self.width, self.height, self.colour)


def set_bar(setter: Setter, node: Bar, room: Room, flow: Flow) -> None:
    """Set a bar in a cell."""
    colour = chart_style.colours(setter.looks.styles)["first"]
    width = max(room.width * node.share, _THINNEST)
    high = setter.looks.styles["table-cell"].size * _BAR
    bar = BarInCell(high, x=room.left, width=width, colour=colour, outlined=node.outlined)
    flow.add([bar], _THINNEST, _THINNEST)


def set_chart(setter: Setter, node: Chart, room: Room, flow: Flow) -> None:
    """Set a chart: caption and drawing on one page with the beginning of its table.

    Where there is no room for a drawing its table says it all. Raises ReebriefError where the
    drawing is higher than a page.
    """
    looks = setter.looks
    style = looks.styles["caption"]
    flow.anchors.append(node.id)
    tag = Tag("Div", room.tag)
    room = replace(room, tag=tag)
    title = setter.inline_lines(node.caption, style, replace(room, tag=Tag("P", tag), bold=False))
    for each in title:
        each.keep = True
    flow.add(title, style.before, style.after)
    if node.drawn and room.width >= NARROWEST and plot(node).amounts:
        figure = _figure(setter, node, room)
        most = setter.page_height * _HIGHEST
        if figure.height > most:
            place = node.provenance and Place(node.provenance.file, node.provenance.line)
            what = f"the chart is {figure.height:.0f} points high, a page has room for {most:.0f}"
            raise error(what, place or None, "leave rows out, or shorten their labels")
        flow.add([figure], 0.0 if title else style.before, looks.styles["body"].after)
    flow.hold()
    setter.blocks(node.data, room, flow)


def _figure(setter: Setter, node: Chart, room: Room) -> ChartFigure:
    look = setter.looks.look(Voice("table-cell"))
    tag = Tag("Figure", room.tag)
    within = Within(Voice("table-cell"), tag)

    def measure(text: str) -> float:
        return look.typeface.width(text) * look.size

    styles = setter.looks.styles
    setting = chart_style.setting(styles["table-cell"], setter.words, room.width, measure)
    drawing = draw(plot(node), setting)
    texts: list[tuple[Broken, float, float]] = []
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            piece = setter.inlines.piece(shape.text, within)
            for line in break_lines(iter([piece]), _ENDLESS):
                shift = {"start": 0.0, "middle": line.width / 2, "end": line.width}[shape.align]
                texts.append((line, shape.x - shift, shape.y))
    articles = frozenset((*room.articles, *shown_articles([node])))
    return ChartFigure(
        drawing.height,
        articles=articles,
        x=room.left,
        drawing=drawing,
        texts=texts,
        tag=tag,
        alt=node.alt,
        colours=chart_style.colours(styles),
    )


def _path(points: tuple[tuple[float, float], ...], left: float, upper: float) -> str:
    """Return the operators for a line through points."""
    steps = [f"{left + x:.2f} {upper - y:.2f}" for x, y in points]
    return " l ".join([f"{steps[0]} m {steps[1]}", *steps[2:]]) + " l"
