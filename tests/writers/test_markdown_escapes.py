"""Text comes back from Markdown as it was typed, as readers of GitHub's dialect see it."""

import re

import pytest
from markdown_it import MarkdownIt

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import LineBreak, Paragraph, Strong, Text
from reebrief.writers.markdown import write
from support.trees import of_blocks

TEXTS = [
    "-- Dashes",
    "--- longer",
    "a --- b -- c ---- d",
    "...",
    "x.... y",
    "--verbose is an option",
    "http://example.org/a_b_c?x=1&y=2",
    "_init_ and a_b",
    "&amp; and R&D",
    "1986. A great year",
    "C:\\new\\x",
    "a | b",
    "*not* [this](x) <b>",
    "by Dr. Smith, e.g. on p. 12",
]


def written(*inlines):
    """Return the last paragraph of a brief as Markdown."""
    brief: AnnotatedBrief = of_blocks(Paragraph(inlines))
    return write(brief, None, None).data.decode().rstrip("\n").rpartition("\n\n")[2]


def read(markdown):
    """Return what a page made of this Markdown shows."""
    (token,) = (t for t in MarkdownIt("commonmark").parse(markdown) if t.type == "inline")
    return "".join(child.content for child in token.children)


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was_typed(text):
    for inlines in ((Text(text),), (Strong((Text(text),)),)):
        assert read(written(*inlines)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_no_dashes_or_stops_are_left_that_pandoc_joins(text):
    assert not re.search(r"(?<!\\)(?:--|\.\.\.)", re.sub(r"\\.", "", written(Text(text))))


def test_a_line_that_ends_is_a_line_of_its_own():
    assert written(Text("a"), LineBreak(), Text("b")) == "a\\\nb"
