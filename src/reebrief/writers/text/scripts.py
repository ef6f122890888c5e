"""Find the words of a text that are of another language, as their script shows.

The ranges are blocks of the scripts of Unicode (UAX 24 and its data file Scripts.txt). A script
alone does not tell Russian from Ukrainian: the language named is the one most written in it. An
alphabet of which a single letter stands there is a sign of mathematics or physics, and no language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

_HAN = "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_BEYOND = "\U00020000-\U000323af"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d"

_SCRIPTS = {
    "zh": _HAN + _HAN_BEYOND + _KANA,  # Japanese where there is kana in it
    "ko": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "ru": "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "he": "\u0591-\u05f4\ufb1d-\ufb4f",
    "hi": "\u0900-\u097f",
    "th": "\u0e01-\u0e3a\u0e40-\u0e5b",
}
"""The characters of a script, as a class of a regular expression, by the language it stands for."""

_ALPHABETS = frozenset({"ru", "el"})

_WRITTEN = {
    "zh": ("zh", "ja", "ko"),
    "ko": ("ko",),
    "ru": ("ru", "uk", "be", "bg", "kk", "ky", "mk", "mn", "sr", "tg"),
    "el": ("el",),
    "ar": ("ar", "fa", "ps", "ug", "ur"),
    "he": ("he", "yi"),
    "hi": ("hi", "mr", "ne"),
    "th": ("th",),
}
"""The languages (ISO 639) in whose own texts a script is nothing special."""

_BETWEEN = r"\s\d.,:;·()/\u2010-\u201f\u3000-\u303f\uff01-\uff20-"
"""What may stand between two words of one language: spaces, digits, marks."""

_FIRST, _MARKS, _AFTER_MARKS = "\u0370", "\u2000", "\u2de0"
"""No character below the first one is of these scripts, nor are the marks between the other two."""

_ALPHABETIC = re.compile(f"[{_FIRST}-\u1fff]")


def languages(text: str, own: str) -> Iterator[tuple[str, str]]:
    """Cut a text where the language changes; yield the parts, which joined are the text.

    ``own`` is the language of the text (BCP 47, such as ``en-GB``). Each part comes with the code
    of its language, "" where that is the text's own.
    """
    if text.isascii() or not _may_differ(text):
        yield text, ""
        return
    at = 0
    for found in _pattern().finditer(text):
        language = _language(str(found.lastgroup), found[0])
        if own.partition("-")[0] in _WRITTEN[str(found.lastgroup)] or not language:
            continue
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[0], language
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def _may_differ(text: str) -> bool:
    """Say fast that a text is of its own language alone: quotes and dashes do not count."""
    last = max(text)
    if _MARKS <= last < _AFTER_MARKS:
        return _ALPHABETIC.search(text) is not None
    return last >= _FIRST


def _language(script: str, text: str) -> str:
    """Return the language of text in a script, "" for a mere sign."""
    if script == "zh" and re.search(f"[{_KANA}]", text):
        return "ja"
    return "" if script in _ALPHABETS and len(text) == 1 else script


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return what finds words of one script, and all that stands between two of them."""
    return re.compile(
        "|".join(
            f"(?P<{language}>[{script}](?:[{script}{_BETWEEN}]*[{script}])?)"
            for language, script in _SCRIPTS.items()
        )
    )
