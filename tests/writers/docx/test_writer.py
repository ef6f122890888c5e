"""The Word writer, read back by readers that share no code with it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from lxml import etree

import reebrief
from reebrief.diagnostics import LostCaveatError
from reebrief.document.annotated import AnnotatedBrief, RunningLabel, Written
from reebrief.document.nodes import (
    Block,
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    CaveatText,
    Column,
    Comment,
    Excerpt,
    Field,
    Heading,
    Link,
    List,
    Node,
    Paragraph,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import plain, walk
from reebrief.templates.themes import ROLES
from reebrief.writers.docx import write
from reebrief.writers.pdf.text.fonts import face
from reebrief.writers.shared.column_widths import estimate, widths
from support import trees
from support.trees import of_blocks, paragraph, text, theme, words
from support.wordlint import NAMES, Opened, R, W, lint


def written(annotated: AnnotatedBrief) -> Written:
    return write(annotated, theme(), words())


def opened(annotated: AnnotatedBrief) -> Opened:
    return Opened.of(written(annotated).data)


@lru_cache
def sample() -> Opened:
    return opened(trees.sample())


def content(node: etree._Element) -> str:
    """Return the text within an element, fields' codes left out; every space is a plain one."""
    return "".join(t.text or " " for t in node.iter(W + "t", W + "br")).replace("\u00a0", " ")


def style_of(node: etree._Element) -> str | None:
    found = node.find("w:pPr/w:pStyle", NAMES)
    return "Normal" if found is None else found.get(W + "val")


def strings(nodes: Sequence[Node]) -> list[str]:
    """Return the texts that a reader must find, in their order."""
    done = []
    for node in walk(nodes):
        match node:
            case Text() | CaveatLabel():
                done.append(node.text)
            case Field():
                done.append(node.name)
            case _:
                pass
    return done


def tables(file: Opened) -> list[etree._Element]:
    """Return the tables that are no layout."""
    found = file.find(".//w:tbl")
    return [t for t in found if t.find("w:tblPr/w:tblStyle", NAMES) is not None]


def test_every_caveat_stands_in_the_text_and_is_reported_as_drawn() -> None:
    annotated = trees.sample()
    result = written(annotated)
    assert result.parts == annotated.parts | annotated.running_parts
    document = python_docx.Document(io.BytesIO(result.data))
    # Not python-docx's own text, which leaves out what stands in a content control.
    body = "\n".join(map(content, document.element.body.iter(W + "p")))
    for node in walk(annotated.brief.sections):
        if isinstance(node, CaveatLabel):
            assert node.text in body
        if isinstance(node, CaveatText):
            assert plain([node]) in body
    notes = [content(note) for note in sample().find("w:footnote", "footnotes")]
    assert [note.strip() for note in notes[2:]] == [plain([n]) for n in annotated.notes]


def test_headings_make_the_outline() -> None:
    document = python_docx.Document(io.BytesIO(written(trees.sample()).data))
    found = ((p.style.name or "", p.text.replace("\u00a0", " ")) for p in document.paragraphs)
    headings = [each for each in found if each[0].startswith("Heading")]
    at = headings.index(("Heading 1", "What was reported"))
    assert headings[at : at + 4] == [
        ("Heading 1", "What was reported"),
        ("Heading 2", "Gansu lifts the use of iron powder to 80 %"),
        ("Heading 3", "Claims that can be counted"),
        ("Heading 2", "Northern Rare Earth plans phase three"),
    ]
    for level, name in enumerate(("Heading1", "Heading2", "Heading3")):
        path = f"w:style[@w:styleId='{name}']/w:pPr/w:outlineLvl"
        assert sample().values(path, "styles") == [str(level)]
    assert opened(of_blocks(Heading(6, text("deep"), "deep"))).values(".//w:pStyle") == ["Heading3"]


@pytest.mark.parametrize(("name", "said"), [(False, "0"), (True, "")])
def test_the_name_of_a_field_is_as_bold_as_its_role(name: bool, said: str) -> None:  # noqa: FBT001
    roles = theme().styles
    bold = {"field-value": True, "field-name": name}
    changed = {role: replace(roles[role], bold=bold[role]) for role in bold}
    bolder = replace(theme(), styles={**roles, **changed})
    file = Opened.of(write(trees.sample(), bolder, words()).data)
    styled = file.find(".//w:rPr[w:rStyle]")
    names = [one for one in styled if one.find("w:rStyle", NAMES).get(W + "val") == "FieldName"]
    assert names
    assert {one.find("w:b", NAMES).get(W + "val") or "" for one in names} == {said}


