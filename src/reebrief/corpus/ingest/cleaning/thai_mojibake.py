"""UTF-8 read as Thai: undoes it where the letters themselves say what was meant.

Two readings occur. Windows-874 with windows-1252 as its fallback keeps every byte, so that it can
be undone exactly. ISO-8859-11 loses the bytes 0x80–0x9F: a mark of three bytes, E2 80 XX, leaves
its first letter, to which ``marks`` gives a meaning by context, and a mark of two bytes, C2 XX or
C3 XX, leaves both letters. Real Thai holds vowels and tones between its consonants; a run of Thai
letters is damage only where all of it reads as such codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reebrief.corpus.ingest.changes import Edit

THAI = "\u0e00-\u0e7f"
LATIN = f"[^\\W_{THAI}]"
"""A letter or digit that is not Thai: Python's ``\\w`` counts the damage as letters."""

_MARK, _NO_BREAK = "\u0e42", "\u0e22"  # the bytes E2 and C2
_TWO_BYTES = {"\u0e23": 0xC0, "\u0e24": 0x100, "\u0e25": 0x140}
"""The bytes C3, C4 and C5, and the first of the 64 Latin letters that each begins."""

_RUN = re.compile(f"(?:{_MARK}[€\ufffd]{{1,2}}|[{THAI}])+")
_THREE_BYTES = {  # E2 XX, the byte between them lost
    "\u0e02": "™",
    "\u0e04": "≤",
    "\u0e05": "≥",
    "\u0e06": "…",
    "\u0e0c": "€",
    "\u0e10": "‰",
    "\u0e12": "′",
    "\u0e13": "″",
}
_ANYWHERE = frozenset("©®™•…·§")
"""Codes that are no Thai words, and that stand alone in a text."""

_THAI_WORDS = frozenset("≤≥¡¿ªº")
"""Codes that are Thai words too: among Thai they stay what they are."""


def _bytes() -> dict[str, int]:
    done: dict[str, int] = {}
    for code in range(0x80, 0x100):
        for charset in ("cp874", "cp1252", "latin-1"):  # the last for C1 controls, as browsers do
            try:
                done[bytes([code]).decode(charset)] = code
                break
            except UnicodeDecodeError:
                continue
    return done


_BYTES = _bytes()
"""The byte that each character stands for in windows-874, else in windows-1252."""


def _of_bytes(first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, b in _BYTES.items() if first <= b <= last) + "]"


_REST = _of_bytes(0x80, 0xBF)
_EXACT = re.compile(
    f"(?<![{THAI}])(?:{_of_bytes(0xC2, 0xC5)}{_REST}|{_of_bytes(0xE2, 0xEF)}{_REST}{{2}})+"
)
"""Bytes of UTF-8, kept whole: Latin letters in two bytes, marks and CJK in three."""

_CERTAIN = re.compile(f"{_of_bytes(0xE2, 0xEF)}{_of_bytes(0x80, 0x9F)}{_REST}")
"""Three bytes that no Thai word holds: its second letter is one of those lost elsewhere."""


def exact(line: str, *, among_thai: bool) -> Iterator[Edit]:
    """Yield the edits that undo windows-874, wherever a run holds more than Thai letters."""
    for found in _EXACT.finditer(line):
        new = bytes(_BYTES[c] for c in found[0]).decode("utf-8", "replace")
        if _is_exact(line, found, new, among_thai=among_thai):
            new = re.sub(r"\s", " ", new)
            yield Edit(found.start(), found.end(), new, "high", "UTF-8 read as windows-874")


def _is_exact(line: str, found: re.Match[str], new: str, *, among_thai: bool) -> bool:
    """Say whether a run is damage and not Thai beside a mark, and gives sound characters."""
    if re.search("[\ufffd\x80-\x9f]", new):
        return False
    if re.search("[\u3000-\uffff]", new):  # CJK: its bytes are Thai letters and marks, too
        return not among_thai and (_begins_no_word(found[0]) or bool(_CERTAIN.search(found[0])))
    if _CERTAIN.search(found[0]):
        return True
    mixed = not re.fullmatch(f"[{THAI}]+", found[0])
    return mixed and len(found[0]) == 2 and _touches(line, found.start(), found.end(), LATIN)


def _begins_no_word(run: str) -> bool:
    """Say whether letters cannot begin a Thai word, as U+0E45 to U+0E4E cannot."""
    return "\u0e45" <= run[0] <= "\u0e4e"


