"""Markdown becomes the tree with lines; the rest is literal in articles and refused elsewhere."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reebrief.diagnostics import ReebriefError
from reebrief.document.characters import visible
from reebrief.document.ids import Ids
from reebrief.document.markdown import MarkdownSource, escape, parse, parse_inline, slug
from reebrief.document.nodes import (
    Cite,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Provenance,
    Quote,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import characters, plain, walk

MARKS = "ab1 *_[]()<>|#`-+=:~!&;\\.\n\t\"'@{}\u00a0"
MARKDOWN = st.text(st.sampled_from(MARKS), max_size=40)


def article(text):
    return parse(MarkdownSource(text, "a.md", article="a"))


def own(text):
    return parse(MarkdownSource(text, "b.yaml", 5, first_column=3))


def fault(parse_it, text):
    with pytest.raises(ReebriefError) as caught:
        parse_it(text)
    return str(caught.value)


def inside(text):
    """Return the inlines of the one paragraph that a text of an article is."""
    (paragraph,) = article(text)
    return paragraph.inlines


def tables(text):
    return [n for n in walk(article(text)) if isinstance(n, Table)]


# --- inlines and blocks


def test_emphasis_and_links():
    assert inside("a **b *c*** [d](https://e.org/f)") == (
        Text("a "),
        Strong((Text("b "), Emphasis((Text("c"),)))),
        Text(" "),
        Link("https://e.org/f", (Text("d"),)),
    )


def test_lines_of_a_paragraph_are_joined_by_a_space():
    assert inside("a\nb") == (Text("a b"),)


@pytest.mark.parametrize("end", ["  ", "   ", "\\"])
def test_a_line_that_was_ended_on_purpose_ends(end):
    line = (Text("a b"), LineBreak(), Text("c"))
    assert inside(f"a\nb{end}\nc") == line
    assert characters(line) == "a b c"
    (paragraph,) = own(f"a\nb{end}\nc")
    assert paragraph.inlines == line


def shape(text):
    """Return each block of an article: its kind, and its characters, lines parted by |."""
    return [
        (
            type(block).__name__,
            "|".join(n.text for n in walk([block]) if isinstance(n, Text)),
        )
        for block in article(text)
    ]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Why\n===\n\nText.", [("Heading", "Why"), ("Paragraph", "Text.")]),
        ("Why\n---\nText.", [("Heading", "Why"), ("Paragraph", "Text.")]),
        ("One line.\nAnother.\n---", [("Paragraph", "One line. Another. ---")]),
        (
            "One.\n\n---\n\nTwo.",
            [("Paragraph", "One."), ("Paragraph", "---"), ("Paragraph", "Two.")],
        ),
        ("w " * 70 + "\n---", [("Paragraph", "w " * 70 + "---")]),
        ("```\na\n\n  # b\n```", [("Paragraph", "```|a|\u00a0\u00a0# b|```")]),
        ("```\na\n\n# b", [("Paragraph", "``` a"), ("Heading", "b")]),
        ("    a\n    b", [("Paragraph", "a|b")]),
        ("    a\nb", [("Paragraph", "a b")]),
        ("> a  \n> b", [("Quote", "a|b")]),
    ],
)
def test_an_article_keeps_its_headings_and_its_lines(text, blocks):
    assert shape(text) == blocks


@pytest.mark.parametrize("escaped", ["\\*a\\*", "\\[a\\](b)", "\\# a", "1\\. a", "\\| a", "\\\\"])
def test_a_backslash_makes_text_of_a_mark(escaped):
    assert inside(escaped) == (
        Text(escaped.replace("\\\\", "§").replace("\\", "").replace("§", "\\")),
    )


def test_a_links_scheme_may_be_in_capitals_and_its_title_is_left_out():
    assert inside("[a](HTTPS://example.org/B 'c')") == (
        Link("https://example.org/B", (Text("a"),)),
    )
    assert plain(own("[a](Mailto:b@example.org)")) == "a"


def test_lists_nest_and_keep_their_number():
    assert plain(article("- a\n  - b\n- c")) == "a b c"
    (listed,) = article("3. a\n4. b")
    assert (listed.ordered, listed.start, len(listed.items)) == (True, 3, 2)


def test_an_empty_list_item_holds_an_empty_paragraph():
    (listed,) = article("-\n- b")
    assert [plain(item) for item in listed.items] == ["", "b"]
    assert all(listed.items)


def test_quotes_hold_blocks():
    (quote,) = article("> a\n>\n> - b")
    assert isinstance(quote, Quote)
    assert [type(b) for b in quote.blocks] == [Paragraph, List]


@pytest.mark.parametrize("text", ["", "\n \n", "\u00a0"])
def test_a_text_of_white_space_has_no_blocks(text):
    assert article(text) == ()
    assert parse_inline(MarkdownSource(text, "a.md")) == ()


def test_every_block_knows_its_file_its_line_and_its_article():
    text = "# a\n\nb\n\n- c\n- d\n\n  e\n\n> f\n\n| g |\n|---|\n| h |\n"
    nodes = [n for n in walk(article(text)) if getattr(n, "provenance", None)]
    assert [(type(n).__name__, n.provenance.line) for n in nodes] == [
        ("Heading", 1),
        ("Paragraph", 3),
        ("List", 5),
        ("Paragraph", 5),
        ("Paragraph", 6),
        ("Paragraph", 8),
        ("Quote", 10),
        ("Paragraph", 10),
        ("Table", 12),
        ("Row", 14),
        ("Paragraph", 14),
    ]
    assert {n.provenance.file for n in nodes} == {"a.md"}
    assert {n.provenance.article for n in nodes} == {"a"}


def test_the_briefs_own_text_counts_lines_from_where_it_stands():
    assert [b.provenance for b in own("a\n\nb")] == [
        Provenance("b.yaml", 5),
        Provenance("b.yaml", 7),
    ]


# --- what is not supported


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "`code`",
        "Beside ![picture](x.png)",
        "[@another-article]",
        "&amp; &#42;",
        "https://x.org",
        "<https://x.org>",
        "[a](javascript:alert(1))",
        "[a](file:///etc/passwd)",
        "[a](www.example.org)",
        "[a](data:text/html,x)",
        "[a]: https://x.org",
        "{{ title }} {% if %}",
        "***",
        "~~a~~",
        "```",
    ],
)
def test_in_an_article_everything_else_is_literal_text(text):
    assert inside(text) == (Text(text),)


def test_in_an_article_a_link_to_nowhere_is_literal_text():
    assert plain(article("[a *b*]() c")) == "[a b]() c"


def test_in_an_article_indentation_and_rules_hide_nothing():
    assert plain(article("a\n\n    b\n\n---\n\nc\n===\n\n```\nd\n```")) == "a b --- c ``` d ```"


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("a\n\n<div>\n", "b.yaml:7:3", "raw HTML"),
        ("a <b>c", "b.yaml:5:5", "raw HTML"),
        ("a `c`", "b.yaml:5:6", "code"),
        ("a\n\n    b", "b.yaml:7:7", "a block of code"),
        ("```\na\n```", "b.yaml:5:3", "a block of code"),
        ("a\n\n---", "b.yaml:7:3", "a rule"),
        ("a ![b](c.png)", "b.yaml:5:7", "a picture within a line or from elsewhere"),
        ("![a](https://b.org)", "b.yaml:5:5", "a picture within a line or from elsewhere"),
        ("[a](www.example.org)", "b.yaml:5:6", "a link to this address"),
        ("*b*\nc [a](javascript:b)", "b.yaml:6:8", "a link to this address"),
        ("[a]()", "b.yaml:5:6", "a link to this address"),
    ],
)
def test_unsupported_markdown_of_the_author_is_refused_with_its_place(text, place, what):
    assert fault(own, text).startswith(f"{place}: {what} is not supported here\n")


@pytest.mark.parametrize("read", [own, article])
def test_a_paragraph_may_be_a_picture_with_a_caption_below(read):
    (picture, words) = read(
        "![Two \\[old\\]\nkilns](pictures/kiln.png)\n\nPicture: From *above*\n\nWords."
    )
    assert (picture.file, picture.alt) == ("pictures/kiln.png", "Two [old] kilns")
    assert picture.caption == (Text("From "), Emphasis((Text("above"),)))
    assert plain((words,)) == "Words."
    (spaced,) = read("![A](<my pictures/a b.png>)")
    assert spaced.file == "my pictures/a b.png"


@pytest.mark.parametrize("read", [own, article])
def test_a_picture_needs_words_for_those_who_cannot_see_it(read):
    assert "a picture without words" in fault(read, "![](a.png)")


def test_a_caption_needs_its_picture():
    assert "a picture's caption without a picture" in fault(own, "Picture: a")
    assert "a picture's caption" in fault(own, "![a](b.png)\n\nPicture: a\n\nPicture: b")
    assert plain(article("Picture: a")) == "Picture: a"
    assert plain(own(escape("Picture: a"))) == "Picture: a"


def test_every_fault_of_own_text_is_reported():
    assert fault(own, "<a>\n\n`b`\n\n---\n").count("is not supported here") == 3


def test_own_text_cites():
    assert own("a [@one-two].") == (
        Paragraph(
            (Text("a "), Cite("one-two"), Text(".")),
            provenance=Provenance("b.yaml", 5),
        ),
    )
    assert plain(own("\\[@c] [@")) == "[@c] [@"


@pytest.mark.parametrize("text", ["a\n\nb", "- a", "# a", "> a"])
def test_one_line_is_one_paragraph(text):
    message = fault(lambda t: parse_inline(MarkdownSource(t, "b.yaml", 5, first_column=3)), text)
    assert message.startswith("b.yaml:5:3: one line of text is expected here")


def levels(mark, count):
    return mark * count + "hedge"


@pytest.mark.parametrize("text", [levels("> ", 20), levels("- ", 20), levels("> - ", 10)])
def test_twenty_levels_are_read(text):
    assert [plain(article(text)), plain(own(text))] == ["hedge", "hedge"]


@pytest.mark.parametrize(
    "text",
    [
        levels("> ", 21),
        levels("- ", 21),
        levels("> ", 5000),
        levels("1. ", 100),
        "*" * 3000 + "a" + "*" * 3000,
        "*a " * 1000 + " a*" * 1000,
    ],
)
def test_what_is_nested_deeper_is_refused_so_that_no_word_is_lost(text):
    assert fault(article, text).startswith("a.md:1:1: nested more than 20 levels deep\n")
    assert fault(own, f"a\n\n{text}").startswith("b.yaml:7:3: nested more than 20 levels deep\n")


# --- tables


TABLE = "| A b | A b |  |\n|---|---|---|\n| x | *y* | z |\n| x |  | \\| |\n"


def test_rows_and_columns_have_ids_from_their_words():
    (table,) = tables(TABLE)
    assert [c.id for c in table.columns] == ["a-b", "a-b-2", "column-3"]
    assert [r.id for r in table.rows] == ["x", "x-2"]
    assert [[plain(cell) for cell in row.cells] for row in table.rows] == [
        ["x", "y", "z"],
        ["x", "", "|"],
    ]


def test_a_caption_gives_a_table_its_id():
    (table,) = tables(f"{TABLE}\nTable: What *to* do {{#west-actions}}\n")
    assert table.id == "west-actions"
    assert plain(table.caption) == "What to do"


def test_without_an_id_the_caption_names_it_and_without_a_caption_its_number():
    text = f"{TABLE}\nTable: What to do\n\n{TABLE}\n{TABLE}\n# Table\n"
    assert [t.id for t in tables(text)] == ["what-to-do", "table", "table-2"]
    assert [h.id for h in article(text) if isinstance(h, Heading)] == ["table-3"]


@pytest.mark.parametrize("row", ["| 1 |", "1 | 2 | 3", "| 1 | 2 | 3 |", "| 1 \\| 2 |"])
def test_a_ragged_row_is_refused_with_its_line(row):
    message = fault(article, f"| A | B |\n|---|---|\n| 1 | 2 |\n{row}\n")
    assert message.startswith("a.md:4:1: this row has ")


def test_rows_may_leave_out_the_outer_bars():
    (table,) = tables("A | B\n---|---\n1 | 2\n")
    assert len(table.rows) == 1
    assert len(tables("- | A | B |\n  |---|---|\n  | 1 | 2 |\n")) == 1


@pytest.mark.parametrize("start", ["> ", "> > ", "- ", "> - "])
def test_a_table_within_a_quote_or_a_list_is_not_ragged(start):
    below = start.replace("-", " ")
    rows = [f"{start}| A | B |", f"{below}|---|---|", f"{below}| 1 | > 2 |", f"{below}1 | 2"]
    (table,) = tables("\n".join(rows))
    assert [[plain(c) for c in r.cells] for r in table.rows] == [["1", "> 2"], ["1", "2"]]
    with pytest.raises(ReebriefError, match="3 of the 2 cells"):
        article("\n".join([*rows, f"{below}| 1 | 2 | 3 |"]))


@pytest.mark.parametrize("table", [TABLE, "| A |\n|---|\n| x |\n", "> | A |\n> |---|\n> | x |\n> "])
def test_a_caption_among_the_rows_is_refused_and_a_cell_that_begins_like_one_is_not(table):
    message = fault(article, f"{table}Table: x {{#t}}\n")
    assert ": a table's caption among its rows\n  hint: put an empty line between" in message
    assert plain(article("| A |\n|---|\n| Table: x |\n")) == "A Table: x"


def test_a_caption_may_have_several_lines_and_marks_that_look_like_an_id():
    (table,) = tables(f"{TABLE}\nTable: *What* {{#x\nto}} do {{#}} {{#y}}\n")
    assert (table.id, plain(table.caption)) == ("y", "What {#x to} do {#}")
    (table,) = tables(f"{TABLE}\nTable: {{#z}}\n")
    assert (table.id, table.caption) == ("z", ())
    assert [t.id for t in tables(f"{TABLE}\nTable:x")] == ["table"]


def test_a_table_between_two_without_a_caption_takes_none_of_their_numbers():
    text = f"{TABLE}\n{TABLE}\nTable: Mine\n\n{TABLE}"
    assert [t.id for t in tables(text)] == ["table", "mine", "table-2"]


def test_a_caption_without_a_table_is_text_in_an_article_and_refused_elsewhere():
    assert plain(article("Table: nothing above")) == "Table: nothing above"
    assert "b.yaml:5:3: a table's caption without a table" in fault(own, "Table: nothing above")


def test_an_id_given_twice_is_refused():
    text = f"# t\n\n{TABLE}\nTable: x {{#t}}\n"
    assert "a.md:8:10: the id 't' is given twice" in fault(article, text)


# --- ids


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Why This Matters to the U.S.", "why-this-matters-to-the-u-s"),
        ("  R&D_2025  ", "r-d-2025"),
        ("Čína: 中国!", "čína-中国"),
        ("…", "untitled"),
        ("", "untitled"),
    ],
)
def test_an_id_is_lower_case_words_joined_by_hyphens(text, name):
    assert slug(text) == name


@settings(deadline=None)
@given(st.text())
def test_an_id_made_from_an_id_is_the_same(text):
    assert slug(slug(text)) == slug(text)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["# A", "## a", "# A 2", "# a-2", "| a |\n|---|\n| b |"]), max_size=8)
)
def test_ids_of_headings_and_tables_never_collide(parts):
    ids = [n.id for n in walk(article("\n\n".join(parts))) if isinstance(n, Heading | Table)]
    assert len(ids) == len(set(ids))


# --- promises for any text


@pytest.mark.parametrize(
    "text", ["Table: a", "a\nTable: b", "    a", "\ta", "a\n\n    - b", " Table: a"]
)
def test_escaped_text_is_no_caption_and_no_code(text):
    for parse_it in (article, own):
        assert plain(parse_it(escape(text))) == " ".join(text.split())


def test_escaped_text_keeps_its_space_within_a_line():
    assert plain(own(f"a{escape('  – ')}b")) == "a – b"


@settings(deadline=None)
@given(st.one_of(st.text(max_size=30), MARKDOWN))
@example("1. a")
@example("- [@a] <b> &amp; ![c](d) `e` | f")
@example("=== --- *** ___ ~~~ ```")
def test_escaped_text_reads_back_whoever_wrote_it(text):
    text = " ".join(visible(text)[0].split())
    for parse_it in (article, own):
        blocks = parse_it(escape(text))
        assert plain(blocks) == text
        assert {type(n) for n in walk(blocks)} <= {Paragraph, Text}


LINE = st.text(st.sampled_from(MARKS.replace("\n", "")), max_size=8).map(str.strip)


@settings(deadline=None)
@given(st.lists(LINE, max_size=6))
@example(["| a | b", ":-|-", "c | d"])
@example(["a", ":-"])
@example(["a", "---", "> b", "# c", "2) d"])
def test_escaped_lines_read_back_as_paragraphs(lines):
    for parse_it in (article, own):
        blocks = parse_it(escape("\n".join(lines)))
        assert plain(blocks) == " ".join(" ".join(lines).split())
        assert {type(n) for n in walk(blocks)} <= {Paragraph, Text}


def parsed(parse_it, text):
    """Return the blocks of a text and the problems that kept it from being parsed."""
    try:
        return parse_it(text), ()
    except ReebriefError as caught:
        return (), caught.problems


@settings(deadline=None)
@given(MARKDOWN)
def test_any_text_is_parsed_or_refused_with_a_place(text):
    for parse_it in (article, own):
        blocks, problems = parsed(parse_it, text)
        assert all(p.place.line and p.hint for p in problems)
        assert all(n.items and all(n.items) for n in walk(blocks) if isinstance(n, List))


BETWEEN = st.one_of(
    st.text(st.sampled_from(MARKS.replace("a", "").replace("b", "")), min_size=1, max_size=5),
    st.sampled_from(["\n\n- ", "\n\n> ", "\n\n    ", "](https://x.org)", "\n---\n", "<!--"]),
)


@settings(deadline=None)
@given(st.lists(BETWEEN, min_size=1, max_size=8))
def test_no_word_of_an_article_is_lost_between_marks(marks):
    words = [f"x{letter}x" for letter in "cdefghij"[: len(marks)]]
    text = "".join(word + mark for word, mark in zip(words, marks, strict=True))
    blocks, problems = parsed(article, text)
    links = " ".join(n.href for n in walk(blocks) if isinstance(n, Link))
    lost = [w for w in words if w not in plain(blocks) + links]
    assert not lost or "cells" in problems[0].what  # a ragged table is refused, not cut


def test_a_long_line_and_many_unclosed_marks_take_no_time():
    assert len(plain(article("x" * 1_000_000))) == 1_000_000
    for mark in ("*a ", "[", "[a](", "<a ", "`", "![", "|", "\\*", "[@", "a\n", "Table: {#a"):
        assert plain(article(mark * 2000))


def test_many_of_one_name_take_one_step_each(monkeypatch):
    looked = []

    class Counted(dict):
        def __contains__(self, name):
            looked.append(name)
            return super().__contains__(name)

    ids = Ids()
    monkeypatch.setattr(ids, "_highest", Counted())
    assert [ids.take("a") for _ in range(3000)][-1] == "a-3000"
    assert len(looked) < 10_000
