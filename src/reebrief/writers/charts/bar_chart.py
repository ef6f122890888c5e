"""Charts of rows: bars from zero, pairs of them, and points in time; labels stand at the left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reebrief.writers.charts import axis as scale
from reebrief.writers.charts.axis import Scale
from reebrief.writers.charts.legend import legend
from reebrief.writers.charts.metrics import ChartMetrics
from reebrief.writers.charts.plot import Plot, Point, titled
from reebrief.writers.charts.shapes import Drawing, Shape, Stroke, Words, bar, dot

_LABELS = 0.36
"""The share of the width that labels may take."""

_VALUES = 0.4
"""The share of the width that is kept free for values, at most; longer ones are cut."""

_DROP = 0.34
"""How far below the middle of a line its baseline lies, as a share of the size."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: labels end at ``labels``, the plot lies between ``left`` and ``right``.

    ``lines`` are those of each row's label.
    """

    setting: ChartMetrics
    scale: Scale
    labels: float
    left: float
    right: float
    lines: list[list[str]]

    def x(self, amount: float) -> float:
        return self.left + self.scale.share(amount) * (self.right - self.left)


def rows(plot: Plot, setting: ChartMetrics) -> Drawing:
    """Lay out a chart of bars, or of points in time."""
    frame = _frame(plot, setting)
    shapes, y = legend(plot, setting)
    top = y
    body: list[Shape] = []
    thick = setting.size * (1.0 if len(plot.series) == 1 else 0.9)
    for lines, points in zip(frame.lines, plot.points, strict=True):
        inside = max(len(points) * (thick + 2.0), len(lines) * setting.leading)
        middle = y + setting.size * 0.3 + inside / 2
        at = middle - (len(lines) - 1) * setting.leading / 2 + setting.size * _DROP
        for n, text in enumerate(lines):
            body.append(Words(frame.labels, at + n * setting.leading, text, "end"))
        start = middle - len(points) * (thick + 2.0) / 2 + 1.0
        for n, point in enumerate(points):
            body += _value(plot, frame, point, n, (start + n * (thick + 2.0), thick))
        y += inside + setting.size * 0.6
    axis = _axis(plot, frame, top, y)
    height = y + setting.leading * (2.6 if _titled(plot) else 1.5)
    return Drawing(setting.width, height, (*shapes, *axis, *body))


def _frame(plot: Plot, setting: ChartMetrics) -> _Frame:
    shown = [p.mark for row in plot.points for p in row if p]
    empty = any(point is None for row in plot.points for point in row)
    texts = [*shown, *([setting.words.not_stated] if empty else [])]
    value = min(max(map(setting.measure, texts)) + setting.size, _most(setting))
    most = max(map(setting.measure, plot.labels), default=0.0)
    lines = [setting.wrapped(label, setting.width * _LABELS) for label in plot.labels]
    labels = min(most, max(setting.measure(text) for each in lines for text in each))
    left = labels + setting.size * 0.7
    if any(amount < 0 for amount in plot.amounts) and plot.kind != "timeline":
        left += value
    right = setting.width - value
    room = right - left
    if plot.kind == "timeline":
        month = max(map(setting.measure, _months(setting))) + setting.size
        axis = scale.days(plot.amounts, int(room / month), int(room / setting.size / 4))
    else:
        axis = _fitting(plot, setting, room)
    return _Frame(setting, axis, labels, left, right, lines)


def _most(setting: ChartMetrics) -> float:
    return setting.width * _VALUES


def _fitting(plot: Plot, setting: ChartMetrics, room: float) -> Scale:
    """Return the axis of amounts with as many ticks, six at most, as have room side by side."""
    for most in (6, 5, 4, 3, 2):
        axis = scale.amounts(plot.amounts, most, zero=True)
        texts = [plot.tick(tick, axis.decimals, setting.marks) for tick in axis.ticks]
        widest = max(map(setting.measure, texts)) + setting.size
        if widest * (len(texts) - 1) <= room:
            break
    return axis


def _months(setting: ChartMetrics) -> list[str]:
    return [setting.month(dt.date(2000, number, 1)) for number in range(1, 13)]


def _axis(plot: Plot, frame: _Frame, top: float, bottom: float) -> list[Shape]:
    setting, axis = frame.setting, frame.scale
    zero = frame.x(min(max(axis.low, 0.0), axis.high)) if plot.kind != "timeline" else frame.left
    ticks = tuple(((frame.x(t), bottom), (frame.x(t), bottom + 3.0)) for t in axis.ticks)
    # The values stand beside their bars: lines behind them would only cross them out.
    done: list[Shape] = [
        Stroke((*ticks, ((frame.x(axis.low), bottom), (frame.x(axis.high), bottom))), "axis", 0.6),
        Stroke((((zero, top), (zero, bottom)),), "axis", 0.9),
    ]
    y = bottom + setting.leading * 1.1
    for tick in axis.ticks:
        if plot.kind == "timeline":
            text = scale.month_label(tick, axis.step, setting.month)
        else:
            text = plot.tick(tick, axis.decimals, setting.marks)
        half = setting.measure(text) / 2
        x = min(max(frame.x(tick), half), setting.width - half)
        done.append(Words(x, y, text, "middle"))
    if _titled(plot):
        middle = (frame.left + frame.right) / 2
        unit = setting.cut(plot.unit, setting.width / 3)
        done.append(Words(middle, y + setting.leading * 1.1, unit, "middle"))
    return done


def _titled(plot: Plot) -> bool:
    return plot.kind != "timeline" and titled(plot.unit)


def _value(
    plot: Plot, frame: _Frame, point: Point | None, series: int, row: tuple[float, float]
) -> list[Shape]:
    """Return a value's bar or point, and what stands beside it.

    ``row`` is the upper edge and the thickness of its place.
    """
    setting = frame.setting
    top, thick = row
    y, gap = top + thick / 2, setting.size * 0.4
    if point is None:
        text = setting.words.not_stated
        return [Words(frame.x(max(frame.scale.low, 0)) + gap, y + setting.size * _DROP, text)]
    x = frame.x(point.amount)
    shown = point.mark
    if plot.kind == "timeline":
        radius = setting.size * 0.36
        line = ((frame.left, y), (x - radius, y))
        beside = Words(x + radius + gap, y + setting.size * _DROP, shown)
        mark = dot(x, y, radius, 0, filled=not point.planned)
        return [Stroke((line,), "first", 0.9, (1.2, 2.2)), mark, beside]
    zero = frame.x(0.0)
    shapes = bar(min(x, zero), top, abs(x - zero), thick, plot.look(series))
    if point.amount < 0:
        return [*shapes, Words(x - gap, y + setting.size * _DROP, shown, "end")]
    return [*shapes, Words(x + gap, y + setting.size * _DROP, shown)]
