"""The order of text from right to left within text from left to right.

The Unicode Bidirectional Algorithm (UAX #9) for paragraphs from left to right, without embeddings
and isolates: their marks are unsafe characters, which never get here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

_BRACKETS = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "⟨": "⟩", "（": "）", "［": "］", "｛": "｝"}
_MIRRORED = {**_BRACKETS, "<": ">", "«": "»", "‹": "›", "≤": "≥"}
_MIRROR = _MIRRORED | {right: left for left, right in _MIRRORED.items()}
_CLOSING = {right: left for left, right in _BRACKETS.items()}
_DEEPEST = 63
"""How deep brackets are matched (BD16)."""

_WITHIN_NUMBERS = frozenset({("CS", "EN"), ("CS", "AN"), ("ES", "EN")})
"""Which sign between two numbers of one kind belongs to them (W4)."""

_RIGHT = frozenset({"R", "EN", "AN"})
"""What counts as text from right to left beside neutral characters (N0, N1)."""


_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of letters from right to left (DerivedBidiClass.txt)."""


def is_leftward(text: str) -> bool:
    """Say whether a text has letters that are written from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None


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


def levels(text: str) -> list[int]:
    """Return the level of each character of a paragraph from left to right; odd ones go left."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    _weak(kinds)
    _brackets(text, kinds)
    _neutral(kinds)
    return [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]


def levels_on_line(line: str, own: Sequence[int]) -> list[int]:
    """Return the levels of a line's characters: the white space at its end goes rightward (L1)."""
    shown = len(line.rstrip())
    return [*own[:shown], *[0] * (len(line) - shown)]


def order(own: Sequence[int]) -> list[int]:
    """Return the characters of a line from left to right, by their offsets in it (L2)."""
    done = [*range(len(own))]
    for level in range(max(own, default=0), 0, -1):
        for start, end in _stretches([own[n] >= level for n in done], {True}):
            done[start:end] = reversed(done[start:end])
    return done


def _weak(kinds: list[str]) -> None:
    """Resolve numbers, what belongs to them, and marks above letters, in place (W1 to W7)."""
    before = strong = "L"
    for n, kind in enumerate(kinds):
        before = kinds[n] = before if kind == "NSM" else kind
        if before in {"L", "R", "AL"}:
            strong = before
        elif before == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):
        number = kinds[n - 1]
        if number == kinds[n + 1] and (kinds[n], number) in _WITHIN_NUMBERS:
            kinds[n] = number
    for start, end in _stretches(kinds, {"ET"}):
        if "EN" in kinds[max(0, start - 1) : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)
    strong = "L"
    for n, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"
        elif kind not in _RIGHT:
            kinds[n] = "ON"


def _brackets(text: str, kinds: list[str]) -> None:
    """Give both brackets of a pair one direction, in place (N0)."""
    for start, end in _pairs(text, kinds):
        inside = {"R" if kind in _RIGHT else kind for kind in kinds[start + 1 : end]}
        kind = "L" if "L" in inside else "R" if "R" in inside else ""
        if kind == "R":
            strong = next((k for k in reversed(kinds[:start]) if k != "ON"), "L")
            kind = "R" if strong in _RIGHT else "L"
        for n in (start, end) if kind else ():
            after = n + 1
            while after < len(text) and unicodedata.bidirectional(text[after]) == "NSM":
                after += 1
            kinds[n:after] = [kind] * (after - n)


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the offsets of brackets that belong together, in the order of the opening ones."""
    opened: list[int] = []
    done: list[tuple[int, int]] = []
    for n, char in enumerate(text):
        if kinds[n] != "ON":
            continue
        if char in _BRACKETS:
            if len(opened) == _DEEPEST:
                return sorted(done)
            opened.append(n)
        elif char in _CLOSING:
            fit = [m for m, at in enumerate(opened) if text[at] == _CLOSING[char]]
            if fit:
                done.append((opened[fit[-1]], n))
                del opened[fit[-1] :]
    return sorted(done)


def _neutral(kinds: list[str]) -> None:
    """Give what has no direction that of the text on both sides, or the paragraph's (N1, N2)."""
    for start, end in _stretches(kinds, {"ON"}):
        sides = {*kinds[max(0, start - 1) : start], *kinds[end : end + 1]}
        inner = start > 0 and end < len(kinds) and sides <= _RIGHT
        kinds[start:end] = ["R" if inner else "L"] * (end - start)


def _stretches(items: Sequence[object], wanted: Collection[object]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of items that are among those wanted."""
    start = None
    for n, item in enumerate([*items, None]):
        if n < len(items) and item in wanted:
            start = n if start is None else start
        elif start is not None:
            yield start, n
            start = None
