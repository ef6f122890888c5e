"""The brief with its caveats, which writers take, and the bytes that they give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reebrief.document.nodes import (
    Brief,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Cite,
    Excerpt,
    Field,
    InlineExcerpt,
    Inlines,
    Node,
    Picture,
    Text,
)
from reebrief.document.traverse import children, walk


@dataclass(frozen=True, slots=True)
class RunningLabel:
    """Who stands behind an article, in short: its number in the list of sources, its labels.

    ``both`` is said instead of two labels where a line says each of them of other articles before;
    "" where it is never said.
    """

    number: int
    labels: tuple[str, ...]
    both: str = ""


@dataclass(frozen=True, slots=True)
class CaveatFact:
    """That a class of caveats holds for an article, and the parts of the document that say so."""

    article: str
    caveat: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What the manifest of a file says before it is written: the brief, its date, its inputs.

    ``inputs`` holds the SHA-256 of each file that was read for the brief, by its name from the
    project's root. ``date`` is an ISO 8601 date. ``edition`` is what another edition of the brief
    is compared with, None for a brief that has none.
    """

    brief: str
    date: str
    inputs: Mapping[str, str]
    edition: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedBrief:
    """A brief whose caveats stand in its tree. Only ``caveats.annotate`` makes one.

    ``notes`` are numbered from 1 in the order of their first mark. ``parts`` names every label,
    text and note that a writer must draw, each once; ``cited`` those that only formats without
    pages draw, within citations. ``running`` holds what the foot of a page says of each article of
    which it shows text or which it cites, by the article's id, and ``keys`` what it says of each
    mark, by the part. ``facts`` are all that the parts say.
    ``head`` begins the manifest of a file that can carry one; without it there is none.
    """

    brief: Brief
    notes: tuple[CaveatNote, ...]
    parts: frozenset[str]
    running: Mapping[str, RunningLabel] = field(default_factory=dict)
    head: Head | None = None
    cited: frozenset[str] = frozenset()
    keys: Mapping[str, Inlines] = field(default_factory=dict)
    facts: tuple[CaveatFact, ...] = ()

    @property
    def running_parts(self) -> frozenset[str]:
        """The names of the running labels: a format with pages draws each at least once."""
        return frozenset(map(running_part, self.running))


def running_part(article: str) -> str:
    """Return the name of an article's label in running lines."""
    return f"running-{article}"


@dataclass(frozen=True, slots=True)
class Written:
    """A document's bytes, and the names of the caveats' parts that its writer drew.

    ``pages`` counts the pages where the writer makes them itself, 0 where it does not. Of such
    pages ``where`` holds the page, from 0, of each part, ``words`` counts all words but those of
    headers, page numbers and markings, ``foot_words`` those of all running lines. ``beside`` are
    the files that it shows and cannot hold, by their names: they are written into its folder.
    """

    data: bytes
    parts: frozenset[str]
    pages: int = 0
    where: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
    foot_words: int = 0
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a brief fills its pages: on which one, from 1, each heading stands, by its id.

    It is ``tight`` where its text was set closer, or stands to be where lines are a little longer,
    so that no last page holds a few lines.
    """

    pages: Mapping[str, int]
    tight: bool


def shown_articles(nodes: Sequence[Node]) -> dict[str, None]:
    """Return the articles of which nodes show text, in reading order.

    What caveats say is no text of an article, nor is white space.
    """
    return {
        node.article: None
        for node in walk(nodes)
        if isinstance(node, Excerpt | InlineExcerpt) and any(map(_speaks, children(node)))
    }


def named_articles(nodes: Sequence[Node]) -> dict[str, None]:
    """Return the articles of which nodes show text, and those that they cite."""
    cited = (n.article for n in walk(nodes) if isinstance(n, Cite) and any(map(_speaks, n.inlines)))
    return {**shown_articles(nodes), **dict.fromkeys(cited)}


def _speaks(node: Node) -> bool:
    match node:
        case Text(text=text):
            return bool(text.strip())
        case CaveatLabel() | CaveatLabels() | CaveatMark() | CaveatText():
            return False
        case Picture():
            return True
        case Field(name=name) if name.strip():
            return True
        case _:
            return any(map(_speaks, children(node)))
