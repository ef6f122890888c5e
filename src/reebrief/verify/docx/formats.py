"""Name the formats of Word that strike text out, shrink it, or push it from its place.

ECMA-376 Part 1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.4 (tables), 17.6 (sections). The bounds are
wider than what office programs write when they save one of our files, and none of ours passes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

Properties = Mapping[str, Mapping[str, str]]
"""The attributes of each property in effect, by local names: ``rPr:sz``, ``pPr:ind``."""

_TWIPS = 20  # of a point
_OFF = {"0", "false", "off"}
WEB_HIDDEN = "hidden where it is shown as a web page"
"""What is said of text that is so formatted: Word does it to the numbers of its contents."""

SWITCHES = {
    "strike": "struck out",
    "dstrike": "struck out",
    "emboss": "embossed",
    "imprint": "engraved",
    "outline": "hollow",
    "webHidden": WEB_HIDDEN,
}
_KNOWN_OF_THEME = {
    *("background1", "light1", "bg1", "lt1"),
    *("text1", "dark1", "tx1", "dk1"),
}
_SYMBOLS = ("esri ", "wingding", "webding", "dingbat", "marlett", "mt extra", "blank")
_SIGN_FONTS = {"symbol", "bookshelf symbol 7", "ms outlook", "monotype sorts", "d050000l"}
_MOST_INDENT = 5760
_MOST_LEFT = 1440
_MOST_SQUEEZED = 7000
"""Twips of both indents of a text together; a page has about 10,000 between its margins."""
_MOST_MARGIN = 2000
_LEAST_LETTER = 4.5
"""Points of a letter's size by its width, where that is scaled."""

_LEAST_CELL = 400
_MOST_CELL = 12_000
_MOST_ROW = 600
"""Points of a row's height; a page of text has about 750."""
_MOST_CHAR_SPACE = 8192
"""4096ths of a point between letters (17.6.5)."""
_MOST_GUTTER = 2000
_MOST_EDGE = 5000
_LEAST_ROOM = 2000
"""Twips of a page's width or height that must be left between its margins."""


def faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a text do to it, in a few words each."""
    get = properties.get
    for name, what in SWITCHES.items():
        found = get(f"rPr:{name}")
        if found is not None and found.get("val") not in _OFF:
            yield what
    for key, what in _EFFECTS.items():
        if key in properties:
            yield what
    for key, attribute, is_odd, what in _BOUNDS:
        text = get(key, {}).get(attribute)
        halves = key in {"rPr:sz", "rPr:szCs", "rPr:position"}
        if text is not None and is_odd(measure(text, 2 if halves else _TWIPS)):
            yield f"{what} ({text[:12]})"
    yield from _fonts(get("rPr:rFonts", {}))
    yield from _of_theme(properties)
    yield from _lines(properties)
    yield from _letters(properties)
    if get("pPr:textDirection", {}).get("val", "lrTb") not in {"lrTb", "lr"}:
        yield "turned"


def of_shading(around: Properties) -> Properties:
    """Return what a cell's shading is, of what stands around a text."""
    return {"tcPr:shd": around["tcPr:shd"]} if "tcPr:shd" in around else {}


def pushed(properties: Properties, around: Properties) -> Iterator[str]:
    """Yield where indents that are sound alone push text together from its place."""
    indent = {key: measure(text) for key, text in properties.get("pPr:ind", {}).items()}
    left = indent.get("left", indent.get("start", 0))
    right = indent.get("right", indent.get("end", 0))
    first = left + indent.get("firstLine", 0) - indent.get("hanging", 0)
    table = measure(around.get("tblPr:tblInd", {}).get("w", "0"))
    if first < -_MOST_LEFT:
        yield "begun off the page"
    if left + right > _MOST_SQUEEZED or table + max(left, first) > _MOST_INDENT:
        yield "squeezed to the side"


