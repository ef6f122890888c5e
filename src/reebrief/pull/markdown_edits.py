"""Turn a change of shown words into a change of the Markdown that they were made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reebrief.document.markdown import escape
from reebrief.document.markdown.source_map import SourceMap, source_map
from reebrief.document.nodes import SCHEMES
from reebrief.document.written_lines import WrittenLine
from reebrief.pull.line_diff import Hunk
from reebrief.pull.match import folded
from reebrief.pull.read_docx import ReadLine

_EMPTY_ROW = re.compile(r"[ \t]*(?:\|[ \t]*){2,}\Z")
_CAPTION = re.compile(r"(?:Picture|Table):\s+")
_CITED = re.compile(r"\[(?:(?P<number>\d{1,4})|@(?P<name>[^\]\s]+))\]")


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """The characters from ``start`` to ``end`` of a text that become ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Typing:
    """How new words are typed: with or without their looks, and escaped or not.

    ``around`` are the looks that they have where they are put in: ``b``, ``i``, ``l`` for a link.
    """

    looks: bool
    escaped: bool
    around: str = ""


WAYS = (Typing(True, False), Typing(True, True), Typing(False, False), Typing(False, True))  # noqa: FBT003
"""The ways in which words are typed, the plainest that says the same last."""


def edited(text: str, edits: Sequence[SourceEdit]) -> str:
    """Return a text with edits that do not overlap made."""
    before = text
    in_order = sorted(enumerate(edits), key=lambda each: (each[1].start, each[1].end, each[0]))
    for _, edit in reversed(in_order):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return _without_emptied_rows(text, before)


def _without_emptied_rows(text: str, before: str) -> str:
    """Return a text without rows of its tables that lost all their words; headers stay."""
    if "|" not in text:
        return text
    rows = text.split("\n")
    old = before.split("\n")
    return "\n".join(
        row
        for n, row in enumerate(rows)
        if row in old or not _EMPTY_ROW.match(row) or "---" in "".join(rows[n + 1 : n + 2])
    )


def line_edits(
    written: WrittenLine, now: ReadLine, hunks: Sequence[Hunk], sources: Sequence[str]
) -> list[list[SourceEdit]] | None:
    """Return for each hunk of a line the edits of its Markdown.

    None where they cannot be typed: what is typed is read back, and must show what Word shows.
    """
    own = written.own
    if own is None:
        return None
    if own.plain:
        at = [SourceEdit(h.start, h.end, h.new) for h in hunks]
        return [[one] for one in at]
    known = source_map(own.text)
    shown = "".join(p.text for p in written.pieces if not p.computed)
    if known is None:
        return None
    lead = _CAPTION.match(known.shown)
    if lead and known.shown.startswith(shown, lead.end()):  # its first word is not shown
        hunks = [replace(h, start=h.start + lead.end(), end=h.end + lead.end()) for h in hunks]
        shown = known.shown
    if known.shown != shown:
        return None
    for way in WAYS:
        typed = [
            typed_words(now, (h.first, h.last), sources, replace(way, around=_around(known, h)))
            for h in hunks
        ]
        made = [
            [*_edits(known, hunk, words)] for hunk, (words, _) in zip(hunks, typed, strict=True)
        ]
        expected = edited(
            shown,
            [SourceEdit(h.start, h.end, said) for h, (_, said) in zip(hunks, typed, strict=True)],
        )
        new = source_map(edited(own.text, [one for each in made for one in each]))
        if new is not None and folded(new.shown) == folded(expected):
            return made
    return None


def _edits(known: SourceMap, hunk: Hunk, new: str) -> Iterator[SourceEdit]:
    """Yield the edits of a hunk; citations within it stay where they are."""
    if hunk.start == hunk.end:
        at = _start(known, hunk)
        yield SourceEdit(at, at, new)
        return
    gone = [*known.chars[hunk.start : hunk.end]]
    at = _start(known, hunk)
    for first, last in known.pairs():
        emptied = hunk.start <= first.at < last.at <= hunk.end
        if emptied and not (new.strip() and first.end <= at < last.start):
            gone += [(first.start, first.end), (last.start, last.end)]
    begin, end = at, at
    for start, stop in sorted(gone):
        if start < begin:  # a mark before the first character
            yield SourceEdit(start, stop, "")
        elif start == end:
            end = stop
        else:
            yield SourceEdit(begin, end, new)
            begin, end, new = start, stop, ""
    yield SourceEdit(begin, end, new)


