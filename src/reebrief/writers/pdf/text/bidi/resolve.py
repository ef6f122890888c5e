"""Give each character of a paragraph its level: numbers, brackets, neutrals (UAX #9, W1 to I2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from reebrief.writers.pdf.text.bidi.brackets import PAIRS, SAME
from reebrief.writers.pdf.text.bidi.explicit import REMOVED, Obeyed

_CLOSING = {right: left for left, right in PAIRS.items()}
_DEEPEST = 63
"""How deep brackets are matched (BD16)."""

_ISOLATE_MARKS = frozenset({"LRI", "RLI", "FSI", "PDI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON"}) | _ISOLATE_MARKS
_RIGHT = frozenset({"R", "EN", "AN"})
"""What counts as text from right to left beside neutral characters (N0, N1)."""

_WITHIN_NUMBERS = frozenset({("CS", "EN"), ("CS", "AN"), ("ES", "EN")})
"""Which sign between two numbers of one kind belongs to them (W4)."""


def resolve(text: str, found: Obeyed, base: int) -> None:
    """Set the levels of a paragraph's characters, in place; removed ones have that before them."""
    bounds = [(run, *_edges(found, run, base)) for run in found.runs]
    for run, before, after in bounds:
        level = found.levels[run[0]]
        kinds = [found.kinds[n] for n in run]
        _weak(kinds, before)
        _brackets([text[n] for n in run], kinds, level, before)
        _neutral(kinds, level, before, after)
        for n, kind in zip(run, kinds, strict=True):
            up = {"L": level % 2, "R": 1 - level % 2}.get(kind, 2 - level % 2)
            found.levels[n] = level + up
    removed = [n for n, kind in enumerate(found.kinds) if kind in REMOVED]
    for n in removed:
        found.levels[n] = found.levels[n - 1] if n else base


def _edges(found: Obeyed, run: Sequence[int], base: int) -> tuple[str, str]:
    """Return the direction before a run and that after it (X10)."""
    level, kinds = found.levels[run[0]], found.kinds
    first = next((n for n in reversed(range(run[0])) if kinds[n] not in REMOVED), None)
    behind = (n for n in range(run[-1] + 1, len(kinds)) if kinds[n] not in REMOVED)
    # After an isolate that nothing ends stands the paragraph's own direction.
    last = None if kinds[run[-1]] in {"LRI", "RLI", "FSI"} else next(behind, None)
    before = max(level, found.levels[first] if first is not None else base)
    after = max(level, found.levels[last] if last is not None else base)
    return "LR"[before % 2], "LR"[after % 2]


def _weak(kinds: list[str], before: str) -> None:
    """Resolve numbers, what belongs to them, and marks above letters, in place (W1 to W7)."""
    _letters(kinds, before)
    for n in range(1, len(kinds) - 1):
        number = kinds[n - 1]
        if number == kinds[n + 1] and (kinds[n], number) in _WITHIN_NUMBERS:
            kinds[n] = number
    for start, end in _stretches(kinds, {"ET"}):
        if "EN" in kinds[max(0, start - 1) : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)
    strong = before
    for n, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"
        elif kind in {"ES", "ET", "CS"}:
            kinds[n] = "ON"


def _letters(kinds: list[str], before: str) -> None:
    """Resolve marks above letters, and numbers and letters of Arabic, in place (W1 to W3)."""
    last = strong = before
    for n, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[n] = "ON" if last in _ISOLATE_MARKS else last
        last = kinds[n]
        if last in {"L", "R", "AL"}:
            strong = last
        elif last == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _brackets(chars: Sequence[str], kinds: list[str], level: int, before: str) -> None:
    """Give both brackets of a pair one direction, in place (N0)."""
    own = "LR"[level % 2]
    for start, end in _pairs(chars, kinds):
        inside = {"R" if kind in _RIGHT else kind for kind in kinds[start + 1 : end]}
        kind = own if own in inside else "RL"[level % 2] if inside & {"L", "R"} else ""
        if kind and kind != own:
            strong = (k for k in reversed(kinds[:start]) if k == "L" or k in _RIGHT)
            context = next(strong, before)
            kind = kind if ("R" if context in _RIGHT else context) == kind else own
        for n in (start, end) if kind else ():
            behind = n + 1
            while behind < len(chars) and unicodedata.bidirectional(chars[behind]) == "NSM":
                behind += 1
            kinds[n:behind] = [kind] * (behind - n)


def _pairs(chars: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return the offsets of brackets that belong together, in the order of the opening ones."""
    opened: list[tuple[str, int]] = []
    done: list[tuple[int, int]] = []
    for n, char in enumerate(chars):
        if kinds[n] != "ON":
            continue
        one = SAME.get(char, char)
        if one in PAIRS:
            if len(opened) == _DEEPEST:
                return []
            opened.append((one, n))
        elif one in _CLOSING:
            fit = [m for m, (other, _) in enumerate(opened) if other == _CLOSING[one]]
            if fit:
                done.append((opened[fit[-1]][1], n))
                del opened[fit[-1] :]
    return sorted(done)


def _neutral(kinds: list[str], level: int, before: str, after: str) -> None:
    """Give what has no direction that of the text on both sides, or its level's (N1, N2)."""
    for start, end in _stretches(kinds, _NEUTRAL):
        left = kinds[start - 1] if start else before
        right = kinds[end] if end < len(kinds) else after
        sides = {"R" if side in _RIGHT else side for side in (left, right)}
        kind = sides.pop() if len(sides) == 1 else "LR"[level % 2]
        kinds[start:end] = [kind] * (end - start)


def _stretches(items: Sequence[str], wanted: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of items that are among those wanted."""
    start = None
    for n in range(len(items) + 1):
        if n < len(items) and items[n] in wanted:
            start = n if start is None else start
        elif start is not None:
            yield start, n
            start = None
