"""A chart in HTML: its drawing as an inline SVG 1.1 image with a title and a description."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from reebrief.document.nodes import Chart
from reebrief.document.traverse import plain
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.charts.draw import draw
from reebrief.writers.charts.plot import plot
from reebrief.writers.charts.shapes import Area, Drawing, Stroke, Tone, Words
from reebrief.writers.shared import chart_style
from reebrief.writers.shared.column_widths import estimate

_WIDTH = 460.0
"""The width in points for which charts are laid out: that of the page's column on a screen."""

_SLACK = 1.06
"""Browsers may take another font: so much wider than measured a text may be."""


def figure(chart: Chart, theme: Theme, words: Language) -> str:
    """Return a chart's drawing; "" where there is no value to draw."""
    shown = plot(chart)
    if not shown.amounts:
        return ""
    style = theme.styles["table-cell"]
    estimated = estimate(style.size)
    setting = chart_style.setting(style, words, _WIDTH, lambda text: estimated(text) * _SLACK)
    title = plain(chart.caption)
    inside = _svg(
        draw(shown, setting),
        f"{chart.id}_drawing",
        (title, chart.alt),
        chart_style.colours(theme.styles),
    )
    look = f'fill="#{style.colour}" font-size="{style.size:g}"'
    # Wider than a narrow screen, a drawing scrolls by itself, also by the keyboard.
    return (
        f'<div class="drawing table-cell" role="group" tabindex="0" aria-label="{escape(title)}">\n'
        f"<svg {look} {inside}</svg>\n</div>\n"
    )


def _svg(drawing: Drawing, name: str, said: tuple[str, str], colours: Mapping[Tone, str]) -> str:
    """Return the attributes and the inside; ``name`` begins ids, ``said`` is title and text."""
    name, (title, text) = escape(name), map(escape, said)
    parts = [
        f'viewBox="0 0 {drawing.width:g} {drawing.height:.1f}" role="img" '
        f'aria-labelledby="{name}_title {name}_text">\n'
        f'<title id="{name}_title">{title}</title>\n<desc id="{name}_text">{text}</desc>\n'
    ]
    for shape in drawing.shapes:
        match shape:
            case Area():
                colour = colours[shape.tone]
                fill = colour if shape.filled else colours["paper"]
                parts.append(
                    f'<path d="{_path(shape.points)}Z" fill="#{fill}" stroke="#{colour}" '
                    f'stroke-width="{shape.width:g}"/>\n'
                )
            case Stroke():
                dash = " ".join(f"{length:g}" for length in shape.dash)
                dashed = f' stroke-dasharray="{dash}"' if dash else ""
                parts.append(
                    f'<path d="{"".join(map(_path, shape.paths))}" fill="none" '
                    f'stroke="#{colours[shape.tone]}" stroke-width="{shape.width:g}"{dashed}/>\n'
                )
            case Words():
                parts.append(
                    f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" '
                    f'text-anchor="{shape.align}">{escape(shape.text)}</text>\n'
                )
    return "".join(parts)


def _path(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
