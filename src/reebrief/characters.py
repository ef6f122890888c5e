"""Characters that must not reach a document as they are: control characters and lone surrogates."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> tuple[str, tuple[int, ...]]:
    """Make unsafe characters visible; return the text and the offsets of what was replaced.

    C0 controls and DEL become their picture (Unicode block Control Pictures, U+2400); C1 controls,
    line separators, noncharacters and lone surrogates become U+FFFD. Tab and newline stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    offsets = tuple(m.start() for m in _UNSAFE.finditer(text))
    return (_UNSAFE.sub(_picture, text), offsets) if offsets else (text, ())


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # the C0 controls
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"  # DEL
