"""Define the blocks that hold no others: lines, pictures, fields, caveats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reebrief.document.nodes.inlines import AuthorLine, CaveatLabel, CaveatMark, Inlines, Provenance

Role = Literal["body", "title", "subtitle", "status", "meta"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a section of the brief) to 6; ``id`` is what links point at.

    Of a paragraph, a heading, a field, a column's header and a caption, ``own`` says which line of
    the author's it is, where it is one.
    """

    level: int
    inlines: Inlines
    id: str
    provenance: Provenance | None = None
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its role names the theme's role that sets it."""

    inlines: Inlines
    role: Role = "body"
    id: str | None = None
    provenance: Provenance | None = None
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a cell, as long as a share of its width, 0 to 1: it repeats the value above it.

    The first of a pair is ``outlined``.
    """

    share: float
    outlined: bool = False
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it goes into documents: opaque, in shades of ``grey`` or in sRGB, 8 bits each.

    ``name`` is its file's from the project's root; ``width`` and ``height`` are pixels. ``shades``
    is the SHA-256 of the pixels row by row, of a JPEG that of its bytes.
    """

    name: str
    kind: Literal["png", "jpeg"]
    data: bytes
    width: int
    height: int
    grey: bool
    shades: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with a caption; ``alt`` is said instead of it.

    ``file`` is its file's name as it was typed. Where the tree is composed it becomes ``image``.
    ``height`` is that of a logo, in points; other pictures are as large as page and pixels allow,
    or as wide as a ``share`` of the text.
    """

    file: str
    alt: str
    caption: Inlines = ()
    image: Image | None = None
    height: float | None = None
    provenance: Provenance | None = None
    share: float | None = None
    own: AuthorLine | None = None

    @property
    def shown(self) -> Image:
        """The image. Raises ValueError before the tree is composed."""
        if self.image is None:
            raise ValueError(f"the picture '{self.file}' was not read")
        return self.image


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the header block: a name such as "To" and what stands beside it."""

    name: str
    inlines: Inlines
    own: AuthorLine | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """The header block of a memo: to, from, date, subject."""

    fields: tuple[Field, ...]
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class CaveatLabels:
    """The line of short labels below an item's heading or above an excerpt.

    ``marks`` are those of the labels' notes; ``beside`` is what else the line says, such as a date.
    """

    labels: tuple[CaveatLabel, ...]
    provenance: Provenance | None = None
    marks: tuple[CaveatMark, ...] = ()
    beside: Inlines = ()


CaveatRole = Literal["box", "key", "entry"]
"""Where a caveat in words stands: in the box on the sources, its key, or the list of sources."""


@dataclass(frozen=True, slots=True)
class CaveatText:
    """A caveat in words, with the marks of its notes; ``part`` names it for the exit gate."""

    part: str
    inlines: Inlines
    provenance: Provenance | None = None
    role: CaveatRole = "box"


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the brief's headings down to level ``depth``, but for that of its own section."""

    depth: int = 2
    provenance: Provenance | None = None