def _start(known: SourceMap, hunk: Hunk) -> int:
    """Return where the words of a hunk are put in; before marks that it goes beyond."""
    if hunk.start == hunk.end:
        return _gap(known, hunk.start, behind=hunk.passed > 0)
    at = known.chars[hunk.start][0]
    for first, last in known.pairs():
        if first.end <= at and first.at == hunk.start and last.at < hunk.end:
            at = first.start
    return at


def _around(known: SourceMap, hunk: Hunk) -> str:
    """Return how words look that are put in for a hunk, by the marks around that place."""
    at = _start(known, hunk)
    signs = {"*": "i", "_": "i", "**": "b", "__": "b", "[": "l"}
    return "".join(
        signs.get(known.source[first.start : first.end], "")
        for first, last in known.pairs()
        if first.end <= at <= last.start
    )


def _gap(known: SourceMap, at: int, *, behind: bool) -> int:
    """Return where words are put in before a shown character: before the citations, or behind."""
    place = known.chars[at - 1][1] if at else 0
    marks = [mark for mark in known.marks if mark.at == at]
    if behind:
        place = max((m.end for m in marks if m.kind == "cite"), default=place)
    for mark in marks:
        if mark.start == place and mark.kind == "close":
            place = mark.end
    return place


def typed_words(
    now: ReadLine, reach: tuple[int, int], sources: Sequence[str], way: Typing
) -> tuple[str, str]:
    """Return how a stretch of a paragraph is typed as Markdown, and what that shows.

    A number in brackets that a source has becomes its citation.
    """
    first, last = reach
    typed, shown = "", ""
    at = first
    for found in _CITED.finditer(now.text, first, last):
        name = _source(found, sources)
        if name is None:
            continue
        typed += _worded(now, at, found.start(), way)
        shown += now.text[at : found.start()]
        typed += f"[@{name}]"
        at = found.end()
    return typed + _worded(now, at, last, way), shown + now.text[at:last]


def _source(found: re.Match[str], sources: Sequence[str]) -> str | None:
    if found["name"]:
        return found["name"] if found["name"] in sources else None
    number = int(found["number"])
    return sources[number - 1] if 1 <= number <= len(sources) else None


def _worded(now: ReadLine, start: int, end: int, way: Typing) -> str:
    """Return plain words as Markdown, bold and slanted ones and links as they look."""
    done, at = "", start
    looks = [
        look
        for look in now.looks
        if way.looks and look.start < end and start < look.end and not _is_all(now, look.kind)
    ]
    for look in looks:
        a, b = max(look.start, start, at), min(look.end, end)
        if a >= b:
            continue
        done += _plain(now.text[at:a], way)
        kind = "".join(one for one in look.kind if one not in way.around)
        href = "" if "l" in way.around else look.href
        done += _marked(_plain(now.text[a:b], way), kind, href)
        at = b
    return done + _plain(now.text[at:end], way)


def _is_all(now: ReadLine, kind: str) -> bool:
    """Say whether a whole paragraph looks like this: that is its style, and no emphasis."""
    marked = sum(look.end - look.start for look in now.looks if look.kind == kind and not look.href)
    return bool(kind) and marked >= len(now.text.strip())


def _plain(text: str, way: Typing) -> str:
    if not way.escaped or not text.strip():
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return lead + escape(text.strip()) + tail


def _marked(text: str, kind: str, href: str) -> str:
    core = text.strip()
    if not core:
        return text
    sign = "**" * ("b" in kind) + "*" * ("i" in kind)
    marked = f"{sign}{core}{sign[::-1]}"
    if href.startswith(SCHEMES):
        marked = f"[{marked}]({href})"
    return text.replace(core, marked, 1)
