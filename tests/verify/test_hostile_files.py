"""Files that are damaged, foreign or hostile: a clear verdict in little time, never a traceback."""

import io
import logging
import re
import time
import zipfile
import zlib

import pytest
from pypdf import PdfWriter

from reebrief.document.manifest import canonical
from reebrief.verify import verify_file
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support.sealing import PART, changed, memo, parts, pdf_manifest, zipped

pytestmark = pytest.mark.thorough

DOCUMENT = "word/document.xml"
LIMIT = 30.0
"""Seconds after which a verdict counts as never given: the limits themselves are the child's."""


def reason(data):
    verdict = examine(data)
    assert verdict.state is State.UNREADABLE, verdict
    assert verdict.exit_code == 1
    return verdict.reason


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])
def test_a_truncated_file(form, share):
    data = memo(form)
    assert "truncated" in reason(data[: int(len(data) * share)])


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_with_a_byte_changed_anywhere_is_never_intact(form):
    data = memo(form)
    for at in range(5, len(data), len(data) // 60):
        broken = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        verdict = examine(broken)
        # A byte of a date in the zip file's directory is no byte of a part.
        untouched = form == "docx" and readable(broken) == parts(data)
        assert untouched or verdict.state is not State.INTACT, at


def readable(data):
    try:
        return parts(data)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError):
        return None


