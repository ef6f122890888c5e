"""Fonts: files read once in a process, words measured, each character given a font that has it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.document.characters import visible
from reebrief.templates.themes import Theme, optional_fonts
from reebrief.writers.pdf.text import character_maps, letter_shapes
from reebrief.writers.pdf.text.arabic_shaping import is_joined, shaped
from reebrief.writers.text.direction import is_leftward

STAND_INS = {
    "\u00ad": "-",  # a soft hyphen is drawn only where a line ends at it
    "\u2010": "-",
    "\u2011": "-",
    "\u2007": "\u00a0",
    "\u202f": "\u00a0",
    **{chr(code): "\ufffd" for code in range(0x2400, 0x2427)},  # what control characters became
}
"""Characters that borrow another one's shape where a font lacks their own; they read back as is."""

_LONG = 24
"""From this many characters on, a word is an address or a code and may break at its marks."""

_UNSEEN = "\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Characters without a shape: joiners, marks of direction, variation selectors (Unicode, 5.21)."""

_WITHIN = r"\u00ad|\u200b|(?<=[^\W_]{2})[-‐–](?=[^\W\d_])|—(?=\w)"
"""Where any word may break: a part of Unicode's line breaking (UAX 14), LB21 and LB25."""

_WITHIN_LONG = _WITHIN + r"|(?<!/)[-/_?&=](?=[^\W_])"
"""Where a long one may break: at an address's marks, but not after ``https://``."""

_EAST = "\u2e80"
"""From this character on stand the scripts of East Asia, which break between any two characters."""

_WITHIN_EAST = (
    _WITHIN
    + r"|[\u2e80-\uffef\U00020000-\U0003ffff](?<![「『（【《〈])"
    + r"(?=[\u2e80-\uffef\U00020000-\U0003ffff])(?![、。，．！？」』）】》〉：；ー])"
)

_MOST_WORDS = 20_000
"""How many words of one typeface are kept measured."""

_SHOWN = 20
"""How many characters that no font has are listed."""


class Stop(IntEnum):
    """Whether a line may end after an atom, and what it then shows."""

    NONE = 0
    PLAIN = 1
    HYPHEN = 2


class Face:
    """One TrueType file. ``widths`` holds each character's advance width in ems."""

    def __init__(self, path: Path) -> None:
        try:
            if character_maps.claimed(path.read_bytes()) > character_maps.MOST:
                raise TTFError("it claims more characters than there are")
            self.file: Any = TTFontFile(str(path))
            wrong = next(letter_shapes.faults(self.file), "")
            self.widths = self._widths()
        except Exception as fault:  # noqa: BLE001  whatever a damaged table brings about
            raise unreadable(path, fault) from None
        if wrong:
            raise error(f"the font file '{path.name}' {wrong}", hint="choose a font of letters")
        for char, base in STAND_INS.items():
            if char not in self.widths and base in self.widths:
                self.widths[char] = self.widths[base]
        self.name: str = self.file.name.decode("ascii", "replace")
        self.path = path
        self.ascent: float = self.file.ascent / 1000
        self.descent: float = -self.file.descent / 1000

    def _widths(self) -> dict[str, float]:
        """Return the advance widths of the characters that the font shows, in ems."""
        return {
            chr(code): width / 1000
            for code, width in self.file.charWidths.items()
            if code in self.file.charToGlyph
            and not 0xE000 <= code < 0xF900  # private use
            and not letter_shapes.is_blank(self.file, code)
        }

    def drawn(self, char: str) -> int:
        """Return the code point whose shape is drawn for a character that the face covers."""
        code = ord(char)
        return code if code in self.file.charToGlyph else ord(STAND_INS[char])


def unreadable(path: Path, fault: Exception) -> ReebriefError:
    """Return the error for a font file of which something cannot be read."""
    why = str(fault) if isinstance(fault, TTFError | OSError) else "it is damaged"
    hint = "choose a TrueType font (.ttf) with TrueType outlines"
    return error(f"the font file '{path.name}' cannot be read: {why}", hint=hint)


@functools.lru_cache(maxsize=24)
def _read(path: Path, _stamp: tuple[int, int]) -> Face:
    return Face(path)


