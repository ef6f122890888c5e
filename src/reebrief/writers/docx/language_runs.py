"""Text as runs, each in its language: whoever reads aloud, hyphenates or checks spelling needs it.

ECMA-376 Part 1, 17.3.2.20 (lang): one language each for European, East Asian and complex scripts.
"""

from __future__ import annotations

from reebrief.writers.docx.xml import run
from reebrief.writers.text.scripts import languages

_TERRITORIES = {
    "ar": "ar-SA",
    "el": "el-GR",
    "en": "en-GB",
    "he": "he-IL",
    "hi": "hi-IN",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "ru": "ru-RU",
    "th": "th-TH",
    "zh": "zh-CN",
}
"""Word wants a territory: the one that most of a language is written in, and our own English."""

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})
_COMPLEX = frozenset({"ar", "he", "hi", "th"})
_EDGES = " \t\n\u00a0.,:;!?()[]{}\"'“”‘’«»…–—-"
"""Signs that have no direction of their own."""

_RTL = "<w:rtl/>"
_LEFTWARD = frozenset({"ar", "he"})


def territorial(language: str) -> str:
    """Return a language as Word knows it: with a territory."""
    return _TERRITORIES.get(language, language)


def defaults(language: str) -> str:
    """Return the languages of a whole document: its own, and one for each kind of script."""
    own, code = territorial(language), language.partition("-")[0]
    eastern = own if code in _EAST_ASIAN else _TERRITORIES["zh"]
    complex_ = own if code in _COMPLEX else _TERRITORIES["ar"]
    return f'<w:lang w:val="{own}" w:eastAsia="{eastern}" w:bidi="{complex_}"/>'


def spoken(text: str, language: str, properties: str = "") -> str:
    """Return the runs of text in a document of a language; properties are the same for each."""
    return "".join(run(part, properties + _lang(code)) for part, code in languages(text, language))


def spoken_leftward(text: str, language: str, properties: str = "") -> str:
    """Return the runs of text in a paragraph that goes from right to left.

    Word lets signs at the edge of words go as their run says: here as the paragraph does.
    """
    done = ""
    for part, code in languages(text, language):
        words = part.strip(_EDGES) if not code else part
        before, _, after = part.partition(words) if words else (part, "", "")
        for shown, extra in ((before, _RTL), (words, _lang(code)), (after, _RTL)):
            done += run(shown, properties + extra) if shown else ""
    return done


def _lang(code: str) -> str:
    if not code:
        return ""
    name = territorial(code)
    if code in _EAST_ASIAN:
        # Of its own numbers and names in Latin letters LibreOffice would break those anywhere.
        return f'<w:lang w:eastAsia="{name}"/>'
    kind = "bidi" if code in _COMPLEX else ""
    more = f' w:{kind}="{name}"' if kind else ""
    leftward = _RTL if code in _LEFTWARD else ""
    return f'{leftward}<w:lang w:val="{name}"{more}/>'
