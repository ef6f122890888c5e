"""Define a brief: its sections, its notes, and what concerns the page as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from reebrief.document.nodes.blocks import Block, Blocks, Column, Row
from reebrief.document.nodes.inlines import Inline, Inlines, Provenance
from reebrief.document.nodes.leaf_blocks import Field


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the brief: its kind as the definition names it, and its blocks.

    ``landscape`` puts it on pages of its own, wider than high.
    """

    kind: str
    blocks: Blocks
    provenance: Provenance | None = None
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class CaveatNote:
    """The full text of a caveat, a numbered note from 1; ``part`` names it for the exit gate."""

    number: int
    part: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Meta:
    """What a brief is called, and the choices that concern the page as a whole.

    ``date`` and ``cut_off`` are ISO 8601 dates; ``running`` is the running header's text.
    """

    title: str
    language: str
    date: str
    page: Literal["A4", "Letter"]
    author: str = ""
    subject: str = ""
    number: str = ""
    marking: str = ""
    keywords: tuple[str, ...] = ()
    running: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A composed brief: what it says, before its caveats were added.

    ``sources`` are the ids of the articles in the order of its list of sources.
    """

    meta: Meta
    sections: tuple[Section, ...]
    sources: tuple[str, ...] = ()


Node: TypeAlias = Inline | Block | Section | Field | Row | Column | CaveatNote
