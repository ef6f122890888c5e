"""Inlines of the tree to pieces of text: each in its look, in its element, with its link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import assert_never

from reebrief.document.characters import visible
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    CaveatNote,
    Cite,
    Emphasis,
    InlineExcerpt,
    Inlines,
    LineBreak,
    Link,
    Strong,
    Text,
)
from reebrief.document.sentences import shortened
from reebrief.document.traverse import plain
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.line_breaking import Target, TextPiece
from reebrief.writers.pdf.text.styles import TextStyles, Voice
from reebrief.writers.shared.running_line import NUMBER
from reebrief.writers.shared.urls import address
from reebrief.writers.text.direction import is_leftward
from reebrief.writers.text.line_breaking import keep_together
from reebrief.writers.text.scripts import languages

LABEL = 120
"""About how many characters of a note say where its mark leads."""


@dataclass(frozen=True, slots=True)
class Within:
    """What inlines stand in: their voice, their element, the link that they are part of.

    ``articles`` are those whose text they are, or which they cite.
    """

    voice: Voice
    tag: Tag
    link: Target | None = None
    articles: tuple[str, ...] = ()


class Marks:
    """The notes of a brief, and those that were referred to so far, in the order of their marks.

    ``keys`` are the parts of caveats that are marks of claims, which the foot of a page explains,
    ``numbers`` the articles by the number that a sentence on sources names them by.
    """

    def __init__(
        self,
        notes: Mapping[int, CaveatNote],
        targets: Mapping[str, str],
        keys: Set[str] = frozenset(),
        numbers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.notes = notes
        self.targets = targets
        self.keys = keys
        self.numbers = numbers
        self.seen: dict[int, Tag] = {}

    def first(self, number: int, tag: Tag) -> bool:
        """Say whether a note is referred to for the first time, here in this element."""
        if number in self.seen or number not in self.notes:
            return False
        self.seen[number] = tag
        return True


class InlineSetter:
    """Turns inlines of a language to pieces.

    ``marks`` knows the notes and what links within the brief reach.
    """

    def __init__(self, looks: TextStyles, marks: Marks, language: str) -> None:
        self._looks = looks
        self._language = language
        self._marks = marks

    def pieces(self, inlines: Inlines, within: Within) -> Iterator[TextPiece]:
        """Yield the pieces of inlines in reading order."""
        marked = False
        for node in inlines:
            match node:
                case Text():
                    yield from self._text(node.text, within)
                case LineBreak():
                    yield replace(self.piece(" ", within), ends_line=True)
                case Strong():
                    yield from self.pieces(node.inlines, self._strong(within))
                case Emphasis():
                    yield from self.pieces(node.inlines, self._emphasis(within))
                case Link():
                    yield from self.pieces(node.inlines, self._link(node, within))
                case Cite() | InlineExcerpt():
                    articles = (*within.articles, node.article)
                    yield from self.pieces(node.inlines, replace(within, articles=articles))
                case CaveatLabel():
                    voice = replace(within.voice, role="caveat-label")
                    yield self.label(node, replace(within, voice=voice))
                case CaveatMark():
                    yield from self._mark(node.number, within, after_mark=marked)
                case _:
                    assert_never(node)
            marked = isinstance(node, CaveatMark)

    def _text(self, text: str, within: Within) -> Iterator[TextPiece]:
        """Yield pieces of a text: words in another script are a span of their own language.

        What goes from right to left stands in the file as it is shown; the span says how it reads.
        """
        for run, language in languages(keep_together(text), self._language):
            attributes = [f"/Lang ({language})"] if language else []
            if is_leftward(run):
                said = visible(run)[0].encode("utf-16-be").hex().upper()
                attributes.append(f"/ActualText <FEFF{said}>")
            inside = within
            if attributes:
                tag = Tag("Span", within.tag, attributes=" ".join(attributes))
                inside = replace(within, tag=tag)
            for part in filter(None, NUMBER.split(run)):
                yield self.piece(part, self.named(part, inside))

    def named(self, text: str, within: Within) -> Within:
        """Return where a text stands, which the articles belong to that it names by number."""
        named = (self._marks.numbers.get(number, "") for number in NUMBER.findall(text))
        return replace(within, articles=(*within.articles, *filter(None, named)))

    def label(self, node: CaveatLabel, within: Within) -> TextPiece:
        """Return a label; the foot of the page explains one that is a mark of a claim."""
        explained = (node.part,) if node.part in self._marks.keys else ()
        inside = self.named(node.text, replace(within, articles=explained))
        return self.piece(node.text, inside, part=node.part)

    def piece(self, text: str, within: Within, *, part: str = "") -> TextPiece:
        """Return a piece of text."""
        look, articles = self._looks.look(within.voice), within.articles
        return TextPiece(text, look, within.tag, within.link, part, articles=articles)

    def _strong(self, within: Within) -> Within:
        return replace(
            within, voice=replace(within.voice, bold=True), tag=Tag("Strong", within.tag)
        )

    def _emphasis(self, within: Within) -> Within:
        emphasis = not within.voice.emphasis
        voice = replace(within.voice, emphasis=emphasis)
        return replace(within, voice=voice, tag=Tag("Em", within.tag))

    def _link(self, node: Link, within: Within) -> Within:
        if within.link:
            return within
        tag = Tag("Link", within.tag)
        target = self._target(node, tag)
        voice = replace(within.voice, link=True)
        return replace(within, voice=voice, tag=tag, link=target) if target else within

    def _target(self, node: Link, tag: Tag) -> Target | None:
        if node.href.startswith("#"):
            name = node.href[1:]
            if name not in self._marks.targets:
                return None
            label = self._marks.targets[name] or plain(node.inlines) or name
            return Target(tag, name, inside=True, label=label)
        uri = address(node.href)
        if uri is None:
            return None
        return Target(tag, uri, inside=False, label=f"{plain(node.inlines)}: {node.href}")

    def _mark(self, number: int, within: Within, *, after_mark: bool) -> Iterator[TextPiece]:
        """Yield a note's raised number; a comma parts it from a mark before it.

        Within a link it is no link of its own: links do not nest.
        """
        look = self._looks.look(replace(within.voice, raised=True, link=False))
        if after_mark:
            yield TextPiece(",", look, within.tag, within.link)
        tag = reference = Tag("Reference", within.tag)
        note = self._marks.notes.get(number)
        target = None
        if note and not within.link:
            tag = Tag("Link", reference)
            label = f"{number}: {shortened(plain(note.inlines), LABEL)}"
            target = Target(tag, note_place(number), inside=True, label=label, underlined=False)
        first = self._marks.first(number, within.tag)
        yield TextPiece(str(number), look, tag, target, note=number if first else 0)


def note_place(number: int) -> str:
    """Return the name of a note's place; no heading's id holds a space."""
    return f"note {number}"
