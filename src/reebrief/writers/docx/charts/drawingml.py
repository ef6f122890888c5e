"""The part of a chart in DrawingML (ECMA-376 Part 1, 21.2), its elements in the schema's order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reebrief.writers.charts.axis import Scale, days
from reebrief.writers.charts.draw import axis
from reebrief.writers.charts.plot import Plot, Point, titled
from reebrief.writers.charts.shapes import Tone
from reebrief.writers.docx.xml import escape
from reebrief.writers.xlsx import serial

WORKBOOK = "workbook"
"""The id of the relationship from a chart's part to its workbook."""

SHEET = "Data"
"""The name of the workbook's sheet, which formulas of the chart refer to."""

_SCHEMAS = "http://schemas.openxmlformats.org"
_SERIES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
_PATTERNS = ("", "", "wdUpDiag", "narVert")
_DASHES = ("solid", "dash", "sysDot", "lgDashDot")
_SYMBOLS = ("circle", "square", "triangle", "diamond")
_CATEGORIES, _VALUES = 1, 2
"""The ids of the two axes."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart looks: the font as Word names it, its size in points, colours in hexadecimal."""

    font: str
    size: float
    text: str
    tones: Mapping[Tone, str]
    marks: tuple[str, str]


def chart_part(plot: Plot, look: ChartLook) -> bytes:
    """Return the part of a chart."""
    legend = (
        '<c:legend><c:legendPos val="t"/><c:overlay val="0"/></c:legend>'
        if len(plot.series) > 1
        else ""
    )
    # What the marks stand for is the title: it goes along wherever the chart is copied to.
    key = _title(plot.explained, look) if plot.explained else ""
    scale = axis(plot)
    drawn = _lines(plot, look, scale) if plot.kind == "line" else _bars(plot, look, scale)
    properties = (
        f'<a:defRPr sz="{round(look.size * 100)}">{_fill(look.text)}'
        f'<a:latin typeface="{escape(look.font)}"/></a:defRPr>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_SCHEMAS}/drawingml/2006/chart" '
        f'xmlns:a="{_SCHEMAS}/drawingml/2006/main" '
        f'xmlns:r="{_SCHEMAS}/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'{key}<c:autoTitleDeleted val="{int(not key)}"/>'
        f"<c:plotArea><c:layout/>{drawn}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{properties}</a:pPr>"
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        f'<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


# --- kinds


def _bars(plot: Plot, look: ChartLook, scale: Scale) -> str:
    series = "".join(_series(plot, look, n) for n in range(len(plot.series)))
    gap = 60 if len(plot.series) > 1 else 90
    thin = plot.kind == "timeline"
    bars = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{500 if thin else gap}"/>{_axes()}</c:barChart>'
    )
    # The first row stands at the top, so the axis of values crosses at the last.
    categories = (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/>'
        '<c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_line(look.tones["axis"])}<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    return bars + categories + _value_axis(plot, look, scale, place="b", crosses="max")


def _lines(plot: Plot, look: ChartLook, scale: Scale) -> str:
    series = "".join(_series(plot, look, n) for n in range(len(plot.series)))
    lines = (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/>{_axes()}</c:lineChart>'
    )
    ticks = (
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_line(look.tones["axis"])}<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/>'
    )
    head = (
        f'<c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/>'
    )
    if plot.days:
        months = int(days(plot.days, 6, 8).step)
        years = months % 12 == 0
        code = "yyyy" if years else "yyyy\\-mm"
        unit = f'val="{months // 12}"' if years else f'val="{months}"'
        categories = (
            f'<c:dateAx>{head}<c:numFmt formatCode="{code}" sourceLinked="0"/>{ticks}'
            '<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>'
            f'<c:majorUnit {unit}/><c:majorTimeUnit val="{"years" if years else "months"}"/>'
            "</c:dateAx>"
        )
    else:
        categories = (
            f'<c:catAx>{head}<c:numFmt formatCode="General" sourceLinked="0"/>{ticks}'
            '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            '<c:noMultiLvlLbl val="1"/></c:catAx>'
        )
    return lines + categories + _value_axis(plot, look, scale, place="l", crosses="autoZero")


def _axes() -> str:
    return f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/>'


def _value_axis(plot: Plot, look: ChartLook, scale: Scale, *, place: str, crosses: str) -> str:
    """Return the axis of values; that of a timeline is hidden, as its points bear their dates."""
    timeline = plot.kind == "timeline"
    low, high = scale.low, scale.high
    if timeline:  # the first event has a bar too, and the last one's words have room
        span = max(high - low, 30.0)
        first, last = (dt.date.fromordinal(int(end)) for end in (low - span / 8, high))
        low, high = serial(first), serial(last) + span / 4
    grid = f"<c:majorGridlines>{_line(look.tones['grid'])}</c:majorGridlines>"
    unit = "" if timeline else f'<c:majorUnit val="{scale.step:g}"/>'
    title = ""
    if titled(plot.unit) and not timeline:
        turn = "" if place == "b" else ' rot="0" vert="horz"'
        title = _title(plot.unit, look, turn)
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high:.12g}"/><c:min val="{low:.12g}"/></c:scaling>'
        f'<c:delete val="{int(timeline)}"/><c:axPos val="{place}"/>'
        f"{grid if plot.kind == 'line' else ''}{title}"
        f'<c:numFmt formatCode="{escape(_axis_code(plot, scale))}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def _title(text: str, look: ChartLook, turn: str = "") -> str:
    size = round(look.size * 100)
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{size}" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="{size}" b="0"/>'
        f'<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


