"""Turned sections in PDF: their size, their frame, their notes, and what follows them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import (
    Block,
    Blocks,
    CaveatMark,
    CaveatNote,
    Chart,
    Column,
    Contents,
    Excerpt,
    Heading,
    Paragraph,
    Section,
    Table,
)
from reebrief.document.traverse import rewrite
from reebrief.writers.pdf import lay_out, write
from support import trees
from support.pdfread import Pdf
from support.trees import annotated, meta, paragraph, text, theme, words


def brief(*sections: Section, notes: int = 0, page: str = "A4") -> AnnotatedBrief:
    noted = [CaveatNote(n, f"note-{n}", text(f"Note number {n}.")) for n in range(1, notes + 1)]
    whole = replace(trees.sample().brief, meta=meta(page=page), sections=sections)
    return annotated(whole, noted)


def section(name: str, *, landscape: bool = False, note: int = 0) -> Section:
    marks = [CaveatMark(note)] if note else []
    heading = Heading(1, text(f"About {name}"), name)
    shown = Excerpt(name, (paragraph(f"What {name} says.", *marks),))
    return Section("text", (heading, shown), landscape=landscape)


def read(form: AnnotatedBrief) -> PdfReader:
    return PdfReader(io.BytesIO(write(form, theme(), words()).data))


@pytest.mark.parametrize(("page", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_a_turned_section_has_pages_of_its_own(page: str, size: tuple[int, int]) -> None:
    form = brief(section("a"), section("b", landscape=True), section("c"), page=page)
    sizes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in read(form).pages]
    assert sizes == [size, size[::-1], size]
    assert lay_out(form, theme(), words()).fit.pages == {"a": 1, "b": 2, "c": 3}


def test_neighbours_of_one_orientation_share_a_page() -> None:
    form = brief(section("a", landscape=True), section("b", landscape=True), Section("text", ()))
    (page,) = read(form).pages
    assert page.mediabox.width > page.mediabox.height


def test_header_marking_running_line_and_number_stand_on_every_page() -> None:
    form = brief(section("a"), section("b", landscape=True), section("c"))
    for number, (name, page) in enumerate(zip("abc", read(form).pages, strict=True), 1):
        shown = page.extract_text()
        assert ("Rare earths weekly · No 2025-47" in shown) == (number > 1)  # not on the first
        assert shown.count("TLP:AMBER") == 2
        assert f"[{number}] State media, Label of {name}" in shown
        assert f"Page {number} of 3" in shown


def test_a_note_stands_on_the_page_of_its_mark() -> None:
    form = brief(section("a", note=1), section("b", landscape=True, note=2), notes=3)
    first, second = (page.extract_text() for page in read(form).pages)
    assert "Note number 1." in first
    assert "Note number 2." in second
    assert "Note number 3." in second  # no text refers to it


def test_a_table_is_as_wide_as_the_turned_page() -> None:
    many = tuple(Column(f"c{n}", text(f"column{n}")) for n in range(12))
    table = Section("matrix", (Table("t", (), many, ()),), landscape=True)
    (page,) = read(brief(table)).pages
    assert all(f"column{n}" in page.extract_text() for n in range(12))


def test_a_brief_that_shows_nothing_is_one_page_with_its_marking():
    nothing = (paragraph(),)
    sections = (Section("text", nothing), Section("matrix", nothing, landscape=True))
    (page,) = read(brief(*sections)).pages
    assert "TLP:" in page.extract_text()


def of_words_alone(form: AnnotatedBrief) -> AnnotatedBrief:
    """Return a brief without what changes with its pages.

    That is the page numbers of a list of contents, and drawings, which want a wide place.
    """

    def gone(block: Block) -> Blocks:
        match block:
            case Contents():
                return (Paragraph(()),)
            case Chart():
                return (Paragraph(block.caption), *block.data)
            case _:
                return (block,)

    sections = tuple(
        replace(one, blocks=rewrite(one.blocks, gone, lambda inline: (inline,)))
        for one in form.brief.sections
    )
    return replace(form, brief=replace(form.brief, sections=sections))


@settings(max_examples=15, deadline=None)
@given(trees.random_briefs(), st.lists(st.booleans(), min_size=3, max_size=3))
def test_whatever_is_turned_every_word_stays_in_its_order(
    form: AnnotatedBrief, turned: list[bool]
) -> None:
    form = of_words_alone(form)
    sections = zip(form.brief.sections, turned, strict=False)
    mixed = tuple(replace(one, landscape=on) for one, on in sections)
    other = replace(form, brief=replace(form.brief, sections=mixed))
    written = write(other, theme(), words())
    assert written.parts == form.parts | form.running_parts
    file, straight = Pdf(written.data), Pdf(write(form, theme(), words()).data)
    assert "".join(file.structure().text().split()) == "".join(straight.structure().text().split())
    assert file.faults == []