def test_each_kind_of_block_names_its_style() -> None:
    styles = {content(p): style_of(p) for p in sample().find(".//w:p")}
    wanted = {
        "Draft – not for distribution": "Status",
        "Weekly memo on separation, metals and magnets": "Subtitle",
        "FromCritical Raw Materials Unit (J. Dvořáková, Ž. Ωmega)": "Field",
        "As of 21 November 2025 · scale of likelihood: ICD 203": "Meta",
        "State-owned enterprise · Interested party · Single origin": "CaveatLabel",
        "A line of 12,000 t a year for high-purity metals": "ListBullet",
        "inventions (23)": "ListNumber",
        "two lapse in 2026 unless they are renewed.": "ListContinue",
        "It names no other witness.": "Quote",
        "The 30 % concern iron only, not all costs; the headline claims more.": "AuthorComment",
        "Process yield": "TableText",
        "Western actions": "TableHeading",
        "Back to the title.": "SourceEntry",
    }
    assert {line: styles.get(line) for line in wanted} == wanted


def test_a_note_is_a_footnote_once_and_then_a_field_that_repeats_its_number() -> None:
    file = sample()
    assert file.values(".//w:footnoteReference", name="id") == ["1", "2", "3"]
    assert file.values("w:footnote", "footnotes", "id") == ["-1", "0", "1", "2", "3"]
    codes = [c for node in file.find(".//w:instrText") if "NOTEREF" in (c := node.text or "")]
    assert codes == [rf" NOTEREF _Note{n} \h \f " for n in (1, 2, 2)]
    for bookmark in file.find(".//w:bookmarkStart"):
        if (bookmark.get(W + "name") or "").startswith("_Note"):
            assert bookmark.getnext().find("w:footnoteReference", NAMES) is not None


def test_neighbouring_marks_do_not_read_as_one_number() -> None:
    (caveat,) = (p for p in sample().find(".//w:p") if content(p).startswith("Caveat: Gansu"))
    assert content(caveat).endswith("itself.1,")  # a field's 1, a comma; the 2 is a reference


@pytest.mark.parametrize(
    ("marks", "notes"),
    [((), (1,)), ((2, 1), (1, 2)), ((1, 2), (1,)), ((1,), (2,)), ((0,), (1,))],
    ids=["never marked", "marked out of order", "missing", "misnumbered", "no number"],
)
def test_a_note_that_would_be_lost_or_misnumbered_raises(
    marks: tuple[int, ...], notes: tuple[int, ...]
) -> None:
    block = paragraph("x", *(CaveatMark(n) for n in marks))
    brief = of_blocks(block, notes=[CaveatNote(n, f"note-{n}", text("y")) for n in notes])
    with pytest.raises(LostCaveatError, match="note"):
        written(brief)


def test_a_table_repeats_its_header_and_keeps_its_rows_whole() -> None:
    table = tables(sample())[-1]
    rows = table.findall("w:tr", NAMES)
    headers = [row.find("w:trPr/w:tblHeader", NAMES) for row in rows]
    assert [header is not None for header in headers] == [True, True] + [False] * 4
    assert not headers[0].attrib  # the Open XML SDK refuses a value
    assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in rows)
    look = table.find("w:tblPr/w:tblLook", NAMES)
    assert (look.get(W + "firstRow"), look.get(W + "firstColumn")) == ("1", "1")
    (bold,) = sample().find("w:style/w:tblStylePr[@w:type='firstCol']/w:rPr/w:b", "styles")
    assert not bold.attrib


def test_the_labels_of_a_table_are_the_first_row_of_its_header() -> None:
    for columns in (1, 3):
        heads = tuple(Column(f"c{n}", text("head")) for n in range(columns))
        table = Table("t", (), heads, (), labels=CaveatLabels((CaveatLabel("part", "label"),)))
        file = opened(of_blocks(table))
        first, second = file.find(".//w:tr")
        assert content(second) == "head" * columns
        (cell,) = first.findall("w:tc", NAMES)
        assert (content(cell), style_of(next(cell.iter(W + "p")))) == ("label", "CaveatLabel")
        assert file.values(".//w:gridSpan") == ([str(columns)] if columns > 1 else [])
        for row in (first, second):
            assert row.find("w:trPr/w:tblHeader", NAMES) is not None
        # The table's style is bold in its first row and column: bold in both would be plain.
        assert [b.attrib for b in first.iter(W + "b")] == [{}]


