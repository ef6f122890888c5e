"""Tell fonts of symbols by their names: text set in one of them is signs, bars or nothing.

Segoe UI Symbol is none of them: it has letters too.
"""

from __future__ import annotations

import re

_SYMBOLS = re.compile(
    r"(?<!segoe ui )symbol|dingbat|wingding|webding|marlett|mt extra|icon|emoji|glyph|awesome|mdl2"
    r"|bar ?code|code ?(?:39|93|128)|3 ?of ?9|\bean\b|\bupc\b|idautomation"
    r"|blank|invisible|redact|flow (?:block|circular|rounded)|last ?resort|braille|morse"
    r"|outlook|\bsorts\b|\besri\b|d050000l|cartograph"
    r"|ornament|\bpi\b|musical|chess",
    re.IGNORECASE,
)


def is_symbol_font(name: str) -> bool:
    """Say whether a font of this name shows something other than letters.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("Georgia")
    (True, False)
    """
    return bool(_SYMBOLS.search(name.replace("_", " ").replace("-", " ")))
