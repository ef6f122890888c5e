"""Name what is wrong with the fonts of a PDF: letters without ink, other glyphs, other widths.

ISO 32000-2, 9.7 (composite fonts). Our files number the codes of a font from 1 in the order of
their first use, and the glyphs of its subset in the same order, so that a code that was led to
another glyph shows.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from reebrief.verify.pdf.glyphs import Glyphs
from reebrief.verify.pdf.objects import array, entry, stream_data

_LEAST_HEIGHT = 0.12
"""The least height of a letter or figure, in ems; an x has about 0.45."""

_MOST_AWAY = 2.0
"""How far a letter may reach from its place, in ems."""

_LEAST_DISTINCT = 0.8
_SLACK = 5.0
"""Thousandths of an em between the width of a glyph and the one that the file says."""

_EMPTY = "letters without ink, so that text would look empty"
_AWAY = "letters beside their places"
_STRANGE = "letters that were led to other shapes (CIDToGIDMap)"
_WIDE = "widths that its letters do not have"

_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def faults(font: Any, characters: Mapping[bytes, str]) -> Iterator[str]:
    """Yield what is wrong with a font; ``characters`` is what its codes read back as."""
    descendant = (array(entry(font, "/DescendantFonts")) or [None])[0]
    program = stream_data(entry(descendant, "/FontDescriptor", "/FontFile2"))
    if entry(font, "/Subtype") != "/Type0" or program is None:
        yield "is of another kind than ours: its letters cannot be looked at"
        return
    others = [key for key in ("FontFile", "FontFile3") if _program(descendant, key) is not None]
    if others:
        yield f"it has another program beside ours ({others[0]})"
    if entry(font, "/Encoding") != "/Identity-H":
        yield "its codes have another meaning (Encoding)"
    for key in ("DW2", "W2"):
        if entry(descendant, f"/{key}") is not None:
            yield f"its letters are moved ({key})"
    try:
        yield from _letters(Glyphs(program), descendant, characters)
    except (struct.error, LookupError, ValueError):
        yield "its program is damaged: letters may be missing"


def _program(descendant: Any, key: str) -> Any:
    return entry(descendant, "/FontDescriptor", f"/{key}")


def sealed_lines(name: str, font: Any) -> list[str]:
    """Return a line for each thing that says how a font looks: its name, and a hash."""
    descendant = (array(entry(font, "/DescendantFonts")) or [None])[0]
    return [
        f"{name} {what} {hashlib.sha256(data).hexdigest()}"
        for what, data in (
            ("program", stream_data(entry(descendant, "/FontDescriptor", "/FontFile2")) or b""),
            ("CIDToGIDMap", stream_data(entry(descendant, "/CIDToGIDMap")) or b""),
            ("ToUnicode", stream_data(entry(font, "/ToUnicode")) or b""),
        )
    ]


def _letters(glyphs: Glyphs, descendant: Any, characters: Mapping[bytes, str]) -> Iterator[str]:
    numbers = _numbers(descendant)
    widths = _widths(descendant)
    most = 0
    outlines: dict[str, bytes] = {}
    odd: dict[str, list[str]] = {}
    for code, char in sorted(characters.items()):
        at = int.from_bytes(code)
        number = numbers.get(at, 0) if numbers else at
        if numbers and number > most + 1:
            odd.setdefault(_STRANGE, []).append(char)
        most = max(most, number)
        if abs(widths.get(at, 0.0) - glyphs.width(number)) > _SLACK:
            odd.setdefault(_WIDE, []).append(char)
        if _has_ink(char):
            fault = _shape(glyphs, number, letter=char.isalnum() and char.isascii())
            odd.setdefault(fault, []).append(char)
        if char.isalnum() and char.isascii():
            outlines[char] = glyphs.outline(number)
    yield from (f"{what}: {_listed(chars)}" for what, chars in odd.items() if what)
    if len({*outlines.values()}) < _LEAST_DISTINCT * len(outlines):
        yield "the same shape for many letters"


def _shape(glyphs: Glyphs, number: int, *, letter: bool) -> str:
    """Return what is wrong with a glyph's shape, "" for nothing."""
    if not glyphs.outline(number):
        return _EMPTY
    if not letter:
        return ""
    left, bottom, right, top = glyphs.box(number)
    if top - bottom < _LEAST_HEIGHT or right <= left:
        return _EMPTY
    away = max(-left, -bottom, top - 1, right - glyphs.width(number) / 1000)
    return _AWAY if away > _MOST_AWAY else ""


def _numbers(descendant: Any) -> dict[int, int] | None:
    """Return the glyph of each code; None where they are the same."""
    item = entry(descendant, "/CIDToGIDMap")
    data = stream_data(item)
    if data is None:
        return None
    return {n: int.from_bytes(data[2 * n : 2 * n + 2]) for n in range(len(data) // 2)}


def _widths(descendant: Any) -> dict[int, float]:
    """Return the widths of codes (ISO 32000-2, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = array(entry(descendant, "/W"))
    at = 0
    while at + 1 < len(items):
        first = int(items[at])
        row = array(items[at + 1])
        if row:
            found |= {first + n: float(width) for n, width in enumerate(row)}
            at += 2
        elif at + 2 < len(items):
            last, width = int(items[at + 1]), float(items[at + 2])
            found |= dict.fromkeys(range(first, min(last, first + 65_535) + 1), width)
            at += 3
        else:
            break
    return found


def _has_ink(char: str) -> bool:
    kinds = {unicodedata.category(one)[0] for one in char}
    return bool(kinds & {*"LNPS"}) and char not in _FILLERS


def _listed(chars: list[str]) -> str:
    more = f" and {len(chars) - 8} more" if len(chars) > 8 else ""
    return " ".join(chars[:8]) + more