def test_a_numbered_list_counts_on_through_the_cells_of_a_table() -> None:
    def cell(start: int, *texts: str) -> tuple[Block, ...]:
        return (List(tuple((Paragraph(text(one)),) for one in texts), ordered=True, start=start),)

    heads = (Column("a", text("A")), Column("b", text("B")))
    rows = (
        Row("r", ((Paragraph(text("x")),), cell(1, "one", "two"))),
        Row("s", ((Paragraph(text("y")),), cell(3, "three"))),
        Row("t", ((Paragraph(text("z")),), cell(7, "seven"))),
    )
    file = opened(of_blocks(Table("t", (), heads, rows)))
    first, second, third, fourth = file.values(".//w:numPr/w:numId")
    assert first == second == third != fourth


def test_labels_that_are_not_bold_stay_so_in_a_table() -> None:
    roles = dict(theme().styles)
    roles["caveat-label"] = replace(roles["caveat-label"], bold=False)
    file = Opened.of(write(trees.sample(), replace(theme(), styles=roles), words()).data)
    assert set(file.values(".//w:tr//w:sdt//w:b")) == {"0"}


def test_a_caption_stands_above_its_table_and_stays_with_it() -> None:
    table = tables(sample())[-1]
    assert style_of(table.getprevious()) == "Caption"
    for name in ("Caption", "TableHeading", "Heading1", "CaveatLabel"):
        assert sample().find(f"w:style[@w:styleId='{name}']/w:pPr/w:keepNext", "styles")


def test_a_table_is_as_wide_as_the_text_and_nested_ones_fit() -> None:
    inner = Table("inner", (), (Column("c", text("c")),), (Row("r", ((),)),))
    columns = (Column("a", text("a")), Column("b", text("b")))
    outer = Table("outer", (), columns, (Row("r", ((paragraph("x"),), (inner,))),))
    file = opened(of_blocks(List(((outer,),)), outer))
    whole = 11906 - sum(round(side * 20) for side in (theme().margins.left, theme().margins.right))
    total, within, below, _ = (int(w) for w in file.values(".//w:tblW", name="w"))
    indent, _, left, _ = (int(w) for w in file.values(".//w:tblInd", name="w"))
    assert (left, below) == (0, whole)
    assert indent > 0
    assert abs(indent + total - whole) <= 2  # roundings
    assert within < total / 2


def test_numbered_lists_count_for_themselves_from_their_start() -> None:
    file = sample()
    used = file.values(".//w:numPr/w:numId")
    numbered = list(dict.fromkeys(number for number in used if int(number) > 2))
    assert numbered == ["3", "4", "5"]
    starts = {
        num.get(W + "numId"): [
            (level.get(W + "ilvl"), level[0].get(W + "val"))
            for level in num.findall("w:lvlOverride", NAMES)
        ]
        for num in file.find("w:num", "numbering")
    }
    assert starts == {"1": [], "2": [], "3": [("1", "4")], "4": [("0", "1")], "5": [("0", "1")]}
    levels = file.values(".//w:numPr/w:ilvl")
    assert levels[:5] == ["0", "1", "1", "1", "0"]


def test_an_item_has_its_number_whatever_it_begins_with() -> None:
    table = Table("t", (), (Column("c", ()),), ())
    items = (
        (List(((paragraph("inner"),),)),),
        (table, paragraph("after")),
        (Heading(2, text("heading"), "h"),),
        (Paragraph(()),),
        (CaveatText("part", text("caveat")), paragraph("more")),
    )
    file = opened(of_blocks(List(items, ordered=True)))
    outer = [p for p in file.find("w:body//w:p") if p.findall("w:pPr/w:numPr", NAMES)]
    level = [p.find("w:pPr/w:numPr/w:ilvl", NAMES).get(W + "val") for p in outer]
    assert [content(p) for p, n in zip(outer, level, strict=True) if n == "0"] == [
        "",
        "",
        "heading",
        "",
        "caveat",
    ]


def test_a_caveat_of_an_entry_keeps_the_text_before_it_on_its_page() -> None:
    caveat = CaveatText("part", text("caveat"), role="entry")
    entry = List(((paragraph("b"), replace(caveat, part="other")),))
    blocks = (Heading(1, text("h"), "h"), caveat, paragraph("a"), entry)
    file = opened(of_blocks(*blocks))
    kept = [
        content(p) for p in file.find(".//w:p") if p.find("w:pPr/w:keepNext", NAMES) is not None
    ]
    assert kept == ["a", "b"]  # "a" leads a list; a heading does so by its style


