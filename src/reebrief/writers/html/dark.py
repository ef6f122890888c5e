"""Rules for readers whose screens are dark: the theme's hues, as far from the ground as before."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping

from reebrief.templates.themes import RoleName, Style, Theme
from reebrief.templates.themes.contrast import CONTRAST, PAPER, contrast

GROUND = "14181C"
"""The page's own ground."""

_PANEL = 0.16
"""How light the grounds of panels are."""

_LIGHTEST = "213330"
"""As light as the ground of a panel becomes: eyes see green as the lightest hue."""

_MOST = 11.0
"""The contrast that is enough: text that glares on black tires."""

_STEP = 0.02


def dark_rules(theme: Theme, selectors: Mapping[RoleName, str]) -> str:
    """Return the rules of a dark screen for the roles by their selectors; paper stays white."""
    rules = [f"body {{ background: #{GROUND}; }}"]
    for role, selector in selectors.items():
        style = theme.styles[role]
        rules.append(f"{selector} {{ {'; '.join(_parts(style))}; }}")
    edge = lightened(theme.styles["caveat-label"].colour)
    rules += [
        f".source-statement, thead .caveat-labels {{ border-color: #{edge}; "
        f"outline-color: #{edge}; }}",
        # Drawings and pictures are made for paper.
        f".drawing svg, .picture img, .logo img {{ background: #{PAPER}; }}",
    ]
    inside = "\n".join(rules)
    return f"@media screen and (prefers-color-scheme: dark) {{\n{inside}\n}}\n"


def _parts(style: Style) -> Iterator[str]:
    yield f"color: #{lightened(style.colour)}"
    if style.background:
        yield f"background: #{ground(style.background)}"
    if style.rule:
        yield f"border-color: #{lightened(style.rule)}"


def ground(colour: str) -> str:
    """Return the dark ground of a panel that is of a light colour on paper."""
    hue, _, saturation = _parted(colour)
    return _joined(hue, _PANEL, min(saturation, 0.4))


def lightened(colour: str) -> str:
    """Return a colour of the same hue that is as easy to read on the dark grounds as on paper."""
    wanted = min(max(contrast(colour, PAPER), CONTRAST), _MOST)
    hue, light, saturation = _parted(colour)
    while light < 1.0:
        found = _joined(hue, light, saturation)
        if contrast(found, _LIGHTEST) >= wanted:
            return found
        light += _STEP
    return PAPER


def _parted(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return colorsys.rgb_to_hls(red, green, blue)


def _joined(hue: float, light: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, min(light, 1.0), saturation)
    return "".join(f"{round(255 * part):02X}" for part in parts)
