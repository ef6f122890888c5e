"""An excerpt is what was asked for, in whole sentences, and says where something was left out."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.compose.excerpts import Extent, excerpts, own_ids
from reebrief.corpus.articles import read
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Excerpt, Heading, Table
from reebrief.document.traverse import plain, walk
from support import projects

CUT = "[…]"


def article(body):
    """Return an article of this body, from no disk."""
    project = SimpleNamespace(name=Path.as_posix, read=lambda _: projects.article(body))
    return read(project, Path("articles/a.md"))


def shown(body, show="highlights", sections=(), max_words=None):
    found = excerpts(article(body), Extent(show, sections, max_words), CUT)
    assert all(isinstance(e, Excerpt) and e.article == "a" for e in found)
    return [(e.part, plain(e.blocks)) for e in found]


BODY = """\
## Highlights

- One.
- Two.

The lead. It goes on.

## Facts

Said there.

### Within

More.

## Why this matters

It matters.
"""


@pytest.mark.parametrize(
    ("show", "sections", "expected"),
    [
        ("highlights", [], [(None, "One. Two.")]),
        ("summary", [], [(None, "The lead. It goes on.")]),
        (
            "highlights",
            ["why-this-matters", "facts"],
            [
                (None, "One. Two."),
                ("facts", "Facts Said there. Within More."),
                ("why-this-matters", "Why this matters It matters."),
            ],
        ),
        (
            "full",
            [],
            [
                (None, "One. Two. The lead. It goes on."),
                ("facts", "Facts Said there. Within More."),
                ("why-this-matters", "Why this matters It matters."),
            ],
        ),
    ],
)
def test_each_choice_of_show_and_sections_gives_its_blocks(show, sections, expected):
    assert shown(BODY, show, sections) == expected


@pytest.mark.parametrize(
    ("body", "show", "expected"),
    [
        ("The lead.\n", "highlights", [(None, "The lead.")]),
        ("## Highlights\n\n- One.\n", "summary", [(None, "One.")]),
        ("## A\n\na\n\n## B\n\nb\n", "highlights", [("a", "A a")]),
        ("## A\n\na\n\n## B\n\nb\n", "summary", [("a", "A a")]),
        ("", "full", []),
    ],
)
def test_a_missing_part_of_an_article_is_replaced_by_the_next(body, show, expected):
    assert shown(body, show) == expected


def test_headings_within_an_excerpt_stand_below_the_items_own():
    (first, *_) = excerpts(article(BODY), Extent("highlights", ["facts"]), CUT)[1:]
    levels = [(n.level, n.id) for n in walk(first.blocks) if isinstance(n, Heading)]
    assert levels == [(3, "a_facts"), (4, "a_within")]


def test_ids_of_an_article_begin_with_the_articles_own():
    blocks = own_ids("x", parse(MarkdownSource("# A\n\n> | B |\n> |---|\n", "a.md", article="x")))
    assert [n.id for n in walk(blocks) if isinstance(n, Heading | Table)] == ["x_a", "x_table"]


# --- the limit of words


@pytest.mark.parametrize(
    ("body", "limit", "expected"),
    [
        ("One two. Three four. Five six.", 6, "One two. Three four. Five six."),
        ("One two. Three four. Five six.", 5, f"One two. Three four. {CUT}"),
        ("One two. Three four. Five six.", 1, f"One two. {CUT}"),
        ("One two.\n\nThree four.\n\nFive.", 4, f"One two. Three four. {CUT}"),
        ("He said “one two.” Then three.", 4, f"He said “one two.” {CUT}"),
        ("Up 3.5 per cent, e.g. tons. Then three.", 6, f"Up 3.5 per cent, e.g. tons. {CUT}"),
        ("One **two. Three** four. Five.", 4, f"One two. Three four. {CUT}"),
        ("One! Two? Three… Four.", 3, f"One! Two? Three… {CUT}"),
        ("One.\n\n### A\n\nTwo three.", 2, f"One. {CUT}"),
        (
            "The U.S. Department reportedly rose. Next.",
            4,
            f"The U.S. Department reportedly rose. {CUT}",
        ),
        ("One **two.** Three. *Four* five.", 3, f"One two. Three. {CUT}"),
        ("> One two three. Four.\n\nFive.", 3, f"One two three. {CUT}"),
        ("> One two.\n\nThree.", 2, f"One two. {CUT}"),
        ("Zero.\n\n> One two. Three.", 3, f"Zero. One two. {CUT}"),
        ("Zero.\n\n> One two. Three.", 2, f"Zero. {CUT}"),
        ("One two three.\n\n- Four.", 2, f"One two three. {CUT}"),
    ],
)
def test_whole_sentences_are_left_out_and_the_mark_says_so(body, limit, expected):
    assert shown(body, "full", max_words=limit) == [(None, expected)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, f"One two three. {CUT}"),
        (3, f"One two three. {CUT}"),
        (7, f"One two three. Four. {CUT}"),
        (8, f"One two three. Four. Five six seven. Eight. {CUT}"),
        (9, "One two three. Four. Five six seven. Eight. Nine."),
    ],
)
def test_entries_of_a_list_are_left_out_from_its_end(limit, expected):
    body = "- One two three. Four.\n- Five six seven.\n  - Eight.\n- Nine.\n"
    assert shown(body, max_words=limit) == [(None, expected)]


@pytest.mark.parametrize(
    "body",
    ["One two three four.", "- One two three four.", "> One two three four.", "> - One two three."],
)
def test_nothing_left_out_leaves_no_mark(body):
    assert shown(body, "full", max_words=2) == [(None, re.sub("[>-] ", "", body))]


@pytest.mark.parametrize(
    ("body", "limit", "expected"),
    [
        ("## A\n\nOne two three four. Five.\n", 2, [("a", f"A One two three four. {CUT}")]),
        ("## A b c\n\nOne two. Five.\n", 2, [("a-b-c", f"A b c One two. {CUT}")]),
        ("One.\n\n## A\n\nTwo three four five.\n", 2, [(None, f"One. {CUT}")]),
        ("One.\n\n## A b\n\nTwo.\n", 2, [(None, f"One. {CUT}")]),
        ("## A\n\n### B\n\nOne two. Three.\n", 1, [("a", f"A B One two. {CUT}")]),
    ],
)
def test_a_heading_stands_with_a_sentence_of_its_text_or_not_at_all(body, limit, expected):
    assert shown(body, "full", max_words=limit) == expected


def test_a_table_is_shown_whole_or_left_out():
    table = "| A | B |\n|---|---|\n| one two | three |\n"
    assert shown(f"{table}\nFour.", max_words=2) == [(None, f"A B one two three {CUT}")]
    assert shown(f"Zero.\n\n{table}\nFour.", max_words=2) == [(None, f"Zero. {CUT}")]


def test_the_limit_counts_all_parts_together():
    assert shown(BODY, "full", max_words=7) == [(None, f"One. Two. The lead. It goes on. {CUT}")]


WORD = st.sampled_from(["Steel", "rose", "3.5", "per", "“cent”", "a.m. and", "(t)", "**said**"])
SENTENCE = st.lists(WORD, min_size=1, max_size=9).map(lambda w: " ".join(["So", *w, "reportedly."]))
TEXT = st.lists(SENTENCE, min_size=1, max_size=6).map(" ".join)
BODIES = st.lists(TEXT | TEXT.map("- {}".format), min_size=1, max_size=5).map("\n\n".join)


@settings(deadline=None)
@given(BODIES, st.integers(1, 60))
def test_no_sentence_is_cut_and_the_limit_is_kept_but_for_the_first(body, limit):
    whole = plain(article(body).lead)
    sentences = re.findall(r"So .*?reportedly\.", whole)
    (part,) = excerpts(article(body), Extent("summary", max_words=limit), CUT)
    text = plain(part.blocks)
    kept = text.removesuffix(CUT).rstrip()
    assert whole.startswith(kept)
    assert kept == " ".join(sentences[: kept.count("reportedly.")])
    assert len(kept.split()) <= max(limit, len(sentences[0].split()))
    assert kept == whole or text.endswith(f" {CUT}")


@pytest.mark.parametrize(
    ("show", "expected"),
    [("highlights", "It opened."), ("full", "Caption: The mill. It opened.")],
)
def test_the_caption_of_a_picture_is_shown_with_the_whole_text_alone(show, expected):
    assert shown("Caption: The mill.\n\nIt opened.\n", show) == [(None, expected)]


def test_a_caption_that_is_all_there_is_stays():
    assert shown("Caption: The mill.\n") == [(None, "Caption: The mill.")]


def test_the_number_of_an_entry_is_no_sentence_of_its_own():
    found = shown("It opened here. 2\\. The pier was closed by its owner.\n", max_words=4)
    assert found == [(None, f"It opened here. {CUT}")]
