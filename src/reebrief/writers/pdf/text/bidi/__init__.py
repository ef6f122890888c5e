"""Order text that goes from right to left and from left to right (UAX #9, revision 48).

The Unicode Bidirectional Algorithm: ``explicit`` obeys marks of direction (X1 to X10), ``resolve``
gives each character its level (W1 to I2), and this module orders lines (L1 to L4). Levels are
numbers, odd ones go from right to left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from reebrief.writers.pdf.text.bidi.brackets import PAIRS
from reebrief.writers.pdf.text.bidi.explicit import REMOVED, obeyed
from reebrief.writers.pdf.text.bidi.resolve import resolve

_SIGNS = {"<": ">", "«": "»", "‹": "›", "≤": "≥"}
_MIRRORED = {**PAIRS, **_SIGNS}
_MIRROR = _MIRRORED | {right: left for left, right in _MIRRORED.items()}

_TRAILING = frozenset({"WS", "LRI", "RLI", "FSI", "PDI"}) | REMOVED
"""White space and marks, which at a line's end go as the paragraph does (L1)."""


def reverse(text: str) -> str:
    """Return text from right to left as its shapes stand, marks after their letters (L3)."""
    letters: list[str] = []
    for char in text:
        if letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
    return "".join(reversed(letters))


def mirrored(char: str) -> str:
    """Return a character as it looks from right to left: a bracket turned (L4)."""
    return _MIRROR.get(char, char)


def levels(text: str, base: int = 0) -> list[int]:
    """Return the level of each character of a paragraph whose own level is ``base``."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    found = obeyed(kinds, base)
    resolve(text, found, base)
    return found.levels


def levels_on_line(line: str, own: Sequence[int], base: int = 0) -> list[int]:
    """Return the levels of a line's characters: the white space at its end goes as it does (L1)."""
    done = [*own]
    trailing = True
    for n in reversed(range(len(line))):
        kind = unicodedata.bidirectional(line[n])
        if kind in {"B", "S"}:
            trailing = True
            done[n] = base
        elif trailing and kind in _TRAILING:
            done[n] = base
        else:
            trailing = False
    return done


def order(own: Sequence[int]) -> list[int]:
    """Return the characters of a line from left to right, by their offsets in it (L2)."""
    done = [*range(len(own))]
    highest = max(own, default=0)
    lowest = min((level for level in own if level % 2), default=highest + 1)
    for level in range(highest, lowest - 1, -1):
        start = None
        for at in range(len(done) + 1):
            inside = at < len(done) and own[done[at]] >= level
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                done[start:at] = reversed(done[start:at])
                start = None
    return done
