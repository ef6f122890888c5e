"""Put no-break spaces where no line should end, the same in every format."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"

_UNITS = frozenset(
    [
        "%",
        "‰",
        "°C",
        "°F",
        "K",
        "t",
        "kt",
        "Mt",
        "mg",
        "g",
        "kg",
        "µg",
        "μg",
        "lb",
        "oz",
        "nm",
        "µm",
        "μm",
        "mm",
        "cm",
        "m",
        "km",
        "cm²",
        "m²",
        "km²",
        "cm³",
        "m³",
        "km³",
        "ha",
        "ml",
        "mL",
        "l",
        "L",
        "W",
        "kW",
        "MW",
        "GW",
        "TW",
        "Wh",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "J",
        "kJ",
        "MJ",
        "GJ",
        "V",
        "kV",
        "A",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "ppm",
        "ppb",
        "tpa",
        "mtpa",
        "mn",
        "bn",
        "million",
        "billion",
        "trillion",
        "EUR",
        "USD",
        "CNY",
        "RMB",
        "€",
        "$",
        "£",
        "¥",
    ]
)
"""Signs and short names of units, and what large numbers are counted in."""

_NUMBERED = frozenset(
    ["No", "Nos", "Nr", "Fig", "Figs", "Tab", "Vol", "Art", "Sec", "Ch", "p", "pp"]
)
"""Abbreviations before a number, without their full stop."""

_CANDIDATE = re.compile(r"[\d.§€$£¥] ")
_LAST_WORD = 8
"""How far back the word before a space is looked for: further than any of ``_NUMBERED`` is long."""

_LONGEST = 12
"""How far ahead a unit is looked for: further than any of ``_UNITS`` with what may follow it."""


def keep_together(text: str) -> str:
    """Return a text with no-break spaces where no line should end.

    That is between a number and its unit, between groups of three figures, after a sign of currency
    or §, after abbreviations such as "No." and "Fig." before a number, and after initials. Nothing
    else is changed: quotes and dashes are the author's.
    """
    done: list[str] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        at = match.end() - 1
        if _belongs(text, at):
            done += (text[start:at], NO_BREAK)
            start = at + 1
    return "".join([*done, text[start:]]) if done else text


def _belongs(text: str, at: int) -> bool:
    """Say whether what stands after the space at an offset belongs to what stands before it."""
    before, after = text[at - 1], text[at + 1 : at + 1 + _LONGEST]
    if before.isdigit():
        word = after.split(" ", 1)[0].partition("/")[0].rstrip(".,;:!?)]…”’")
        return word in _UNITS or _is_group(text, at, word)
    if before != ".":
        return after[:1].isdigit()
    word = re.split(r"[\s(\u00a0]", text[max(0, at - _LAST_WORD) : at - 1])[-1]
    if len(word) == 1 and word.isupper():
        return after[:1].isupper()
    return word in _NUMBERED and (after[:1].isdigit() or after[:1] in {*"IVX"})


def _is_group(text: str, at: int, after: str) -> bool:
    """Say whether a space parts two groups of figures of one number."""
    before = re.split(r"[\s(\u00a0]", text[max(0, at - _LAST_WORD) : at])[-1]
    return len(after) == 3 and after.isdigit() and before.isdigit() and len(before) <= 3
