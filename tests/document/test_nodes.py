"""The tree is frozen and closed; one walk and one rewrite reach every node of it."""

import dataclasses
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings

from reebrief.document import nodes as tree
from reebrief.document.nodes import (
    Block,
    CaveatLabel,
    CaveatMark,
    Cite,
    Column,
    Heading,
    Inline,
    Link,
    List,
    Node,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import children, plain, rewrite, rewrite_inlines, walk
from support.trees import kinds, paragraph, random_briefs, sample, text

NODES, BLOCKS, INLINES = get_args(Node), get_args(Block), get_args(Inline)
BRIEFS = settings(deadline=None, max_examples=50)


def inside(value):
    """Yield the nodes directly inside a value, found by the fields of its class alone.

    Fields stand in reading order, but for a table's labels, which stand in its head.
    """
    if isinstance(value, tuple):
        for part in value:
            yield from [part] if isinstance(part, NODES) else inside(part)
    elif isinstance(value, NODES):
        names = [field.name for field in dataclasses.fields(value)]
        if isinstance(value, tree.Table):
            labels = names.pop(names.index("labels"))
            names.insert(names.index("columns"), labels)
        for name in names:
            yield from inside((getattr(value, name),))


def down(node):
    """Yield a node and everything inside it, parents first, in the order of fields."""
    yield node
    for part in inside(node):
        yield from down(part)


def up(node):
    """Yield everything inside a node, then the node."""
    for part in inside(node):
        yield from up(part)
    yield node


def of(nodes, kinds):
    return [n for n in nodes if isinstance(n, kinds)]


def same(nodes):
    return [id(n) for n in nodes]


def test_the_sample_holds_every_kind_of_node():
    brief = sample()
    assert kinds([*brief.brief.sections, *brief.notes]) == set(NODES)


@BRIEFS
@given(random_briefs())
def test_a_walk_visits_every_node_once_in_reading_order(brief):
    sections = brief.brief.sections
    assert same(walk(sections)) == same(n for section in sections for n in down(section))


@BRIEFS
@given(random_briefs())
def test_children_are_what_stands_directly_inside(brief):
    for node in walk(brief.brief.sections):
        assert same(children(node)) == same(inside(node))


@BRIEFS
@given(random_briefs())
def test_rewriting_by_identity_changes_nothing(brief):
    for section in brief.brief.sections:
        assert rewrite(section.blocks, lambda b: (b,), lambda i: (i,)) == section.blocks


@BRIEFS
@given(random_briefs())
def test_a_rewrite_visits_every_block_and_every_inline_once_innermost_first(brief):
    blocks = brief.brief.sections[0].blocks
    seen_blocks, seen_inlines = [], []
    rewrite(
        blocks,
        lambda b: seen_blocks.append(b) or (b,),
        lambda i: seen_inlines.append(i) or (i,),
    )
    nodes = [n for block in blocks for n in up(block)]
    # The labels of a line belong to the line, and a table's line to the table: they are not
    # rewritten one by one.
    heads = {id(table.labels) for table in of(nodes, tree.Table)}
    assert seen_blocks == [n for n in of(nodes, BLOCKS) if id(n) not in heads]
    lone = {id(n) for line in of(nodes, tree.CaveatLabels) for n in line.labels}
    assert seen_inlines == [n for n in of(nodes, INLINES) if id(n) not in lone]


def test_a_rewrite_may_remove_a_node_and_put_several_in_its_place():
    blocks = (paragraph("a"), Quote((paragraph("b"), paragraph("c"))))

    def twice(block):
        return () if plain([block]) == "b" else (block, block)

    assert rewrite(blocks, twice, lambda i: (i,)) == (
        paragraph("a"),
        paragraph("a"),
        *[Quote((paragraph("c"), paragraph("c")))] * 2,
    )
    line = text("a", Strong(text("b")), CaveatMark(1))
    assert rewrite_inlines(line, lambda i: () if isinstance(i, Text) else (i,)) == (
        Strong(()),
        CaveatMark(1),
    )


def test_a_rewrite_reaches_captions_headers_and_cells():
    table = Table("t", text("a"), (Column("c", text("a")),), (Row("r", ((paragraph("a"),),)),))
    (done,) = rewrite((table,), lambda b: (b,), lambda _: text("z"))
    assert plain(done.caption + done.columns[0].header + done.rows[0].cells[0]) == "zz z"


def test_plain_text_leaves_out_the_marks_of_notes_and_parts_blocks():
    blocks = (
        Heading(1, text("A "), "a"),
        paragraph(
            "b", Strong(text("c")), CaveatMark(1), Cite("x", text("[1]")), Link("#a", text("d"))
        ),
        List(((paragraph("e"),), (paragraph("f\u00a0 g"),))),
        tree.CaveatLabels((CaveatLabel("p", "h"),)),
    )
    assert plain(blocks) == "A bc[1]d e f g h"
    assert plain([]) == ""


def test_the_words_of_a_table_and_of_fields_do_not_run_into_what_stands_before():
    column, row = Column("c", text("c")), Row("r", ((paragraph("d"),),))
    table = Table("t", text("b"), (column, column), (replace(row, cells=row.cells * 2),))
    assert plain([paragraph("a"), table, paragraph("e")]) == "a b c c d d e"
    fields = tree.Fields((tree.Field("n", text("f")), tree.Field("n", text("g"))))
    assert plain([fields]) == "f g"


def test_a_table_is_never_ragged_and_never_without_columns():
    row = Row("r", ((), ()))
    with pytest.raises(ValueError, match="row 'r' has 2 cells, the table 1"):
        Table("t", (), (Column("c", ()),), (row,))
    with pytest.raises(ValueError, match="a table needs a column"):
        Table("t", (), (), ())


@pytest.mark.parametrize("kind", NODES)
def test_a_node_can_neither_be_changed_nor_grow(kind):
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


def test_a_deep_and_a_wide_tree_are_walked_without_recursion():
    deep = paragraph("a")
    for _ in range(5000):
        deep = Quote((deep,))
    assert len(list(walk([deep]))) == 5002
    assert plain([Paragraph(text("a") * 100_000)]) == "a" * 100_000