def face(path: Path) -> Face:
    """Return a font file's face; read again only where the file's size or time changed."""
    return _read(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters of one face that no line break parts; the width is in ems.

    ``leftward`` says that there are letters from right to left among them.
    """

    text: str
    width: float
    face: Face
    stop: Stop = Stop.NONE
    leftward: bool = False


class Measured:
    """Words that were measured with a face and those that stand in for it, each word once."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[Atom, ...]] = {}

    def keep(self, word: str, atoms: tuple[Atom, ...]) -> None:
        """Keep a word that was measured; after very many the first ones are let go."""
        if len(self.words) >= _MOST_WORDS:
            del self.words[next(iter(self.words))]
        self.words[word] = atoms


@functools.lru_cache(maxsize=24)
def _measured(_face: Face, _others: tuple[tuple[Path, tuple[int, int]], ...]) -> Measured:
    return Measured()


class Typeface:
    """A font family in one weight and slant, with the fonts that stand in for what it lacks.

    ``measured`` holds the words that were measured with these fonts, for every document of the
    process; never one with a character that no font has, which each document has to tell.
    """

    def __init__(self, fonts: Fonts, path: Path, others: tuple[Path, ...]) -> None:
        self.face = face(path)
        self.space: float = self.face.widths.get(" ", 0.25)
        self.fonts = fonts
        self._others = (*others, *optional_fonts.installed())
        self.measured = _measured(self.face, tuple((one, _stamp(one)) for one in self._others))

    def atoms(self, word: str) -> tuple[Atom, ...]:
        """Measure a word without white space or control characters; cut it where a line may end."""
        known = self.measured.words.get(word)
        if known is None:
            lacked = self.fonts.lacked
            known = tuple(self._measure(word))
            if lacked == self.fonts.lacked:
                self.measured.keep(word, known)
        return known

    def width(self, text: str) -> float:
        """Return the width in ems of a text set on one line."""
        words = visible(text)[0].split()
        widths = [sum(atom.width for atom in self.atoms(word)) for word in words]
        return sum(widths) + self.space * max(0, len(words) - 1)

    def _measure(self, word: str) -> list[Atom]:
        leftward = False
        if not word.isascii():
            if any(map(unicodedata.combining, word)):
                word = unicodedata.normalize("NFC", word)
            leftward = is_leftward(word)
            if leftward and is_joined(word):
                word = shaped(word, lambda char: self._having(char) is not None)
        atoms: list[Atom] = []
        for part, stop in _cut(word):
            runs = self._runs(part)
            atoms += [Atom(run, width, face, leftward=leftward) for run, width, face in runs[:-1]]
            atoms += [Atom(run, width, face, stop, leftward) for run, width, face in runs[-1:]]
        return atoms

    def _runs(self, text: str) -> list[tuple[str, float, Face]]:
        widths = self.face.widths
        try:
            return [(text, sum(map(widths.__getitem__, text)), self.face)] if text else []
        except KeyError:
            pass
        runs: list[tuple[str, float, Face]] = []
        for char in text:
            has = self._having(char)
            if has is None:
                self.fonts.lack(char)
            elif runs and runs[-1][2] is has:
                runs[-1] = (runs[-1][0] + char, runs[-1][1] + has.widths[char], has)
            else:
                runs.append((char, has.widths[char], has))
        return runs

    def _having(self, char: str) -> Face | None:
        if char in self.face.widths:
            return self.face
        return next((f for p in self._others if char in (f := face(p)).widths), None)


class Fonts:
    """The theme's typefaces, read when first used, and the characters that none of them has.

    ``place`` is where the text that is being measured comes from; ``lacked`` counts how often a
    character was lacking.
    """

    def __init__(self, theme: Theme) -> None:
        self.place: Place | None = None
        self.lacked = 0
        self._theme = theme
        self._typefaces: dict[tuple[str, bool, bool], Typeface] = {}
        self._lacking: dict[str, Place | None] = {}

    def typeface(self, family: str, *, bold: bool, italic: bool) -> Typeface:
        """Return one of the theme's font families in a weight and slant."""
        key = (family, bold, italic)
        if key not in self._typefaces:
            names = (family, *self._theme.fallback)
            path, *others = (self._path(name, bold=bold, italic=italic) for name in names)
            self._typefaces[key] = Typeface(self, path, tuple(others))
        return self._typefaces[key]

    def lack(self, char: str) -> None:
        """Note that no font has a character."""
        self.lacked += 1
        self._lacking.setdefault(char, self.place)

    def check(self) -> None:
        """Raise ReebriefError where characters cannot be shown: one problem for each font.

        Letters of one script are taken to be of one font; other signs are told one by one.
        """
        by_font: dict[tuple[str, str], list[str]] = {}
        for char in self._lacking:
            hint = optional_fonts.hint(char)
            key = (hint, "" if hint.startswith("install") else _script(char))
            by_font.setdefault(key, []).append(char)
        if by_font:
            raise ReebriefError(
                Problem(_no_font(chars), self._lacking[chars[0]], hint)
                for (hint, _), chars in by_font.items()
            )

    def _path(self, family: str, *, bold: bool, italic: bool) -> Path:
        font = self._theme.fonts[family]
        if bold:
            return font.bold_italic if italic else font.bold
        return font.italic if italic else font.regular


def _script(char: str) -> str:
    """Return what a letter's name in Unicode begins with, of another sign its whole name."""
    name = unicodedata.name(char, "")
    return name.partition(" ")[0] if unicodedata.category(char)[0] in "LM" else name


def _no_font(chars: Sequence[str]) -> str:
    """Say that no font has characters, the first with its name."""
    first, *others = chars
    if not others:
        return f"no font has {_name(first)}"
    shown = "".join(others[:_SHOWN]) + "…" * (len(others) > _SHOWN)
    return f"no font has {_name(first)} and {len(others)} more: {shown}"


def _name(char: str) -> str:
    shown = char if char.isprintable() else " "
    return f"'{shown}' (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first wanted: a class of so many characters takes its time."""
    return re.compile(pattern)


def _cut(word: str) -> list[tuple[str, Stop]]:
    """Cut a word where a line may end within it."""
    if word.isascii() and "-" not in word and len(word) <= _LONG:
        return [(word, Stop.NONE)]
    word = _pattern(f"[{_UNSEEN}]").sub("", word)
    stops = _WITHIN_LONG if len(word) > _LONG else _WITHIN
    if max(word, default="") >= _EAST:
        stops = _WITHIN_EAST
    parts: list[tuple[str, Stop]] = []
    start = 0
    for match in _pattern(stops).finditer(word):
        end = match.start() if match[0] in "\u00ad\u200b" else match.end()
        parts.append((word[start:end], Stop.HYPHEN if match[0] == "\u00ad" else Stop.PLAIN))
        start = match.end()
    parts.append((word[start:], Stop.NONE))
    return parts
