"""Tell text that has nearly the colour of what it stands on.

ECMA-376 Part 1, 17.3.2.6 (colour), 17.3.5 (shading), 17.3.2.15 (highlight).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reebrief.verify.docx.formats import Properties

_LEAST = 1.6
"""The ratio of contrast below which nobody reads a text: pale grey on white has more."""

_PAPER, _INK = "FFFFFF", "000000"
_LIGHT = {"background1", "light1", "bg1", "lt1"}
_DARK = {"text1", "dark1", "tx1", "dk1"}
_LEAST_TINT = 0x40
"""The share of its own, of 255, that a colour of the theme must keep to be seen on paper."""
_HIGHLIGHTS = {
    "black": _INK,
    "white": _PAPER,
    "darkBlue": "000080",
    "yellow": "FFFF00",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "green": "00FF00",
    "magenta": "FF00FF",
    "red": "FF0000",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""The colours of highlights by their names (17.18.40)."""


def is_faint(text: Properties, around: Properties) -> bool:
    """Say whether text has nearly the colour of its ground; one that is not known counts as well.

    ``around`` is what a table, its style, row and cell say. Text without a colour is what Word
    makes of it: black, which only a black highlight covers.
    """
    ink = _ink(text.get("rPr:color", {}))
    highlight = _HIGHLIGHTS.get(text.get("rPr:highlight", {}).get("val", ""))
    if ink is None:
        return highlight == _INK
    ground = highlight or _shaded(text.get("rPr:shd", {})) or _shaded(text.get("pPr:shd", {}))
    ground = ground or _shaded(around.get("tcPr:shd", {})) or _shaded(around.get("tblPr:shd", {}))
    return _ratio(ink, ground or _PAPER) < _LEAST


def ratio(ink: str, shading: Mapping[str, str]) -> float:
    """Return the ratio of contrast between a colour and the shading that it stands on."""
    return _ratio(_hex(ink) or _INK, _shaded(shading) or _PAPER)


def _ratio(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _ink(colour: Mapping[str, str]) -> str | None:
    if colour.get("themeColor") in _LIGHT or _share(colour.get("themeTint")) < _LEAST_TINT:
        return _PAPER
    return _hex(colour.get("val"))


def _shaded(shading: Mapping[str, str]) -> str | None:
    pattern = shading.get("val", "clear")
    if pattern == "nil":
        return None
    if shading.get("themeFill") in _DARK | _LIGHT:
        return _INK if shading["themeFill"] in _DARK else _PAPER
    front, back = _hex(shading.get("color")) or _INK, _hex(shading.get("fill"))
    if pattern == "solid":
        return front
    share = re.fullmatch(r"pct(\d{1,2})", pattern)
    if share is None:
        return back
    pairs = zip(_channels(front), _channels(back or _PAPER), strict=True)
    part = int(share[1]) / 100
    return "".join(f"{round(one * part + two * (1 - part)):02X}" for one, two in pairs)


def _share(text: str | None) -> int:
    """Return how much of itself a colour keeps, of 255; all where nothing is said."""
    return int(text, 16) if text and re.fullmatch(r"[0-9A-Fa-f]{2}", text) else 255


def _hex(text: str | None) -> str | None:
    return text if text and re.fullmatch(r"[0-9A-Fa-f]{6}", text) else None


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (0, 2, 4)]


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