@dataclass(frozen=True, slots=True)
class Code:
    """A code within a run: a lost mark, a lost no-break space, or the character it stands for."""

    start: int
    end: int
    kind: Literal["mark", "no-break space", "character", "letter"]
    new: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of Thai letters; ``codes`` are empty where it does not read as damage."""

    start: int
    end: int
    codes: tuple[Code, ...]


def runs(line: str) -> list[Run]:
    """Return the runs of Thai letters in a line."""
    return [Run(m.start(), m.end(), _codes(m)) for m in _RUN.finditer(line)]


def _codes(run: re.Match[str]) -> tuple[Code, ...]:
    """Read a run as codes from left to right, or as none."""
    text, base = run[0], run.start()
    done: list[Code] = []
    at = 0
    while at < len(text):
        code = _code(text, at, base)
        if code is None:
            return ()
        done.append(code)
        at = code.end - base
    return tuple(done)


def _code(text: str, at: int, base: int) -> Code | None:
    letter, after = text[at], text[at + 1 : at + 2]
    start = base + at
    second = _BYTES.get(after, 0) if "\u0e01" <= after <= "\u0e1f" else 0  # A1 to BF
    if letter == _NO_BREAK and second:
        return Code(start, start + 2, "character", chr(second))
    if letter == _NO_BREAK:
        return Code(start, start + 1, "no-break space")
    if letter in _TWO_BYTES and second:
        return Code(start, start + 2, "letter", chr(_TWO_BYTES[letter] + second - 0x80))
    if letter == _MARK and after in _THREE_BYTES:
        return Code(start, start + 2, "character", _THREE_BYTES[after])
    if letter == _MARK:
        length = len(text[at + 1 : at + 3]) - len(text[at + 1 : at + 3].lstrip("€\ufffd"))
        return Code(start, start + 1 + length, "mark")
    return None


def damaged(line: str, *, among_thai: bool) -> list[Run]:
    """Return the runs that are damage; ``among_thai`` says that the text holds real Thai."""
    return [run for run in runs(line) if _is_damage(line, run, among_thai=among_thai)]


def _is_damage(line: str, run: Run, *, among_thai: bool) -> bool:
    codes = run.codes
    if not codes:
        return False
    touches = _touches(line, run.start, run.end, LATIN)
    if len(codes) > 1:
        # A mark directly before a code is how Thai syllables with the vowel "o" begin, too.
        syllable = any(
            a.kind == "mark" and b.kind in {"character", "letter"} and b.new not in "…™"
            for a, b in pairwise(codes)
        )
        if syllable:
            return _before(line, run.end, LATIN)
        spelled = any(c.kind in {"character", "letter"} and c.new not in _ANYWHERE for c in codes)
        return touches or not (spelled or among_thai)
    (code,) = codes
    match code.kind:
        case "mark":
            enclosed = _after(line, run.start, r"[(\[{“]") and _before(line, run.end, r"[)\]}”]")
            alone = _after(line, run.start, r"\s") and _before(line, run.end, r"\s")
            return not enclosed and not (alone and among_thai)
        case "no-break space":
            dated = re.search(f"[{THAI}]\\.\\Z", line[max(run.start - 2, 0) : run.start])
            return not dated and (touches or not among_thai)
        case "letter":
            both = _after(line, run.start, LATIN) and _before(line, run.end, LATIN)
            return both or (touches and not among_thai)
        case "character":
            if code.new in _ANYWHERE:
                return True
            counts = _counts(line, run) and code.new not in "¡¿ªº"
            return (touches or counts) and not (among_thai and code.new in _THAI_WORDS)


def _counts(line: str, run: Run) -> bool:
    """Say whether a number stands beside a run, or a space away."""
    before = re.search(r"[0-9]\s?\Z", line[max(run.start - 2, 0) : run.start])
    return (before or re.match(r"\s?[0-9]", line[run.end : run.end + 2])) is not None


def _touches(line: str, start: int, end: int, what: str) -> bool:
    return _after(line, start, what) or _before(line, end, what)


def _after(line: str, start: int, what: str) -> bool:
    return start > 0 and re.match(what, line[start - 1]) is not None


def _before(line: str, end: int, what: str) -> bool:
    return end < len(line) and re.match(what, line[end]) is not None


def is_thai(line: str, run: Run) -> bool:
    """Say whether a run shows that the text holds real Thai."""
    text = line[run.start : run.end]
    word = re.fullmatch(f"[{THAI}]{{2,}}", text) and not run.codes and not _begins_no_word(text)
    return "฿" in text or (bool(word) and not _touches(line, run.start, run.end, LATIN))


def characters(line: str, found: Sequence[Run]) -> Iterator[Edit]:
    """Yield the edits that restore every code but the lost marks."""
    for code in (code for run in found for code in run.codes):
        match code.kind:
            case "no-break space":
                yield _space(line, code)
            case "character" if code.new == "™":
                yield _trade_mark(line, code)
            case "character" | "letter":
                reason = f"{code.new} read as Thai letters"
                yield Edit(code.start, code.end, code.new, "high", reason)
            case "mark":
                pass


def _space(line: str, code: Code) -> Edit:
    """Make a no-break space one ordinary space: the publisher's editor sets it for a second one."""
    end = code.end
    while end < len(line) and line[end] in " \xa0":
        end += 1
    needless = not code.start or end == len(line) or line[code.start - 1] in f" \xa0{_NO_BREAK}"
    new = "" if needless else " "
    return Edit(code.start, end, new, "high", "no-break space read as a Thai letter")


def _trade_mark(line: str, code: Code) -> Edit:
    """Tell the trade mark sign from the bullet: both end in the byte A2."""
    if not line[: code.start].strip(" -"):
        return Edit(code.start, code.end, "•", "high", "• read as Thai letters")
    touches = _after(line, code.start, r"\S")
    new = "™" if touches else "•"
    return Edit(
        code.start, code.end, new, "high" if touches else "medium", f"{new} read as Thai letters"
    )