def table_faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a table, a row or a cell do to its text."""
    get = properties.get
    if "tblPr:tblpPr" in properties:
        yield "in a table that floats, and may lie anywhere"
    for key, attribute, is_odd, what in _TABLE_BOUNDS:
        text = get(key, {}).get(attribute)
        if text is not None and is_odd(measure(text)):
            yield f"{what} ({text[:12]})"
    height = get("trPr:trHeight", {})
    points = measure(height.get("val", "0")) / _TWIPS
    if height.get("hRule") == "exact" or points > _MOST_ROW:
        yield f"in a row of {points:g} points"
    if get("tcPr:textDirection", {}).get("val", "lrTb") not in {"lrTb", "lr"}:
        yield "turned"
    width = get("tcPr:tcW", {"type": "auto"})
    if width.get("type") == "nil" or (
        width.get("type") in {"dxa", "pct"} and measure(width.get("w", "0")) <= 0
    ):
        yield "in a cell of no width"
    if "tcPr:tcFitText" in properties:
        yield "squeezed into a width"


def section_faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a section do to its pages."""
    size, margins = properties.get("sectPr:pgSz", {}), properties.get("sectPr:pgMar", {})
    width, height = (measure(size.get(key, "0")) for key in ("w", "h"))
    edge = {key: measure(text) for key, text in margins.items()}
    across = edge.get("left", 0) + edge.get("right", 0) + edge.get("gutter", 0)
    along = abs(edge.get("top", 0)) + abs(edge.get("bottom", 0))
    columns = properties.get("sectPr:cols", {})
    if measure(columns.get("num", "1")) > 3 or measure(columns.get("space", "0")) > _MOST_GUTTER:
        yield "columns far apart, or too many"
    if max(edge.get("left", 0), edge.get("right", 0)) > _MOST_EDGE:
        yield "margins that push text to the side"
    if size and not all(_LEAST_ROOM <= side <= 40_000 for side in (width, height)):
        yield f"a page of {width / _TWIPS:g} × {height / _TWIPS:g} points"
    elif size and margins and min(width - across, height - along) < _LEAST_ROOM:
        yield "margins that leave no room for text"
    elif min(edge.get("left", 0), edge.get("right", 0)) < 0 or across < 0:
        yield "margins beyond the page"
    elif size and max(edge.get("header", 0), edge.get("footer", 0)) > height - along:
        yield "headers or footers beyond the page"
    if properties.get("sectPr:textDirection", {}).get("val", "lrTb") not in {"lrTb", "lr"}:
        yield "text that is turned"
    if "sectPr:pgBorders" in properties:
        yield "lines around pages, which may lie over text"
    if abs(measure(properties.get("sectPr:docGrid", {}).get("charSpace", "0"))) > _MOST_CHAR_SPACE:
        yield "letters far apart or on each other by a grid"


def _of_theme(properties: Properties) -> Iterator[str]:
    """Yield colours of the theme, of which nobody knows what they are where it is opened.

    Black and white of the theme are judged with other colours.
    """
    fills = [(f"{of}:shd", "themeFill") for of in ("rPr", "pPr", "tcPr")]
    for key, of in (("rPr:color", "themeColor"), *fills):
        name = properties.get(key, {}).get(of, "")
        shaded = properties.get(key, {}).keys() & {"themeShade", "themeFillShade", "themeFillTint"}
        if name and name != "none" and (name not in _KNOWN_OF_THEME or shaded):
            yield f"in or on a colour of the theme ({name[:20]})"


