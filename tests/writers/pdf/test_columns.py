"""Running text stands in two columns: in order, whole, and as high as each other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.document.annotated import RunningLabel
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatLabels,
    CaveatText,
    Cite,
    Column,
    Comment,
    Excerpt,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from reebrief.writers import pdf
from reebrief.writers.pdf.layout.boxes import Slice, height
from reebrief.writers.pdf.layout.columns import Columns, balanced
from reebrief.writers.shared.regions import regions
from support import trees
from support.pdfread import Pdf, overlapping, squeezed
from support.trees import paragraph, text

WORDS = "Some words of a sentence about a mine and its yield that fill more than a line of it. "


def written(*sections, theme="ministry", **changes):
    annotated = trees.of_blocks()
    brief = replace(annotated.brief, sections=sections)
    annotated = replace(annotated, brief=brief, **changes)
    return Pdf(pdf.write(annotated, trees.theme(theme), trees.words()).data)


def lefts(back, words, page=0):
    """The left edges of the lines that hold words."""
    return {round(s.x) for s in back.shown if s.page == page and words in s.text}


# --- the slices


@st.composite
def stacks(draw):
    count = draw(st.integers(1, 40))
    return [
        Slice(draw(st.floats(1, 60)), before=draw(st.floats(0, 9)), keep=draw(st.booleans()))
        for _ in range(count)
    ]


@given(stacks(), st.floats(70, 400), st.integers(1, 9))
def test_slices_stay_in_order_whole_and_together_over_as_many_pages_as_they_need(
    slices, room, pages
):
    rest, shown = balanced(slices * pages, 250.0, room), []
    for _ in range(2000):
        if rest.height <= room:
            break
        parts = rest.split(room) or rest.split_anywhere(room)
        assert parts is not None
        first, rest = parts
        assert first.height <= room + 0.1
        assert first.inner
        shown += first.inner
    assert shown + rest.inner == slices * pages


@given(stacks())
def test_columns_part_only_where_nothing_is_kept_and_no_other_place_is_better(slices):
    done = balanced(slices, 250.0, 800.0)
    assert done.left == len(slices) or not slices[done.left - 1].keep
    ends = [n for n, each in enumerate(slices, 1) if not each.keep] + [len(slices)]
    best = min(max(height(slices[:n]), height(slices[n:])) for n in ends)
    assert done.height == pytest.approx(best, abs=0.1)
    assert isinstance(done, Columns)


def test_a_page_costs_the_same_however_many_follow_it():
    looked = []

    class Counted(Slice):
        @property
        def extent(self):
            looked.append(self)
            return Slice.extent.fget(self)

    def work(count):
        looked.clear()
        rest = balanced([Counted(20.0) for _ in range(count)], 250.0, 400.0)
        while rest.height > 400.0:
            _, rest = rest.split(400.0)
        return len(looked)

    assert work(8000) < 2.1 * work(4000)


# --- what stands where


def test_text_stands_in_two_columns_and_is_read_down_the_left_one_first():
    said = [f"{n}: {WORDS}" for n in range(20)]
    back = written(Section("text", tuple(map(paragraph, said))))
    assert len({x for n in range(20) for x in lefts(back, f"{n}: ")}) == 2
    assert squeezed("".join(said)) in squeezed(back.structure().text())
    assert overlapping(back.shown) == []


def test_a_theme_of_one_column_has_one():
    back = written(Section("text", (paragraph(WORDS * 9),)), theme="large-print")
    assert len(lefts(back, "words")) == 1


def test_a_table_stands_across_and_what_follows_it_in_columns_again():
    row = Row("r", ((paragraph("Left"),), (paragraph("Right"),)))
    table = Table("t", (), (Column("a", text("A")), Column("b", text("B"))), (row,))
    blocks = (*[paragraph(WORDS)] * 4, table, *[paragraph(f"After. {WORDS}")] * 4)
    back = written(Section("text", blocks))
    assert len(lefts(back, "Some words")) == 2
    assert len(lefts(back, "After.")) == 2
    (right,) = lefts(back, "Right")
    assert right > 280


def test_a_bullet_is_not_parted_and_a_comment_stands_with_what_it_is_about():
    bullets = List(tuple((paragraph(WORDS * 3),) for _ in range(60)))
    back = written(Section("text", (bullets,)))
    places = [(s.page, round(s.x)) for s in back.shown if s.mark is not None and s.text.strip()]
    starts = [n for n, s in enumerate(places) if n and s != places[n - 1]]
    assert len(starts) >= 2
    item = (paragraph(WORDS * 2), Comment((paragraph("Our view."),)))
    back = written(Section("text", (paragraph(WORDS * 40), *item)))
    last = max((s for s in back.shown if "fill more" in s.text), key=lambda s: (s.page, s.x, -s.y))
    (view,) = [s for s in back.shown if "Our view" in s.text]
    assert view.page == last.page


def test_the_label_of_an_item_is_repeated_where_it_goes_on_on_the_next_page():
    labels = CaveatLabels((CaveatLabel("l", "State media"),))
    entries = List(tuple((paragraph(f"{n}. {WORDS * 2}"),) for n in range(70)))
    item = Item("a", (Heading(2, text("Title"), "h"), labels, Excerpt("a", (entries,))))
    back = written(Section("items", (item,)), running={"a": RunningLabel(1, ("State media",))})
    assert len(back.reader.pages) > 1
    for number in range(1, len(back.reader.pages)):
        assert "Title (continued) · State media" in back.page_text(number)


def test_the_heading_of_a_section_alone_stands_across_and_of_several_within():
    one = Section("text", (Heading(1, text("Alone"), "a"), *[paragraph(WORDS)] * 6))
    two = Section("annex", (Heading(1, text("Second"), "b"), *[paragraph(WORDS)] * 6))
    kinds = [(r.kind, [s.kind for s, _ in r.pieces]) for r in regions([one], 2)]
    assert kinds == [("across", ["text"]), ("columns", ["text"])]
    kinds = [(r.kind, [s.kind for s, _ in r.pieces]) for r in regions([one, two], 2)]
    assert kinds == [("columns", ["text", "annex"])]
    assert [r.kind for r in regions([one, two], 1)] == ["across", "across"]


def opening():
    box = (
        Heading(1, text("About the sources"), "s"),
        CaveatText("b", (Strong((Text("One origin."),)), Text(" It says so itself."))),
        CaveatText("key.1", text("The key of marks."), role="key"),
    )
    return (
        Section("bottom-line", (Heading(1, text("Bottom line"), "b"), paragraph("It grew. " * 9))),
        Section("source-statement", box),
    )


def test_what_is_said_first_stands_beside_the_box_with_the_key_below_both():
    back = written(*opening())
    at = {w: next(s for s in back.shown if w in s.text) for w in ("It grew", "itself", "key of")}
    assert at["It grew"].x < 280 < at["itself"].x
    assert abs(at["It grew"].y - at["itself"].y) < 20
    assert at["key of"].y < min(at["It grew"].y, at["itself"].y)
    said = squeezed(back.structure().text())
    order = [said.index(squeezed(w)) for w in ("Bottom line", "It grew", "itself", "key of marks")]
    assert order == sorted(order)
    assert overlapping(back.shown) == []


def test_what_has_no_room_side_by_side_stands_below_each_other():
    first, box = opening()
    long = replace(first, blocks=(*first.blocks, *[paragraph(WORDS * 3)] * 40))
    back = written(long, box)
    assert squeezed(back.structure().text()).count(squeezed(WORDS)) == 120
    assert overlapping(back.shown) == []
    assert lefts(back, "Some words") == {round(trees.theme("ministry").margins.left)}
    titles = [entry.title for entry in back.reader.outline]
    assert titles == ["Bottom line", "About the sources"]


def test_a_page_with_marks_has_their_key_at_its_foot_but_where_the_key_itself_stands():
    label = CaveatLabel("claim-a-hedge.1", "reportedly")
    marked = paragraph("It grew", Text(" ["), label, Text("]"), Cite("a", text("[1]")))
    filler = [paragraph(WORDS * 3)] * 60
    keys = {label.part: (Text("[reportedly] with reservation"),)}
    back = written(Section("text", (*filler, marked)), keys=keys)
    texts = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert ["with reservation" in page for page in texts] == [*[False] * (len(texts) - 1), True]
    first, box = opening()
    back = written(first, box, Section("text", (marked,)), keys=keys)
    assert "with reservation" not in back.page_text(0)


def test_a_source_goes_on_in_its_line_with_the_caveats_on_it() -> None:
    entry = Paragraph(text("Trade Wire, 2026."), id="source_a")
    said = CaveatText("warning", text("It warns of haste."), role="entry")
    listed = List(((Item("a", (entry, said)),),), ordered=True)
    for brief in (trees.of_blocks(listed), trees.of_blocks(Item("a", (entry, said)))):
        done = pdf.write(brief, trees.theme(), trees.words())
        back = Pdf(done.data)
        assert "Trade Wire, 2026. It warns of haste." in back.page_text(0)
        assert done.parts == {"warning"}
        assert back.faults == []


def of_one_article(*asked):
    """Return the sections of a brief of one article, whose box holds its entry."""
    first, box = opening()
    entry = List(((Item("a", (paragraph("Trade Wire, 2026."),)),),), ordered=True)
    owner = CaveatText("owner-a.1", text("Trade Wire: owner unknown."), role="entry")
    first = replace(first, blocks=(*first.blocks, *asked))
    return first, replace(box, blocks=(*box.blocks[:2], entry, owner, box.blocks[2]))


def test_the_entry_of_one_article_goes_on_below_its_box_in_columns_of_its_own():
    sections = (*of_one_article(), Section("text", (paragraph(WORDS),)))
    assert [r.kind for r in regions(sections, 2)] == ["opening", "columns", "columns"]
    assert [r.kind for r in regions(sections, 1)] == ["across", "box", "across"]
    back = written(*sections)
    at = {w: next(s for s in back.shown if w in s.text) for w in ("It grew", "itself", "key of")}
    assert at["It grew"].x < 280 < at["itself"].x
    listed = {w: next(s for s in back.shown if w in s.text) for w in ("Wire, 2026", "owner unkn")}
    assert listed["Wire, 2026"].x < 280 < listed["owner unkn"].x
    assert max(s.y for s in listed.values()) < at["key of"].y
    assert overlapping(back.shown) == []


def test_an_ask_with_a_table_stands_above_the_box_of_one_article():
    row = Row("a", ((paragraph("Monday"),),))
    asked = Table("t", (), (Column("by", text("By")),), (row,))
    assert [r.kind for r in regions(of_one_article(asked), 2)] == ["across", "box"]