def test_labels_in_a_list_stay_with_what_they_follow() -> None:
    labels = CaveatLabels((CaveatLabel("part", "label"),))
    item = (paragraph("a"), labels, paragraph("b"))
    file = opened(of_blocks(paragraph("before"), List((item,))))
    kept = [
        content(p) for p in file.find(".//w:p") if p.find("w:pPr/w:keepNext", NAMES) is not None
    ]
    assert kept == ["before", "a"]  # the first leads the list


def test_word_does_not_join_two_tables() -> None:
    table = Table("t", (), (Column("c", ()),), ())
    assert lint(written(of_blocks(table, replace(table, id="u"))).data) == []


def test_space_below_tables_and_lists_is_not_lost() -> None:
    table = Table("t", (), (Column("c", ()),), ())
    points = List(((paragraph("a"),), (paragraph("b"),)))
    file = opened(of_blocks(table, paragraph("c"), points, paragraph("d")))
    direct = {
        content(p): {k.removeprefix(W) for k in space.attrib}
        for p in file.find("w:body/w:p")
        if (space := p.find("w:pPr/w:spacing", NAMES)) is not None
    }
    assert direct == {"c": {"before"}, "b": {"after"}}


def test_wide_numbers_have_room() -> None:
    def hanging(start: int) -> int:
        file = opened(of_blocks(List(((paragraph("x"),),), ordered=True, start=start)))
        return max([int(h) for h in file.values(".//w:p/w:pPr/w:ind", name="hanging")], default=0)

    assert hanging(9) == 0  # the numbering's level says it
    assert 0 < hanging(1000) < hanging(10_000_000)


def test_lists_in_a_comment_look_like_the_comment() -> None:
    file = opened(of_blocks(Comment((paragraph("a"), List(((paragraph("b"),),))))))
    assert [style_of(p) for p in file.find(".//w:p")] == ["AuthorComment", "AuthorComment"]


def test_a_quote_in_a_comment_stays_the_authors() -> None:
    file = opened(of_blocks(Comment((paragraph("a"), Quote((paragraph("b"),))))))
    outer, inner = file.find(".//w:p")
    assert (style_of(outer), style_of(inner)) == ("AuthorComment", "AuthorComment")
    assert inner.find("w:pPr/w:ind", NAMES) is not None


def test_links_go_to_addresses_and_to_places_in_the_brief() -> None:
    file = sample()
    targets = file.relationships()
    outside = [targets[h.get(R + "id")] for h in file.find(".//w:hyperlink[@r:id]")]
    assert outside == [
        "https://example.org/gansu?page=2&lang=cs#top",
        "https://example.org/baogang",
        "mailto:press@example.org",
    ]
    assert list(file.relationships("footnotes").values()) == ["https://example.org/register"]
    names = set(file.values(".//w:bookmarkStart", name="name"))
    listed = [len(file.find(f".//w:pStyle[@w:val='{style}']")) for style in ("TOC1", "TOC2")]
    inside = file.values("w:body/w:p/w:hyperlink[@w:anchor]", name="anchor")[sum(listed) :]
    assert inside == ["gansu", "actions", "title"]
    assert names.issuperset([*inside, "source_gansu", "what_to_watch"])


