"""Files that other programs saved are no changed files; the documentation lists them."""

import io
import re
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject

from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support.docs_table import is_documented
from support.sealing import memo, parts, pdf_rewritten, zipped
from support.tamperings_docx_beside import DOCUMENT, PROGRAM, SAVED_BY_LIBREOFFICE
from support.trees import ROOT

DOCS = ROOT / "docs" / "verify.md"
CONFORMANCE = (
    ("LibreOffice", "saved as .docx"),
    ("qpdf (pikepdf)", "saved, linearised, uncompressed, compressed anew, metadata"),
    ("MuPDF (mutool clean)", "cleaned, renumbered, in ASCII"),
)
"""What conformance tries besides, with programs that the tests need not have."""


def rezipped(order=sorted, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as package:
        for name in order(parts(memo("docx"))):
            package.writestr(name, parts(memo("docx"))[name])
    return buffer.getvalue()


def commented():
    buffer = io.BytesIO(memo("docx"))
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = b"sent by post"
    return buffer.getvalue()


def by_python_docx(change=lambda _: None):
    document = docx.Document(io.BytesIO(memo("docx")))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def in_part(pattern, new, name="word/document.xml"):
    members = parts(memo("docx"))
    text, times = re.subn(pattern, new, members[name].decode())
    assert times
    return zipped(members | {name: text.encode()})


def boxes(*names):
    def change(writer):
        for page in writer.pages:
            for name in names:
                page[NameObject(name)] = ArrayObject(page["/MediaBox"])

    return pdf_rewritten(memo("pdf"), change)


def with_marks(data=b"q 0.3 w -20 0 m -5 0 l S 0 -20 m 0 -5 l S 600 -20 4 15 re f Q"):
    """Return the memo on a larger sheet with marks outside of its trim."""

    def change(writer):
        for page in writer.pages:
            marks = DecodedStreamObject()
            marks.set_data(data)
            edges = [float(edge) for edge in page["/MediaBox"]]
            page[NameObject("/TrimBox")] = ArrayObject(map(FloatObject, edges))
            larger = [edges[0] - 30, edges[1] - 30, edges[2] + 30, edges[3] + 30]
            page[NameObject("/MediaBox")] = ArrayObject(map(FloatObject, larger))
            content = page.raw_get("/Contents")
            page[NameObject("/Contents")] = ArrayObject([content, writer._add_object(marks)])  # noqa: SLF001

    return pdf_rewritten(memo("pdf"), change)


def updated():
    """Return the memo with its metadata written again at its end."""
    writer = PdfWriter(io.BytesIO(memo("pdf")), incremental=True)
    writer.add_metadata({"/Keywords": "x"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def compressed(writer):
    for page in writer.pages:
        page.compress_content_streams()


def without_some_texts():
    """Return the memo as LibreOffice saves it: it drops what is read aloud of charts and tables."""
    members = parts(memo("docx"))
    text = re.sub(r' descr="Two pairs[^"]*"|<w:tblCaption [^>]*/>', "", members[DOCUMENT].decode())
    assert text != members[DOCUMENT].decode()
    return zipped(members | {DOCUMENT: text.encode(), PROGRAM: SAVED_BY_LIBREOFFICE})


def revised(found):
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00B2">{found[1]}'


SPLIT = r"\1\2</w:t></w:r><w:proofErr w:type='spellStart'/><w:r>\1\3"
RESAVES = {
    "zip: stored": rezipped,
    "zip: compressed": lambda: rezipped(compression=zipfile.ZIP_DEFLATED),
    "zip: compressed most": lambda: rezipped(compression=zipfile.ZIP_DEFLATED, compresslevel=9),
    "zip: bzip2": lambda: rezipped(compression=zipfile.ZIP_BZIP2),
    "zip: another order": lambda: rezipped(lambda names: sorted(names, reverse=True)),
    "zip: a comment": commented,
    "python-docx: saved": by_python_docx,
    "python-docx: another author": lambda: by_python_docx(
        lambda d: setattr(d.core_properties, "author", "Somebody")
    ),
    "python-docx: another title of its properties": lambda: by_python_docx(
        lambda d: setattr(d.core_properties, "title", "Something")
    ),
    "Word: ids of revisions": lambda: in_part(r"<w:p>(<w:pPr>)", revised),
    "Word: marks of spelling, runs in two": lambda: in_part(
        r"(<w:t [^>]*>)([^<&]{9})([^<&]{9})", SPLIT
    ),
    "Word: bookmarks": lambda: in_part(
        r"<w:sectPr>",
        '<w:bookmarkStart w:id="999" w:name="x"/><w:bookmarkEnd w:id="999"/><w:sectPr>',
    ),
    "Word: an empty paragraph at the end": lambda: in_part(
        r"(<w:sectPr>(?!.*<w:sectPr>))", r"<w:p/>\1"
    ),
    "Word: its view": lambda: in_part(
        r"(<w:settings [^>]*>)", r'\1<w:zoom w:percent="90"/>', "word/settings.xml"
    ),
    "Word: a language": lambda: in_part(
        r"<w:r><w:t", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t'
    ),
    "Word: an alternative without text": lambda: in_part(
        r"<w:sectPr>",
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        'compatibility/2006"><mc:Fallback/></mc:AlternateContent></w:r></w:p><w:sectPr>',
    ),
    "Word: bullets of its own": lambda: in_part(
        "</w:numbering>",
        '<w:abstractNum w:abstractNumId="99"><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="o"/><w:pPr><w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl>'
        "</w:abstractNum></w:numbering>",
        "word/numbering.xml",
    ),
    "Word: lists defined anew": lambda: in_part(
        r'<w:num w:numId="5">.*?</w:num>',
        '<w:num w:numId="5"><w:abstractNumId w:val="98"/></w:num><w:num w:numId="97">'
        '<w:abstractNumId w:val="98"/></w:num><w:abstractNum w:abstractNumId="98">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>',
        "word/numbering.xml",
    ),
    "Word: other signs for bullets": lambda: in_part(
        r'<w:lvlText w:val="•"/>', '<w:lvlText w:val="\uf0b7"/>', "word/numbering.xml"
    ),
    "Word: numbers of contents hidden on web pages": lambda: in_part(
        r"(PAGEREF.*?separate.*?<w:r>)(<w:t)", r"\1<w:rPr><w:webHidden/></w:rPr>\2"
    ),
    "Word: a few empty lines": lambda: in_part(r"(<w:sectPr>)", "<w:p/>" * 5 + r"\1"),
    "Word: colours of its own theme": lambda: in_part(
        r"(<w:settings [^>]*>)",
        r'\1<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"/>',
        "word/settings.xml",
    ),
    "Word: a style of tables with white on blue": lambda: in_part(
        "</w:styles>",
        '<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:rPr>'
        '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'
        "</w:tblStylePr></w:style></w:styles>",
        "word/styles.xml",
    ),
    "Word: protected against editing": lambda: in_part(
        r"(<w:zoom [^>]*/>)",
        r'\1<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
        "word/settings.xml",
    ),
    "Word: somebody's permission to edit": lambda: in_part(
        r"<w:sectPr>",
        '<w:permStart w:id="7" w:edGrp="everyone"/><w:permEnd w:id="7"/><w:sectPr>',
    ),
    "Word: notes numbered as before": lambda: in_part(
        "<w:footnotePr>", '<w:footnotePr><w:numFmt w:val="decimal"/>', "word/settings.xml"
    ),
    "Word: a white background": lambda: in_part(
        "<w:body>", '<w:background w:color="FFFFFF"/><w:body>'
    ),
    "LibreOffice: no alternative texts of charts and tables": without_some_texts,
    "pypdf: saved": lambda: pdf_rewritten(memo("pdf")),
    "pypdf: compressed anew": lambda: pdf_rewritten(memo("pdf"), compressed),
    "pypdf: metadata": lambda: pdf_rewritten(
        memo("pdf"), lambda writer: writer.add_metadata({"/Title": "x"})
    ),
    "pypdf: saved twice": lambda: pdf_rewritten(pdf_rewritten(memo("pdf"))),
    "pypdf: saved incrementally": updated,
    "PDF: opened with its outline": lambda: pdf_rewritten(
        memo("pdf"), lambda writer: setattr(writer, "page_mode", "/UseOutlines")
    ),
    "PDF: one page below the other": lambda: pdf_rewritten(
        memo("pdf"), lambda writer: setattr(writer, "page_layout", "/OneColumn")
    ),
    "PDF: pages side by side from the left": lambda: pdf_rewritten(
        memo("pdf"),
        lambda writer: writer.root_object["/ViewerPreferences"].update(
            {NameObject("/Direction"): NameObject("/L2R")}
        ),
    ),
    "pypdf: another author": lambda: pdf_rewritten(
        memo("pdf"), lambda writer: writer.add_metadata({"/Author": "Somebody"})
    ),
    "pypdf: pages cropped to what they were": lambda: boxes("/CropBox"),
    "pypdf: identical objects joined": lambda: pdf_rewritten(
        memo("pdf"), lambda writer: writer.compress_identical_objects()
    ),
    "print shop: trim box": lambda: boxes("/TrimBox"),
    "print shop: all boxes": lambda: boxes("/TrimBox", "/BleedBox", "/ArtBox", "/CropBox"),
    "print shop: a larger sheet with marks": with_marks,
}


@pytest.mark.parametrize("name", RESAVES)
def test_a_resave_is_no_change(name):
    verdict = examine(RESAVES[name]())
    assert verdict.state in {State.INTACT, State.RESAVED}
    # Only what else in a Word file is not as it was, and its locks, may be said.
    said = [str(f) for f in verdict.findings]
    assert all(s.endswith((" left", "is not as it was written")) for s in said)
    of_properties = name.startswith("pypdf") and name.endswith(("metadata", "author", "entally"))
    assert of_properties == (said == ["properties: is not as it was written"])
    assert verdict.caveats == verdict.whole > 0


@pytest.mark.parametrize(
    "data",
    [
        b"1 1 1 rg 0 0 600 900 re f",
        b"-20 0 m 700 900 l S",
        b"0.01 0 0 0.01 0 0 cm",
        b"900 w -20 0 m -5 0 l S",
        b"-50 -50 10 10 re f BT ET",
        b"/X Do",
    ],
)
def test_marks_that_reach_into_the_page_are_a_change(data):
    assert examine(with_marks(data)).state is State.CHANGED


def table():
    programs = {}
    for name in RESAVES:
        program, _, what = name.partition(": ")
        programs.setdefault(program, []).append(what)
    lines = ["| program | what it did |", "| --- | --- |"]
    lines += [f"| {program} | {', '.join(done)} |" for program, done in programs.items()]
    lines += [f"| {program} (`make conformance`) | {what} |" for program, what in CONFORMANCE]
    return "\n".join(lines)


def test_the_documentation_lists_the_resaves(request):
    accept = request.config.getoption("--accept")
    assert is_documented(DOCS, "resaves", table(), accept=accept)
    assert len(RESAVES) >= 30
    assert PdfReader(io.BytesIO(updated())).pages
