"""A Word or RTF file becomes an article: headings, lists, tables, notes; changes as accepted."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from support.importing import article_of, body_of, front_of
from support.trees import ROOT

FILES = ROOT / "tests" / "data" / "imports"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def written():
    document = docx.Document()
    document.add_heading("A mill opens in Ostrava", 0)
    document.add_paragraph("9 January 2026")
    document.add_paragraph("The mill was opened on Monday, its owner said.")
    document.add_heading("What it costs", 1)
    document.add_paragraph("Halls", style="List Bullet")
    document.add_paragraph("of steel", style="List Bullet 2")
    document.add_paragraph("First", style="List Number")
    document.add_paragraph("Second", style="List Number")
    document.add_paragraph("“We are glad.”", style="Quote")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Line", "Tonnes", "Oxide", "1,200"), strict=True):  # noqa: SLF001
        cell.text = text
    document.add_paragraph("Figure 1: the mill", style="Caption")
    return document


def test_styles_tell_what_a_paragraph_is():
    made = article_of(saved(written()), "a.docx")
    assert (front_of(made)["title"], front_of(made)["published"]) == (
        "A mill opens in Ostrava",
        "2026-01-09",
    )
    assert body_of(made) == "\n\n".join(
        [
            "The mill was opened on Monday, its owner said.",
            "## What it costs",
            "- Halls\n  - of steel",
            "1. First\n2. Second",
            "> “We are glad.”",
            "| Line | Tonnes |\n| --- | --- |\n| Oxide | 1,200 |",
            "Table: What it costs {#what-it-costs-table}",
            "Caption: Figure 1: the mill",
        ]
    )


def test_tracked_changes_are_taken_as_accepted_and_counted():
    document = docx.Document()
    paragraph = document.add_paragraph("The mill was ")
    for xml in (
        f'<w:del {W} w:id="1"><w:r><w:delText>shut</w:delText></w:r></w:del>',
        f'<w:ins {W} w:id="2"><w:r><w:t>opened</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml))  # noqa: SLF001
    made = article_of(saved(document), "a.docx", title="T")
    assert body_of(made) == "The mill was opened"
    assert any("tracked changes, taken as accepted: 2" in k.what for k in made.record.looks)


def test_a_file_that_libreoffice_saved_has_its_title_headings_lists_and_table():
    made = article_of((FILES / "saved-by-libreoffice.docx").read_bytes(), "a.docx")
    body = body_of(made)
    assert (
        front_of(made)["title"] == "Harbour Works opens a mill in Ostrava after a year of building"
    )
    assert front_of(made)["published"] == "2026-01-09"
    assert "## What it costs" in body
    assert "- Halls of steel\n- Two kilns" in body
    assert "| Line | Tonnes | Year |\n| --- | --- | --- |\n| Oxide | 1,200 | 2025 |" in body


def changed(**parts):
    """Return a Word file with parts replaced or added, by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(written()))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


BOMB = (
    b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><w:document '
    + W.encode()
    + b">&d;</w:document>"
)
NESTED = b"<w:document %b>" % W.encode() + b"<w:p>" * 5000 + b"</w:p>" * 5000 + b"</w:document>"


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (changed(**{"word/document.xml": BOMB}), "declares entities"),
        (changed(**{"word/document.xml": NESTED}), "a damaged Word file"),
        (changed(**{"word/media/a.bin": bytes(70_000_000)}), "unpacks to more than"),
        (changed()[:900] + b"word/", "damaged zip file"),
    ],
    ids=["entities", "nested", "bomb", "cut"],
)
def test_a_hostile_or_damaged_file_is_refused_with_what_it_is(raw, says):
    with pytest.raises(ReebriefError, match=says):
        read_documents(raw, "a.docx")


def test_what_a_file_links_to_is_not_opened():
    rels = changed(
        **{
            "word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/'
            b'package/2006/relationships"><Relationship Id="r1" TargetMode="External" Type="http://'
            b'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
            b' Target="http://127.0.0.1:9/x.dotm"/></Relationships>'
        }
    )
    assert "The mill was opened" in body_of(article_of(rels, "a.docx"))


def test_rich_text_is_read_with_its_letters():
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252 A Mill Opens\par 9 January 2026\par "
        rb"The mill in \'dcst\'ed was opened by \u1047?\u1072? on Monday.\par}"
    )
    with pytest.raises(ReebriefError, match="a damaged rich text"):
        read_documents(rb"{\rtf1 \u99999999999999999999 x}", "a.rtf")
    made = article_of(rtf, "a.rtf")
    assert front_of(made)["published"] == "2026-01-09"
    assert "The mill in Üstí was opened by За on Monday." in body_of(made)
