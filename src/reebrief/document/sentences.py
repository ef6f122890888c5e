"""Find where sentences begin and end: no hedge is cut off its claim at an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"""(?P<stop>[.!?…])[”’"')\]»]*\s+(?=[^\s.!?…,;:])(?=[“‘"'(\[«]*(?P<next>\w*))"""
    r"|[。！？][」』”’）]*\s*(?=\S)"  # Chinese and Japanese put no space between sentences
)

_PARTED = re.compile(r" · ")

_LONGEST = 10
"""Characters to look back from a full stop; no abbreviation is longer."""

_LAST_WORD = re.compile(r"[\w.]*\Z")

_BEFORE_A_NAME = re.compile(
    "approx|ca|cf|Capt|Col|Dr|e[.]g|Gen|Gov|Hon|i[.]e|incl|Lt|Messrs|Mr|Mrs|Ms|Mt|Prof|Rep|Rev|Sen"
    "|Sgt|St|viz|vs"
)
"""Abbreviations that end no sentence."""

_BEFORE_A_NUMBER = re.compile("Art|Ch|Eq|Figs?|[Nn]os?|pp?|para|Sec|[Vv]ol")
"""Abbreviations before a number only: "No. 5", but "He said no. The plant …"."""

_ANYWHERE = re.compile(
    "al|Apr|Aug|Bros|Co|Corp|Dec|Dept|etc|Feb|Govt|Inc|Intl|Jan|Jr|Jul|Jun|Ltd|Mar|Nov|Oct|Ph[.]D"
    r"|Plc|Pty|Sept?|Sr|Univ|(?:[^\W\d_]\.)*[^\W\d_]"
)
"""Abbreviations and initials that may end a sentence: the next word tells."""

_NUMBER = re.compile(r"\s*\(?\d{1,2}")
"""A number that stands before a sentence, as before an entry of a list: "2. The plant …"."""

_FIRST_WORD = re.compile(
    "According|After|As|At|But|For|He|However|If|In|Its?|Meanwhile|On|Since|She|That|The|Then|There"
    "|These|They|This|Those|We|When|While"
)
"""Words that have a capital letter at the beginning of a sentence only."""


def ends(text: str) -> Iterator[int]:
    """Yield the offsets at which a new sentence begins, the first sentence's own left out.

    Where it is uncertain whether a full stop ends a sentence it does not: two sentences are then
    one, and no words are parted from the hedge that stands beside them.
    """
    begin = 0
    for end in _END.finditer(text):
        following = end["next"] or ""
        abbreviated = end["stop"] == "." and (
            _abbreviated(text, end.start(), following)
            or _NUMBER.fullmatch(text, begin, end.start()) is not None
        )
        if not abbreviated and not following[:1].islower():
            begin = end.end()
            yield begin


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends, or part between middle dots."""
    start = 0
    parts = (found.end() for found in _PARTED.finditer(text))
    for end in sorted({*ends(text), *parts, len(text)}):
        yield start, end
        start = end


def _abbreviated(text: str, stop: int, following: str) -> bool:
    """Say whether a full stop belongs to an abbreviation within a sentence."""
    found = _LAST_WORD.search(text, max(stop - _LONGEST, 0), stop)
    word = found[0] if found else ""
    if _BEFORE_A_NAME.fullmatch(word):
        return True
    if _BEFORE_A_NUMBER.fullmatch(word):
        return following[:1].isdecimal()
    return _ANYWHERE.fullmatch(word) is not None and _FIRST_WORD.fullmatch(following) is None


def word_count(text: str) -> int:
    """Count the words of a text: signs alone are none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def capital(text: str) -> str:
    """Return a text as a sentence begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int, end: str = "…") -> str:
    """Return the beginning of a text of more than ``most`` characters, to its last whole word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + end
