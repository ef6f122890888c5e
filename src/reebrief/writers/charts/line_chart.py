"""Charts of lines: values above their places along an axis, joined where none is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.writers.charts import axis as scale
from reebrief.writers.charts.axis import Scale
from reebrief.writers.charts.legend import legend
from reebrief.writers.charts.metrics import ChartMetrics
from reebrief.writers.charts.plot import Plot, Point, titled
from reebrief.writers.charts.shapes import DASHES, SERIES, Area, Drawing, Shape, Stroke, Words, dot
from reebrief.writers.charts.shapes import Point as Place

_HEIGHT = 0.4

_LOWEST, _HIGHEST = 110.0, 190.0
"""The height of the plot: a share of the width, within these bounds in points."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot: its edges, its axis, and where each row stands from left to right."""

    scale: Scale
    left: float
    top: float
    bottom: float
    places: list[float]

    def y(self, amount: float) -> float:
        return self.bottom - self.scale.share(amount) * (self.bottom - self.top)


def lines(plot: Plot, setting: ChartMetrics) -> Drawing:
    """Lay out a chart of lines."""
    shapes, top = legend(plot, setting)
    if titled(plot.unit):
        shapes.append(Words(0.0, top + setting.size, setting.cut(plot.unit, setting.width)))
        top += setting.leading * 1.3
    top += setting.leading * 0.8
    frame = _frame(plot, setting, top)
    shapes += _grid(plot, frame, setting)
    below, height = _labels(plot, frame, setting)
    shapes += below
    for series in range(len(plot.series)):
        shapes += _series(plot, frame, setting, series)
    return Drawing(setting.width, frame.bottom + height, tuple(shapes))


def _frame(plot: Plot, setting: ChartMetrics, top: float) -> _Frame:
    height = min(max(setting.width * _HEIGHT, _LOWEST), _HIGHEST)
    axis = scale.amounts(plot.amounts, 6, zero=False)
    texts = [plot.tick(tick, axis.decimals, setting.marks) for tick in axis.ticks]
    left = max(map(setting.measure, texts)) + setting.size * 0.8
    pad = min(setting.width * 0.12, max(map(setting.measure, plot.labels)) / 2 + setting.size)
    first, room = left + pad, setting.width - left - 2 * pad
    count = len(plot.labels)
    if plot.days:
        whole = plot.days[-1] - plot.days[0]
        places = [first + room * (day - plot.days[0]) / whole for day in plot.days]
    else:
        places = [first + room * (n / (count - 1) if count > 1 else 0.5) for n in range(count)]
    return _Frame(axis, left, top, top + height, places)


def _grid(plot: Plot, frame: _Frame, setting: ChartMetrics) -> Iterator[Shape]:
    axis, left, right = frame.scale, frame.left, setting.width
    rules = tuple(((left, frame.y(t)), (right, frame.y(t))) for t in axis.ticks)
    yield Stroke(rules, "grid", 0.5)
    zero = frame.y(min(max(axis.low, 0.0), axis.high))
    yield Stroke((((left, zero), (right, zero)),), "axis", 0.9)
    for tick in axis.ticks:
        text = plot.tick(tick, axis.decimals, setting.marks)
        y = frame.y(tick) + setting.size * 0.34
        yield Words(left - setting.size * 0.5, y, text, "end")


def _labels(plot: Plot, frame: _Frame, setting: ChartMetrics) -> tuple[list[Shape], float]:
    """Return the labels below the axis, as many as have room, and the height that they take."""
    count = len(plot.labels)
    slot = setting.width - frame.left
    if count > 1:
        slot = min(b - a for a, b in zip(frame.places, frame.places[1:], strict=False))
    wrapped = [setting.wrapped(label, max(slot, setting.size * 5)) for label in plot.labels]
    shapes: list[Shape] = []
    end, deepest = -1.0, 1
    for x, texts in zip(frame.places, wrapped, strict=True):
        width = max(map(setting.measure, texts))
        middle = min(max(x, width / 2), setting.width - width / 2)
        if middle - width / 2 < end:
            continue
        end = middle + width / 2 + setting.size * 0.6
        deepest = max(deepest, len(texts))
        for n, text in enumerate(texts):
            y = frame.bottom + setting.leading * (1.1 + n)
            shapes.append(Words(middle, y, text, "middle"))
    return shapes, setting.leading * (0.6 + deepest)


def _series(plot: Plot, frame: _Frame, setting: ChartMetrics, series: int) -> Iterator[Shape]:
    column = [row[series] for row in plot.points]
    placed = [
        (x, frame.y(point.amount), point) if point else None
        for x, point in zip(frame.places, column, strict=True)
    ]
    paths = tuple(_runs(placed))
    if paths:
        yield Stroke(paths, SERIES[series], 1.4, DASHES[series])
    for row, each in enumerate(placed):
        if each is None:
            continue
        x, y, point = each
        yield dot(x, y, setting.size * 0.28, series)
        if point.mark:
            below = _dips(column, row) and y + setting.size * 1.6 < frame.bottom
            yield from _beside((x, y), point.mark, setting, left=frame.left, below=below)


def _dips(column: Sequence[Point | None], row: int) -> bool:
    """Say whether a line rises from a point: its value then has more room below."""
    near = [column[n] for n in (row - 1, row + 1) if 0 <= n < len(column)]
    amounts = [point.amount for point in near if point]
    here = column[row]
    return here is not None and bool(amounts) and here.amount < sum(amounts) / len(amounts)


def _beside(
    point: Place, text: str, setting: ChartMetrics, *, left: float, below: bool
) -> Iterator[Shape]:
    """Yield a value above or below its point, on a ground of paper that parts it from lines.

    It stands right of the axis, whose own numbers end at ``left``.
    """
    x, y = point
    base = y + setting.size * (1.35 if below else -0.6)
    half, upper = setting.measure(text) / 2 + 1.0, base - setting.size * 0.75
    x = max(min(x, setting.width - half), left + half)
    lower = base + setting.size * 0.2
    ground = ((x - half, upper), (x + half, upper), (x + half, lower), (x - half, lower))
    yield Area(ground, "paper", width=0.0)
    yield Words(x, base, text, "middle")


def _runs(placed: list[tuple[float, float, Point] | None]) -> Iterator[tuple[Place, ...]]:
    """Yield the stretches of a line between missing values."""
    run: list[Place] = []
    for each in [*placed, None]:
        if each is not None:
            run.append(each[:2])
        elif run:
            if len(run) > 1:
                yield tuple(run)
            run = []
