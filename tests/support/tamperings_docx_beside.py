"""Tamperings with what stands beside the words of a Word file: bullets, numbers, texts read aloud.

A row is a kind, what is done, the changed file, a piece of the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.sealing import memo, parts, zipped

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
PROGRAM = "docProps/app.xml"
SAVED_BY_LIBREOFFICE = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>LibreOffice/24.2$Linux</Application></Properties>"
)

ENTRIES = r'<w:ilvl w:val="0"/><w:numId w:val="4"/>'
LABEL = r'(<w:abstractNum w:abstractNumId="2">.*?<w:lvl w:ilvl="0">.*?)(</w:pPr></w:lvl>)'
MARK = r"(<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/></w:numPr>[^p]*?)(</w:pPr>)"

LISTS = [
    (DOCUMENT, ENTRIES, '<w:ilvl w:val="0"/><w:numId w:val="0"/>', "is no entry of a list"),
    (DOCUMENT, ENTRIES, '<w:ilvl w:val="0"/><w:numId w:val="77"/>', "is no entry of a list"),
    (
        DOCUMENT,
        ENTRIES,
        '<w:ilvl w:val="0"/><w:numId w:val="1"/>',
        "another bullet, number or level",
    ),
    (
        DOCUMENT,
        ENTRIES,
        '<w:ilvl w:val="2"/><w:numId w:val="4"/>',
        "another bullet, number or level",
    ),
    (
        DOCUMENT,
        r'(<w:pStyle w:val="Heading2"/>)',
        r'\1<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>',
        "was made an entry of a list",
    ),
    (NUMBERING, r'(<w:num w:numId="4">.*?startOverride w:val=)"1"', r'\1"3"', "‘1. "),
    (NUMBERING, r'(w:abstractNumId="2">.*?numFmt w:val=)"decimal"', r'\1"upperRoman"', "I. "),
    (NUMBERING, r'(w:abstractNumId="2">.*?numFmt w:val=)"decimal"', r'\1"lowerLetter"', "a. "),
    (NUMBERING, r'(w:abstractNumId="2">.*?lvlText w:val=)"%1."', r'\1"%1"', "‘1. "),
    (NUMBERING, r'(w:abstractNumId="2">.*?lvlText w:val=)"%1."', r'\1""', "is no entry of"),
    (NUMBERING, r'(w:abstractNumId="1">.*?lvlText w:val=)"•"', r'\1""', "is no entry of a list"),
    (NUMBERING, r'(w:abstractNumId="1">.*?lvlText w:val=)"•"', r'\1" "', "is no entry of a list"),
    (NUMBERING, r'(w:abstractNumId="1">.*?lvlText w:val=)"•"', r'\1"%1."', "‘• "),
    (NUMBERING, LABEL, r"\1</w:pPr><w:rPr><w:vanish/></w:rPr></w:lvl>", "of an entry is hidden"),
    (
        NUMBERING,
        LABEL,
        r'\1</w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:lvl>',
        "of an entry is nearly in the colour of what it stands on",
    ),
    (
        NUMBERING,
        LABEL,
        r'\1</w:pPr><w:rPr><w:sz w:val="2"/></w:rPr></w:lvl>',
        "entry is half",
    ),
    (DOCUMENT, MARK, r"\1<w:rPr><w:vanish/></w:rPr>\2", "of an entry is hidden"),
    (DOCUMENT, MARK, r'\1<w:rPr><w:color w:val="FFFFFF"/></w:rPr>\2', "of an entry is nearly"),
    (DOCUMENT, MARK, r"\1<w:rPr><w:strike/></w:rPr>\2", "of an entry is struck out"),
    (
        STYLES,
        r'(styleId="Normal">.*?<w:pPr>)',
        r'\1<w:numPr><w:numId w:val="2"/></w:numPr>',
        "was made an entry of a list",
    ),
]
SPOKEN = [
    (r'descr="Stripes"', 'descr="The report is confirmed."', "is read aloud: ‘drawing: Stripes’"),
    (r'descr="Two pairs[^"]*"', 'descr="No bars."', "something else is read aloud"),
    (r'(<w:tblCaption w:val=)"[^"]*"', r'\1"Confirmed"', "something else is read aloud"),
    (
        r"(<w:tblPr>)",
        r'\1<w:tblDescription w:val="All of it is confirmed."/>',
        "something else is read aloud",
    ),
    (
        r'descr="Critical Raw Materials Unit"(.*)descr="Stripes"',
        r'descr="Stripes"\1descr="Critical Raw Materials Unit"',
        "something else is read aloud",
    ),
    (r"(<wp:docPr )", r'\1hidden="1" ', "a drawing is hidden"),
    (r' descr="Stripes"', "", "is read aloud no more: ‘drawing: Stripes’"),
    (r' descr="Two pairs[^"]*"', "", "is read aloud no more: ‘drawing: Two pairs"),
    (r"<w:tblCaption [^>]*/>", "", "is read aloud no more: ‘table: "),
]


def _as_libreoffice() -> bytes:
    """Return the memo as if LibreOffice had saved it, and somebody took a picture's text out."""
    members = parts(memo("docx"))
    text, times = re.subn(r' descr="[^"]*"', "", members[DOCUMENT].decode())
    assert times > 1
    return zipped(members | {DOCUMENT: text.encode(), PROGRAM: SAVED_BY_LIBREOFFICE})


def _changed(name: str, pattern: str, new: str) -> bytes:
    members = parts(memo("docx"))
    text, times = re.subn(pattern, new, members[name].decode(), flags=re.DOTALL)
    assert times, pattern
    return zipped(members | {name: text.encode()})


def rows() -> Iterator[tuple[str, str, bytes, str]]:
    """Yield the tamperings."""
    for name, pattern, new, said in LISTS:
        yield "the bullets and numbers of lists", new, _changed(name, pattern, new), said
    for pattern, new, said in SPOKEN:
        yield "what is read aloud of drawings", new, _changed(DOCUMENT, pattern, new), said
    said = "is read aloud no more: ‘drawing: Stripes’"
    yield "what is read aloud of drawings", "as LibreOffice", _as_libreoffice(), said
