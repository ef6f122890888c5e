"""What the Word writer does about pages: contents, turned sections, tall rows, running lines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import (
    CaveatText,
    Column,
    Contents,
    Excerpt,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from reebrief.writers import docx, pdf, write
from support import projects, trees
from support.sealing import sealed
from support.trees import annotated, meta, paragraph, text
from support.wordlint import NAMES, Opened, R, W, lint


def brief(*sections: Section, **changes: str) -> AnnotatedBrief:
    return annotated(replace(trees.sample().brief, meta=meta(**changes), sections=sections), ())


def opened(form: AnnotatedBrief) -> Opened:
    data = write("docx", form, trees.theme(), trees.words()).data
    assert lint(data) == []
    return Opened.of(data)


def content(node: etree._Element) -> str:
    return "".join(t.text or "" for t in node.iter(W + "t"))


# --- contents --------------------------------------------------------------------------------

LISTING = Section("contents", (Heading(1, text("Contents"), "contents"), Contents()))


def chapters(count: int) -> list[Section]:
    """Return sections that fill about a page each."""
    return [
        Section(
            "text",
            (
                Heading(1, text(f"Chapter {n}"), f"chapter-{n}"),
                *(paragraph("word " * 60) for _ in range(9)),
                Heading(2, text(f"Part of {n}"), f"part-{n}"),
                paragraph("word " * 60),
            ),
        )
        for n in range(1, count + 1)
    ]


def entries(file: Opened) -> list[tuple[str, str, str]]:
    """Return the entries of the list of contents: style, text, the bookmark that it links to."""
    lines = [p for p in file.find("w:body/w:p") if style_of(p) in {"TOC1", "TOC2"}]
    return [
        (
            style_of(line),
            content(line),
            line.find("w:hyperlink", NAMES).get(W + "anchor"),
        )
        for line in lines
    ]


def style_of(line: etree._Element) -> str:
    style = line.find("w:pPr/w:pStyle", NAMES)
    return "" if style is None else style.get(W + "val") or ""


def test_a_list_of_contents_is_a_line_with_a_field_for_the_page_of_each_heading() -> None:
    file = opened(brief(LISTING, *chapters(2)))
    assert entries(file) == [
        ("TOC1", "Chapter 11", "chapter_1"),
        ("TOC2", "Part of 12", "part_1"),
        ("TOC1", "Chapter 22", "chapter_2"),
        ("TOC2", "Part of 23", "part_2"),
    ]
    codes = [(node.text or "").split() for node in file.find(".//w:instrText")]
    assert codes == [["PAGEREF", name, "\\h"] for _, _, name in entries(file)]
    assert file.find("w:updateFields", "settings") == []


def test_its_numbers_are_those_of_the_pdf_whatever_is_asked_for() -> None:
    form = brief(LISTING, *chapters(5))
    numbers = [int(line[len("Chapter 1") :]) for style, line, _ in entries(opened(form))[::2]]
    pdf = write("pdf", form, trees.theme(), trees.words())
    assert numbers == sorted(numbers)
    assert 1 < numbers[-1] <= pdf.pages


def test_the_heading_of_the_list_is_none_of_its_entries_when_word_updates_it() -> None:
    file = opened(brief(LISTING, *chapters(1)))
    assert file.values("w:body/w:p/w:pPr/w:pStyle")[0] == "TOCHeading"
    path = "w:style[@w:styleId='TOCHeading']/w:pPr/w:outlineLvl"
    assert file.values(path, "styles") == ["9"]


def test_without_pages_or_headings_nothing_is_made_up() -> None:
    form = brief(LISTING, *chapters(1))
    file = Opened.of(docx.write(form, trees.theme(), trees.words()).data)
    assert [line for _, line, _ in entries(file)] == ["Chapter 1", "Part of 1"]
    assert entries(opened(brief(LISTING))) == []


def test_a_character_that_the_pdf_lacks_is_no_error_in_word() -> None:
    form = brief(LISTING, Section("text", (Heading(1, text("One \u2407 🌍"), "one"),)))
    assert [line for _, line, _ in entries(opened(form))] == ["One \u2407 🌍1"]


# --- turned pages ----------------------------------------------------------------------------


def section(name: str, *, landscape: bool = False) -> Section:
    shown = Excerpt(name, (paragraph(f"What {name} says."),))
    return Section("text", (shown,), landscape=landscape)


def pages(file: Opened) -> list[tuple[str, str, str]]:
    """Return the width of each of Word's sections, and the texts of its header and footer.

    Those of the brief's first page are left out.
    """
    parts = file.relationships()
    return [
        (
            properties.find("w:pgSz", NAMES).get(W + "w"),
            *(
                content(file.part(parts[reference.get(R + "id")].removesuffix(".xml")))
                for reference in properties.iter(W + "headerReference", W + "footerReference")
                if reference.get(W + "type") == "default"
            ),
        )
        for properties in file.find(".//w:sectPr")
    ]


def test_a_turned_section_keeps_header_and_footer_and_says_its_own_sources() -> None:
    form = brief(section("a"), section("b", landscape=True), section("c"))
    head, foot = "Rare earths weekly · No 2025-47TLP:AMBER", " \u2003 Page 1 of 1TLP:AMBER"
    assert pages(opened(form)) == [
        ("11906", head, f"Sources: [1] State media, Label of a{foot}"),
        ("16838", head, f"Sources: [2] State media, Label of b{foot}"),
        ("11906", head, f"Sources: [3] State media, Label of c{foot}"),
    ]


def test_neighbours_of_one_orientation_share_pages_and_equal_parts_are_written_once() -> None:
    turned = [section("a"), section("a"), section("a", landscape=True), section("a")]
    file = opened(brief(*turned))
    assert [width for width, _, _ in pages(file)] == ["11906", "16838", "11906"]
    assert file.texts == [
        "document",
        "footnotes",
        "header1",
        "header2",
        "header3",
        "footer1",
        "footer2",
    ]


def test_the_marking_stands_at_the_right_edge_of_a_turned_page() -> None:
    file = opened(brief(section("a"), section("b", landscape=True)))
    (own,) = file.values("w:style[@w:styleId='Header']/w:pPr/w:tabs/w:tab", "styles", "pos")
    assert file.find(".//w:tab[@w:pos]", "header1") == []
    for part in ("header3", "footer2"):
        gone, edge = file.find(".//w:tab[@w:pos]", part)
        assert (gone.get(W + "val"), gone.get(W + "pos")) == ("clear", own)
        assert edge.get(W + "val") == "right"
        assert abs(int(edge.get(W + "pos")) - (16838 - 2 * 1361)) <= 1


def in_columns(*sections: Section) -> Opened:
    """Return the Word file of sections in a theme of two columns."""
    data = write("docx", brief(*sections), trees.theme("ministry"), trees.words()).data
    assert lint(data) == []
    return Opened.of(data)


def columns(file: Opened) -> list[tuple[str, str]]:
    """Return of each of Word's sections how it begins, and how many columns it has."""
    return [
        (
            next((t.get(W + "val") for t in one.iter(W + "type")), "nextPage"),
            next((c.get(W + "num") for c in one.iter(W + "cols")), "1"),
        )
        for one in file.find(".//w:sectPr")
    ]


