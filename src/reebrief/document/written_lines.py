"""List what a Word file says when it is written, line by line: ``reebrief pull`` compares with it.

The list travels in the file as custom XML, beside the manifest. Lines of the author have their key
path there, and a bookmark in the text; all others say whose words they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from reebrief.document.manifest import canonical
from reebrief.document.nodes import (
    AuthorLine,
    CaveatLabel,
    CaveatMark,
    Cite,
    Emphasis,
    Inline,
    InlineExcerpt,
    Inlines,
    LineBreak,
    Link,
    Strong,
    Text,
)
from reebrief.document.traverse import walk

FORMAT = 1
"""The version of the list's form."""

NAMESPACE = "urn:reebrief:lines"
"""The namespace of the element that holds the list in a Word file."""

BOOKMARK = "_rb_"
"""What the name of a bookmark around a line of the author's begins with."""

CAVEAT, CONTENTS = "!", "="
"""Whose words a line of a caveat is, and one of the list of contents: no article is called so."""

LISTING = ("TOC1", "TOC2", "TOC3")
"""The styles of lines of the contents in a Word file, by their levels."""


@dataclass(frozen=True, slots=True)
class LinePiece:
    """Characters of a line as they are shown; ``computed`` ones are none of the author's.

    ``article`` is the one that they cite, "" where they are no citation.
    """

    text: str
    computed: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A paragraph of the body as it was written.

    ``whose`` is the id of an article, CAVEAT, CONTENTS, or "" for all else; ``own``
    is the author's line that it shows, within the bookmark called ``bookmark``.
    """

    pieces: tuple[LinePiece, ...]
    whose: str = ""
    own: AuthorLine | None = None
    bookmark: str = ""

    @property
    def text(self) -> str:
        """All characters of the line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class WrittenLines:
    """All lines of a body that are not empty; ``sources`` are the articles by their numbers.

    ``alternatives`` are what is said instead of its pictures and charts.
    """

    lines: tuple[WrittenLine, ...]
    sources: tuple[str, ...] = field(default=())
    alternatives: tuple[str, ...] = field(default=())


def pieces(inlines: Inlines) -> tuple[LinePiece, ...]:
    """Return a line of the author's in pieces; marks of notes stand in brackets."""
    return (*_pieces(inlines),)


def _pieces(inlines: Sequence[Inline]) -> Iterator[LinePiece]:
    before: Inline | None = None
    for node in inlines:
        match node:
            case Text():
                yield LinePiece(node.text, node.computed)
            case LineBreak():
                yield LinePiece(" ")
            case CaveatLabel():
                yield LinePiece(node.text, computed=True)
            case CaveatMark():
                if isinstance(before, CaveatMark):
                    yield LinePiece(",", computed=True)
                yield LinePiece(f"[{node.number}]", computed=True)
            case Cite() | InlineExcerpt():
                said = "".join(n.text for n in walk([node]) if isinstance(n, Text | CaveatLabel))
                cited = node.article if isinstance(node, Cite) else ""
                yield LinePiece(said, computed=True, article=cited)
            case Strong() | Emphasis() | Link():
                yield from _pieces(node.inlines)
            case _:
                assert_never(node)
        before = node


def encoded(written: WrittenLines) -> str:
    """Return the list as JSON text in its one form."""
    lines = [_data(line) for line in written.lines]
    said = {"alternatives": written.alternatives} if written.alternatives else {}
    return canonical({"format": FORMAT, "sources": written.sources, "lines": lines, **said})


def _data(line: WrittenLine) -> dict[str, Any]:
    if line.own is None:
        return {"text": line.text, **({"whose": line.whose} if line.whose else {})}
    said = [_piece_data(piece) for piece in line.pieces]
    own = {"path": line.own.path, "number": line.own.number, "typed": line.own.text}
    return {"bookmark": line.bookmark, "pieces": said, "plain": line.own.plain, **own}


def _piece_data(piece: LinePiece) -> list[str | bool]:
    """Return a piece as it is listed: its text, whether it is computed, the article it cites."""
    done: list[str | bool] = [piece.text, piece.computed, piece.article]
    return done if piece.article else done[: 1 + piece.computed]


def decoded(text: str) -> WrittenLines:
    """Read the list. Raises ValueError where it has not the form of one, or a later one."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError("of a later version of reebrief than this one")
        lines = tuple(map(_line, data["lines"]))
        alternatives = tuple(map(str, data.get("alternatives", ())))
        return WrittenLines(lines, tuple(map(str, data["sources"])), alternatives)
    except (KeyError, TypeError, IndexError, RecursionError):
        raise ValueError("not as reebrief writes it") from None


def _line(data: Mapping[str, Any]) -> WrittenLine:
    if "path" not in data:
        return WrittenLine((LinePiece(str(data["text"])),), str(data.get("whose", "")))
    path = tuple(part if isinstance(part, int) else str(part) for part in data["path"])
    own = AuthorLine(path, int(data["number"]), str(data["typed"]), plain=bool(data["plain"]))
    said = tuple(
        LinePiece(str(one[0]), computed=len(one) > 1, article=str(one[2]) if len(one) > 2 else "")
        for one in data["pieces"]
    )
    return WrittenLine(said, own=own, bookmark=str(data["bookmark"]))
