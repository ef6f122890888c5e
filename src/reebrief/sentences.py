"""Where sentences end: an abbreviation's full stop ends none, so no hedge is cut from its claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"""(?P<stop>[.!?…])[”’"')\]»]*\s+(?=(?P<opening>[“‘"'(\[«]*)(?P<next>\S))"""
    r"|[。！？][」』”’）]*\s*(?=\S)"  # Chinese and Japanese put no space between sentences
)
_LONGEST = 10
"""No abbreviation is longer: characters to look back from a full stop."""
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_WORD = re.compile(r"\w+")

_BEFORE_A_NAME = frozenset(
    "approx ca cf Capt Col Dr e.g Gen Gov Hon i.e incl Lt Messrs Mr Mrs Ms Mt Prof Rep Rev Sen Sgt "
    "St viz vs".split()
)
"""What a sentence never ends with."""

_BEFORE_A_NUMBER = frozenset("Art Ch Eq Fig Figs No no Nos nos p para pp Sec Vol vol".split())
"""What is an abbreviation before a number only: "No. 5", but "He said no. The plant …"."""

_ABBREVIATIONS = frozenset(
    "al Apr Aug Bros Co Corp Dec Dept etc Feb Govt Inc Intl Jan Jr Jul Jun Ltd Mar Nov Oct Plc Pty "
    "Sep Sept Sr Univ".split()
)
"""What a sentence may end with, as it may with initials: the next word tells."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_](?<!\BI)|Ph\.D")

_FIRST_WORDS = frozenset(
    "According After As At But For He However If In It Its Meanwhile On Since She That The Then "
    "There These They This Those We When While".split()
)
"""Words that are written with a capital letter at the beginning of a sentence only."""


def ends(text: str) -> Iterator[int]:
    """Yield the offsets at which a new sentence begins, the first sentence's own left out.

    Where it is uncertain whether a full stop ends a sentence it does not: two sentences are then
    one, and no words are parted from the hedge that stands beside them.
    """
    for end in _END.finditer(text):
        stop = end["stop"]
        if stop is None or (not end["next"].islower() and not (stop == "." and _open(text, end))):
            yield end.end()


def _open(text: str, end: re.Match[str]) -> bool:
    """Say whether a full stop belongs to an abbreviation within a sentence."""
    at = end.start()
    before = _WORD_BEFORE.search(text[max(at - _LONGEST, 0) : at])
    word = before[0] if before else ""
    if word in _BEFORE_A_NAME:
        return True
    if word in _BEFORE_A_NUMBER:
        return end["next"].isdecimal()
    if word in _ABBREVIATIONS or _INITIALS.fullmatch(word):
        following = _WORD.match(text, end.start("next"), end.start("next") + _LONGEST + 5)
        return following is None or following[0] not in _FIRST_WORDS
    return False
