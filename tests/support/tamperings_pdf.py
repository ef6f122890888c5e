"""Tamperings with a PDF, each with words that the verdict must have."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Rectangle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    TextStringObject,
)

from support import tamperings_pdf_objects
from support.pdf_changes import Change, Row, box, dictionary, name, page, resources, root, stream
from support.sealing import memo, pdf_rewritten


def _script() -> DictionaryObject:
    return dictionary(S=name("JavaScript"), JS=TextStringObject("app.alert(1)"))


def _colours(key: str) -> Change:
    def change(writer: PdfWriter) -> None:
        white = dictionary(WhitePoint=box(1, 1, 1)())
        space = ArrayObject([name("CalRGB"), white])
        resources(writer)[name("ColorSpace")] = dictionary(**{key: space})

    return change


def _fonts(writer: PdfWriter) -> list[tuple[Any, Any]]:
    fonts = [font.get_object() for font in resources(writer)["/Font"].values()]
    return [(font, font["/DescendantFonts"][0].get_object()) for font in fonts]


def _each_font(change: Callable[[Any, Any], object]) -> Change:
    def run(writer: PdfWriter) -> None:
        for font, descendant in _fonts(writer):
            change(font, descendant)

    return run


def _program(change: Callable[[TTFont], object]) -> Change:
    def run(_: Any, descendant: Any) -> None:
        descriptor = descendant["/FontDescriptor"].get_object()
        font = TTFont(io.BytesIO(descriptor["/FontFile2"].get_object().get_data()))
        change(font)
        buffer = io.BytesIO()
        font.save(buffer)
        descriptor[name("FontFile2")] = stream(buffer.getvalue())

    return _each_font(run)


def _blank(font: TTFont) -> None:
    for each in font.getGlyphOrder():
        font["glyf"][each].numberOfContours = 0


def _tiny(font: TTFont) -> None:
    for each in font.getGlyphOrder():
        glyph = font["glyf"][each]
        if glyph.numberOfContours > 0:
            glyph.coordinates.scale((0.01, 0.01))
            glyph.recalcBounds(font["glyf"])


def _away(font: TTFont) -> None:
    for each in font.getGlyphOrder():
        glyph = font["glyf"][each]
        if glyph.numberOfContours > 0:
            glyph.coordinates.translate((14000, 0))
            glyph.recalcBounds(font["glyf"])


def _swapped(font: TTFont) -> None:
    order = font.getGlyphOrder()
    glyf = font["glyf"]
    glyf[order[3]], glyf[order[4]] = glyf[order[4]], glyf[order[3]]


def _same(font: TTFont) -> None:
    for each in font.getGlyphOrder()[2:]:
        font["glyf"][each] = font["glyf"][font.getGlyphOrder()[2]]


def _map(change: Callable[[bytes], bytes]) -> Change:
    def run(_: Any, descendant: Any) -> None:
        data = descendant["/CIDToGIDMap"].get_object().get_data()
        descendant[name("CIDToGIDMap")] = stream(change(data))

    return _each_font(run)


def _unicode(old: bytes, new: bytes) -> Change:
    def run(font: Any, _: Any) -> None:
        data = font["/ToUnicode"].get_object().get_data()
        font[name("ToUnicode")] = stream(data.replace(old, new))

    return _each_font(run)


def _content(change: Callable[[bytes], bytes]) -> Change:
    def run(writer: PdfWriter) -> None:
        page = writer.pages[0]
        data = change(page.get_contents().get_data())
        page[name("Contents")] = writer._add_object(stream(data))  # noqa: SLF001

    return run


def _outline(change: Callable[[Any], object]) -> Change:
    return lambda writer: change(writer.root_object["/Outlines"]["/First"].get_object())


def _link(change: Callable[[Any], object]) -> Change:
    def run(writer: PdfWriter) -> None:
        for sheet in writer.pages:
            for item in sheet.get("/Annots", []):
                if "/A" in item.get_object():
                    change(item.get_object())
                    return
        raise AssertionError

    return run


def _layers() -> DictionaryObject:
    return dictionary(OCGs=ArrayObject(), D=DictionaryObject())


def _field(kind: str) -> Callable[[], DictionaryObject]:
    field = dictionary(FT=name(kind), T=TextStringObject("x"))
    return lambda: dictionary(Fields=ArrayObject([field]))


def _named(key: str) -> Change:
    def run(writer: PdfWriter) -> None:
        names = writer.root_object["/Names"].get_object()
        names[name(key)] = dictionary(Names=ArrayObject([TextStringObject("x"), _script()]))

    return run


CATALOG: list[tuple[str, Change, str]] = [
    ("OpenAction", root("OpenAction", _script), "OpenAction: was added"),
    ("AA", root("AA", lambda: dictionary(WC=_script())), "AA: was added"),
    ("JavaScript", _named("JavaScript"), "JavaScript: was added: a script"),
    ("Renditions", _named("Renditions"), "Renditions: was added"),
    ("AlternatePresentations", _named("AlternatePresentations"), "AlternatePresentations: was"),
    ("Templates", _named("Templates"), "Templates: was added"),
    ("Collection", root("Collection", dictionary), "Collection: was added: a portfolio"),
    ("OCProperties", root("OCProperties", _layers), "OCProperties: was added: layers"),
    ("XFA", root("AcroForm", lambda: dictionary(XFA=stream(b"<x/>"))), "XFA: was added: a form"),
    ("a text field", root("AcroForm", _field("Tx")), "form field x: was added"),
    ("a button", root("AcroForm", _field("Btn")), "form field x: was added"),
    (
        "an empty form",
        root("AcroForm", lambda: dictionary(Fields=ArrayObject())),
        "AcroForm",
    ),
    ("Requirements", root("Requirements", ArrayObject), "Requirements: was added"),
    (
        "URI",
        root("URI", lambda: dictionary(Base=TextStringObject("http://h/"))),
        "URI: was",
    ),
    ("Threads", root("Threads", ArrayObject), "Threads: was added"),
    ("PageMode", root("PageMode", lambda: name("FullScreen")), "PageMode: was set to"),
    (
        "ViewArea",
        root("ViewerPreferences", lambda: dictionary(ViewArea=name("ArtBox"))),
        "ViewerPreferences ViewArea: was added",
    ),
    (
        "a second profile",
        root("OutputIntents", lambda: ArrayObject([dictionary()] * 2)),
        "second",
    ),
    ("an attachment", lambda writer: writer.add_attachment("b.docx", b"x"), "attachment b.docx"),
    (
        "an associated file",
        lambda writer: writer.root_object["/AF"].append(dictionary(F=TextStringObject("c.exe"))),
        "attachment c.exe: was added",
    ),
    (
        "an outline's title",
        _outline(lambda item: item.update({name("Title"): TextStringObject("Confirmed")})),
        "outline ‘Confirmed’: is not what the pages say",
    ),
    (
        "an outline's action",
        _outline(lambda item: item.update({name("A"): _script()})),
        "does something (/JavaScript)",
    ),
]
PAGES: list[tuple[str, Change, str]] = [
    ("AA", page("AA", lambda: dictionary(O=_script())), "page 1: AA: was"),
    ("UserUnit", page("UserUnit", lambda: FloatObject(50)), "the page is 50 times as large"),
    ("CropBox", page("CropBox", box(0, 200, 595, 842)), "page 1: is cut or turned"),
    ("MediaBox", page("MediaBox", box(0, 0, 300, 842)), "page 1: is cut or turned"),
    ("a far MediaBox", page("MediaBox", box(900, 900, 1495, 1742)), "page 1: is cut or turned"),
    ("a large MediaBox", page("MediaBox", box(-9000, -9000, 9000, 9000)), "is cut or turned"),
    ("Rotate", page("Rotate", lambda: NumberObject(180)), "turned by 180°"),
    ("Trans", page("Trans", dictionary), "page 1: Trans: was added"),
    ("Dur", page("Dur", lambda: NumberObject(1)), "page 1: Dur: was added"),
    ("VP", page("VP", ArrayObject), "page 1: VP: was added"),
    ("DefaultRGB", _colours("DefaultRGB"), "the page could look empty: DefaultRGB was changed"),
    ("DefaultGray", _colours("DefaultGray"), "the page could look empty: DefaultGray"),
    ("DefaultCMYK", _colours("DefaultCMYK"), "the page could look empty: DefaultCMYK"),
    ("a page taken out", lambda writer: writer.remove_page(0), "page 1 is gone"),
    ("a page put in", lambda writer: writer.insert_blank_page(595, 842, 0), "was added"),
    ("a note", lambda w: w.add_annotation(0, FreeText(text="x", rect=(9, 9, 99, 99))), "FreeText"),
    ("a box", lambda w: w.add_annotation(0, Rectangle(rect=(9, 9, 99, 99))), "Square: was added"),
    (
        "an address",
        _link(lambda item: item["/A"].update({name("URI"): TextStringObject("http://x/")})),
        "link was added: ‘http://x/’",
    ),
    ("a link's script", _link(lambda item: item.update({name("A"): _script()})), "JavaScript"),
    ("a link's AA", _link(lambda item: item.update({name("AA"): _script()})), "does more than"),
    (
        "a link's Next",
        _link(lambda i: i["/A"].update({name("Next"): _script()})),
        "does more than",
    ),
    (
        "a link's look",
        _link(lambda item: item.update({name("AP"): dictionary()})),
        "Link: was added",
    ),
]
CONTENT: list[tuple[str, Change, str]] = [
    (
        "a white area",
        _content(lambda d: d + b"\n1 1 1 rg 0 0 600 900 re f"),
        "drawn in another way",
    ),
    ("a clip", _content(lambda d: b"0 0 1 1 re W n\n" + d), "drawn in another way"),
    ("invisible text", _content(lambda d: d.replace(b"BT", b"BT 3 Tr")), "caveat missing"),
    ("smaller letters", _content(lambda d: d.replace(b" Tf", b" Tf 1 Tz")), "drawn in another way"),
    ("a scale", _content(lambda d: b"0.01 0 0 0.01 0 0 cm\n" + d), "drawn in another way"),
    (
        "all colours white",
        _content(lambda d: re.sub(rb"[\d. ]+ rg", b" 1 1 1 rg", d)),
        "another way",
    ),
    ("no text", _content(lambda _: b""), "caveat missing"),
    (
        "a word",
        _content(lambda d: re.sub(rb"<([0-9A-F]{4})([0-9A-F]{4})", rb"<\2\1", d, count=9)),
        "page 1: ‘",
    ),
]
FONTS: list[tuple[str, Change, str]] = [
    ("no ink", _program(_blank), "letters without ink, so that text would look empty"),
    ("tiny letters", _program(_tiny), "letters without ink, so that text would look empty"),
    ("letters elsewhere", _program(_away), "letters beside their places"),
    ("two letters swapped", _program(_swapped), "F1 program: was changed"),
    ("one shape for all", _program(_same), "the same shape for many letters"),
    ("other codes", _map(lambda data: data[:2] + data[4:6] + data[2:4] + data[6:]), "CIDToGIDMap"),
    ("all codes one", _map(lambda data: data[:4] * (len(data) // 4)), "CIDToGIDMap"),
    ("no codes", _map(lambda data: bytes(len(data))), "the same shape for many letters"),
    (
        "widths of nothing",
        _each_font(lambda _, d: d.update({name("W"): ArrayObject()})),
        "widths that its letters do not have",
    ),
    (
        "huge widths",
        _each_font(
            lambda _, d: d.update(
                {name("W"): ArrayObject([NumberObject(n) for n in (1, 999, 9000)])}
            )
        ),
        "widths that its letters do not have",
    ),
    ("moved letters", _each_font(lambda _, d: d.update({name("DW2"): box(9, 9)()})), "are moved"),
    (
        "another Encoding",
        _each_font(lambda f, _: f.update({name("Encoding"): name("Identity-V")})),
        "another meaning (Encoding)",
    ),
    (
        "another kind",
        _each_font(lambda f, _: f.update({name("Subtype"): name("Type3")})),
        "is of another kind than ours",
    ),
    ("other characters", _unicode(b"<0061>", b"<0062>"), "‘"),
    ("no characters", _unicode(b"beginbfchar", b"beginno"), "caveat missing"),
]


def tampered(change: Change) -> bytes:
    """Return the memo's PDF after a change."""
    return pdf_rewritten(memo("pdf"), change)


def rows() -> Iterator[Row]:
    """Yield the tamperings, each with what makes its file: all at once would take seconds."""
    for kind, table in (
        ("what runs, covers or hides the file", CATALOG),
        ("a page, what lies on it, where its links lead", PAGES),
        ("how a page is drawn", CONTENT),
        ("a font", FONTS),
        ("a picture, what is read aloud, what colours mean", tamperings_pdf_objects.ROWS),
    ):
        for what, change, said in table:
            yield kind, what, partial(tampered, change), said