def test_a_section_that_goes_on_below_them_balances_the_last_columns() -> None:
    turned = replace(section("b"), landscape=True)
    file = in_columns(section("a"), turned, section("c"))
    own = [("nextPage", "2"), ("continuous", "1")]
    assert columns(file) == [*own, ("nextPage", "1"), *own]
    wide = [page.get(W + "w") for page in file.find(".//w:pgSz")]
    assert wide == ["11906", "11906", "16838", "11906", "11906"]
    ends = [cols.getparent().getparent() for cols in file.find(".//w:pPr/w:sectPr/w:cols")]
    assert [len(end.findall("w:keepNext", NAMES)) for end in ends] == [1, 1]


@pytest.mark.parametrize(("rows", "kept"), [(3, [True, True, False]), (60, [False] * 60)])
def test_the_rows_of_a_low_table_stand_on_one_page(rows: int, kept: list[bool]) -> None:
    cell = ((paragraph("one"),), (paragraph("two"),))
    columns = (Column("a", text("A")), Column("b", text("B")))
    table = Table("t", text("A table"), columns, tuple(Row(str(n), cell) for n in range(rows)))
    file = opened(brief(Section("text", (table,))))
    found = file.find(".//w:tr")[-rows:]
    said = [row.find("w:tc/w:p/w:pPr/w:keepNext", NAMES) is not None for row in found]
    assert said == kept