@pytest.mark.parametrize(
    ("href", "target"),
    [
        (
            "https://example.org/a b\"<>'ž?q={x}",
            "https://example.org/a%20b%22%3C%3E'%C5%BE?q=%7Bx%7D",
        ),
        ("https://exämple.org:8080/%20", "https://xn--exmple-cua.org:8080/%20"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("mailto:a b@example.org", "mailto:a%20b@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/x", None),
        ("http://[broken", None),
        ("http://", None),
        ("https://example.org:port/", None),
        ("https://exa mple.org/", None),
        ("#nowhere", None),
    ],
)
def test_only_what_is_an_address_becomes_a_link(href: str, target: str | None) -> None:
    file = opened(of_blocks(paragraph(Link(href, text("shown")))))
    assert content(file.part("document")) == "shown"
    links = [v for k, v in file.relationships().items() if k.startswith("link")]
    assert links == ([target] if target else [])
    assert len(file.find(".//w:hyperlink")) == len(links)


def test_bookmarks_have_names_that_word_accepts_whatever_the_ids() -> None:
    ids = ["a-b", "A-b", "a_b", "1st", "žluť", "x" * 60, "x" * 61, "-", "a-b"]
    blocks = [Paragraph(text(place), id=place) for place in ids]
    links = [paragraph(Link(f"#{place}", text(place))) for place in ids]
    data = written(of_blocks(*blocks, *links)).data
    assert lint(data) == []
    names = Opened.of(data).values(".//w:bookmarkStart", name="name")
    assert len(names) == len(set(ids))
    assert all(re.fullmatch(r"[^\W\d_]\w{0,39}", name) for name in names)


def test_the_properties_say_what_the_brief_is() -> None:
    document = python_docx.Document(io.BytesIO(written(trees.sample()).data))
    core = document.core_properties
    assert core.title == "Rare earths: what Baotou and Gansu reported in November"
    assert core.author == "Jana Dvořáková"
    assert core.subject == "Chinese separation and metals capacity"
    assert core.keywords == "rare earths, magnets, export controls"
    assert (core.language, core.identifier, core.revision) == ("en", "2025-47", 1)
    midnight = dt.datetime(2025, 11, 21, tzinfo=dt.UTC)
    assert (core.created, core.modified) == (midnight, midnight)
    assert core.last_modified_by == ""


def test_no_author_is_named_where_there_is_none() -> None:
    file = opened(of_blocks(paragraph("x"), author="", subject="", number=""))
    core = file.members["docProps/core.xml"].decode()
    assert "creator" not in core
    assert b"<Application>reebrief</Application>" in file.members["docProps/app.xml"]


def test_long_properties_are_cut() -> None:
    document = python_docx.Document(io.BytesIO(written(trees.hostile()).data))
    assert len(document.core_properties.author) == 255
    assert document.core_properties.author.startswith("A & B <c@d>xxx")
    assert document.core_properties.author.endswith("x…")


def test_the_package_holds_our_parts_alone_under_one_date() -> None:
    with zipfile.ZipFile(io.BytesIO(written(trees.sample()).data)) as archive:
        assert archive.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/fontTable.xml",
            "word/theme/theme1.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/footnotes.xml",
            "word/_rels/footnotes.xml.rels",
            "word/header1.xml",
            "word/header2.xml",
            "word/footer1.xml",
            "word/charts/chart1.xml",
            "word/charts/_rels/chart1.xml.rels",
            "word/embeddings/chart1.xlsx",
            "word/media/image1.png",
            "word/media/image2.png",
            "docProps/core.xml",
            "docProps/app.xml",
        ]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_settings_keep_word_from_asking_when_it_opens_the_file() -> None:
    file = sample()
    assert file.values("w:compat/w:compatSetting", "settings") == ["15"]
    assert file.values("w:zoom", "settings", "percent") == ["100"]
    assert file.find("w:updateFields", "settings") == []
    assert file.values("w:footnotePr/w:footnote", "settings", "id") == ["-1", "0"]
    assert file.values(".//w:rPrDefault/w:rPr/w:lang", "styles") == ["en-GB"]


def test_header_and_footer_carry_the_marking_at_the_right_edge() -> None:
    file = sample()
    assert content(file.part("header1")) == "Rare earths weekly · No 2025-47TLP:AMBER"
    assert content(file.find("w:p", "footer1")[-1]).endswith("Page 1 of 1TLP:AMBER")
    assert [n.text for n in file.find(".//w:instrText", "footer1")] == [" PAGE ", " NUMPAGES "]
    (size,) = file.values("w:style[@w:styleId='Marking']/w:rPr/w:sz", "styles")
    assert int(size) >= 24  # half points: 12 pt, as TLP 2.0 asks for
    for name in ("Header", "Footer"):
        path = f"w:style[@w:styleId='{name}']/w:pPr/w:tabs/w:tab"
        assert file.values(path, "styles") == ["right"]
    bare = opened(of_blocks(paragraph("x"), marking="", running=""))
    assert content(bare.part("header1")) == ""
    assert content(bare.part("footer1")) == "Page 1 of 1"


def test_the_footer_says_who_stands_behind_the_text() -> None:
    file = sample()
    shown = (
        f"[{n}] State media, Label of {name}"
        for n, name in enumerate(("gansu", "baotou", "mofcom"), 1)
    )
    said = f"Sources: {' · '.join(shown)}"
    line, _ = file.find(".//w:p", "footer1")
    assert content(line) == said
    assert locked(file)["running"] == said


def test_a_running_line_without_room_beside_the_pages_number_has_a_line_of_its_own() -> None:
    label = RunningLabel(1, ("A label " * 12,))
    annotated = replace(of_blocks(Excerpt("a", (paragraph("x"),))), running={"a": label})
    running, number = opened(annotated).find(".//w:p", "footer1")
    assert style_of(running) == "RunningLine"
    look = [style.get(W + "val") for style in running.iter(W + "rStyle")]
    assert look == ["CaveatLabelChar"]  # as on the line of the page's number
    assert content(running).startswith("Sources: [1] A label")
    assert content(number).startswith("Page")


