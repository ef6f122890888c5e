"""Walk the tree of a document, read its text, and rewrite it: one walk and one rewrite."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, assert_never

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


def _lines(node: Any) -> Sequence[Node]:
    inlines: Inlines = node.inlines
    return inlines


def _blocks(node: Any) -> Sequence[Node]:
    blocks: Blocks = node.blocks
    return blocks


def _caption(node: Picture) -> Sequence[Node]:
    return node.caption


def _of_list(node: List) -> Sequence[Node]:
    return [block for item in node.items for block in item]


def _of_table(node: Table) -> Sequence[Node]:
    labels = (node.labels,) if node.labels else ()
    return [*node.caption, *labels, *node.columns, *node.rows]


def _of_chart(node: Chart) -> Sequence[Node]:
    return [*node.caption, *node.data]


def _header(node: Column) -> Sequence[Node]:
    return node.header


def _of_row(node: Row) -> Sequence[Node]:
    return [block for cell in node.cells for block in cell]


def _fields(node: Fields) -> Sequence[Node]:
    return node.fields


def _of_labels(node: CaveatLabels) -> Sequence[Node]:
    return [*node.labels, *node.marks, *node.beside]


_LEAVES = (Text, LineBreak, CaveatLabel, CaveatMark, Contents, Bar)
_WITH_LINES = (Strong, Emphasis, Link, Cite, InlineExcerpt, Heading, Paragraph, Field)
_WITH_BLOCKS = (Quote, Comment, Excerpt, Item, Section)

INSIDE: Mapping[type, Callable[[Any], Sequence[Node]] | None] = {
    **dict.fromkeys(_LEAVES),
    **dict.fromkeys((*_WITH_LINES, CaveatText, CaveatNote), _lines),
    **dict.fromkeys(_WITH_BLOCKS, _blocks),
    List: _of_list,
    Table: _of_table,
    Chart: _of_chart,
    Picture: _caption,
    Column: _header,
    Row: _of_row,
    Fields: _fields,
    CaveatLabels: _of_labels,
}
"""What gives the nodes directly inside a node, in reading order; None of a leaf.

A table, as trees are walked a hundred times a page: a match would try kind after kind.
"""


def children(node: Node) -> Sequence[Node]:
    """Return the nodes directly inside a node, in reading order."""
    inside = INSIDE[type(node)]
    return inside(node) if inside else ()


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node of a tree, parents before children, in reading order."""
    stack = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        inside = INSIDE[type(node)]
        if inside is not None:
            stack.extend(reversed(inside(node)))


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
    """Replace each inline, innermost first, by what ``inside`` makes of it.

    A line in which nothing was replaced is returned itself.
    """
    done: list[Inline] = []
    for node in inlines:
        match node:
            case Text() | LineBreak() | CaveatLabel() | CaveatMark():
                done.extend(inside(node))
            case Strong() | Emphasis() | Link() | Cite() | InlineExcerpt():
                within = rewrite_inlines(node.inlines, inside)
                same = within is node.inlines
                done.extend(inside(node if same else replace(node, inlines=within)))
            case _:
                assert_never(node)
    return inlines if _same(inlines, done) else tuple(done)


def _same(nodes: Sequence[Node], others: Sequence[Node]) -> bool:
    """Say whether two sequences hold the same nodes, not equal ones."""
    return len(nodes) == len(others) and all(map(operator.is_, nodes, others))


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
            line = inlines(node.inlines)
            return node if line is node.inlines else replace(node, inlines=line)
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