def test_empty_and_foreign_files():
    assert reason(b"") == "empty"
    assert reason(b"Just a text.") == "no PDF and no Word file"
    assert reason(bytes(range(256)) * 40) == "no PDF and no Word file"
    assert reason(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)).startswith("encrypted, or")
    assert reason(zipped({"a.txt": b"a"})) == "a zip file, but no Word file"
    assert reason(b"PK\x03\x04" + bytes(100)).startswith("a damaged zip file")
    assert reason(b"%PDF-1.7\n%%EOF") == "a damaged PDF"
    assert reason(b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF") == "a damaged PDF"


def test_encrypted_files():
    writer = PdfWriter(clone_from=io.BytesIO(memo("pdf")))
    writer.encrypt("reader", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert reason(buffer.getvalue()) == "encrypted"
    data = bytearray(memo("docx"))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + at] |= 1
    assert reason(bytes(data)) == "encrypted"


def test_a_zip_bomb_is_not_unpacked():
    assert reason(zipped_bomb()) == "it unpacks to more than any brief holds"
    many = zipped({f"word/{n}.xml": b"" for n in range(2100)})
    assert reason(many) == "it unpacks to more than any brief holds"


def zipped_bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts(memo("docx")).items():
            package.writestr(name, content)
        with package.open("word/media.xml", "w") as member:
            for _ in range(100):
                member.write(bytes(1_000_000))
    return buffer.getvalue()


def test_entities_and_document_types_are_refused():
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = changed(memo("docx"), PART, "<manifest", bomb + "<manifest")
    assert reason(data) == f"{PART} declares a document type or an entity"


@pytest.mark.parametrize("encoding", ["odd", "utf-7", "ä"])
def test_an_encoding_that_nobody_knows_is_no_xml(encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    data = zipped(parts(memo("docx")) | {PART: declared})
    assert reason(data) == f"{PART} is no XML"


def test_endless_nesting_is_refused():
    deep = "<w:p>" * 100_000
    data = changed(memo("docx"), DOCUMENT, "<w:body>", "<w:body>" + deep)
    assert reason(data) == f"{DOCUMENT} nests elements without end"


@pytest.mark.parametrize("json", ["[" * 100_000, "9" * 10_000, "null", '"', "{}"])
def test_a_manifest_that_is_none(json):
    text = parts(memo("docx"))[PART].decode()
    data = changed(memo("docx"), PART, text[text.index("{") : text.rindex("}") + 1], json)
    assert str(examine(data)) == "manifest edited: it is not as reebrief writes it"


# --- hostile PDF files, each in the process that a user's file is read in


def pdf(*objects, trailer=b"/Root 1 0 R"):
    """Return a PDF of objects that are numbered from 1, as somebody would write it by hand."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + b"trailer\n<</Size %d %b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


def stream(data, entries=b""):
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def compressed(kind):
    """Return a PDF whose catalog is in an object stream, which says that it is of this type."""
    catalog = b"1 0 <</Type /Catalog>>"
    data = b"%PDF-1.7\n"
    within = len(data)
    inside = stream(catalog, b"/Type /%b /N 1 /First 4" % kind)
    data += b"2 0 obj\n%b\nendobj\n" % inside
    start = len(data)
    rows = bytes([0, 0, 0, 255, 2, 0, 2, 0, 1, 0, within, 0]) + bytes([1, *divmod(start, 256), 0])
    entries = b"/Type /XRef /Size 4 /W [1 2 1] /Root 1 0 R"
    data += b"3 0 obj\n%b\nendobj\n" % stream(rows, entries)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


MANIFEST = (
    stream(re.sub(rb"\s", b"", b'{"format": 1}')),
    b"<</Type /Filespec /F (reebrief.json) /EF <</F 3 0 R>>>>",
)
ROOT = b"<</Type /Catalog /Pages 2 0 R /AF [4 0 R]>>"
FLATE = b"/Filter /FlateDecode"
BOMB = zlib.compress(bytes(300_000_000), 9)
FORM = b"/Type /XObject /Subtype /Form /Resources <</XObject <</X 5 0 R>>>>"

HOSTILE = {
    "a loop in the names": pdf(b"<</Names <</EmbeddedFiles 2 0 R>>>>", b"<</Kids [2 0 R]>>"),
    "two loops in the names": pdf(
        b"<</Names <</EmbeddedFiles 2 0 R>>>>", b"<</Kids [2 0 R 2 0 R 2 0 R]>>"
    ),
    "the catalog is itself": pdf(b"1 0 R"),
    "a bomb in the manifest": pdf(ROOT, b"null", stream(BOMB, FLATE), MANIFEST[1]),
    "bombs in bombs": pdf(
        ROOT,
        b"null",
        stream(zlib.compress(BOMB), b"/Filter [/FlateDecode /FlateDecode]"),
        MANIFEST[1],
    ),
    "a huge number": pdf(b"<</Names <</EmbeddedFiles %b 0 R>>>>" % (b"9" * 5000)),
    "deep arrays": pdf(b"[" * 100_000),
    "deep dictionaries": pdf(b"<</A" * 50_000),
    "a loop of cross-references": pdf(ROOT, trailer=b"/Root 1 0 R /Prev 9"),
    "a stream of objects": compressed(b"ObjStm"),
    "a stream of objects that is none": compressed(b"Metadata"),
    "random": b"%PDF-1.7\n" + zlib.compress(bytes(range(256)) * 99, 0) * 20 + b"%%EOF",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_gets_a_verdict_in_time(tmp_path, name):
    path = tmp_path / "hostile.pdf"
    path.write_bytes(HOSTILE[name])
    start = time.monotonic()
    verdict = verify_file(path)
    assert time.monotonic() - start < LIMIT
    assert verdict.exit_code in {1, 3}
    assert "broke" not in verdict.reason


def sealed_pages(*objects):
    """Return the memo's manifest in a PDF of other pages, so that these must be read."""
    manifest = canonical(pdf_manifest(memo("pdf"))).encode()
    return pdf(ROOT, objects[0], stream(manifest), MANIFEST[1], *objects[1:])


PAGE = b"<</Type /Page /Parent 2 0 R /Contents 6 0 R /Resources <</XObject <</X 5 0 R>>>>>>"

PAGES = {
    "a loop in the page tree": sealed_pages(b"<</Type /Pages /Count 9 /Kids [2 0 R]>>"),
    "a loop of two in the page tree": sealed_pages(
        b"<</Type /Pages /Count 9 /Kids [5 0 R 5 0 R]>>",
        b"<</Type /Pages /Count 9 /Kids [2 0 R 2 0 R]>>",
    ),
    "more pages than it says": sealed_pages(b"<</Type /Pages /Count 999999999 /Kids []>>"),
    "a form that draws itself twice": sealed_pages(
        b"<</Type /Pages /Count 1 /Kids [7 0 R]>>",
        stream(b"/X Do /X Do /X Do /X Do", FORM),
        stream(b"/X Do"),
        PAGE,
    ),
    "a bomb of a page": sealed_pages(
        b"<</Type /Pages /Count 1 /Kids [7 0 R]>>", b"null", stream(BOMB, FLATE), PAGE
    ),
    "a page of brackets": sealed_pages(
        b"<</Type /Pages /Count 1 /Kids [7 0 R]>>", b"null", stream(b"(" * 9_000_000), PAGE
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_pages_get_a_verdict_in_time(tmp_path, name):
    path = tmp_path / "hostile.pdf"
    path.write_bytes(PAGES[name])
    start = time.monotonic()
    verdict = verify_file(path)
    assert time.monotonic() - start < LIMIT
    assert verdict.exit_code in {1, 3}
    assert verdict.state is not State.RESAVED
    assert "broke" not in verdict.reason


def test_what_libraries_say_of_damaged_files_is_printed_nowhere():
    examine(memo("pdf"))
    assert logging.root.manager.disable >= logging.CRITICAL
