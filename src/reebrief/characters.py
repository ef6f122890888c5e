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


_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_SPACED = rf"[^\W{_UNSPACED}]"


def whole(name: str) -> str:
    """Return a regular expression that finds a name as whole words.

    Scripts written without spaces (Thai, Lao, Burmese, Khmer, Japanese, Chinese) have no edges of
    words: beside their characters a name begins and ends anywhere.
    """
    left = rf"(?<!{_SPACED})" if re.match(_SPACED, name) else ""
    right = rf"(?!{_SPACED})" if re.search(rf"{_SPACED}\Z", name) else ""
    return left + re.escape(name) + right