def test_the_footer_groups_sources_and_names_none_without_a_label() -> None:
    shown = [Excerpt(name, (paragraph(name),)) for name in ("c", "a", "b", "none")]
    annotated = replace(
        of_blocks(*shown),
        running={
            "a": RunningLabel(1, ("State media",)),
            "b": RunningLabel(2, ("Unreviewed source",)),
            "c": RunningLabel(3, ("State media",)),
            "elsewhere": RunningLabel(4, ("Undated",)),
        },
    )
    result = written(annotated)
    running = locked(Opened.of(result.data))["running"]
    assert running == "Sources: [1] [3] State media · [2] Unreviewed source"
    assert result.parts == {"running-a", "running-b", "running-c"}


def locked(file: Opened) -> dict[str, str]:
    """Return the text of each locked content control by its tag."""
    return {
        control.find("w:sdtPr/w:tag", NAMES).get(W + "val"): content(control)
        for part in ("document", "footnotes", "footer1")
        for control in file.find(".//w:sdt", part)
        if control.find("w:sdtPr/w:lock[@w:val='sdtContentLocked']", NAMES) is not None
    }


def test_every_caveat_is_locked_under_its_name() -> None:
    annotated, controls = trees.sample(), locked(sample())
    for node in walk([*annotated.brief.sections, *annotated.notes]):
        match node:
            case CaveatLabel():
                assert controls[node.part] == node.text
            case CaveatText() | CaveatNote():
                assert plain([node]) in controls[node.part]
            case _:
                pass


def test_a_line_of_labels_is_locked_as_a_whole() -> None:
    assert locked(sample())["line-baotou/media/label"] == "State media · Forward-looking"
    titles = sample().values(".//w:sdtPr/w:alias")
    assert {"State media · Forward-looking", "State media", "Caveat"} <= set(titles)


def test_all_else_is_free_to_edit() -> None:
    annotated = trees.sample()
    file = sample().part("document")
    for control in list(file.iter(W + "sdt")):
        if control.getparent() is not None:
            control.getparent().remove(control)
    free = content(file)
    labels = CaveatLabel | CaveatLabels | CaveatText
    for node in walk(annotated.brief.sections):
        if isinstance(node, Paragraph | Heading) and not any(
            isinstance(inner, labels) for inner in walk([node])
        ):
            assert plain([node]) in free
    styles = {style_of(p) for p in file.iter(W + "p")}
    assert not styles & {"CaveatLabel", "CaveatText"}


def test_the_first_mark_of_a_note_is_locked_wherever_it_stands() -> None:
    blocks = (paragraph("a", CaveatMark(1)), CaveatText("text", text("b", CaveatMark(2))))
    again = paragraph("c", CaveatMark(1))
    notes = [CaveatNote(n, f"note-{n}", text("y")) for n in (1, 2)]
    file = opened(of_blocks(*blocks, again, notes=notes))
    tags = [
        next(node.iterancestors(W + "sdt")).find("w:sdtPr/w:tag", NAMES).get(W + "val")
        for node in file.find(".//w:footnoteReference")
    ]
    assert tags == ["mark-note-1", "text"]
    (field, *_) = file.find(".//w:instrText")
    assert not list(field.iterancestors(W + "sdt"))  # Word may have to number it anew


def test_locks_have_the_form_that_libreoffice_saves_whole() -> None:
    for part in ("document", "footer1"):
        for properties in sample().find(".//w:sdtPr", part):
            assert properties.find("w:docPartObj", NAMES) is not None
    for note in sample().find("w:footnote", "footnotes")[2:]:
        number, _, control = note.findall("w:p/*", NAMES)[1:]  # after the paragraph's properties
        assert number.find("w:footnoteRef", NAMES) is not None
        kinds = {node.tag.removeprefix(W) for node in control.find("w:sdtPr", NAMES)}
        assert kinds == {"alias", "tag", "id", "lock"}


def test_long_names_are_told_apart_by_short_tags() -> None:
    parts = ["x" * 64, "x" * 65, "x" * 66, "🌍" * 40, 'a<&\n"b']
    data = written(of_blocks(*(CaveatText(part, text(part)) for part in parts))).data
    assert lint(data) == []
    tags = list(locked(Opened.of(data)))
    assert tags[0] == "x" * 64
    assert tags[1][:51] == tags[2][:51] == "x" * 51
    assert tags[3].startswith("🌍" * 25 + "-")
    assert len(set(tags)) == len(parts)
    assert list(locked(opened(of_blocks(CaveatText(parts[1], ()))))) == [tags[1]]


