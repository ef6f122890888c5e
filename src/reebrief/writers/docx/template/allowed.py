"""Take from a template's styles what an allow-list names, and name what could hide a caveat.

ECMA-376 Part 1, 17.3.1 (properties of paragraphs), 17.3.2 (of runs). Harm is looked for in every
style, as labels and marks stand in the text of most; the styles of caveats get nothing from a
template but what is listed here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from reebrief.templates.themes.symbol_fonts import is_symbol_font

Properties = Mapping[str, Mapping[str, str]]
"""The attributes of each property in effect, by local names: ``rPr:sz``, ``pPr:ind``."""

LISTED = {
    "rPr": {
        "rFonts": ("ascii", "hAnsi", "eastAsia", "cs"),
        **dict.fromkeys(("b", "bCs", "i", "iCs", "sz", "szCs", "spacing", "vertAlign"), ("val",)),
        "color": ("val",),
        "lang": ("val", "eastAsia", "bidi"),
        "shd": ("val", "color", "fill"),
    },
    "pPr": {
        "shd": ("val", "color", "fill"),
        "spacing": ("before", "after", "line", "lineRule"),
        "ind": ("left", "right", "start", "end", "firstLine", "hanging"),
        "jc": ("val",),
    },
}
"""The properties that the styles of caveats may have from a template, and their attributes."""

LARGEST = 40.0
"""The most points of a caveat's letters: larger ones push their own text from the page."""

_MOST_INDENT = 2268  # 4 cm: half of a narrow page is left between two of them
_MOST_SPACE = 2400  # 6 cm
_LEAST_LINE = 0.8  # of a line's own height: below, the letters of two lines touch
_MOST_LINE = 3.0
_LETTERS = (-10, 100)  # twentieths of a point between two letters
_SCALE = (80, 200)  # per cent of a letter's own width

_OFF = {"0", "false", "off"}
_SWITCHES = {
    "vanish": ("hides its text", "take 'hidden' from the style's font"),
    "specVanish": ("hides its text", "take 'hidden' from the style's font"),
    "strike": ("strikes its text out", "take 'strikethrough' from the style's font"),
    "dstrike": ("strikes its text out", "take 'double strikethrough' from the style's font"),
    "outline": ("shows hollow letters", "take 'outline' from the style's font"),
    "emboss": ("shows pale letters", "take 'emboss' from the style's font"),
    "imprint": ("shows pale letters", "take 'engrave' from the style's font"),
}
"""Properties of runs that are on or off, and what they do to a text."""

_ELSEWHERE = "delete it from the style"


def harms(properties: Properties, *, raised: bool) -> Iterator[tuple[str, str]]:
    """Yield how a style could hide, shrink, cover, strike or move its text, and what to do.

    ``raised`` allows letters that stand high, which marks of notes do. Raises ValueError for a
    number that is none.
    """
    for name, fault in _SWITCHES.items():
        if _on(properties.get(f"rPr:{name}")):
            yield fault
    yield from _letters(properties, raised=raised)
    yield from _paragraphs(properties)


def _letters(properties: Properties, *, raised: bool) -> Iterator[tuple[str, str]]:
    fonts = properties.get("rPr:rFonts", {})
    for font in dict.fromkeys(fonts.get(key, "") for key in LISTED["rPr"]["rFonts"]):
        if is_symbol_font(font):
            yield f"has a font of symbols, {font[:40]}", "choose a font of letters"
    scale = _number(properties, "rPr:w", "val", 100)
    if not _SCALE[0] <= scale <= _SCALE[1]:
        yield f"scales its letters to {scale} %", "set the font's scale to 100 %"
    if _number(properties, "rPr:position", "val"):
        yield "moves its text up or down", "set the font's position to 'normal'"
    between = _number(properties, "rPr:spacing", "val")
    if not _LETTERS[0] <= between <= _LETTERS[1]:
        what = f"sets its letters {between / 20:g} points apart"
        yield what, f"{_LETTERS[0] / 20:g} to {_LETTERS[1] / 20:g} are taken"
    if not raised and _value(properties, "rPr:vertAlign") not in {"", "baseline"}:
        yield "raises or lowers its text", "take superscript and subscript from its font"
    if _number(properties, "rPr:fitText", "val"):
        yield "squeezes its text into a width", _ELSEWHERE
    if properties.get("rPr:eastAsianLayout", {}):
        yield "sets two lines in one", _ELSEWHERE
    if _value(properties, "rPr:effect") not in {"", "none"}:
        yield "makes its text blink", _ELSEWHERE