# --- series


def _series(plot: Plot, look: ChartLook, at: int) -> str:
    """Return a series: its name, its look, what stands beside its points, labels and values."""
    column = [row[at] for row in plot.points]
    last = len(column) + 1
    letter = "BCDE"[at]
    name = (
        f'<c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(plot.series[at])}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )
    start = f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{name}'
    values = (
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f><c:numCache>"
        f"<c:formatCode>{escape(_value_code(plot, column))}</c:formatCode>"
        f'<c:ptCount val="{len(column)}"/>'
        + "".join(
            f'<c:pt idx="{n}"><c:v>{stored(plot, point)!r}</c:v></c:pt>'
            for n, point in enumerate(column)
            if point
        )
        + "</c:numCache></c:numRef></c:val>"
    )
    labels = _labels(plot, column)
    if plot.kind == "line":
        return (
            f"{start}{_line_look(look, at)}{labels}{_categories(plot, last)}{values}"
            '<c:smooth val="0"/></c:ser>'
        )
    planned = "".join(
        f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_bar_look(look, 1)}</c:dPt>"
        for n, point in enumerate(column)
        if point and point.planned
    )
    bars = _bar_look(look, plot.look(at))
    return (
        f'{start}{bars}<c:invertIfNegative val="0"/>{planned}{labels}'
        f"{_categories(plot, last)}{values}</c:ser>"
    )


def stored(plot: Plot, point: Point) -> int | float:
    """Return a value as the workbook holds it: a day as its number, an amount whole if it is."""
    if plot.kind == "timeline":
        return serial(dt.date.fromordinal(int(point.amount)))
    return int(point.amount) if point.amount.is_integer() else point.amount


def _categories(plot: Plot, last: int) -> str:
    count = len(plot.labels)
    if plot.days:
        numbers = [serial(dt.date.fromordinal(int(day))) for day in plot.days]
        points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(numbers))
        return (
            f"<c:cat><c:numRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:numCache>"
            f'<c:formatCode>yyyy\\-mm\\-dd</c:formatCode><c:ptCount val="{count}"/>{points}'
            "</c:numCache></c:numRef></c:cat>"
        )
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(label)}</c:v></c:pt>' for n, label in enumerate(plot.labels)
    )
    return (
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _labels(plot: Plot, column: Sequence[Point | None]) -> str:
    """Return the marks beside points, as formats of numbers; the table has the values."""
    place = "t" if plot.kind == "line" else "outEnd"
    own = "".join(
        f'<c:dLbl><c:idx val="{n}"/>{_format(_literal(point.mark))}'
        f'<c:dLblPos val="{place}"/>{_SHOWN}</c:dLbl>'
        for n, point in enumerate(column)
        if point and point.mark
    )
    return f"<c:dLbls>{own}{_HIDDEN}</c:dLbls>"


def _format(code: str) -> str:
    return (
        f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


_HIDDEN = _SHOWN.replace('<c:showVal val="1"/>', '<c:showVal val="0"/>')


def _literal(text: str) -> str:
    """Return a text as it stands in a format of numbers."""
    return '"' + text.replace('"', "”") + '"' if text else ""


def _decimals(column: Sequence[Point | None]) -> int:
    texts = [f"{point.amount:.9f}".rstrip("0").partition(".")[2] for point in column if point]
    return max(map(len, texts), default=0)


def _value_code(plot: Plot, column: Sequence[Point | None]) -> str:
    """Return the format of values: dates, or numbers with their unit."""
    if plot.kind == "timeline":
        return "yyyy\\-mm\\-dd"
    unit = "" if titled(plot.unit) or not plot.unit else f"\u00a0{plot.unit}"
    return _code(_decimals(column)) + _literal(unit)


def _axis_code(plot: Plot, scale: Scale) -> str:
    unit = "" if titled(plot.unit) or not plot.unit else f"\u00a0{plot.unit}"
    return _code(scale.decimals) + _literal(unit)


def _code(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


# --- looks


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _line(colour: str) -> str:
    return f'<c:spPr><a:ln w="6350">{_fill(colour)}</a:ln></c:spPr>'


def _bar_look(look: ChartLook, at: int) -> str:
    """Return a bar's look: solid, outlined, hatched or striped."""
    colour = look.tones[_SERIES[at]]
    fill = _fill(colour if at == 0 else look.tones["paper"])
    if _PATTERNS[at]:
        fill = (
            f'<a:pattFill prst="{_PATTERNS[at]}"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{look.tones["paper"]}"/></a:bgClr></a:pattFill>'
        )
    return f'<c:spPr>{fill}<a:ln w="11430">{_fill(colour)}</a:ln></c:spPr>'


def _line_look(look: ChartLook, at: int) -> str:
    colour = look.tones[_SERIES[at]]
    marker = f'<c:spPr>{_fill(colour)}<a:ln w="6350">{_fill(colour)}</a:ln></c:spPr>'
    return (
        f'<c:spPr><a:ln w="19050" cap="rnd">{_fill(colour)}<a:prstDash val="{_DASHES[at]}"/>'
        f'<a:round/></a:ln></c:spPr><c:marker><c:symbol val="{_SYMBOLS[at]}"/>'
        f'<c:size val="6"/>{marker}</c:marker>'
    )
