"""Look at the letters of a font file: whether they have ink, differ, and take sane room.

OpenType 1.9, ``glyf`` (outlines; one without contours has no bytes). A theme that sets caveats in a
font without ink, or one that shows the same sign for all letters, would print empty boxes.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator
from typing import Any

_LETTERS = string.ascii_lowercase + string.digits
_LEAST_DISTINCT = 0.8
"""The least share of letters that have an outline of their own; O and 0, l and 1 may be one."""

_WIDTHS = (0.05, 2.0)
"""The least and the most advance width of a letter, in ems."""

_LEAST_HEIGHT = 0.15
"""The least height of a letter's outline, in ems; an x has about 0.45."""

_MOST_AWAY = 1.5
"""How far an outline may reach from the place of its letter, in ems."""

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Characters that are blank although Unicode counts them as letters or signs."""


def faults(file: Any) -> Iterator[str]:
    """Yield what is wrong with the letters of a ``TTFontFile`` of ReportLab, in a clause each.

    Letters that the font lacks are no fault: a fallback may have nothing but signs.
    """
    have = [char for char in _LETTERS if ord(char) in file.charToGlyph]
    if not have:
        return
    outlines = {char: _outline(file, ord(char)) for char in have}
    empty = [char for char in have if not outlines[char]]
    if empty:
        yield f"has no ink in {_listed(empty)}"
        return
    if len({*outlines.values()}) < _LEAST_DISTINCT * len(have):
        yield "shows the same sign for many letters"
    odd = [char for char in have if not _fits(file, char, outlines[char])]
    if odd:
        yield f"has widths or heights that no letters have in {_listed(odd)}"


def is_blank(file: Any, code: int) -> bool:
    """Say whether a font shows nothing where a character has something to show."""
    glyph: int = file.charToGlyph[code]
    if file.glyphPos[glyph + 1] > file.glyphPos[glyph]:
        return False
    return unicodedata.category(chr(code))[0] in "LNPS" and chr(code) not in _FILLERS


def _outline(file: Any, code: int) -> bytes:
    """Return the bytes of a character's outline, empty where it has no ink."""
    glyph = file.charToGlyph[code]
    start, end = file.glyphPos[glyph], file.glyphPos[glyph + 1]
    data: bytes = file.get_chunk(file.get_table_pos("glyf")[0] + start, end - start)
    return b"" if len(data) < 10 or data[:2] == b"\0\0" else data


def _fits(file: Any, char: str, outline: bytes) -> bool:
    left, bottom, right, top = (
        int.from_bytes(outline[at : at + 2], signed=True) / file.unitsPerEm for at in (2, 4, 6, 8)
    )
    width = file.charWidths[ord(char)] / 1000
    away = max(-left, right - width, -bottom, top - 1)
    return bool(
        _WIDTHS[0] <= width <= _WIDTHS[1]
        and top - bottom >= _LEAST_HEIGHT
        and right > left
        and away <= _MOST_AWAY
    )


def _listed(chars: list[str]) -> str:
    more = f" and {len(chars) - 5} more" if len(chars) > 5 else ""
    return ", ".join(f"'{char}'" for char in chars[:5]) + more
