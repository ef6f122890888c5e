"""A plot as a drawing, and its axis for programs that draw it themselves."""

from __future__ import annotations

from reebrief.writers.charts import axis as scale
from reebrief.writers.charts.axis import Scale
from reebrief.writers.charts.bar_chart import rows
from reebrief.writers.charts.line_chart import lines
from reebrief.writers.charts.metrics import ChartMetrics
from reebrief.writers.charts.plot import Plot
from reebrief.writers.charts.shapes import Drawing, Words


def draw(plot: Plot, setting: ChartMetrics) -> Drawing:
    """Lay out a plot that has a value; the drawing is as wide as the setting says.

    What its marks stand for is part of it, and goes along wherever it is copied to.
    """
    drawing = lines(plot, setting) if plot.kind == "line" else rows(plot, setting)
    if not plot.explained:
        return drawing
    key = setting.wrapped(plot.explained, setting.width)
    base = drawing.height + setting.leading * 1.2
    said = [Words(0.0, base + n * setting.leading, text) for n, text in enumerate(key)]
    height = base + (len(key) - 1) * setting.leading + setting.size * 0.4
    return Drawing(drawing.width, height, (*drawing.shapes, *said))


def axis(plot: Plot) -> Scale:
    """Return the axis of a plot that has a value, with about six ticks at most."""
    if plot.kind == "timeline":
        return scale.days(plot.amounts, 6, 6)
    return scale.amounts(plot.amounts, 6, zero=plot.kind != "line")
