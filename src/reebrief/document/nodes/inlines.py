"""Define what stands within a line, and where a node comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a node comes from: a file named from the project's root, a line from 1, an article."""

    file: str
    line: int = 0
    article: str | None = None


@dataclass(frozen=True, slots=True)
class AuthorLine:
    """A line of the author's own text: a paragraph, a heading, a cell, an entry or a field.

    ``path`` is the key path of the text in the definition, ``number`` says which of the text's
    lines it is, from 0, ``text`` is the line as it is typed: Markdown, unless it is ``plain``.
    """

    path: tuple[str | int, ...]
    number: int
    text: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters. Never markup: writers escape it.

    Within a line of the author's, ``computed`` ones are none of the author's.
    """

    text: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line that was typed as one: of verse, of an address, of code."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised inlines."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised inlines."""

    inlines: Inlines


SCHEMES = ("http://", "https://", "mailto:")
"""What the address of a link out of the brief begins with."""


OWN_ACTION = "#action:"
"""What a link to an action of the author's own row begins with, until the tree is composed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: an ``http``, ``https`` or ``mailto`` address, or ``#id`` within the brief."""

    href: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of an article; the inlines are what the reader sees in its place.

    ``action`` names one of its actions, as ``table/action``, until the tree is composed: there a
    link to that action comes before the citation. ``label`` says who the source is, in formats that
    have no running line to say it.
    """

    article: str
    inlines: Inlines = ()
    action: str = ""
    label: CaveatLabel | None = None


@dataclass(frozen=True, slots=True)
class InlineExcerpt:
    """Words of an article within a line, its title for example; ``label`` is that of a ``Cite``."""

    article: str
    inlines: Inlines
    label: CaveatLabel | None = None


@dataclass(frozen=True, slots=True)
class CaveatLabel:
    """A caveat's short label; ``part`` names this place of the caveat for the exit gate."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class CaveatMark:
    """The reference to the caveat note with this number."""

    number: int


Inline: TypeAlias = (
    Text | LineBreak | Strong | Emphasis | Link | Cite | InlineExcerpt | CaveatLabel | CaveatMark
)
Inlines: TypeAlias = tuple[Inline, ...]