@pytest.mark.parametrize(
    ("page", "size"), [("A4", ("11906", "16838")), ("Letter", ("12240", "15840"))]
)
def test_the_page_is_the_briefs(page: str, size: tuple[str, str]) -> None:
    (node,) = opened(of_blocks(paragraph("x"), page=page)).find(".//w:pgSz")
    assert (node.get(W + "w"), node.get(W + "h")) == size


def test_another_theme_changes_no_text() -> None:
    plainer = {
        role: replace(style, colour="000000", background=None, rule=None, italic=not style.italic)
        for role, style in theme().styles.items()
    }
    other = Opened.of(write(trees.sample(), replace(theme(), styles=plainer), words()).data)
    assert content(other.part("document")) == content(sample().part("document"))
    assert other.members["word/styles.xml"] != sample().members["word/styles.xml"]


def test_strong_text_is_bold_within_bold_too() -> None:
    label = CaveatLabel("label", "label")
    heading = Heading(1, text("a ", Strong(text("b", label))), "h")
    file = opened(of_blocks(heading, paragraph(Strong(text("c", Link("#h", text("d")))))))
    runs = {
        content(r): [(n.tag.removeprefix(W), n.get(W + "val")) for n in r.findall("w:rPr/*", NAMES)]
        for r in file.find(".//w:r")
    }
    assert runs == {
        "a ": [],
        "b": [],  # the heading's style is bold; a bold character style would undo it
        "label": [("rStyle", "CaveatLabelChar"), ("b", None)],
        "c": [("rStyle", "Strong")],
        "d": [("rStyle", "Hyperlink"), ("b", None)],
    }


