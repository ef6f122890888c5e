"""Inlines to lines: pieces of one look, broken where they may break, in time linear in the text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reebrief.document.characters import visible
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.bidi import levels, levels_on_line, order, reverse
from reebrief.writers.pdf.text.fonts import Atom, Face, Stop, Typeface
from reebrief.writers.pdf.text.hyphenation import positions
from reebrief.writers.text.direction import is_leftward, runs_leftward
from reebrief.writers.text.line_breaking import NO_BREAK

_SPACE = re.compile(r"[ \t\n]+")
_WORD = re.compile(r"\W*([^\W\d_]{6,60})\W*")
"""A word that may be parted: of letters alone, apart from marks around it; more of them than any
word has are a code.
"""

_MOST_PARTED = 2
"""The most lines in a row that end with a hyphen."""

HYPHEN = "\u00ad"
"""What stands for the hyphen at which a word was parted: it is no part of the text."""

_SLACK = 0.01
"""Points by which a line may be too long: sums of widths are not exact."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How characters look: a typeface, a size and a rise in points, a colour as in the theme."""

    typeface: Typeface
    size: float
    colour: str
    rise: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a link leads: an address, or a name ``inside`` the document; and what to call that.

    ``tag`` is the link's element.
    """

    tag: Tag
    address: str
    inside: bool
    label: str
    underlined: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """Text of one look that belongs to one element; ``link`` is where it leads.

    ``part`` is a caveat's part that is complete with this piece; ``note`` is the number of the
    note that it refers to for the first time; ``articles`` are those whose text it is; behind one
    that ``ends_line`` a new line begins.
    """

    text: str
    look: TextStyle
    tag: Tag
    link: Target | None = None
    part: str = ""
    note: int = 0
    articles: tuple[str, ...] = ()
    ends_line: bool = False


@dataclass(slots=True)
class Fragment:
    """Characters of one face and one piece on a line; ``x`` counts from the line's start.

    The text of a ``leftward`` one stands in the order of its shapes, from left to right.
    """

    x: float
    width: float
    text: str
    face: Face
    piece: TextPiece
    leftward: bool = False


@dataclass(slots=True)
class Broken:
    """A line that was broken: its fragments, its width without the space at its end.

    Fragments stand in the order of reading. ``mixed`` says that not all text goes rightward,
    ``leftward`` that the paragraph as a whole goes from right to left.
    """

    fragments: list[Fragment]
    width: float
    parts: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    articles: frozenset[str] = frozenset()
    last: bool = False
    mixed: bool = False
    leftward: bool = False


@dataclass(slots=True)
class _Bit:
    piece: TextPiece
    face: Face
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Parting:
    """How words are parted: in which language, and how much of a line may stay empty else.

    A word too long for a line is parted in any case; ``zone`` is in points.
    """

    language: str
    zone: float


def break_lines(
    pieces: Iterable[TextPiece], width: float, parting: Parting | None = None
) -> list[Broken]:
    """Break pieces into lines of a width in points, each as full as it can be.

    White space is one space, and none at a line's start; the one at which a line was broken stays
    at its end, so that readers of the file find the words apart.
    """
    breaker = _Breaker(width, parting)
    for piece in pieces:
        breaker.feed(piece)
    lines = breaker.finish()
    return arranged(lines) if breaker.leftward else lines


class _Breaker:
    def __init__(self, width: float, parting: Parting | None) -> None:
        self.limit = width + _SLACK
        self.parting = parting
        self.parted = 0  # how many lines before this one end with a hyphen
        self.lines: list[Broken] = []
        self.bits: list[_Bit] = []
        self.x = 0.0
        self.spaced = True  # nothing stands before the next word, or a space
        self.stop = 0  # how many of the bits stay when the line is broken at its last stop
        self.hyphen: _Bit | None = None  # what a break at that stop shows
        self.leftward = False
        # What stands before a word that was parted at the end of the last line, and its beginning.
        self.begun: tuple[list[_Bit], _Bit] | None = None

    def feed(self, piece: TextPiece) -> None:
        look = piece.look
        for n, word in enumerate(_SPACE.split(visible(piece.text)[0])):
            if n:
                self.space(piece)
            if word:
                for atom in look.typeface.atoms(word):
                    self.put(piece, atom, atom.width * look.size)
        if piece.part:
            self.bits.append(_Bit(piece, look.typeface.face, "", 0.0))
        if piece.ends_line and self.bits:
            self.make_whole()
            self.emit()
            self.lines[-1].last = True

    def space(self, piece: TextPiece) -> None:
        if self.spaced:
            return
        look = piece.look
        width = look.typeface.space * look.size
        self.bits.append(_Bit(piece, look.typeface.face, " ", width))
        self.x += width
        self.spaced = True
        self.allow()

    def put(self, piece: TextPiece, atom: Atom, width: float) -> None:
        if self.x + width > self.limit:
            if self.parting and self.part(piece, atom, width):
                return
            if self.stop:
                self.break_here()
            if self.x + width > self.limit:
                if not (self.parting and self.part(piece, atom, width)):
                    self.cut(piece, atom)
                return
        self.bits.append(_Bit(piece, atom.face, atom.text, width))
        self.x += width
        self.spaced = False
        self.leftward |= atom.leftward
        if atom.stop is Stop.PLAIN:
            self.allow()
        elif atom.stop is Stop.HYPHEN:
            hyphen = _hyphen(piece, piece.look.typeface.face)
            if self.x + hyphen.width <= self.limit:
                self.allow(hyphen)

    def allow(self, hyphen: _Bit | None = None) -> None:
        self.stop = len(self.bits)
        self.hyphen = hyphen

    def break_here(self) -> None:
        """End the line at its last stop, and begin the next one with what stands after that."""
        rest = self.bits[self.stop :]
        del self.bits[self.stop :]
        if self.hyphen:
            self.bits.append(self.hyphen)
        self.emit()
        self.bits = rest
        self.x = sum(bit.width for bit in rest)
        self.spaced = not any(bit.text for bit in rest)

    def part(self, piece: TextPiece, atom: Atom, width: float) -> bool:
        """Set the beginning of a word at the line's end, the rest after it; say whether it fits.

        Names and abbreviations stay whole, unless no line has room for them.
        """
        parting, text = self.parting, atom.text
        found = _WORD.fullmatch(text)
        if parting is None or found is None or len(self.bits) != self.stop:
            return False
        hyphen = _hyphen(piece, atom.face)
        room = self.limit - self.x - hyphen.width
        begin = found.start(1)
        if width <= self.limit and (
            room < parting.zone or text[begin].isupper() or self.parted >= _MOST_PARTED
        ):
            return False
        widths, size = atom.face.widths, piece.look.size
        for at in reversed(positions(found[1], parting.language)):
            head = text[: begin + at]
            used = sum(map(widths.__getitem__, head)) * size
            if used <= room:
                begun = _Bit(piece, atom.face, head, used)
                before = self.bits[:]
                self.bits += (begun, hyphen)
                self.emit()
                self.begun = (before, begun) if width <= self.limit else None
                rest = text[begin + at :]
                self.put(
                    piece, replace(atom, text=rest, width=atom.width - used / size), width - used
                )
                return True
        return False

    def cut(self, piece: TextPiece, atom: Atom) -> None:
        """Set characters that are wider than a line: cut at a no-break space where there is one."""
        head, space, tail = atom.text.partition(NO_BREAK)
        if not (space and tail):
            self.chop(piece, atom)
            return
        for text, stop in ((head + space, Stop.PLAIN), (tail, atom.stop)):
            width = sum(map(atom.face.widths.__getitem__, text))
            part = replace(atom, text=text, width=width, stop=stop)
            self.put(piece, part, width * piece.look.size)

    def chop(self, piece: TextPiece, atom: Atom) -> None:
        """Set characters that are wider than a line: as many on each line as there is room for."""
        widths, size, text = atom.face.widths, piece.look.size, atom.text
        start, used = 0, 0.0
        for end, char in enumerate(text):
            width = widths[char] * size
            if self.x + used + width > self.limit and (end > start or self.bits):
                if end > start:
                    self.bits.append(_Bit(piece, atom.face, text[start:end], used))
                self.emit()
                start, used = end, 0.0
            used += width
        self.bits.append(_Bit(piece, atom.face, text[start:], used))
        self.x += used
        self.spaced = False
        if atom.stop is Stop.PLAIN:
            self.allow()

    def make_whole(self) -> None:
        """Let no last line consist of the rest of a word: put what was parted together again."""
        if self.begun and self.bits and not any(bit.text == " " for bit in self.bits):
            before, begun = self.begun
            self.lines[-1] = _line(before)
            self.bits.insert(0, begun)

    def emit(self) -> None:
        ends = self.bits[-1].text == HYPHEN
        self.parted = self.parted + 1 if ends else 0
        self.begun = None
        self.lines.append(_line(self.bits))
        self.bits = []
        self.x = 0.0
        self.spaced = True
        self.stop = 0
        self.hyphen = None

    def finish(self) -> list[Broken]:
        self.make_whole()
        if self.bits:
            self.emit()
        if self.lines:
            self.lines[-1].last = True
        return self.lines


def _hyphen(piece: TextPiece, face: Face) -> _Bit:
    return _Bit(piece, face, HYPHEN, face.widths.get(HYPHEN, 0) * piece.look.size)


def _line(bits: Sequence[_Bit]) -> Broken:
    """Join bits of one piece and face to fragments, and place them."""
    fragments: list[Fragment] = []
    texts: list[list[str]] = []
    parts: list[str] = []
    notes: dict[int, None] = {}
    articles: list[tuple[str, ...]] = []
    x = end = 0.0
    seen: TextPiece | None = None
    for bit in bits:
        piece = bit.piece
        if piece is not seen:
            if piece.note:
                notes[piece.note] = None
            seen = piece
        if not bit.text:
            parts.append(piece.part)
            continue
        if (
            fragments
            and fragments[-1].piece is piece
            and fragments[-1].face is bit.face
            and bit.text != HYPHEN
        ):
            fragments[-1].width += bit.width
            texts[-1].append(bit.text)
        else:
            fragments.append(Fragment(x, bit.width, "", bit.face, piece))
            texts.append([bit.text])
        x += bit.width
        if bit.text != " ":
            end = x
            if piece.articles and not (articles and articles[-1] is piece.articles):
                articles.append(piece.articles)
    for fragment, text in zip(fragments, texts, strict=True):
        fragment.text = "".join(text)
    return Broken(fragments, end, tuple(parts), tuple(notes), _joined(*articles))


@lru_cache(maxsize=1024)
def _joined(*articles: tuple[str, ...]) -> frozenset[str]:
    """Return the articles of the pieces of a line: lines of one paragraph share them."""
    return frozenset().union(*articles)


def arranged(lines: list[Broken]) -> list[Broken]:
    """Place the fragments of a paragraph that has text from right to left in it."""
    texts = ["".join(fragment.text for fragment in line.fragments) for line in lines]
    whole = "".join(texts)
    base = int(runs_leftward(whole))
    paragraph = levels(whole, base)
    start = 0
    for line, text in zip(lines, texts, strict=True):
        line.leftward = base == 1
        _arrange(line, text, levels_on_line(text, paragraph[start : start + len(text)], base))
        start += len(text)
    return lines


def _arrange(line: Broken, text: str, own: Sequence[int]) -> None:
    """Cut a line's fragments where the direction changes, and place them."""
    sources = [fragment for fragment in line.fragments for _ in fragment.text]
    widths = [
        one.face.widths[c] * one.piece.look.size for one, c in zip(sources, text, strict=True)
    ]
    at, x = [0.0] * len(text), 0.0
    for n in order(own):
        at[n] = x
        x += widths[n]
    line.fragments = []
    line.mixed = True
    for start, end in _runs(text, sources, own):
        leftward = own[start] % 2 == 1
        x, width, source = min(at[start:end]), sum(widths[start:end]), sources[start]
        shown = reverse(text[start:end]) if leftward else text[start:end]
        line.fragments.append(Fragment(x, width, shown, source.face, source.piece, leftward))


def _runs(text: str, sources: Sequence[Fragment], own: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of one fragment and level; signs that go leftward are runs by themselves."""
    changes = (
        n for n in range(1, len(text)) if sources[n] is not sources[n - 1] or own[n] != own[n - 1]
    )
    for start, end in itertools.pairwise([0, *changes, len(text)]):
        if own[start] % 2 == 0 or is_leftward(text[start:end]):
            yield start, end
        else:
            yield from ((n, n + 1) for n in range(start, end))
