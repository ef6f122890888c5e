"""Trees are walked through every kind of node, and rewritten without copies of what stays."""

from typing import get_args

from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Node, Text
from reebrief.document.traverse import INSIDE, children, rewrite, walk

TEXT = """\
## A heading

Some *words* in **one** [line](https://example.org/a).

- one
- two

| A | B |
|---|---|
| c | *d* |
"""


def blocks():
    return parse(MarkdownSource(TEXT, "a.md"))


def test_every_kind_of_node_can_be_walked():
    assert {*INSIDE} == {*get_args(Node)}


def test_a_walk_meets_parents_before_children_in_reading_order():
    nodes = [*walk(blocks())]
    said = [node.text for node in nodes if isinstance(node, Text)]
    assert " ".join("".join(said).split()) == "A headingSome words in one line.onetwoABcd"
    for node in nodes:
        inside = [*map(id, children(node))]
        places = [n for n, other in enumerate(nodes) if id(other) in inside]
        assert all(place > nodes.index(node) for place in places)


def test_a_line_in_which_nothing_is_replaced_is_the_same_one():
    before = blocks()
    after = rewrite(before, lambda node: (node,), lambda node: (node,))
    assert after == before
    assert after[0] is before[0]
    assert after[1] is before[1]


def test_what_is_replaced_leaves_its_neighbours_as_they_are():
    before = blocks()

    def louder(node):
        return (Text("WORDS"),) if isinstance(node, Text) and node.text == "words" else (node,)

    after = rewrite(before, lambda node: (node,), louder)
    assert after[0] is before[0]
    assert [n.text for n in walk(after[1:2]) if isinstance(n, Text)][1] == "WORDS"
    assert [*map(id, after[1].inlines[2:])] == [*map(id, before[1].inlines[2:])]