def test_a_heading_in_a_panel_does_not_keep_the_panel_whole() -> None:
    file = opened(brief(*chapters(1)))
    said = {
        style: file.values(f"w:style[@w:styleId='{style}']/w:pPr/w:keepNext", "styles")
        for style in ("Heading3", "PanelHeading", "BottomLine")
    }
    assert said == {"Heading3": [""], "PanelHeading": ["0"], "BottomLine": []}


@pytest.mark.parametrize(("depth", "bold"), [(1, 0), (2, 1)])
def test_entries_of_the_first_level_are_bold_above_others(depth: int, bold: int) -> None:
    file = opened(brief(Section("contents", (Contents(depth),)), *chapters(2)))
    found = file.find("w:style[@w:styleId='TOC1']/w:rPr/w:b", "styles")
    assert len(found) == bold


def test_contents_stand_in_two_columns_with_their_numbers_at_the_edge_of_each() -> None:
    file = in_columns(LISTING, *chapters(2))
    assert ("nextPage", "2") in columns(file)
    (edge,) = file.values("w:style[@w:styleId='TOC1']/w:pPr/w:tabs/w:tab", "styles", "pos")
    (whole,) = file.values("w:style[@w:styleId='Footer']/w:pPr/w:tabs/w:tab", "styles", "pos")
    assert abs(2 * int(edge) + 18 * 20 - int(whole)) <= 1


def test_a_section_ends_in_no_control_and_below_a_table_in_hardly_any_height() -> None:
    caveat = Section("text", (CaveatText("part", text("caveat")),))
    table = Section("text", (Table("t", (), (Column("c", ()),), ()),), landscape=True)
    file = opened(brief(caveat, table, section("a")))
    ends = [p for p in file.find("w:body/w:p") if p.find("w:pPr/w:sectPr", NAMES) is not None]
    assert [content(p) for p in ends] == ["", ""]
    assert {p.find("w:pPr/w:pStyle", NAMES).get(W + "val") for p in ends} == {"PartEnd"}
    path = "w:style[@w:styleId='PartEnd']/w:pPr/w:spacing"
    assert file.values(path, "styles", "line") == ["20"]


def test_a_table_is_as_wide_as_the_turned_page() -> None:
    table = Table("t", (), (Column("a", text("a")), Column("b", text("b"))), ())
    for landscape, width in ((False, 11906), (True, 16838)):
        file = opened(brief(Section("matrix", (table,), landscape=landscape)))
        (wide,) = file.values(".//w:tblW", name="w")
        assert abs(int(wide) - (width - 2 * 1361)) <= 2


def test_the_key_landscape_of_a_matrix_turns_its_section_alone(tmp_path: Path) -> None:
    for value in ("true", "false"):
        definition = projects.brief(articles="[one]", sections="[matrix, sources]")
        definition += f"matrix:\n  table: one#advice\n  landscape: {value}\n"
        body = "| Factor | Actions |\n|---|---|\n| a | b |\n\nTable: Advice {#advice}\n"
        articles = {"one": projects.article(body, origins="[A]")}
        folder = tmp_path / value
        folder.mkdir()
        session = Session(projects.make_project(folder, articles, "", {"b": definition}))
        sections = prepare(session, "b").annotated.brief.sections
        turned = [each.kind for each in sections if each.landscape]
        assert turned == (["matrix"] if value == "true" else [])


