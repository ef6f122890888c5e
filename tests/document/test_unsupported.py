"""Markdown of other dialects in the author's text is an error with its place and what to type."""

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.markdown import MarkdownSource, escape, parse
from reebrief.document.traverse import plain

MARKS = [
    ("A claim.[^1]", "a footnote"),
    ("A claim^[A note].", "a footnote"),
    ("See [the report][ref].", "a link by reference"),
    ("[ref]: https://example.org", "a link by reference"),
    ("See [[other page]].", "a link in double brackets"),
    ("See <https://example.org/auto>.", "a link in angle brackets"),
    ("Why\n===\n\nText.", "an underlined heading"),
    ("R&amp;D", "a character written as an entity"),
    ("5 &#8211; 6", "a character written as an entity"),
    ("#Heading", "a heading without a space behind #"),
    ("###Heading", "a heading without a space behind #"),
    ("- [ ] open", "a list of tasks"),
    ("> [!NOTE]\n> Careful.", "a box with a name"),
    ("This is ~~gone~~ text.", "struck-out text"),
    ("H~2~O", "a raised or lowered character"),
    ("x^2^", "a raised or lowered character"),
    ("[text]{.smallcaps}", "an attribute in braces"),
    ("Done :white_check_mark: now.", "an emoji by its name"),
    ("It is $x_1 + x_2$ here.", "a formula"),
    ("Term\n: Its definition", "a list of definitions"),
    ("| a | b |\n| c | d |", "a table without a line below its head"),
]


@pytest.mark.parametrize(("text", "what"), MARKS)
def test_a_mark_that_would_be_printed_as_typed_is_an_error(text, what):
    with pytest.raises(ReebriefError) as caught:
        parse(MarkdownSource(f"First.\n\n{text}", "briefs/b.yaml", 7))
    problem = caught.value.problems[0]
    assert problem.what == f"{what} is not supported here"
    assert problem.place.line >= 9
    assert "put \\ before it" in problem.hint


@pytest.mark.parametrize(("text", "what"), MARKS)
def test_in_an_article_it_is_text(text, what):
    blocks = parse(MarkdownSource(text, "articles/a.md", 1, "a"))
    assert plain(blocks), what


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 to $6 million, up from $4.",
        "Q&A; and R&D.",
        "At 10:30:45 it fell ~5 %.",
        "| a | b |\n|---|---|\n| c | d |\n| e | f |",
        "See [the report](https://example.org) and [@one] [@two].",
        "It is <5 % and >3 %; a = b.",
        "Note: this holds.",
        "#4 was shut",
        r"\[^1] and \~~not gone\~~",
    ],
)
def test_text_that_only_looks_alike_is_text(text):
    assert plain(parse(MarkdownSource(text, "briefs/b.yaml")))


@pytest.mark.parametrize(("text", "what"), MARKS)
def test_what_is_escaped_comes_back(text, what):
    line = " ".join(text.split())
    assert plain(parse(MarkdownSource(escape(line), "briefs/b.yaml"))) == line, what


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("Why\n---", "an underlined heading", "type '## ' before the heading"),
        ("One.\n\n---\n\nTwo.", "a rule", "leave it out"),
        ("```\ncode\n```", "a block of code", "leave the backticks out"),
        ("    code", "a block of code", "take away the four spaces"),
        ("A <b>word</b>.", "raw HTML", "leave the tags out"),
        ("![x](https://example.org/x.png)", "a picture within a line", "a paragraph of its own"),
    ],
)
def test_what_markdown_knows_and_a_brief_does_not_says_what_to_type(text, what, hint):
    with pytest.raises(ReebriefError) as caught:
        parse(MarkdownSource(text, "briefs/b.yaml", 7))
    assert caught.value.problems[0].what.startswith(what)
    assert hint in caught.value.problems[0].hint
