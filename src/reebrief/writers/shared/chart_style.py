"""Choose the colours and metrics of charts, the same in every format that draws them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reebrief.templates.language import Language
from reebrief.templates.themes import RoleName, Style
from reebrief.writers.charts.metrics import ChartMetrics
from reebrief.writers.charts.shapes import Tone

_SERIES: tuple[RoleName, ...] = ("heading-1", "meta", "body", "link")
"""Roles whose colours series take: those of text, so that each stands out from the paper 4.5:1."""

_TONES: tuple[Tone, ...] = ("first", "second", "third", "fourth")


def colours(styles: Mapping[RoleName, Style]) -> Mapping[Tone, str]:
    """Return a theme's colours for charts, as six hexadecimal digits."""
    tones = {tone: styles[role].colour for tone, role in zip(_TONES, _SERIES, strict=True)}
    return {
        **tones,
        "axis": styles["meta"].colour,
        "grid": styles["table-cell"].rule or styles["meta"].colour,
        "paper": styles["body"].background or "FFFFFF",
    }


def setting(
    style: Style, words: Language, width: float, measure: Callable[[str], float]
) -> ChartMetrics:
    """Return how charts of a width in points are set; ``measure`` is that of the style's text."""
    return ChartMetrics(
        width, style.size, style.leading, measure, words.chart_words, words.month_of
    )
