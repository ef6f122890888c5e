"""No page of the PDF without its sources' labels: the running line, judged by what pages show."""

from __future__ import annotations

import itertools
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from reebrief.diagnostics import ReebriefError
from reebrief.document.annotated import (
    AnnotatedBrief,
    RunningLabel,
    Written,
    running_part,
    shown_articles,
)
from reebrief.document.nodes import (
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
    Emphasis,
    Excerpt,
    Field,
    Fields,
    Heading,
    Inline,
    InlineExcerpt,
    Item,
    Link,
    List,
    Quote,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.templates.themes import PAGES
from reebrief.writers import pdf
from support import trees
from support.longbriefs import Long
from support.pdfread import Pdf, outside, overlapping, read, squeezed
from support.trees import of_blocks, paragraph, text

ARTICLES = ("article-1", "article-2", "article-3")
SETS = [frozenset(chosen) for n in (1, 2, 3) for chosen in itertools.combinations(ARTICLES, n)]
LETTERS = dict(zip(SETS, "БДИЛФЦЯ", strict=True))
"""A letter for each set of articles, which stands for whatever is text of just these."""


def lettered(node: Any, within: frozenset[str] = frozenset()) -> Any:
    """Return a tree in which each character tells of which articles it is text."""
    match node:
        case tuple():
            return tuple(lettered(each, within) for each in node)
        case Text():
            return Text(marked(node.text, within))
        case CaveatLabel() | CaveatLabels():
            return node
        case CaveatText():
            within = frozenset()
        case Field():
            return Field(marked(node.name, within), lettered(node.inlines, within))
        case Excerpt() | InlineExcerpt() | Cite():
            within |= {node.article}
        case Chart():
            return charted(node, within)
        case _:
            pass
    if not is_dataclass(node) or isinstance(node, type):
        return node
    inner = {f.name: getattr(node, f.name) for f in fields(node)}
    return replace(node, **{k: lettered(v, within) for k, v in inner.items() if k != "provenance"})


def charted(node: Chart, within: frozenset[str]) -> Chart:
    """Return a chart whose drawing is text of the articles of its values."""
    mine = within | frozenset(shown_articles((node,)))
    return replace(
        node,
        unit=marked(node.unit, mine),
        labels=tuple(marked(label, mine) for label in node.labels),
        series=tuple(marked(name, mine) for name in node.series),
        values=tuple(
            tuple(value and replace(value, text=marked(value.text, mine)) for value in row)
            for row in node.values
        ),
        caption=lettered(node.caption, within),
        data=lettered(node.data, within),
    )


def marked(words: str, within: frozenset[str]) -> str:
    return re.sub(r"\S", LETTERS[within], words) if within else words


def pages_of(back: Pdf) -> list[tuple[set[str], str]]:
    """Return, for each page, the articles whose text it shows, and its running line."""
    done = []
    for number in range(len(back.reader.pages)):
        page = back.page_text(number)
        running = re.search(r"Sources on this page: (.*?)Page \d+ of \d+", page)
        shown = {a for chosen, letter in LETTERS.items() if letter in page for a in chosen}
        done.append((shown, running[1] if running else ""))
    return done


def check(brief: AnnotatedBrief, room: float) -> None:
    """On a paper with this much room, each page names the sources of its text, and no others."""
    sections, notes = lettered(brief.brief.sections), lettered(brief.notes)
    brief = replace(brief, brief=replace(brief.brief, sections=sections), notes=notes)
    written = of_room(brief, room)
    back = Pdf(written.data)
    shown: set[str] = set()
    for seen, line in pages_of(back):
        articles = seen & brief.running.keys()  # an article that a note alone quotes has no label
        standings = [brief.running[article] for article in articles]
        assert {int(n) for n in re.findall(r"\[(\d+)\]", line)} == {s.number for s in standings}
        for standing in standings:
            assert squeezed(", ".join(standing.labels)) in squeezed(line)
        shown |= articles
    assert written.parts == brief.parts | {running_part(article) for article in shown}
    back.structure()
    assert back.faults == []
    assert overlapping(back.shown) == []
    assert outside(back) == []
    assert sunk(back) == []


def of_room(brief: AnnotatedBrief, room: float) -> Written:
    """Write a brief on A4 whose pages have this much room in points for text, notes and line."""
    theme = trees.theme()
    under = PAGES["A4"][1] - theme.margins.top - room
    gap, marking = (theme.styles[role].leading for role in ("caveat-note", "marking"))
    margins = replace(theme.margins, bottom=under, footer=under - gap - marking)
    return pdf.write(brief, replace(theme, margins=margins), trees.words())


def sunk(back: Pdf) -> list[str]:
    """Return the texts that stand no higher than their page's running line."""
    tops = {s.page: s.y for s in back.shown if s.text.startswith("Sources on this page:")}
    return [s.text for s in back.shown if s.mark is not None and s.y <= tops.get(s.page, 0)]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees.random_briefs(pictured=False), st.floats(150, 400))
