"""How the PDF writer fills pages: notes at the foot, repeated labels, tables, long briefs."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from reebrief.diagnostics import Place, ReebriefError
from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import (
    Block,
    CaveatLabel,
    CaveatMark,
    CaveatNote,
    Column,
    Heading,
    List,
    Provenance,
    Row,
    Table,
)
from reebrief.document.traverse import plain
from reebrief.writers import pdf
from support import trees
from support.longbriefs import Long
from support.pdfread import Pdf, expected, outside, overlapping, read, spoken, squeezed, write
from support.trees import of_blocks, paragraph, text


@lru_cache
def sample() -> Pdf:
    return read(trees.sample())


def test_notes_stand_at_the_foot_of_the_page_of_their_first_mark() -> None:
    first, second = (sample().page_text(number) for number in (0, 1))
    assert first.index("Gansu Rare Earth New Materials is owned") < first.index("Page 1 of 4")
    assert "A company that speaks of itself" not in first
    assert "A company that speaks of itself" in second


def test_a_note_too_long_for_its_page_goes_on_at_the_next_foot() -> None:
    notes = [CaveatNote(1, "long", text("so it goes, " * 1200))]
    back = read(of_blocks(paragraph("a", CaveatMark(1)), *[paragraph("b")] * 90, notes=notes))
    assert squeezed(back.structure().text()).count("soitgoes,") == 1200
    assert overlapping(back.shown) == []
    assert outside(back) == []


def test_notes_are_carried_over_where_else_much_of_a_page_would_stay_empty() -> None:
    notes = [CaveatNote(n, f"n{n}", text("A long note. " * 130)) for n in (1, 2, 3)]
    marks = paragraph("Marked", CaveatMark(1), CaveatMark(2), CaveatMark(3))
    back = read(of_blocks(*[paragraph("Filler")] * 20, marks, notes=notes))
    assert "Marked" in back.page_text(0)
    assert "A long note." in back.page_text(0)
    assert "A long note." in back.page_text(1)
    assert overlapping(back.shown) == []


def test_labels_that_are_too_many_to_repeat_leave_room_for_the_text() -> None:
    labels = tuple(
        trees.CaveatLabels((CaveatLabel(f"l{n}", "Interested party, " * 60),)) for n in range(9)
    )
    blocks: tuple[Block, ...] = tuple(paragraph("A sentence. " * 60) for _ in range(20))
    for label in labels:
        blocks = (trees.Item("a", (label, *blocks)),)
    back = read(of_blocks(*blocks))
    assert back.structure().text().count("A sentence.") == 20 * 60
    assert overlapping(back.shown) == []
    assert len(back.reader.pages) < 12


def test_labels_are_repeated_on_every_page_that_goes_on_under_them() -> None:
    long = [paragraph("A sentence about a mine. " * 30)] * 12
    item = trees.Item(
        "a",
        (
            Heading(2, text("Mine"), "mine"),
            trees.CaveatLabels((CaveatLabel("l", "State media"),)),
            *long,
        ),
    )
    back = read(of_blocks(item, Heading(1, text("Next"), "next"), *long))
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    last = next(n for n, page in enumerate(pages) if "Next" in page)
    assert last > 1
    assert all("Mine (continued)" in page and "State media" in page for page in pages[1 : last + 1])
    assert all("State media" not in page for page in pages[last + 1 :])


def long_table(rows: int, words: int = 12) -> Table:
    return Table(
        "long",
        text("A long table"),
        tuple(Column(f"c{n}", text(f"Column {n}")) for n in range(4)),
        tuple(
            Row(
                f"r{n}",
                tuple((paragraph(f"row{n}cell{c} " + "word " * words),) for c in range(4)),
            )
            for n in range(rows)
        ),
    )


@pytest.mark.parametrize("caption", ["A long table", ""])
def test_a_tables_header_stands_on_each_page_and_its_rows_stay_whole(caption: str) -> None:
    table = replace(long_table(90), caption=text(caption) if caption else ())
    back = read(of_blocks(Heading(1, text("Before"), "before"), table))
    pages = [back.page_text(n) for n in range(len(back.reader.pages))]
    assert len(pages) > 3
    for number, page in enumerate(pages):
        assert "Column 0Column 1Column 2Column 3" in page
        assert ("(continued)" in page) == (number > 0)
    assert "Before" in pages[0]
    assert "row0cell0" in pages[0]
    for n in range(90):
        assert len({s.page for s in back.shown if f"row{n}cell" in s.text}) == 1
    assert len(back.structure().all("TH")) == 4 + 90
    assert overlapping(back.shown) == []


def test_a_row_taller_than_a_page_is_parted_and_nothing_is_lost() -> None:
    back = read(of_blocks(long_table(3, words=900)))
    said = back.structure().text()
    assert said.count("word ") == 3 * 4 * 900
    assert outside(back) == []
    assert overlapping(back.shown) == []


def test_too_many_columns_are_refused_with_their_place() -> None:
    columns = tuple(Column(f"c{n}", text("x")) for n in range(60))
    table = Table("wide", (), columns, (), Provenance("briefs/weekly.yaml", 7))
    with pytest.raises(ReebriefError) as caught:
        write(of_blocks(table))
    (problem,) = caught.value.problems
    assert problem.place == Place("briefs/weekly.yaml", 7)
    assert "'wide' has 60 columns" in problem.what


def test_thirty_columns_fit() -> None:
    columns = tuple(Column(f"c{n}", text("Wide"), 1 + n % 2) for n in range(30))
    row = Row("r", tuple((paragraph("Word"),) for _ in columns))
    back = read(of_blocks(Table("wide", (), columns, (row,))))
    assert outside(back) == []
    assert overlapping(back.shown) == []


@pytest.mark.parametrize("seed", range(5))
def test_long_briefs_fill_their_pages_without_a_loss_or_an_overlap(seed: int) -> None:
    check(Long(seed).brief())


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees.random_briefs())
def test_random_briefs_are_read_in_the_trees_order(brief: AnnotatedBrief) -> None:
    check(brief)


def check(brief: AnnotatedBrief) -> None:
    """A brief arrives: its parts, its words in their order, its notes; nothing overlaps."""
    written = write(brief)
    back = Pdf(written.data)
    structure = back.structure()
    assert brief.parts <= written.parts <= brief.parts | brief.running_parts
    assert squeezed(spoken(structure)) == brief.brief.meta.marking + expected(brief.brief.sections)
    notes = sorted(squeezed(note.text()) for note in structure.all("Note"))
    assert notes == sorted(f"{n.number}{squeezed(plain(n.inlines))}" for n in brief.notes)
    assert back.faults == []
    assert overlapping(back.shown) == []
    assert outside(back) == []


def test_a_line_that_leads_a_list_stays_on_the_page_of_its_first_entry() -> None:
    parted, styled = 0, (trees.theme(), trees.words())
    for count in range(20, 60):
        blocks = [paragraph("x")] * count
        entries = List(tuple((paragraph(f"entry {n}"),) for n in range(9)))
        data = pdf.write(of_blocks(*blocks, paragraph("lead"), entries), *styled).data
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
        lead = next(n for n, page in enumerate(pages) if "lead" in page)
        assert "entry 0" in pages[lead]
        parted += "entry 8" not in pages[lead]
    assert parted
