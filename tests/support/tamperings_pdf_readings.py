"""Tamperings with a PDF that programs read in different ways, each with words of the verdict.

Most append to the bytes, as an editor does that keeps what was there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject

from support.pdf_changes import Row, box, name, stream
from support.sealing import memo, pdf_rewritten

EMPTY = b"<< /Length 0 >>\nstream\n\nendstream"
START = re.compile(rb"startxref\s+(\d+)")
TWICE = "say one thing twice"


def _reader() -> PdfReader:
    return PdfReader(io.BytesIO(memo("pdf")))


def _written(item: Any) -> bytes:
    buffer = io.BytesIO()
    item.write_to_stream(buffer)
    return buffer.getvalue()


def _appended(
    objects: Mapping[int, bytes], *, generation: int = 0, more: bytes = b"", free: bool = False
) -> bytes:
    """Return the memo with an update behind it: objects by their numbers, a table, a trailer."""
    reader, done = _reader(), bytearray(memo("pdf"))
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(done)
        done += b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
    table = len(done)
    done += b"xref\n"
    for number in sorted(places):
        kind = b"f" if free else b"n"
        at = 0 if free else places[number]
        done += b"%d 1\n%010d %05d %b \n" % (number, at, 1 if free else generation, kind)
    root = reader.trailer.raw_get("/Root").idnum
    size, before = int(reader.trailer["/Size"]) + 9, int(START.findall(memo("pdf"))[-1])
    done += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %b>>\n" % (size, root, before, more)
    return bytes(done + b"startxref\n%d\n%%%%EOF\n" % table)


def _page() -> tuple[int, DictionaryObject, int]:
    """Return page 1: its number, itself, the number of its content."""
    page = _reader().pages[0]
    assert page.indirect_reference is not None
    return page.indirect_reference.idnum, page, page.raw_get("/Contents").idnum


def _new() -> int:
    return int(_reader().trailer["/Size"]) + 3


def _with_key(item: DictionaryObject, key: bytes) -> bytes:
    return _written(item).rstrip()[:-2] + key + b" >>"


def _second_contents() -> bytes:
    number, page, _ = _page()
    return _appended({number: _with_key(page, b"/Contents %d 0 R" % _new()), _new(): EMPTY})


def _second_box() -> bytes:
    number, page, _ = _page()
    return _appended({number: _with_key(page, b"/MediaBox [0 700 595.28 841.89]")})


def _second_pages() -> bytes:
    reader = _reader()
    kid = reader.pages[-1].indirect_reference
    assert kid is not None
    pages = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % kid.idnum
    root = reader.trailer.raw_get("/Root").idnum
    body = _with_key(reader.root_object, b"/Pages %d 0 R" % _new())
    return _appended({root: body, _new(): pages})


def _second_root() -> bytes:
    catalogue = b"<< /Type /Catalog /Pages %d 0 R >>" % _new()
    pages = b"<< /Type /Pages /Count 0 /Kids [] >>"
    more = b"/Root %d 0 R " % (_new() + 1)
    return _appended({_new(): pages, _new() + 1: catalogue}, more=more)


def _second_generation() -> bytes:
    return _appended({_page()[2]: EMPTY}, generation=1)


def _freed() -> bytes:
    return _appended({_page()[2]: b""}, free=True)


def _second_end() -> bytes:
    data = _appended({_page()[2]: EMPTY})
    good, evil = int(START.findall(memo("pdf"))[-1]), int(START.findall(data)[-1])
    before = data[: data.rindex(b"startxref")]
    return before + b"startxref\n%d\n%%%%EOF\nstartxref\n%d\n" % (good, evil)


def _fonts(writer: PdfWriter, number: int) -> DictionaryObject:
    resources = writer.pages[number]["/Resources"].get_object()
    return DictionaryObject(resources["/Font"].get_object())


def _font_of_one_page(writer: PdfWriter) -> None:
    fonts = _fonts(writer, 0)
    for key, item in [*fonts.items()]:
        font = DictionaryObject(item.get_object())
        own = DictionaryObject(font["/DescendantFonts"][0].get_object())
        descriptor = DictionaryObject(own["/FontDescriptor"].get_object())
        descriptor[name("FontFile2")] = writer._add_object(stream(b"no font"))  # noqa: SLF001
        own[name("FontDescriptor")] = descriptor
        font[name("DescendantFonts")] = ArrayObject([own])
        fonts[name(key[1:])] = font
    resources = DictionaryObject(writer.pages[0]["/Resources"].get_object())
    resources[name("Font")] = fonts
    writer.pages[0][name("Resources")] = resources


def _font_file(writer: PdfWriter) -> None:
    for item in _fonts(writer, 0).values():
        own = item.get_object()["/DescendantFonts"][0].get_object()
        own["/FontDescriptor"].get_object()[name("FontFile")] = stream(b"%!")


def _marks(code: bytes, *, first: bool) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        for page in writer.pages:
            trim = [float(edge) for edge in page.mediabox]
            page[name("TrimBox")] = box(*trim)()
            page[name("MediaBox")] = box(-60, -60, trim[2] + 60, trim[3] + 60)()
            own, added = page.raw_get("/Contents"), writer._add_object(stream(code))  # noqa: SLF001
            page[name("Contents")] = ArrayObject([added, own] if first else [own, added])

    return change


RAW = (
    ("a second /Contents", _second_contents, TWICE),
    ("a second /MediaBox", _second_box, TWICE),
    ("a second /Pages", _second_pages, TWICE),
    ("a second /Root of the trailer", _second_root, TWICE),
    ("an empty content of generation 1", _second_generation, "stand in two generations"),
    ("a freed content", _freed, "were taken out of the file"),
    ("a second startxref behind the end", _second_end, "has something behind it"),
)
OBJECTS = (
    ("other fonts on page 1", _font_of_one_page, "is another one than on the pages before"),
    ("a FontFile beside FontFile2", _font_file, "it has another program beside ours"),
    (
        "a path that marks leave open",
        _marks(b"-50 -50 m -40 -50 l S 0 0 596 842 re", first=True),
        "page 1",
    ),
    (
        "corners of marks that reach into the page",
        _marks(b"q 1 1 1 RG 4 w 1000000 M -50 99 m -2 100 l -50 101 l S Q", first=False),
        "page 1",
    ),
)


def rows() -> Iterator[Row]:
    """Yield the tamperings, each with what makes its file."""
    for what, made, said in RAW:
        yield "what programs read in different ways", what, made, said
    for what, change, said in OBJECTS:
        make = partial(pdf_rewritten, memo("pdf"), change)
        yield "fonts of one page, marks that reach into it", what, make, said