def test_text_of_a_source_and_its_label_stand_on_the_same_pages(
    brief: AnnotatedBrief, room: float
) -> None:
    try:
        check(brief, room)
    except ReebriefError as fault:
        if not re.search("the chart is|fit there at most", str(fault)):
            raise
        reject()  # a drawing that is higher than these low pages, a table deep within lists


@pytest.mark.parametrize("seed", range(6))
def test_running_lines_are_right_in_briefs_of_many_pages(seed: int) -> None:
    check(Long(seed).brief(), 150 + 100 * seed)


LONG = paragraph("A sentence about a mine. " * 30)


def test_a_source_that_is_cited_alone_is_named_at_the_foot() -> None:
    brief = of_blocks(paragraph("The plant opened ", Cite("a", text("[1]"))))
    assert "Sources on this page: [1] State media" in read(brief).page_text(0)


def test_an_items_heading_comment_and_caveats_are_no_text_of_its_article() -> None:
    item = Item(
        "a",
        (
            Heading(2, text("Our heading"), "ours"),
            CaveatLabels((CaveatLabel("l", "State media"),)),
            Comment((LONG,)),
            CaveatText("t", text("A caveat.")),
        ),
    )
    brief = of_blocks(item)
    brief = replace(brief, running={"a": RunningLabel(1, ("State media",))})
    assert "Sources on this page" not in read(brief).page_text(0)


def words(*parts: str | Inline) -> Blocks:
    return (paragraph(*parts),)


@pytest.mark.parametrize(
    "blocks",
    [
        words("x"),
        words(Link("https://example.org", text("x"))),
        words(Strong(text("x")), Emphasis(text("x"))),
        (Heading(2, text("x"), "h"),),
        (List((words("x"),)),),
        (Quote(words("x")),),
        (Fields((Field("x", ()),)),),
        (Table("t", (), (Column("c", text("x")),), ()),),
        (Table("t", text("x"), (Column("c", ()),), ()),),
        (Table("t", (), (Column("c", ()),), (Row("r", (words("x"),)),)),),
        (Table("t", (), (Column("c", ()),), (Row("r", ((Quote(words("x")),),)),)),),
    ],
)
def test_whatever_stands_in_an_excerpt_is_text_of_its_article(blocks: Blocks) -> None:
    assert "Sources on this page: [1]" in read(of_blocks(Excerpt("a", blocks))).page_text(0)
    assert "Sources on this page" not in read(of_blocks(*blocks)).page_text(0)


def test_the_word_that_says_that_a_table_goes_on_is_no_text_of_an_article() -> None:
    rows = tuple(
        Row(f"r{n}", ((CaveatText(f"t{n}", text("A caveat. " * 60)),),)) for n in range(30)
    )
    table = Table("t", (CaveatLabel("l", "Undated"),), (Column("c", ()),), rows)
    back = read(of_blocks(Excerpt("a", (table,))))
    assert len(back.reader.pages) > 2
    assert all("(continued)" in back.page_text(n) for n in range(1, len(back.reader.pages)))
    assert not any(line for _, line in pages_of(back))


def test_white_space_alone_is_no_text() -> None:
    back = read(of_blocks(paragraph("One", InlineExcerpt("a", text(" ")), "two.")))
    assert "Sources on this page" not in back.page_text(0)


def test_a_caveat_at_the_end_of_an_excerpt_brings_no_running_line_to_the_next_page() -> None:
    tail = tuple(CaveatText(f"t{n}", text("A caveat. " * 60)) for n in range(20))
    back = read(of_blocks(Excerpt("a", (LONG, *tail))))
    lines = [line for _, line in pages_of(back)]
    assert len(lines) > 2
    assert lines[0] == "[1] State media, Label of a"
    assert not any(lines[1:])


