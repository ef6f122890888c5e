"""Fonts for tests: any characters, each a box, so that what no shipped font has can be set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from reebrief.templates.themes import Font, Theme
from support import trees

_UNITS = 1000


def make_font(path: Path, characters: Iterable[str]) -> Path:
    """Write a TrueType font in which each character is a box, the n-th a little wider."""
    chars = sorted({*characters, " "})
    names = [".notdef", *(f"u{ord(char):05X}" for char in chars)]
    builder = FontBuilder(_UNITS, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, chars), names[1:], strict=True)))
    widths = {name: 500 + 10 * n for n, name in enumerate(names)}
    builder.setupGlyf({name: _box(width) for name, width in widths.items()})
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    return path


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (width - 50, 700), (width - 50, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def theme_with(path: Path, theme: Theme | None = None) -> Theme:
    """Return a theme that falls back on a font file for what its own fonts lack."""
    theme = theme or trees.theme()
    font = Font("boxes", "Boxes", "serif", *[path] * 4)
    return replace(theme, fonts={**theme.fonts, "boxes": font}, fallback=(*theme.fallback, "boxes"))
