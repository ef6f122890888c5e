"""Find the quotations of a text, and the words of an article that bear one out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]+)”|„(?P<low>[^„“”]+)[“”]|«(?P<angle>[^«»]+)»|「(?P<corner>[^「」]+)」"
    r"|(?<!\w)\"(?P<straight>[^\"]+)\"(?!\w)|(?<!\w)‘(?P<single>[^‘]+?)’(?!\w)"
)
_OPEN = re.compile(r"“[^“”]*\Z|„[^„“”]*\Z|«[^«»]*\Z")
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_INSERTION = re.compile(r"\[([^\[\]]*)\]")
_WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: offsets with the marks, and the words without them.

    ``ended`` is False where no mark ends it.
    """

    start: int
    end: int
    text: str
    ended: bool = True


def quotations(text: str) -> Iterator[Quotation]:
    """Yield the quotations of a text in its order; one without an end runs to the text's end."""
    last = 0
    for found in _QUOTED.finditer(text):
        last = found.end()
        yield Quotation(found.start(), last, found[found.lastgroup or 0])
    open_ = _OPEN.search(text, last)
    if open_ is not None:
        yield Quotation(open_.start(), len(text), open_[0][1:], ended=False)


def said(quotation: str, lines: Sequence[str]) -> int | None:
    """Return the line that holds a quotation word for word, or None.

    Typographic marks, the case of its first letter and its last mark count for nothing; words may
    be left out at […], and [insertions] stand for any words or none.
    """
    pattern = _pattern(quotation)
    if pattern is None:
        return 0
    return next((n for n, line in enumerate(lines) if pattern.search(_spaced(line))), None)


def nearest(quotation: str, lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the sentence part that is most like a quotation, with its line; None where none is."""
    words = _words(quotation)
    best: tuple[float, int, str] | None = None
    for n, line in enumerate(lines):
        spans = [m.span() for m in _WORD.finditer(line)]
        theirs = [line[a:b].casefold() for a, b in spans]
        if len({*words} & {*theirs}) * 2 < len({*words}):
            continue
        matcher = difflib.SequenceMatcher(None, words, theirs, autojunk=False)
        blocks = [b for b in matcher.get_matching_blocks() if b.size]
        held = sum(b.size for b in blocks) / len(words)
        if blocks and held >= 0.5 and (best is None or held > best[0]):
            first, last = blocks[0].b, blocks[-1].b + blocks[-1].size - 1
            best = (held, n, line[spans[first][0] : spans[last][1]])
    return (best[1], best[2]) if best else None


def _words(text: str) -> list[str]:
    return [m[0].casefold() for m in _WORD.finditer(_INSERTION.sub(" ", _GAP.sub(" ", text)))]


def _spaced(text: str) -> str:
    """Return the words of a text in small letters, one space before each and one at the end."""
    return "".join(f" {m[0].casefold().replace('’', chr(39))}" for m in _WORD.finditer(text)) + " "


def _pattern(quotation: str) -> re.Pattern[str] | None:
    """Make the pattern of a quotation's words; None where it has none."""
    parts = [part for part in _GAP.split(quotation) if part.strip()]
    made = [_part(part) for part in parts]
    return re.compile(".*".join(filter(None, made))) if any(made) else None


def _part(text: str) -> str:
    """Make the pattern of words without a gap; an insertion stands for up to eight words."""
    text = _INSERTION.sub(_insertion, text)
    done: list[str] = []
    for word in text.split("\0"):
        spaced = _spaced(word).strip()
        if spaced:
            done.append(re.escape(spaced))
    joined = r"(?: [^ ]+){0,8} "
    return rf"(?<= ){joined.join(done)}(?= )" if done else ""


def _insertion(found: re.Match[str]) -> str:
    """Return what an insertion stands for: [w]e is a letter in another case, the rest is open."""
    return found[1] if len(found[1]) == 1 else "\0"
