"""The legend: what each series looks like, where there is more than one."""

from __future__ import annotations

from reebrief.writers.charts.metrics import ChartMetrics
from reebrief.writers.charts.plot import Plot
from reebrief.writers.charts.shapes import DASHES, SERIES, Shape, Stroke, Words, bar, dot

_SAMPLE = 1.6
"""The width of a sample, as a share of the leading."""


def legend(plot: Plot, setting: ChartMetrics) -> tuple[list[Shape], float]:
    """Return the legend's shapes and its height; nothing for one series."""
    if len(plot.series) < 2:
        return [], 0.0
    leading, sample = setting.leading, setting.leading * _SAMPLE
    shapes: list[Shape] = []
    x, y = 0.0, 0.0
    for n, name in enumerate(plot.series):
        lines = setting.wrapped(name, setting.width - sample * 1.3)
        width = sample * 1.3 + max(map(setting.measure, lines))
        if x and x + width > setting.width:
            x, y = 0.0, y + leading * 1.15
        middle = y + leading / 2
        if plot.kind == "line":
            line = ((x, middle), (x + sample, middle))
            shapes.append(Stroke((line,), SERIES[n], 1.4, DASHES[n]))
            shapes.append(dot(x + sample / 2, middle, setting.size * 0.28, n))
        else:
            shapes += bar(x, middle - setting.size * 0.35, sample, setting.size * 0.7, plot.look(n))
        for line_number, text in enumerate(lines):
            at = middle + setting.size * 0.34 + line_number * leading
            shapes.append(Words(x + sample * 1.3, at, text))
        y += (len(lines) - 1) * leading
        x += width + leading * 1.4
    return shapes, y + leading * 1.6
