"""Walk the tree of a document, read its text, and rewrite it: one walk and one rewrite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

from reebrief.document.nodes import (
    Bar,
    Block,
    Blocks,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Chart,
    Cite,
    Column,
    Comment,
    Contents,
    Emphasis,
    Excerpt,
    Field,
    Fields,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Item,
    LineBreak,
    Link,
    List,
    Node,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Text,
)


def children(node: Node) -> Iterator[Node]:  # noqa: C901  a case for each kind of node
    """Yield the nodes directly inside a node, in reading order."""
    match node:
        case Text() | LineBreak() | CaveatLabel() | CaveatMark() | Contents() | Bar():
            return
        case (
            Strong()
            | Emphasis()
            | Link()
            | Cite()
            | InlineExcerpt()
            | Heading()
            | Paragraph()
            | Field()
            | CaveatText()
            | CaveatNote()
        ):
            yield from node.inlines
        case List():
            for item in node.items:
                yield from item
        case Quote() | Comment() | Excerpt() | Item() | Section():
            yield from node.blocks
        case Table():
            yield from node.caption
            yield from (node.labels,) if node.labels else ()
            yield from node.columns
            yield from node.rows
        case Chart():
            yield from node.caption
            yield from node.data
        case Picture():
            yield from node.caption
        case Column():
            yield from node.header
        case Row():
            for cell in node.cells:
                yield from cell
        case Fields():
            yield from node.fields
        case CaveatLabels():
            yield from node.labels
            yield from node.marks
            yield from node.beside
        case _:
            assert_never(node)


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node of a tree, parents before children, in reading order."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(list(children(node))))


def plain(nodes: Sequence[Node]) -> str:
    """Return the characters of nodes, without marks of notes; blocks are joined by a space."""
    words: list[str] = []
    for node in walk(nodes):
        match node:
            case Text() | CaveatLabel():
                words.append(node.text)
            case (
                Heading()
                | Paragraph()
                | CaveatText()
                | CaveatLabels()
                | Table()
                | Chart()
                | Picture()
                | Column()
                | Field()
                | LineBreak()
            ):
                words.append(" ")
            case _:
                pass
    return " ".join("".join(words).split())


def characters(inlines: Sequence[Inline]) -> str:
    """Return the characters of a line exactly as they stand, marks of notes left out.

    The end of a line is a space, so that a sentence reads the same on one line or on two.
    """
    return "".join(
        " " if isinstance(n, LineBreak) else n.text
        for n in walk(inlines)
        if isinstance(n, Text | LineBreak | CaveatLabel)
    )


def computed(inlines: Inlines) -> Inlines:
    """Return a line all of whose characters are none of the author's."""

    def flagged(node: Inline) -> Inlines:
        return (replace(node, computed=True),) if isinstance(node, Text) else (node,)

    return rewrite_inlines(inlines, flagged)


Inside: TypeAlias = Callable[[Inline], Inlines]


Outside: TypeAlias = Callable[[Block], Blocks]


def rewrite_inlines(inlines: Inlines, inside: Inside) -> Inlines:
    """Replace each inline, innermost first, by what ``inside`` makes of it."""
    done: list[Inline] = []
    for node in inlines:
        match node:
            case Text() | LineBreak() | CaveatLabel() | CaveatMark():
                done.extend(inside(node))
            case Strong() | Emphasis() | Link() | Cite() | InlineExcerpt():
                done.extend(inside(replace(node, inlines=rewrite_inlines(node.inlines, inside))))
            case _:
                assert_never(node)
    return tuple(done)


def rewrite(blocks: Blocks, outside: Outside, inside: Inside) -> Blocks:
    """Replace each block and inline, innermost first; an empty result takes the node away."""

    def again(inner: Blocks) -> Blocks:
        return rewrite(inner, outside, inside)

    def line(inlines: Inlines) -> Inlines:
        return rewrite_inlines(inlines, inside)

    return tuple(new for node in blocks for new in outside(inner(node, again, line)))


def inner(
    node: Block, blocks: Callable[[Blocks], Blocks], inlines: Callable[[Inlines], Inlines]
) -> Block:
    """Return a block with what is directly inside it replaced, in reading order."""
    match node:
        case Heading() | Paragraph() | CaveatText():
            return replace(node, inlines=inlines(node.inlines))
        case List():
            return replace(node, items=tuple(map(blocks, node.items)))
        case Quote() | Comment() | Excerpt() | Item():
            return replace(node, blocks=blocks(node.blocks))
        case Table():
            return replace(
                node,
                caption=inlines(node.caption),
                columns=tuple(replace(c, header=inlines(c.header)) for c in node.columns),
                rows=tuple(replace(r, cells=tuple(map(blocks, r.cells))) for r in node.rows),
            )
        case Chart():
            return replace(node, caption=inlines(node.caption), data=blocks(node.data))
        case Picture():
            return replace(node, caption=inlines(node.caption))
        case Fields():
            fields = (replace(f, inlines=inlines(f.inlines)) for f in node.fields)
            return replace(node, fields=tuple(fields))
        case CaveatLabels() | Contents() | Bar():
            return node
        case _:
            assert_never(node)