def _fonts(fonts: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(fonts.values()):
        if is_symbol_font(name):
            yield f"in a font of symbols ({name[:30]})"


def is_symbol_font(name: str) -> bool:
    """Say whether a font of this name shows signs where text has letters."""
    return any(sign in name.lower() for sign in _SYMBOLS) or name.lower() in _SIGN_FONTS


def _lines(properties: Properties) -> Iterator[str]:
    spacing = properties.get("pPr:spacing", {})
    if "line" not in spacing:
        return
    line = measure(spacing["line"])
    if spacing.get("lineRule", "auto") == "auto":
        if line < 180:  # 240 are a line
            yield "in lines that overlap"
    elif spacing.get("lineRule") == "exact":
        size = measure(properties.get("rPr:sz", {}).get("val", "0")) / 2
        if line / _TWIPS < max(size * 0.85, 4):
            yield "in lines that overlap"


def _letters(properties: Properties) -> Iterator[str]:
    """Yield where size, width and spacing, each within its bounds, leave no letter readable."""
    size = measure(properties.get("rPr:sz", {}).get("val", "20"), 2) / 2
    width = measure(properties.get("rPr:w", {}).get("val", "100")) / 100
    closer = -measure(properties.get("rPr:spacing", {}).get("val", "0")) / _TWIPS
    if size * width < _LEAST_LETTER or closer > size * width * 0.25:
        yield "in letters too narrow or on each other"


def measure(text: str, of_a_point: float = _TWIPS) -> float:
    """Return a measure in the unit that it has without one, of which ``of_a_point`` are a point.

    Others are said behind it: 20in, 5cm, -10pt (ST_UniversalMeasure, 22.9.2.15). What is none is 0.
    """
    found = _MEASURE.fullmatch(text.strip())
    if found is not None:
        return float(found["number"]) * _POINTS[found["unit"]] * of_a_point
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return 0.0


_MEASURE = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?)(?P<unit>mm|cm|in|pt|pc|pi)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72, "pt": 1, "pc": 12, "pi": 12}

_EFFECTS = {
    "rPr:fitText": "squeezed into a width",
    "rPr:eastAsianLayout": "two lines in one",
    "rPr:glow": "in a glow",
    "rPr:reflection": "mirrored",
    "rPr:props3d": "shown in depth",
    "rPr:textFill": "filled by an effect",
    "rPr:textOutline": "drawn by an effect",
    "pPr:framePr": "in a frame that may lie anywhere",
    "pPr:collapsed": "under a heading that is folded",
}

_Bound = tuple[str, str, Callable[[float], bool], str]
_BOUNDS: tuple[_Bound, ...] = (
    ("rPr:w", "val", lambda n: not 50 <= n <= 300, "scaled"),
    ("rPr:position", "val", lambda n: abs(n) > 12, "moved up or down"),
    ("rPr:spacing", "val", lambda n: not -40 <= n <= 200, "letters far apart or on each other"),
    ("rPr:sz", "val", lambda n: not 10 <= n <= 160, "half points high"),
    ("rPr:szCs", "val", lambda n: not 10 <= n <= 160, "half points high, as a complex script,"),
    *(
        ("pPr:ind", side, lambda n: not -1440 <= n <= _MOST_INDENT, "indented")
        for side in ("left", "right", "start", "end", "firstLine")
    ),
    ("pPr:ind", "hanging", lambda n: n > _MOST_INDENT, "indented"),
    *(
        ("pPr:ind", f"{side}Chars", lambda n: abs(n) > 3000, "indented")
        for side in ("left", "right", "start", "end", "firstLine", "hanging")
    ),
    *(("pPr:spacing", side, lambda n: n > 6000, "pushed away") for side in ("before", "after")),
    ("pPr:spacing", "line", lambda n: n > 6000, "pushed away"),
    ("pPr:tab", "pos", lambda n: n > 20_000, "pushed away by a tab"),
)

_TABLE_BOUNDS: tuple[_Bound, ...] = (
    ("tblPr:tblInd", "w", lambda n: abs(n) > _MOST_INDENT, "in a table pushed aside"),
    ("trPr:wBefore", "w", lambda n: n > _MOST_INDENT, "in a row pushed aside"),
    *(
        (f"{of}:tblCellSpacing", "w", lambda n: n > _MOST_MARGIN, "in cells far apart")
        for of in ("tblPr", "trPr")
    ),
    *(
        (f"{of}:{side}", "w", lambda n: n > _MOST_MARGIN, "pushed away by the margins of its cell")
        for of in ("tblPr", "tcPr")
        for side in ("left", "right", "start", "end", "top", "bottom")
    ),
    ("tcPr:tcW", "w", lambda n: 0 < n < _LEAST_CELL, "in a cell that is too narrow"),
    ("tcPr:tcW", "w", lambda n: n > _MOST_CELL, "in a cell wider than the page"),
)
