"""Inlines to lines: pieces of one look, broken where they may break, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reebrief.characters import visible
from reebrief.writers.pdf.fonts import Atom, Face, Stop, Typeface
from reebrief.writers.pdf.tags import Tag

_SPACE = re.compile(r"[ \t\n]+")
_SLACK = 0.01
"""Points by which a line may be too long: sums of widths are not exact."""


@dataclass(frozen=True, slots=True)
class Look:
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
class Piece:
    """Text of one look that belongs to one element; ``link`` is where it leads.

    ``part`` is a caveat's part that is complete with this piece; ``note`` is the number of the
    note that it refers to for the first time; ``articles`` are those whose text it is.
    """

    text: str
    look: Look
    tag: Tag
    link: Target | None = None
    part: str = ""
    note: int = 0
    articles: tuple[str, ...] = ()


@dataclass(slots=True)
class Fragment:
    """Characters of one face and one piece on a line; ``x`` counts from the line's start."""

    x: float
    width: float
    text: str
    face: Face
    piece: Piece


@dataclass(slots=True)
class Broken:
    """A line that was broken: its fragments, its width without the space at its end."""

    fragments: list[Fragment]
    width: float
    parts: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    articles: frozenset[str] = frozenset()
    last: bool = False


@dataclass(slots=True)
class _Bit:
    piece: Piece
    face: Face
    text: str
    width: float


def break_lines(pieces: Iterable[Piece], width: float) -> list[Broken]:
    """Break pieces into lines of a width in points, each as full as it can be.

    White space is one space, and none at a line's start; the one at which a line was broken stays
    at its end, so that readers of the file find the words apart.
    """
    breaker = _Breaker(width)
    for piece in pieces:
        breaker.feed(piece)
    return breaker.finish()


class _Breaker:
    def __init__(self, width: float) -> None:
        self.limit = width + _SLACK
        self.lines: list[Broken] = []
        self.bits: list[_Bit] = []
        self.x = 0.0
        self.spaced = True  # nothing stands before the next word, or a space
        self.stop = 0  # how many of the bits stay when the line is broken at its last stop
        self.hyphen: _Bit | None = None  # what a break at that stop shows

    def feed(self, piece: Piece) -> None:
        look = piece.look
        for n, word in enumerate(_SPACE.split(visible(piece.text)[0])):
            if n:
                self.space(piece)
            if word:
                for atom in look.typeface.atoms(word):
                    self.put(piece, atom, atom.width * look.size)
        if piece.part:
            self.bits.append(_Bit(piece, look.typeface.face, "", 0.0))

    def space(self, piece: Piece) -> None:
        if self.spaced:
            return
        look = piece.look
        width = look.typeface.space * look.size
        self.bits.append(_Bit(piece, look.typeface.face, " ", width))
        self.x += width
        self.spaced = True
        self.allow()

    def put(self, piece: Piece, atom: Atom, width: float) -> None:
        if self.x + width > self.limit:
            if self.stop:
                self.break_here()
            if self.x + width > self.limit:
                self.chop(piece, atom)
                return
        self.bits.append(_Bit(piece, atom.face, atom.text, width))
        self.x += width
        self.spaced = False
        if atom.stop is Stop.PLAIN:
            self.allow()
        elif atom.stop is Stop.HYPHEN:
            face = piece.look.typeface.face
            hyphen = _Bit(piece, face, "\u00ad", face.widths.get("\u00ad", 0) * piece.look.size)
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

    def chop(self, piece: Piece, atom: Atom) -> None:
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

    def emit(self) -> None:
        self.lines.append(_line(self.bits))
        self.bits = []
        self.x = 0.0
        self.spaced = True
        self.stop = 0
        self.hyphen = None

    def finish(self) -> list[Broken]:
        if self.bits:
            self.emit()
        if self.lines:
            self.lines[-1].last = True
        return self.lines


def _line(bits: Sequence[_Bit]) -> Broken:
    """Join bits of one piece and face to fragments, and place them."""
    fragments: list[Fragment] = []
    texts: list[list[str]] = []
    parts: list[str] = []
    notes: dict[int, None] = {}
    articles: set[str] = set()
    x = end = 0.0
    seen: Piece | None = None
    for bit in bits:
        piece = bit.piece
        if piece is not seen:
            if piece.note:
                notes[piece.note] = None
            seen = piece
        if not bit.text:
            parts.append(piece.part)
            continue
        if fragments and fragments[-1].piece is piece and fragments[-1].face is bit.face:
            fragments[-1].width += bit.width
            texts[-1].append(bit.text)
        else:
            fragments.append(Fragment(x, bit.width, "", bit.face, piece))
            texts.append([bit.text])
        x += bit.width
        if bit.text != " ":
            end = x
            articles.update(piece.articles)
    for fragment, text in zip(fragments, texts, strict=True):
        fragment.text = "".join(text)
    return Broken(fragments, end, tuple(parts), tuple(notes), frozenset(articles))