def _paragraphs(properties: Properties) -> Iterator[tuple[str, str]]:
    if "pPr:framePr" in properties:
        yield "stands in a frame, which may lie anywhere", "delete the frame from the style"
    if _value(properties, "pPr:textDirection") not in {"", "lrTb", "lr"}:
        yield "turns its text", "set the direction of text to horizontal"
    indents = properties.get("pPr:ind", {})
    for key in indents:
        least = 0 if key in {"hanging", "firstLine"} else -_MOST_INDENT // 4
        most = 1000 if key.endswith("Chars") else _MOST_INDENT
        value = _number(properties, "pPr:ind", key)
        if not least <= value <= most:
            yield f"indents its text by {value / 20:g} points ({key})", "4 cm are the most"
    left, right, hanging = (
        max(_number(properties, "pPr:ind", key) for key in keys)
        for keys in (("left", "start"), ("right", "end"), ("hanging",))
    )
    if left + right > _MOST_INDENT:
        yield (
            f"indents its text by {(left + right) / 20:g} points on both sides",
            "4 cm are the most",
        )
    if left - hanging < -_MOST_INDENT // 4:
        yield "begins its lines off the page", "lessen its hanging indent"
    yield from _spaces(properties)


def _spaces(properties: Properties) -> Iterator[tuple[str, str]]:
    for key in ("before", "after"):
        value = _number(properties, "pPr:spacing", key)
        if not 0 <= value <= _MOST_SPACE:
            yield f"has {value / 20:g} points of space {key} it", "0 to 120 are taken"
    spacing = properties.get("pPr:spacing", {})
    if "line" not in spacing or spacing.get("lineRule") == "exact":
        return  # of exact heights, whoever knows the size of the letters tells
    if spacing.get("lineRule", "auto") not in {"auto", "atLeast"}:
        yield "has a line spacing of an unknown kind", "set it to 'multiple' or 'at least'"
        return
    line = _number(properties, "pPr:spacing", "line")
    if spacing.get("lineRule", "auto") == "auto":
        if not _LEAST_LINE <= line / 240 <= _MOST_LINE:
            what = f"sets its lines {line / 240:.2g} of their height apart"
            yield what, f"set its line spacing to 'multiple', {_LEAST_LINE} to {_MOST_LINE:g}"
    elif not 0 <= line <= _MOST_SPACE:
        yield f"sets lines of {line / 20:g} points at least", "0 to 120 are taken"


def restrict(properties: Any, ours: Collection[str]) -> None:
    """Take from a ``pPr`` or ``rPr`` of lxml whatever is not listed for the styles of caveats.

    ``ours`` are the local names of the properties that no template can set.
    """
    listed = LISTED[properties.tag.rpartition("}")[2]]
    for child in list(properties):
        name = child.tag.rpartition("}")[2]
        if name in ours:
            continue
        if name not in listed:
            properties.remove(child)
            continue
        for key in list(child.attrib):
            if key.rpartition("}")[2] not in listed[name]:
                del child.attrib[key]


def number(text: str | None) -> int:
    """Return a whole number of a property. Raises ValueError for what is none."""
    if text is None or not re.fullmatch(r"-?[0-9]{1,6}", text):
        raise ValueError(f"'{(text or '')[:20]}' is no number")
    return int(text)


def is_on(value: str | None) -> bool:
    """Say whether the value of a property that is on or off turns it on; none at all does."""
    return value not in _OFF


def _on(attributes: Mapping[str, str] | None) -> bool:
    return attributes is not None and is_on(attributes.get("val"))


def _value(properties: Properties, key: str) -> str:
    return properties.get(key, {}).get("val", "")


def _number(properties: Properties, key: str, attribute: str, default: int = 0) -> int:
    text = properties.get(key, {}).get(attribute)
    return default if text is None else number(text.removesuffix("%"))
