"""Characters that must not reach a document as they are: control characters and lone surrogates."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> tuple[str, tuple[int, ...]]:
    """Make unsafe characters visible; return the text and the offsets of what was replaced.

    C0 controls and DEL become their picture (Unicode block Control Pictures, U+2400); C1 controls,
    line separators, noncharacters and lone surrogates become U+FFFD. Tab and newline stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    offsets = tuple(m.start() for m in _UNSAFE.finditer(text))
    return (_UNSAFE.sub(_picture, text), offsets) if offsets else (text, ())


def places(text: str, offsets: Iterable[int], first_line: int = 1) -> list[tuple[int, int]]:
    """Return (line, column), both from 1, of each offset; the offsets rise from one to the next.

    The text's first line is counted as ``first_line``.
    """
    done: list[tuple[int, int]] = []
    line, begin, seen = first_line, 0, 0
    for offset in offsets:
        line += text.count("\n", seen, offset)
        begin = text.rfind("\n", seen, offset) + 1 or begin
        seen = offset
        done.append((line, offset - begin + 1))
    return done


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # the C0 controls
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"  # DEL


_HIDDEN = re.compile(
    "(?<![^\\x00-\\u024f\\u2000-\\u206f])[\\u00ad\\u180e\\u200b-\\u200d\\u2060\\ufeff]+(?![^\\x00-\\u024f\\u2000-\\u206f])"
)
"""Characters that nobody sees, among Latin letters; Arabic, Indian scripts and emoji need some."""

_MIXED = re.compile(r"[^\W\d_]*[A-Za-z][^\W\d_]*")
_LOOK_ALIKES = str.maketrans(
    "асԁеһіјӏорԛѕԝхуАВЕНІЈКМОРЅТХУοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",  # Cyrillic, Greek
    "acdehijlopqswxyABEHIJKMOPSTXYoABEZHIKMNOPTYX",
)


def undisguised(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text as it looks, and the offsets at which it was something else.

    Characters that nobody sees are left out, and Cyrillic and Greek letters that look like Latin
    ones are those within words of Latin letters: else a word that is searched for hides. Letters
    that look like no other (as in "μm") stay.
    """
    found = [m.start() for m in _HIDDEN.finditer(text)]
    mixed = [m for m in _MIXED.finditer(text) if not m[0].isascii()]
    same = [m for m in mixed if m[0].translate(_LOOK_ALIKES) != m[0]]
    if not found and not same:
        return text, ()
    letters = list(text)
    for match in same:
        letters[match.start() : match.end()] = match[0].translate(_LOOK_ALIKES)
    plain = _HIDDEN.sub("", "".join(letters))
    return plain, (*sorted([*found, *(m.start() for m in same)]),)


_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Japanese syllables
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),  # Chinese characters
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def names_whole(text: str, name: str) -> bool:
    """Say whether a text holds a name as whole words; both are given in the same case.

    Scripts written without spaces have no edges of words: beside their characters a name begins
    and ends anywhere.
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        begins = at == 0 or not (_of_word(text[at - 1]) and _of_word(name[0]))
        ends = end == len(text) or not (_of_word(text[end]) and _of_word(name[-1]))
        if begins and ends:
            return True
        at = text.find(name, at + 1)
    return False


def _of_word(character: str) -> bool:
    """Say whether a character belongs to a word that spaces part from the next."""
    if not (character.isalnum() or character == "_"):
        return False
    code = ord(character)
    return code < 0x0E00 or not any(first <= code <= last for first, last in _UNSPACED)
