"""Words in their order, as a brief has them and as a reader of a file finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.characters import visible
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatText,
    Contents,
    Field,
    Heading,
    LineBreak,
    Node,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
)
from reebrief.document.traverse import children, plain
from reebrief.writers.shared.table_of_contents import entries

GAP = "\n"
"""Stands between two blocks: words on both sides of it are never one word."""

_PAGE = "(…)"
"""Stands for the number of a page, which a brief does not know of itself."""


@dataclass(frozen=True)
class Words:
    """The words of a brief in reading order, and those of its notes in the order of their numbers.

    A mark is its note's number. The signs of lists and soft hyphens are no words.
    """

    body: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, body: str, notes: Sequence[str] = ()) -> Words:
        """Split texts at white space."""
        return cls(_split(body), tuple(map(_split, notes)))

    @property
    def all(self) -> tuple[str, ...]:
        """The words of the body, then those of the notes."""
        return sum(self.notes, self.body)


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\u00ad", "").split())


def of_brief(brief: AnnotatedBrief) -> Words:
    """Return the words that every format must have."""
    notes = ["".join(_spoken(note.inlines)) for note in brief.notes]
    sections = brief.brief.sections
    body = "".join(_spoken(sections, sections))
    return Words.of(visible(body)[0], [visible(note)[0] for note in notes])


def of_title(brief: AnnotatedBrief) -> str:
    """Return the title as metadata have it."""
    return visible(brief.brief.meta.title)[0]


def _spoken(nodes: Sequence[Node], sections: Sequence[Section] = ()) -> Iterator[str]:
    before: Node | None = None
    for node in nodes:
        match node:
            case Text() | CaveatLabel() | LineBreak():
                yield getattr(node, "text", " ")
            case CaveatMark():
                yield "," * isinstance(before, CaveatMark) + str(node.number)
            case CaveatLabels():
                beside = plain(node.beside)
                said = [label.text for label in node.labels] + ([beside] if beside else [])
                yield GAP + " · ".join(said) + GAP
            case Field():
                yield GAP + node.name + GAP
                yield from _spoken(node.inlines)
                yield GAP
            case Heading() | Paragraph() | CaveatText():
                yield GAP
                yield from _spoken(node.inlines)
                yield GAP
            case Picture():
                yield GAP
                yield from _spoken(node.caption)
                yield GAP
            case Table():
                yield GAP
                yield from () if node.titled else _spoken(node.caption)
                yield from _spoken([node.labels] if node.labels else [])
                for column in node.columns:
                    yield GAP
                    yield from _spoken(column.header)
                yield GAP
                yield from _spoken(node.rows, sections)
                yield GAP
            case Contents():
                for entry in entries(sections, node):
                    yield f"{GAP}{plain(entry.inlines)} {_PAGE}{GAP}"
            case _:
                yield from _spoken([*children(node)], sections)
        before = node


def differences(wanted: Words, found: Words) -> list[str]:
    """Say where the words of two readers part first, in the body and in each note."""
    done = _first("text", wanted.body, found.body)
    pairs = zip_longest(wanted.notes, found.notes, fillvalue=())
    for number, (one, other) in enumerate(pairs, 1):
        done += _first(f"note {number}", one, other)
    return done


def _first(where: str, wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    for at, (one, other) in enumerate(zip_longest(wanted, found)):
        if one != other and not (one == _PAGE and str(other).isdigit()):
            return [f"{where}: '{_around(wanted, at)}' reads '{_around(found, at)}'"]
    return []


def _around(words: Sequence[str], at: int) -> str:
    text = " ".join(word[:60] for word in words[max(0, at - 3) : at + 5])
    return text or "(nothing)"
