"""Say in which direction a paragraph runs: that of its first letter with one (UAX #9, P2, P3)."""

from __future__ import annotations

import re
import unicodedata

_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of letters from right to left (DerivedBidiClass.txt)."""

_OPENS = frozenset({"LRI", "RLI", "FSI"})


def is_leftward(text: str) -> bool:
    """Say whether a text has letters that are written from right to left."""
    return not text.isascii() and _LEFTWARD.search(text) is not None


def runs_leftward(text: str) -> bool:
    """Say whether a paragraph runs from right to left; one without letters does not."""
    return is_leftward(text) and first_strong(text) in {"R", "AL"}


def first_strong(text: str) -> str:
    """Return the bidirectional class of the first letter that has a direction, "" without one.

    What stands between the marks of an isolate does not count, but for an isolate's own end.
    """
    inside = 0
    for kind in map(unicodedata.bidirectional, text):
        if kind in _OPENS:
            inside += 1
        elif kind == "PDI":
            inside = max(0, inside - 1)
        elif not inside and kind in {"L", "R", "AL"}:
            return kind
    return ""