# --- rows ------------------------------------------------------------------------------------


def whole(*rows: str) -> list[bool]:
    """Say of each row of a table whether Word keeps it whole."""
    columns = (Column("a", text("a")), Column("b", text("b")))
    cells = [((paragraph("Name"),), (paragraph(row),)) for row in rows]
    table = Table("t", (), columns, tuple(Row(f"r{n}", c) for n, c in enumerate(cells)))
    _, *found = opened(brief(Section("text", (table,)))).find(".//w:tr")
    return [row.find("w:trPr/w:cantSplit", NAMES) is not None for row in found]


def test_a_row_that_no_page_holds_may_be_parted_and_others_stay_whole() -> None:
    assert whole("some words " * 20, "some words " * 1200, "x") == [True, False, True]


def test_a_narrow_column_makes_a_row_tall() -> None:
    columns = tuple(Column(f"c{n}", text("c"), 20.0 if n == 0 else 1.0) for n in range(2))
    row = Row("r", ((paragraph("x"),), (paragraph("words " * 70),)))
    table = Table("t", (), columns, (row,))
    file = opened(brief(Section("text", (table,))))
    _, found = file.find(".//w:tr")
    assert found.find("w:trPr", NAMES) is None
    assert whole("words " * 70) == [True]


# --- languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        ("Baotou 包头 and", [("Baotou ", {}), ("包头", {"eastAsia": "zh-CN"})]),
        ("トヨタ自動車", [("トヨタ自動車", {"eastAsia": "ja-JP"})]),
        ("in Жигулёвск", [("in ", {}), ("Жигулёвск", {"val": "ru-RU"})]),
        ("the Ω phase, in μm", [("the Ω phase, in μm", {})]),
        ("שלום", [("שלום", {"val": "he-IL", "bidi": "he-IL"})]),
    ],
)
def test_runs_say_their_language(shown: str, wanted: list[tuple[str, dict[str, str]]]) -> None:
    file = opened(brief(Section("text", (Paragraph((Text(shown),)),))))
    runs = []
    for run in file.find("w:body/w:p/w:r"):
        language = run.find("w:rPr/w:lang", NAMES)
        said = {} if language is None else {k.removeprefix(W): v for k, v in language.items()}
        runs.append((content(run), said))
    assert runs[: len(wanted)] == wanted
    assert "".join(t for t, _ in runs) == shown


def test_a_document_names_a_language_for_each_kind_of_script() -> None:
    (said,) = opened(brief()).find(".//w:rPrDefault/w:rPr/w:lang", "styles")
    assert {k.removeprefix(W): v for k, v in said.items()} == {
        "val": "en-GB",
        "eastAsia": "zh-CN",
        "bidi": "ar-SA",
    }


def test_a_sealed_file_with_contents_and_turned_pages_is_intact() -> None:
    form = brief(LISTING, section("a"), section("b", landscape=True), *chapters(1))
    for kind in ("docx", "pdf"):
        assert examine(sealed(kind, form)).state is State.INTACT


def spacing(form: AnnotatedBrief) -> tuple[int, int]:
    """Return the space after a paragraph and the distance of its lines, in Word's twips."""
    path = "w:style[@w:styleId='Normal']/w:pPr/w:spacing"
    file = opened(form)
    after, lines = (int(file.values(path, "styles", name)[0]) for name in ("after", "line"))
    return after, lines


def test_word_is_set_closer_where_the_pdf_is_or_has_no_line_to_spare() -> None:
    def of(count: int) -> AnnotatedBrief:
        return brief(Section("text", (paragraph("word " * 40),) * count))

    fits = (n for n in range(9, 40) if pdf.lay_out(of(n), trees.theme(), trees.words()).tight)
    first = next(fits)
    assert spacing(of(first)) < spacing(of(first - 4))
