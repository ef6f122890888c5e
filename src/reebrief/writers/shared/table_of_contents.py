"""List the headings of a brief, without their marks and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    Cite,
    Contents,
    Excerpt,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Link,
    Section,
)
from reebrief.document.traverse import plain, rewrite_inlines, walk


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading as a list of contents shows it; ``level`` counts from 1 within the list."""

    level: int
    inlines: Inlines
    id: str


def entries(sections: Sequence[Section], contents: Contents) -> list[ContentsEntry]:
    """Return the entries of a list of contents: what follows it; no level is skipped."""
    done: list[ContentsEntry] = []
    at = next((n for n, s in enumerate(sections) if contents in walk(s.blocks)), -1)
    for section in sections[at + 1 :]:
        nodes = [*walk(section.blocks)]
        taken = {
            id(heading): node.article
            for node in nodes
            if isinstance(node, Excerpt)
            for heading in walk(node.blocks)
        }
        for node in nodes:
            if not isinstance(node, Heading) or node.level > contents.depth:
                continue
            inlines = rewrite_inlines(node.inlines, _bare)
            if id(node) in taken:  # a heading of an article is text of it here too
                inlines = (InlineExcerpt(taken[id(node)], inlines),)
            if plain(inlines):
                level = min(node.level, done[-1].level + 1 if done else 1)
                done.append(ContentsEntry(level, inlines, node.id))
    return done


def _bare(node: Inline) -> Inlines:
    match node:
        case CaveatMark() | CaveatLabel():
            return ()
        case Link() | Cite():
            return node.inlines
        case _:
            return (node,)