def test_a_matrix_that_goes_on_has_its_labels_and_its_line_on_each_page() -> None:
    rows = tuple(Row(f"r{n}", ((paragraph(f"row{n}"),), (LONG,))) for n in range(9))
    columns = (Column("a", text("Factor")), Column("b", text("Action")))
    labels = CaveatLabels((CaveatLabel("l1", "Publisher’s opinion"), CaveatLabel("l2", "Undated")))
    table = Table("m", text("Actions"), columns, rows, labels=labels)
    brief = of_blocks(Excerpt("a", (table,)))
    written = pdf.write(brief, trees.theme(), trees.words())
    back = Pdf(written.data)
    assert written.parts == {"l1", "l2", "running-a"}
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert len(pages) > 1
    for page in pages:
        assert "Publisher’s opinion · UndatedFactorAction" in page
        assert "Sources on this page: [1] State media, Label of a" in page
    head = next(iter(back.structure().all("THead")))
    assert [len(row.all("TH")) for row in head.all("TR")] == [1, 2]
    (across,) = head.all("TR")[0].all("TH")
    assert across.source["/A"]["/ColSpan"] == 2
    assert across.source["/A"]["/Scope"] == "/Column"
    assert back.faults == []


def test_a_header_too_high_to_repeat_still_repeats_its_labels() -> None:
    rows = tuple(Row(f"r{n}", ((LONG,),)) for n in range(9))
    columns = (Column("a", text("A high header. " * 200)),)
    labels = CaveatLabels((CaveatLabel("l", "Publisher’s opinion"),))
    back = read(of_blocks(Table("m", (), columns, rows, labels=labels)))
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert [page.count("Publisher’s opinion") for page in pages] == [1] * len(pages)
    assert ["A high header." in page for page in pages] == [True] + [False] * (len(pages) - 1)


def test_articles_of_equal_labels_stand_together_in_the_order_of_their_numbers() -> None:
    shown = tuple(paragraph(InlineExcerpt(a, text("x"))) for a in ("c", "b", "a"))
    brief = of_blocks(*shown)
    media, party = ("State media",), ("Interested party",)
    running = {
        "a": RunningLabel(1, media),
        "b": RunningLabel(2, party),
        "c": RunningLabel(3, media),
    }
    (page,) = pages_of(read(replace(brief, running=running)))
    assert page[1] == "[1] [3] State media · [2] Interested party"


def test_a_running_line_takes_of_the_text_what_the_margin_has_not() -> None:
    brief = of_blocks(Excerpt("a", (LONG,) * 40))
    wide = replace(brief, running={"a": RunningLabel(1, ("A label of some length",) * 90)})
    plain, crowded = read(brief), read(wide)
    assert all(line for _, line in pages_of(plain) + pages_of(crowded))
    assert len(crowded.reader.pages) > len(plain.reader.pages)
    assert crowded.structure().text().count("mine.") == 30 * 40
    assert sunk(crowded) == []
    assert outside(crowded) == []
    assert overlapping(crowded.shown) == []


def test_a_row_higher_than_a_page_is_parted_so_that_each_page_has_room_for_its_line() -> None:
    cell = tuple(Excerpt(f"a{n}", (LONG,)) for n in range(60))
    table = Table("t", (), (Column("c", text("Said")),), (Row("r", (cell,)),))
    brief = of_blocks(table)
    running = {f"a{n}": RunningLabel(n, (f"{'Label ' * 40}{n}",)) for n in range(60)}
    back = read(replace(brief, running=running))
    assert back.structure().text().count("mine.") == 30 * 60
    without = read(replace(brief, running={}))
    assert len(back.reader.pages) < 1.5 * len(without.reader.pages)
    assert all("mine." in back.page_text(n) and line for n, (_, line) in enumerate(pages_of(back)))
    assert sunk(back) == []
    assert overlapping(back.shown) == []
    assert outside(back) == []


def test_a_row_that_fits_a_page_but_for_its_line_is_parted_where_it_begins() -> None:
    table = Table("t", (), (Column("c", text("Said")),), (Row("r", ((LONG,) * 7,)),))
    brief = of_blocks(*[paragraph("Before.")] * 10, Excerpt("a", (table,)))
    running = {"a": RunningLabel(1, ("A label of some length",) * 60)}
    alone, crowded = read(brief), read(replace(brief, running=running))
    assert ["mine" in alone.page_text(n) for n in range(2)] == [False, True]
    assert len(alone.reader.pages) == 2
    assert "mine" in crowded.page_text(0)
    assert all(line for _, line in pages_of(crowded))


@pytest.mark.parametrize("many", range(32, 52, 2))
def test_repeated_header_rows_give_way_to_the_running_line(many: int) -> None:
    labels = CaveatLabels((CaveatLabel("l", "Interested party, " * many),))
    brief = of_blocks(Item("a", (labels, Excerpt("a", (LONG, LONG)))))
    running = {"a": RunningLabel(1, ("A label of some length",) * 55)}
    back = Pdf(of_room(replace(brief, running=running), 240).data)
    assert all(
        "mine" in back.page_text(n) and line for n, (_, line) in enumerate(pages_of(back)) if n
    )


