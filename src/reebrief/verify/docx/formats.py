"""Name the formats of Word that strike text out, shrink it, or push it from its place.

ECMA-376 Part 1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.4 (tables), 17.6 (sections). The bounds are
wider than what office programs write when they save one of our files, and none of ours passes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Properties = Mapping[str, Mapping[str, str]]
"""The attributes of each property in effect, by local names: ``rPr:sz``, ``pPr:ind``."""

_TWIPS = 20  # of a point
_OFF = {"0", "false", "off"}
WEB_HIDDEN = "hidden where it is shown as a web page"
"""What is said of text that is so formatted: Word does it to the numbers of its contents."""

_SWITCHES = {
    "strike": "struck out",
    "dstrike": "struck out",
    "emboss": "embossed",
    "imprint": "engraved",
    "outline": "hollow",
    "webHidden": WEB_HIDDEN,
}
_SYMBOLS = ("wingding", "webding", "dingbat", "marlett", "mt extra", "blank")
_MOST_INDENT = 5760
_MOST_MARGIN = 2000
_LEAST_CELL = 120
_MOST_CHAR_SPACE = 8192
"""4096ths of a point between letters (17.6.5)."""
_LEAST_ROOM = 2000
"""Twips of a page's width or height that must be left between its margins."""


def faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a text do to it, in a few words each."""
    get = properties.get
    for name, what in _SWITCHES.items():
        found = get(f"rPr:{name}")
        if found is not None and found.get("val") not in _OFF:
            yield what
    for key, what in _EFFECTS.items():
        if key in properties:
            yield what
    for key, attribute, is_odd, what in _BOUNDS:
        text = get(key, {}).get(attribute)
        if text is not None and is_odd(_number(text)):
            yield f"{what} ({text[:12]})"
    yield from _fonts(get("rPr:rFonts", {}))
    yield from _lines(properties)
    if get("pPr:textDirection", {}).get("val", "lrTb") not in {"lrTb", "lr"}:
        yield "turned"


def table_faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a table, a row or a cell do to its text."""
    get = properties.get
    if "tblPr:tblpPr" in properties:
        yield "in a table that floats, and may lie anywhere"
    for key, attribute, is_odd, what in _TABLE_BOUNDS:
        text = get(key, {}).get(attribute)
        if text is not None and is_odd(_number(text)):
            yield f"{what} ({text[:12]})"
    height = get("trPr:trHeight", {})
    if height.get("hRule") == "exact" and _number(height.get("val", "0")) < 160:
        yield f"in a row of {_number(height.get('val', '0')) / _TWIPS:g} points"
    if get("tcPr:textDirection", {}).get("val", "lrTb") not in {"lrTb", "lr"}:
        yield "turned"
    width = get("tcPr:tcW", {"type": "auto"})
    if width.get("type") == "nil" or (
        width.get("type") in {"dxa", "pct"} and _number(width.get("w", "0")) <= 0
    ):
        yield "in a cell of no width"
    if "tcPr:tcFitText" in properties:
        yield "squeezed into a width"


def section_faults(properties: Properties) -> Iterator[str]:
    """Yield what the properties of a section do to its pages."""
    size, margins = properties.get("sectPr:pgSz", {}), properties.get("sectPr:pgMar", {})
    width, height = (_number(size.get(key, "0")) for key in ("w", "h"))
    edge = {key: _number(text) for key, text in margins.items()}
    across = edge.get("left", 0) + edge.get("right", 0) + edge.get("gutter", 0)
    along = abs(edge.get("top", 0)) + abs(edge.get("bottom", 0))
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
    if abs(_number(properties.get("sectPr:docGrid", {}).get("charSpace", "0"))) > _MOST_CHAR_SPACE:
        yield "letters far apart or on each other by a grid"


def _fonts(fonts: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys(fonts.values()):
        if is_symbol_font(name):
            yield f"in a font of symbols ({name[:30]})"


def is_symbol_font(name: str) -> bool:
    """Say whether a font of this name shows signs where text has letters."""
    return any(sign in name.lower() for sign in _SYMBOLS) or name.lower() == "symbol"


def _lines(properties: Properties) -> Iterator[str]:
    spacing = properties.get("pPr:spacing", {})
    if "line" not in spacing:
        return
    line = _number(spacing["line"])
    if spacing.get("lineRule", "auto") == "auto":
        if line < 120:
            yield "in lines that overlap"
    elif spacing.get("lineRule") == "exact":
        size = _number(properties.get("rPr:sz", {}).get("val", "0")) / 2
        if line / _TWIPS < max(size * 0.7, 4):
            yield "in lines that overlap"


def _number(text: str) -> float:
    try:
        return float(text.removesuffix("%").removesuffix("pt"))
    except ValueError:
        return 0.0


_EFFECTS = {
    "rPr:fitText": "squeezed into a width",
    "rPr:eastAsianLayout": "two lines in one",
    "rPr:textFill": "filled by an effect",
    "rPr:textOutline": "drawn by an effect",
    "pPr:framePr": "in a frame that may lie anywhere",
    "pPr:collapsed": "under a heading that is folded",
}

_Bound = tuple[str, str, Callable[[float], bool], str]
_BOUNDS: tuple[_Bound, ...] = (
    ("rPr:w", "val", lambda n: not 50 <= n <= 300, "scaled"),
    ("rPr:position", "val", lambda n: abs(n) > 24, "moved up or down"),
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
        for side in ("left", "right")
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
)