def test_styles_name_their_fonts_and_follow_the_theme() -> None:
    file = sample()
    for fonts in file.find(".//w:rFonts", "styles"):
        assert {key.removeprefix(W) for key in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert fonts.get(W + "ascii") == "Calibri"
    styles = {style.get(W + "styleId"): style for style in file.find("w:style", "styles")}

    def value(style: str, path: str, name: str = "val") -> str:
        return str(styles[style].find(path, NAMES).get(W + name))

    assert value("Normal", "w:pPr/w:spacing", "line") == "290"
    assert value("Normal", "w:pPr/w:spacing", "lineRule") == "atLeast"
    assert value("Heading1", "w:pPr/w:spacing", "before") == "320"
    assert value("Heading1", "w:pPr/w:pBdr/w:bottom", "color") == "B8C2CC"
    assert value("CaveatText", "w:pPr/w:shd", "fill") == "FBF5E9"
    assert value("CaveatText", "w:pPr/w:pBdr/w:left", "color") == "7A4B00"
    assert value("Field", "w:pPr/w:ind", "hanging") == value("Field", "w:pPr/w:tabs/w:tab", "pos")
    assert value("FieldCell", "w:basedOn") == "Normal"  # a cell's second line has no hanging indent
    assert styles["FieldCell"].find("w:pPr/w:ind", NAMES) is None
    assert value("BriefTable", "w:tblPr/w:tblBorders/w:insideH", "color") == "B8C2CC"
    assert {value(name, "w:basedOn") for name in ("Title", "Quote", "Caption")} == {"Normal"}


def test_a_style_is_based_on_the_style_of_its_parent() -> None:
    roles = dict(theme().styles)
    roles["quote"] = replace(roles["quote"], parent="comment")
    roles["status"] = replace(roles["status"], parent="link")
    file = Opened.of(write(of_blocks(), replace(theme(), styles=roles), words()).data)
    (based,) = file.values("w:style[@w:styleId='Quote']/w:basedOn", "styles")
    assert based == "AuthorComment"
    (based,) = file.values("w:style[@w:styleId='Status']/w:basedOn", "styles")
    assert based == "Normal"  # no paragraph style shows the role of links


def test_hostile_text_stays_text() -> None:
    annotated = trees.hostile()
    data = written(annotated).data
    assert lint(data) == []
    shown = content(Opened.of(data).part("document"))
    assert "č ř é Ω Ж \u2407 🌍 & <b>not bold</b> ]]> <!-- --> {{ name }} {% x %} &amp;" in shown
    assert "pneumono" * 1250 in shown
    assert "a tab, a line and controls \u2400\u2407\u241b\u2421\ufffd\ufffd\ufffd" in shown
    assert written(annotated).parts == annotated.parts


def test_an_empty_brief_is_a_document() -> None:
    assert lint(written(of_blocks()).data) == []


@settings(max_examples=25, deadline=None)
@given(trees.random_briefs())
def test_random_briefs_keep_every_word_in_its_order(annotated: AnnotatedBrief) -> None:
    result = written(annotated)
    assert result.parts == annotated.parts | annotated.running_parts
    assert lint(result.data) == []
    assert annotated.parts <= locked(Opened.of(result.data)).keys()
    shown, at = content(Opened.of(result.data).part("document")), 0
    for string in strings(annotated.brief.sections):
        found = shown.find(string, at)
        assert found >= 0, string
        at = found + len(string)


def test_the_same_bytes_whatever_the_surroundings(tmp_path: object) -> None:
    program = (
        "import hashlib; from support import trees; from reebrief.writers.docx import write;"
        "data = write(trees.sample(), trees.theme(), trees.words()).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    path = os.pathsep.join(str(trees.ROOT / folder) for folder in ("src", "tests"))
    surroundings = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    output = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path} | surroundings,
        cwd=str(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert output.strip() == hashlib.sha256(written(trees.sample()).data).hexdigest()


# --- the widths of columns -------------------------------------------------------------------


def _table(*columns: Sequence[str], weights: Sequence[float] = ()) -> Table:
    """Return a table of these columns, each a header and its cells."""
    heads = tuple(
        Column(f"c{n}", text(cells[0]), weights[n] if weights else 1.0)
        for n, cells in enumerate(columns)
    )
    rows = zip(*(cells[1:] for cells in columns), strict=True)
    return Table(
        "t",
        (),
        heads,
        tuple(Row(f"r{n}", tuple((paragraph(c),) for c in row)) for n, row in enumerate(rows)),
    )


def test_weights_decide_where_one_is_given() -> None:
    table = _table(["a", "x" * 500], ["b", "y"], weights=[1, 3])
    assert widths(table, 400, estimate(9)) == [100, 300]


def test_widths_fill_the_table_and_hold_the_longest_word() -> None:
    measure = estimate(9)
    table = _table(["Factor", "Yield"], ["What", "word " * 200], ["Who", "intercontinentally"])
    done = widths(table, 400, measure, 10)
    assert sum(done) == pytest.approx(400)
    assert done[2] >= measure("intercontinentally") + 10
    assert done[1] > done[0] + done[2]


def test_a_short_column_does_not_break_its_lines() -> None:
    measure = estimate(9)
    (first, _) = widths(_table(["Factor", "Two words"], ["What", "word " * 200]), 400, measure, 10)
    assert first >= measure("Two words") + 10


def test_the_estimate_knows_wide_characters() -> None:
    measure = estimate(10)
    assert measure("稀土") == pytest.approx(20)
    assert measure("il") < measure("no") < measure("MW")


@pytest.mark.parametrize("word", ["x" * 10_000, ""], ids=["a long word", "nothing"])
def test_no_column_is_starved(word: str) -> None:
    done = widths(_table(["", word], ["b", "some words"], ["", ""]), 300, estimate(9), 10)
    assert sum(done) == pytest.approx(300)
    assert min(done) >= 10


def test_every_role_has_its_style() -> None:
    sizes = {role: 20 + n for n, role in enumerate(ROLES)}
    roles = {role: replace(theme().styles[role], size=size) for role, size in sizes.items()}
    file = Opened.of(write(of_blocks(), replace(theme(), styles=roles), words()).data)
    shown = set(file.values("w:style/w:rPr/w:sz", "styles"))
    assert {str(2 * size) for size in sizes.values()} <= shown


def test_sections_follow_each_other() -> None:
    annotated = trees.sample()
    extra = Section("text", (paragraph("the end"),))
    brief = replace(annotated.brief, sections=(*annotated.brief.sections, extra))
    assert content(opened(replace(annotated, brief=brief)).part("document")).endswith("the end")


@pytest.mark.parametrize("font", ["Carlito-Bold", "LiberationSans-Bold"])
def test_a_columns_head_has_room_for_its_word_in_bold(font: str) -> None:
    shown = face(Path(reebrief.__file__).with_name("fonts") / f"{font}.ttf").widths
    heads = ["Evidence", "Horizon", "Lead", "Recommended"]
    table = _table(["What", "word " * 200], *([head, "x"] for head in heads))
    got = widths(table, 300, estimate(10))
    need = [10 * sum(map(shown.__getitem__, head)) for head in heads]
    assert [width >= least for width, least in zip(got[1:], need, strict=True)] == [True] * 4