def test_a_line_higher_than_a_page_goes_on_on_pages_of_its_own() -> None:
    brief = of_blocks(Excerpt("a", (paragraph("One. " * 60),)), paragraph("After."))
    label = "many words " * 900
    written = of_room(replace(brief, running={"a": RunningLabel(1, (label,))}), 200)
    back = Pdf(written.data)
    assert "running-a" in written.parts
    assert back.structure().text().count("One.") == 60
    lines = squeezed("".join(s.text for s in back.shown))
    assert lines.count("Sourcesonthispage:") == lines.count("manywords") / 900 >= 3
    assert sunk(back) == []
    assert overlapping(back.shown) == []
    assert outside(back) == []


def test_notes_that_quote_an_article_count_as_its_text() -> None:
    notes = [CaveatNote(1, "n", text("It says “", InlineExcerpt("a", text("enough")), "”."))]
    brief = of_blocks(LONG, paragraph("Marked.", trees.CaveatMark(1)), notes=notes)
    brief = replace(brief, running={"a": RunningLabel(1, ("State media",))})
    assert [line for _, line in pages_of(read(brief))] == ["[1] State media"]


def test_a_fields_name_set_larger_than_its_value_has_room() -> None:
    theme = trees.theme()
    theme.styles["field-name"] = replace(theme.styles["field-name"], size=40, leading=48)
    fields = tuple(Field(name, text("A value " * 12)) for name in ("To", "From", "Date"))
    lines = Fields(fields)  # too wide for one line
    back = Pdf(pdf.write(of_blocks(lines, LONG), theme, trees.words()).data)
    assert overlapping(back.shown) == []
    assert len({shown.y for shown in back.shown if shown.text.startswith("A value A")}) >= 3


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_notes_keep_their_distance_from_a_running_line_of_many_lines(count: int) -> None:
    articles = [f"article-{n}" for n in range(1, count + 1)]
    blocks = [Excerpt(one, (paragraph("Words. ", CaveatMark(1)),)) for one in articles]
    brief = of_blocks(*blocks, notes=[CaveatNote(1, "note", text("A note of some length. " * 12))])
    labels = ("State-owned enterprise", "State media and more")
    running = {one: RunningLabel(n, (*labels, one)) for n, one in enumerate(articles, 1)}
    shown = Pdf(pdf.write(replace(brief, running=running), trees.theme(), trees.words()).data).shown
    line = max(one.y for one in shown if one.text.startswith("Sources on this page"))
    notes = [one.y for one in shown if "note of some length" in one.text]
    assert min(notes) - line >= trees.theme().styles["caveat-note"].leading


def test_a_picture_of_an_article_has_its_label_on_the_same_page() -> None:
    shown = trees.picture(width=600, height=700)
    blocks = [Excerpt("article-1", (shown,)), paragraph("Our words. " * 400)]
    back = read(of_blocks(*blocks))
    labelled = [
        n for n in range(len(back.reader.pages)) if "Sources on this page" in back.page_text(n)
    ]
    drawn = [
        n for n, page in enumerate(back.reader.pages) if b" Do" in page.get_contents().get_data()
    ]
    assert labelled == drawn == [0]
    assert len(back.reader.pages) > 1


def test_an_article_with_both_labels_of_the_others_is_said_to_have_both() -> None:
    shown = tuple(paragraph(InlineExcerpt(a, text("x"))) for a in ("a", "b", "c"))
    running = {
        "a": RunningLabel(1, ("State-owned enterprise", "state media"), "both"),
        "b": RunningLabel(2, ("State-owned enterprise",)),
        "c": RunningLabel(3, ("State media",)),
    }
    (page,) = pages_of(read(replace(of_blocks(*shown), running=running)))
    assert page[1] == "[2] State-owned enterprise · [3] State media · [1] both"
    # Alone on its page it has its labels.
    (page,) = pages_of(read(replace(of_blocks(*shown[:2]), running=running)))
    assert page[1] == "[1] State-owned enterprise, state media · [2] State-owned enterprise"


def test_an_item_that_goes_on_says_its_title_again() -> None:
    labels = CaveatLabels((CaveatLabel("l", "State media"),))
    item = Item("a", (Heading(2, text("A mill opens"), "i"), labels, *(LONG,) * 40))
    back = read(of_blocks(item))
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert len(pages) > 1
    for page in pages[1:]:
        assert "A mill opens (continued) · State media" in page
