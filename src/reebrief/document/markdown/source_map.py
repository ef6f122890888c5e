"""Lead shown text back to the Markdown that it was made of: lines of a text, characters of a line.

What ``parse`` numbers as a line of the author's is the line of the same number here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from reebrief.document.markdown import markdown_parser

MarkKind = Literal["open", "close", "cite"]

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_LINK_END = re.compile(
    r"""\]\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
_ENTRY = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d+[.)])(?P<gap>[ \t]+)")


@dataclass(frozen=True, slots=True)
class MarkdownLine:
    """A line of a text: its Markdown, and where each of its characters stands in the text.

    ``offsets`` has one entry more than ``source`` has characters, and none where the line is not
    found in the text as it is. ``within`` names the lists, quotes and tables around it; ``first``
    and ``last`` are the text's rows that it stands on, from 0.
    """

    number: int
    source: str
    offsets: tuple[int, ...]
    within: tuple[str, ...]
    first: int
    last: int


def lines(text: str) -> list[MarkdownLine]:
    """Return the lines of a text of the author, in the order of their numbers."""
    rows = text.split("\n")
    begins = [0]
    for row in rows:
        begins.append(begins[-1] + len(row) + 1)
    done: list[MarkdownLine] = []
    within: list[str] = []
    seen: dict[int, int] = {}
    for token in markdown_parser().parse(text):
        kind = token.type.rpartition("_")[0]
        if token.type.endswith("_open") and kind in _AROUND:
            within.append(kind)
        elif token.type.endswith("_close") and kind in _AROUND:
            within.pop()
        elif token.type == "inline" and token.map:
            first, last = token.map
            offsets = _offsets(token.content, rows, begins, first, seen)
            done.append(
                MarkdownLine(len(done), token.content, offsets, (*within,), first, last - 1)
            )
    return done


_AROUND = frozenset({"bullet_list", "ordered_list", "blockquote", "table", "heading"})


def _offsets(
    content: str, rows: Sequence[str], begins: Sequence[int], first: int, seen: dict[int, int]
) -> tuple[int, ...]:
    """Return where each character of a line stands; ``seen`` is how far rows were used up."""
    done: list[int] = []
    for n, part in enumerate(content.split("\n")):
        row = first + n
        at = rows[row].find(part, seen.get(row, 0)) if row < len(rows) else -1
        if at < 0:
            return ()
        seen[row] = at + len(part)
        done += range(begins[row] + at, begins[row] + at + len(part) + 1)
    return tuple(done)


@dataclass(frozen=True, slots=True)
class MarkdownMark:
    """Markdown that is not shown as it is, before the shown character number ``at``."""

    at: int
    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class SourceMap:
    """What a line shows of the author's words, and where each character and mark stands in it."""

    source: str
    shown: str
    chars: tuple[tuple[int, int], ...]
    marks: tuple[MarkdownMark, ...]

    def pairs(self) -> Iterator[tuple[MarkdownMark, MarkdownMark]]:
        """Yield the marks that belong together, the inner ones first."""
        stack: list[MarkdownMark] = []
        for mark in self.marks:
            if mark.kind == "open":
                stack.append(mark)
            elif mark.kind == "close" and stack:
                yield stack.pop(), mark


def source_map(source: str) -> SourceMap | None:
    """Return the map of one line of Markdown; None where it cannot be led back."""
    tokens = [t for t in markdown_parser().parseInline(source) if t.type == "inline"]
    children = tokens[0].children or [] if tokens else []
    walker = _Walker(source)
    for child in children:
        if not walker.take(child):
            return None
    if source[walker.at :].strip():
        return None
    return SourceMap(source, "".join(walker.shown), tuple(walker.chars), tuple(walker.marks))


class _Walker:
    """Goes through a line of Markdown and through what was parsed of it at once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.shown: list[str] = []
        self.chars: list[tuple[int, int]] = []
        self.marks: list[MarkdownMark] = []

    def take(self, token: Token) -> bool:
        """Pass over a token; say whether it is what stands here."""
        match token.type:
            case "text" | "text_special":
                return all(map(self._char, token.content))
            case "softbreak" | "hardbreak":
                found = _BREAK.match(self.source, self.at)
                return bool(found) and self._shown(" ", found.end() if found else 0)
            case "em_open" | "strong_open":
                return self._literal(token.markup, "open")
            case "em_close" | "strong_close":
                return self._literal(token.markup, "close")
            case "link_open":
                return self._literal("[", "open")
            case "link_close":
                found = _LINK_END.match(self.source, self.at)
                return bool(found) and self._mark(found.end() if found else 0, "close")
            case "cite":
                return self._literal(f"[@{token.content}]", "cite")
            case _:
                return False

    def _char(self, char: str) -> bool:
        two = self.source[self.at : self.at + 2]
        if two == f"\\{char}":
            return self._shown(char, self.at + 2)
        return two[:1] == char and self._shown(char, self.at + 1)

    def _shown(self, char: str, end: int) -> bool:
        self.shown.append(char)
        self.chars.append((self.at, end))
        self.at = end
        return True

    def _literal(self, text: str, kind: MarkKind) -> bool:
        found = self.source.startswith(text, self.at)
        return found and self._mark(self.at + len(text), kind)

    def _mark(self, end: int, kind: MarkKind) -> bool:
        self.marks.append(MarkdownMark(len(self.shown), self.at, end, kind))
        self.at = end
        return True


def entry_sign(row: str) -> str:
    """Return what a new entry of a list begins with, beside one that stands on this row."""
    found = _ENTRY.match(row)
    return found[0] if found else ""
