"""Keep how paragraphs were broken, so that the same one is broken once for all layouts.

A brief is laid out again where that saves a page, and the briefs of one run share texts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from reebrief.writers.pdf.text.fonts import Face
from reebrief.writers.pdf.text.line_breaking import (
    Broken,
    Fragment,
    Parting,
    TextPiece,
    break_lines,
)

_MOST = 2048
"""How many paragraphs are kept, the newest ones."""

_Fragment = tuple[float, float, str, Face, int, bool]
"""What a fragment consists of, with its piece's number in the paragraph."""

_kept: dict[Hashable, tuple[tuple[Broken, tuple[_Fragment, ...]], ...]] = {}


def lines_of(
    pieces: Iterable[TextPiece], width: float, parting: Parting | None = None
) -> list[Broken]:
    """Break pieces into lines as ``break_lines`` does, or as the same ones were broken before.

    What has a character that no font has is not kept: each document has to tell of it.
    """
    given = [*pieces]
    key = (width, parting, *map(_key, given))
    kept = _kept.get(key)
    if kept is not None:
        return [_again(line, fragments, given) for line, fragments in kept]
    fonts = given[0].look.typeface.fonts if given else None
    lacked = fonts and fonts.lacked
    lines = break_lines(given, width, parting)
    if fonts and fonts.lacked == lacked:
        if len(_kept) >= _MOST:
            del _kept[next(iter(_kept))]
        numbers = {id(piece): n for n, piece in enumerate(given)}
        _kept[key] = tuple(
            (replace(line, fragments=[]), tuple(_parts(each, numbers) for each in line.fragments))
            for line in lines
        )
    return lines


def forget() -> None:
    """Let all paragraphs go: the next layout costs what the first one did."""
    _kept.clear()


def _key(piece: TextPiece) -> Hashable:
    """Return all of a piece that lines depend on: its element and its link are its own."""
    look = piece.look
    return (
        piece.text,
        look.typeface.measured,
        look.size,
        piece.part,
        piece.note,
        piece.articles,
        piece.ends_line,
    )


def _parts(one: Fragment, numbers: dict[int, int]) -> _Fragment:
    return (one.x, one.width, one.text, one.face, numbers[id(one.piece)], one.leftward)


def _again(line: Broken, fragments: Sequence[_Fragment], pieces: Sequence[TextPiece]) -> Broken:
    """Return a line that was kept, of the pieces of another paragraph."""
    made = [
        Fragment(x, width, text, face, pieces[number], leftward)
        for x, width, text, face, number, leftward in fragments
    ]
    return Broken(
        made,
        line.width,
        line.parts,
        line.notes,
        line.articles,
        line.last,
        line.mixed,
        line.leftward,
    )
