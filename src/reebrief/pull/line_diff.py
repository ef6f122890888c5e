"""Compare one line with what it was, word by word: what was changed of whose words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reebrief.document.written_lines import LinePiece
from reebrief.pull.match import folded
from reebrief.pull.read_docx import Hand, ReadLine

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of a line that was changed: ``old`` became ``new``, either may be empty.

    ``start`` and ``end`` count the author's characters before and after it; ``passed`` says how
    many computed pieces stand between the author's character before it and the hunk. ``first`` and
    ``last`` are the offsets of ``new`` in the paragraph. ``computed`` says that it is none of the
    author's.
    """

    old: str
    new: str
    start: int
    end: int
    passed: int
    first: int
    last: int
    hands: tuple[Hand, ...]
    computed: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    own: int  # how many of the author's characters stand before it
    piece: int
    computed: bool = False

    @property
    def key(self) -> str:
        return folded(self.text) or " "


def hunks(pieces: Sequence[LinePiece], now: ReadLine) -> list[Hunk]:
    """Return the hunks of a line, in their order; white space at its ends and its kind is none."""
    old, new = [*_of_pieces(pieces)], [*_of_text(now.text)]
    matcher = difflib.SequenceMatcher(
        None, [t.key for t in old], [t.key for t in new], autojunk=False
    )
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and _only_space(old[found[-1][1] : a]) and found[-1][3] <= c:
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    done: list[Hunk] = []
    for each in found:
        done += _parted(old, new, _slid(old, new, each), now)
    return done


def _slid(
    old: Sequence[_Token], new: Sequence[_Token], found: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """Return an insertion or a deletion moved past equal words, so that computed ones are kept."""
    a, b, c, d = found
    if a == b:
        while b < len(old) and old[b].computed and old[b].key == new[c].key:
            a, b, c, d = a + 1, b + 1, c + 1, d + 1
    elif c == d:
        while b < len(old) and old[a].computed and old[a].key == old[b].key:
            a, b, c, d = a + 1, b + 1, c + 1, d + 1
        while a and old[b - 1].computed and old[a - 1].key == old[b - 1].key:
            a, b, c, d = a - 1, b - 1, c - 1, d - 1
    return a, b, c, d


def _only_space(tokens: Sequence[_Token]) -> bool:
    return len(tokens) <= 1 and all(t.key == " " and not t.computed for t in tokens)


def _of_pieces(pieces: Sequence[LinePiece]) -> Iterator[_Token]:
    own = at = 0
    for n, piece in enumerate(pieces):
        for token in _TOKEN.finditer(piece.text):
            before = own if piece.computed else own + token.start()
            yield _Token(token[0], at + token.start(), before, n, piece.computed)
        at += len(piece.text)
        own += 0 if piece.computed else len(piece.text)


def _of_text(text: str) -> Iterator[_Token]:
    end = len(text.rstrip())
    for token in _TOKEN.finditer(text, len(text) - len(text.lstrip()), end):
        yield _Token(token[0], token.start(), token.start(), 0)


def _parted(
    old: Sequence[_Token], new: Sequence[_Token], found: tuple[int, int, int, int], now: ReadLine
) -> Iterator[Hunk]:
    """Yield a hunk of the author's words, and one for each computed text that it went over."""
    a, b, c, d = found
    gone, come = old[a:b], new[c:d]
    first = come[0].start if come else (new[c].start if c < len(new) else len(now.text.rstrip()))
    last = come[-1].start + len(come[-1].text) if come else first
    text = now.text[first:last]
    hands = now.hands(first, last)
    own = [t for t in gone if not t.computed]
    computed = [t for t in gone if t.computed]
    if computed and len(own) > 1 and own[0].key == " ":
        own = own[1:]  # the space before a citation that stays
    before = own[0].own if own else _own_at(old, a)
    after = own[-1].own + len(own[-1].text) if own else before
    whole = Hunk(_joined(own), text, before, after, _passed(old, a, before), first, last, hands)
    if not own and computed:
        yield replace(whole, old=_joined(computed), computed=True)
        return
    spaces = not (whole.old.strip() or whole.new.strip())
    if not spaces or (bool(whole.old) != bool(whole.new) and not computed):
        yield whole
    if computed:
        yield replace(whole, old=_joined(computed), new="", computed=True)


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(token.text for token in tokens)


def _own_at(old: Sequence[_Token], at: int) -> int:
    """Return how many of the author's characters stand before a token, or the end."""
    if at < len(old):
        return old[at].own
    last = old[-1] if old else None
    return 0 if last is None else last.own + (0 if last.computed else len(last.text))


def _passed(old: Sequence[_Token], at: int, own: int) -> int:
    """Return how many computed pieces stand directly before a token, behind the author's words."""
    pieces: set[int] = set()
    for token in reversed(old[:at]):
        if not token.computed or token.own != own:
            break
        pieces.add(token.piece)
    return len(pieces)
