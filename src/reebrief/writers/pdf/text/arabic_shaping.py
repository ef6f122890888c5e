"""Arabic letters in the shape that joins them to those beside them.

The shapes are Unicode's presentation forms (blocks Arabic Presentation Forms-A and -B), which fonts
with Arabic letters have; what they stand for is in the characters' decompositions.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable

_SHAPES = frozenset(map(chr, (*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD))))
_TATWEEL = "\u0640"
"""Lengthens the line between two letters; joins on both sides."""

_LAM = "\u0644"
"""Makes one shape with an Alef after it."""

_ALEFS = "\u0622\u0623\u0625\u0627"


def is_joined(text: str) -> bool:
    """Say whether a text has letters whose shape depends on those beside them."""
    return any("\u0620" <= char <= "\u06d5" for char in text)


def shaped(text: str, has: Callable[[str], bool]) -> str:
    """Return a text with its letters in their shapes, as far as a font ``has`` these."""
    forms = _forms()
    letters = [n for n, char in enumerate(text) if not unicodedata.combining(char)]
    done = [*text]
    joined = False  # whether the letter before joins to the one at hand
    for m, n in enumerate(letters):
        at = letters[m + 1] if m + 1 < len(letters) else -1
        after = text[at] if at >= 0 else ""
        own = text[n]
        if not done[n]:  # part of the shape before
            continue
        if own == _LAM and own + after in forms:
            shape = _shape(own + after, joined=joined, joins=False)
            if has(shape):
                done[n], done[at] = shape, ""
                joined = False
                continue
        joins = _joins(own) and (after == _TATWEEL or "final" in forms.get(after, {}))
        shape = _shape(own, joined=joined, joins=joins)
        done[n] = shape if has(shape) else own
        joined = joins
    return "".join(done)


def unshaped(text: str) -> str:
    """Return a text with the letters that its shapes stand for."""
    if text.isascii() or _SHAPES.isdisjoint(text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if c in _SHAPES else c for c in text)


def _joins(char: str) -> bool:
    """Say whether a letter joins to the one after it."""
    return char == _TATWEEL or "initial" in _forms().get(char, {})


def _shape(letters: str, *, joined: bool, joins: bool) -> str:
    forms = _forms().get(letters, {})
    kind = {
        (False, False): "isolated",
        (False, True): "initial",
        (True, True): "medial",
        (True, False): "final",
    }[joined and "final" in forms, joins]
    return forms.get(kind, letters)


@functools.cache
def _forms() -> dict[str, dict[str, str]]:
    """Return the shapes of each letter, and of Lam with Alef, by where they join."""
    done: dict[str, dict[str, str]] = {}
    for shape in sorted(_SHAPES):
        kind, *codes = unicodedata.decomposition(shape).split() or [""]
        text = "".join(chr(int(code, 16)) for code in codes)
        if len(text) == 1 or (text[:1] == _LAM and text[1:] in {*_ALEFS}):
            done.setdefault(text, {}).setdefault(kind.strip("<>"), shape)
    return done
