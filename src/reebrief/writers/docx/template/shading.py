"""Work out what text stands on as Word shades it, and what Word's automatic colour comes to.

ECMA-376 Part 1, 17.3.5 (shading) and 17.18.78 (its patterns).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PAPER = "FFFFFF"
_INK = "000000"
_DARK = 61
"""Brightness, of 255, below which automatic letters count as white; the standard has no bound."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A shading: the colours that its text stands on, and the plain one to name it by."""

    grounds: tuple[str, ...] = ()
    fill: str | None = None


def shade(attributes: Mapping[str, str]) -> Shade:
    """Return what the attributes of a shading come to. Raises ValueError for no colour."""
    pattern = attributes.get("val", "clear")
    front, back = colour(attributes.get("color")), colour(attributes.get("fill"))
    if pattern in {"nil", "clear"}:
        return Shade((back,), back) if back else Shade()
    front, back = front or _INK, back or PAPER
    if pattern == "solid":
        return Shade((front,), front)
    share = re.fullmatch(r"pct([0-9]{1,2})", pattern)
    if share is None:  # stripes and crosses: letters stand on both
        return Shade((front, back), front)
    mixed = _mixed(front, back, int(share[1]) / 100)
    return Shade((mixed,), mixed)


def automatic(ground: str) -> str:
    """Return the colour of letters that Word chooses for what they stand on."""
    red, green, blue = _channels(ground)
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < _DARK else _INK


def colour(value: str | None) -> str | None:
    """Return six hexadecimal digits in upper case, None for "auto". Raises ValueError."""
    if value is None or value == "auto":
        return None
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        raise ValueError(f"'{value[:20]}' is no colour")
    return value.upper()


def _mixed(front: str, back: str, share: float) -> str:
    pairs = zip(_channels(front), _channels(back), strict=True)
    return "".join(f"{round(one * share + two * (1 - share)):02X}" for one, two in pairs)


def _channels(value: str) -> list[int]:
    return [int(value[at : at + 2], 16) for at in (0, 2, 4)]
