"""Links and ids of a whole brief: each id once, each link to something, each source a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reebrief.diagnostics import Place, Problem, known
from reebrief.document.ids import Ids
from reebrief.document.nodes import (
    Block,
    Blocks,
    Chart,
    Cite,
    Heading,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Provenance,
    Section,
    Table,
    Text,
)
from reebrief.document.traverse import rewrite, walk


def linked(sections: tuple[Section, ...], problems: list[Problem]) -> tuple[Section, ...]:
    """Report links of the author to places that the brief does not have.

    An article's link to a part of itself that the brief does not show becomes plain text.
    """
    nodes = list(walk(sections))
    ids = {n.id for n in nodes if isinstance(n, Chart | Heading | Paragraph | Table) and n.id}
    at: Provenance | None = None
    for node in nodes:
        at = getattr(node, "provenance", None) or at
        if at is None or at.article is not None or not isinstance(node, Link):
            continue
        if node.href.startswith("#") and node.href[1:] not in ids:
            what = f"a link to '{node.href}', which is nowhere in the brief"
            hint = known(node.href[1:], ids, kind="ids")
            problems.append(Problem(what, Place(at.file, at.line), hint))

    def dead(node: Inline) -> Inlines:
        match node:
            case Link(href=href, inlines=inlines) if href[:1] == "#" and href[1:] not in ids:
                return inlines
            case _:
                return (node,)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, lambda block: (block,), dead)) for s in sections
    )


def unique_ids(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give each heading an id of its own: one that is taken gets a number."""
    ids = Ids()

    def named(block: Block) -> Blocks:
        return (replace(block, id=ids.take(block.id)),) if isinstance(block, Heading) else (block,)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, named, lambda inline: (inline,))) for s in sections
    )


def numbered(sections: tuple[Section, ...], sources: Sequence[str]) -> tuple[Section, ...]:
    """Fill each citation with its article's number in the list of sources."""
    numbers = {name: str(n) for n, name in enumerate(sources, 1)}

    def cite(node: Inline) -> Inlines:
        if not isinstance(node, Cite):
            return (node,)
        link = Link(f"#source_{node.article}", (Text(numbers[node.article]),))
        return (replace(node, inlines=(Text("["), link, Text("]"))),)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, lambda block: (block,), cite)) for s in sections
    )
