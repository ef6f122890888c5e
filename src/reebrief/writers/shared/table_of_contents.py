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
    """Return the entries of a list of contents; no level of them is skipped."""
    done: list[ContentsEntry] = []
    for section in sections:
        nodes = [*walk(section.blocks)]
        if any(node is contents for node in nodes):
            continue
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
