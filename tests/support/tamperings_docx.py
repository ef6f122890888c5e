"""Tamperings with a Word file, each with words that the verdict must have.

A row is a kind, what is done, the changed file, a piece of the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.sealing import changed, memo, parts, zipped

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
FOOTER, HEADER, NOTES = "word/footer1.xml", "word/header1.xml", "word/footnotes.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
CAVEAT = "Caveat: Gansu Rare Earth is controlled by"

Row = tuple[str, str, bytes, str]


def _text(name: str = DOCUMENT) -> str:
    return parts(memo("docx"))[name].decode()


def _with(text: str, name: str = DOCUMENT, **more: str) -> bytes:
    others = {part: data.encode() for part, data in more.items()}
    return zipped(parts(memo("docx")) | {name: text.encode()} | others)


def _paragraph(words: str = CAVEAT, name: str = DOCUMENT) -> str:
    """Return the paragraph that holds some words."""
    text = _text(name)
    at = text.index(words)
    return text[text.rindex("<w:p>", 0, at) : text.index("</w:p>", at) + len("</w:p>")]


def _run(properties: str) -> bytes:
    """Return the memo with properties on each run of a caveat."""
    old = _paragraph()
    new = re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{properties}</w:rPr>", old)
    new = new.replace("<w:r><w:rPr>", f"<w:r><w:rPr>{properties}") if new == old else new
    return changed(memo("docx"), DOCUMENT, old, new)


def _lines(properties: str) -> bytes:
    """Return the memo with properties on the paragraph of a caveat."""
    old = _paragraph()
    return changed(memo("docx"), DOCUMENT, old, old.replace("</w:pPr>", f"{properties}</w:pPr>", 1))


def _style(properties: str, kind: str = "rPr") -> bytes:
    """Return the memo with properties of the style that caveats have."""
    text = _text(STYLES)
    at = text.index('w:styleId="CaveatText"')
    end = text.index("</w:style>", at)
    own = text[at:end]
    new = own.replace(f"</w:{kind}>", f"{properties}</w:{kind}>", 1)
    assert new != own
    return _with(text[:at] + new + text[end:], STYLES)


def _around(start: str, end: str) -> bytes:
    old = _paragraph()
    return changed(memo("docx"), DOCUMENT, old, start + old + end)


def _row(properties: str) -> bytes:
    """Return the memo with properties of the row of a table."""
    text = _text()
    at = text.index("Licences take")
    start = text.rindex("<w:tr>", 0, at)
    return _with(f"{text[:start]}<w:tr><w:trPr>{properties}</w:trPr>{text[start + 6 :]}")


def _cell(properties: str) -> bytes:
    text = _text()
    end = text.index("</w:tcPr>", text.rindex("<w:tc>", 0, text.index("Licences take")))
    return _with(f"{text[:end]}{properties}{text[end:]}")


def _table(properties: str) -> bytes:
    text = _text()
    end = text.index("</w:tblPr>", text.rindex("<w:tbl>", 0, text.index("Licences take")))
    return _with(f"{text[:end]}{properties}{text[end:]}")


def _section(pattern: str, new: str) -> bytes:
    text, times = re.subn(pattern, new, _text())
    assert times
    return _with(text)


def _related(kind: str, target: str, *, outside: bool = False, rels: str = RELS) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    one = f'<Relationship Id="rOdd" Type="{base}{kind}" Target="{target}"{mode}/>'
    return changed(memo("docx"), rels, "</Relationships>", one + "</Relationships>")


def _added(name: str) -> bytes:
    return zipped(parts(memo("docx")) | {name: b"x"})


RUNS = {
    "<w:strike/>": "struck out",
    "<w:dstrike/>": "struck out",
    "<w:vanish/>": "caveat missing",
    "<w:specVanish/>": "caveat missing",
    "<w:emboss/>": "embossed",
    "<w:imprint/>": "engraved",
    "<w:outline/>": "hollow",
    '<w:w w:val="1"/>': "scaled",
    '<w:w w:val="600"/>': "scaled",
    '<w:position w:val="3000"/>': "moved up or down",
    '<w:position w:val="-900"/>': "moved up or down",
    '<w:spacing w:val="-200"/>': "letters far apart or on each other",
    '<w:spacing w:val="9000"/>': "letters far apart or on each other",
    '<w:sz w:val="2"/>': "half points high",
    '<w:sz w:val="900"/>': "half points high",
    '<w:color w:val="FFFFFF"/>': "in the colour of what it stands on",
    '<w:color w:val="FDFDFD"/>': "in the colour of what it stands on",
    '<w:color w:val="000000" w:themeColor="background1"/>': "in the colour of what",
    '<w:color w:val="111111"/><w:shd w:val="clear" w:fill="000000"/>': "in the colour of what",
    '<w:color w:val="000000"/><w:shd w:val="pct95" w:color="000000"/>': "in the colour of what",
    '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000"/>': "in the colour of what",
    '<w:color w:val="auto"/><w:highlight w:val="black"/>': "in the colour of what it stands on",
    '<w:fitText w:val="10"/>': "squeezed into a width",
    '<w:eastAsianLayout w:id="1" w:combine="1"/>': "two lines in one",
    '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>': "in a font of symbols",
    '<w:rFonts w:ascii="Webdings"/>': "in a font of symbols",
    f'<w14:textFill xmlns:w14="{W14}"><w14:noFill/></w14:textFill>': "filled by an effect",
    f'<w14:textOutline xmlns:w14="{W14}"/>': "drawn by an effect",
}
PARAGRAPHS = {
    '<w:framePr w:w="10" w:x="20000" w:y="20000"/>': "in a frame",
    '<w:ind w:left="31000"/>': "indented",
    '<w:ind w:right="31000"/>': "indented",
    '<w:ind w:start="-9000"/>': "indented",
    '<w:ind w:firstLine="31000"/>': "indented",
    '<w:ind w:hanging="31000"/>': "indented",
    '<w:ind w:leftChars="9000"/>': "indented",
    '<w:spacing w:before="31000"/>': "pushed away",
    '<w:spacing w:line="10" w:lineRule="exact"/>': "in lines that overlap",
    '<w:spacing w:line="10" w:lineRule="auto"/>': "in lines that overlap",
    '<w:textDirection w:val="tbRl"/>': "turned",
    f'<w15:collapsed xmlns:w15="{W15}"/>': "folded",
    '<w:pStyle w:val="CaveatText"/><w:rPr><w:vanish/></w:rPr><w:framePr/>': "in a frame",
}
ROWS = {
    '<w:del w:id="9" w:author="x"/>': "row of a table is gone",
    "<w:hidden/>": "row of a table is gone",
    '<w:trHeight w:val="1" w:hRule="exact"/>': "in a row of 0.05 points",
}
CELLS = {
    "<w:vMerge/>": "is gone",
    '<w:vMerge w:val="continue"/>': "is gone",
    "<w:hMerge/>": "is gone",
    '<w:cellDel w:id="9" w:author="x"/>': "is gone",
    '<w:textDirection w:val="btLr"/>': "turned",
    "<w:tcFitText/>": "squeezed into a width",
}
TABLES = {
    '<w:tblpPr w:tblpX="30000" w:tblpY="30000"/>': "in a table that floats",
    '<w:tblInd w:w="31000" w:type="dxa"/>': "in a table pushed aside",
    '<w:tblInd w:w="-31000" w:type="dxa"/>': "in a table pushed aside",
}
SECTIONS = {
    (r"<w:pgSz [^>]*/>", '<w:pgSz w:w="200" w:h="200"/>'): "a page of 10 × 10 points",
    (r"<w:pgSz [^>]*/>", '<w:pgSz w:w="90000" w:h="90000"/>'): "a page of 4500 × 4500 points",
    (r'(<w:pgMar [^>]*w:left=")\d+', r"\g<1>30000"): "margins that leave no room",
    (r'(<w:pgMar [^>]*w:left=")\d+', r"\g<1>-9000"): "margins beyond the page",
    (r'(<w:pgMar [^>]*w:footer=")\d+', r"\g<1>30000"): "headers or footers beyond the page",
    (r"</w:sectPr>", '<w:textDirection w:val="tbRl"/></w:sectPr>'): "text that is turned",
}
AROUND = {
    (f'<x:y xmlns:x="urn:x" xmlns:mc="{MC}" mc:Ignorable="x">', "</x:y>"): "caveat missing",
    (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:q="urn:q" Requires="q">',
        "</mc:Choice></mc:AlternateContent>",
    ): "caveat missing",
    (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:q="{W14}" Requires="q"><w:p/>'
        "</mc:Choice><mc:Fallback>",
        "</mc:Fallback></mc:AlternateContent>",
    ): "caveat missing",
    (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="nobody">',
        "</mc:Choice></mc:AlternateContent>",
    ): "caveat missing",
    ('<w:moveFrom w:id="9" w:author="x">', "</w:moveFrom>"): "caveat missing",
    (
        '<w:moveFromRangeStart w:id="9" w:author="x" w:name="m"/>',
        '<w:moveFromRangeEnd w:id="9"/>',
    ): "caveat missing",
    ('<w:del w:id="9" w:author="x">', "</w:del>"): "caveat missing",
    (
        f'<x:y xmlns:x="urn:x" xmlns:mc="{MC}" mc:Ignorable="x" mc:ProcessContent="x:y">'
        "<w:p><w:r><w:t>Confirmed.</w:t></w:r></w:p>",
        "</x:y>",
    ): "paragraph was added: ‘Confirmed.’",
    (f'<w:p xmlns:mc="{MC}" xmlns:q="urn:q" mc:MustUnderstand="q"/>', ""): "Word opens it only",
    ('<w:altChunk r:id="x"/>', ""): "[foreign document]",
    ("<w:p><w:r><w:pict/></w:r></w:p>", ""): "[picture]",
    ("<w:p><w:r><w:drawing/></w:r></w:p>", ""): "[drawing]",
    ("<w:p><w:r><w:object/></w:r></w:p>", ""): "[object]",
    ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', ""): "[comment]",
    ('<w:p><w:fldSimple w:instr="QUOTE x"/></w:p>', ""): "[field QUOTE]",
    ("<w:p><w:r><w:t>All is confirmed.</w:t></w:r></w:p>", ""): "paragraph was added",
}
RELATED = {
    (
        "officeDocument",
        "word/other.xml",
        False,
        "_rels/.rels",
    ): "2 parts of the kind office",
    ("styles", "other.xml", False, RELS): "2 parts of the kind styles",
    ("footnotes", "other.xml", False, RELS): "2 parts of the kind footnotes",
    ("oleObject", "embeddings/a.bin", False, RELS): "a part of the kind oleObject was added",
    ("package", "embeddings/a.xlsx", False, RELS): "an embedded file was added",
    ("aFChunk", "a.html", False, RELS): "a part of the kind aFChunk was added",
    ("control", "activeX/a.xml", False, RELS): "a part of the kind control was added",
    ("vbaProject", "vbaProject.bin", False, RELS): "a part of the kind vbaProject was added",
    (
        "attachedTemplate",
        "http://h/a.dotm",
        True,
        RELS,
    ): "takes its attachedTemplate from",
    ("image", "http://h/a.png", True, RELS): "takes its image from elsewhere",
    ("oleObject", "file://h/a", True, RELS): "takes its oleObject from elsewhere",
    ("frame", "http://h/a", True, RELS): "takes its frame from elsewhere",
    ("subDocument", "b.docx", True, RELS): "takes its subDocument from elsewhere",
}
NAMES = {
    "word/Document.xml": "two parts of one name",
    "WORD/styles.xml": "two parts of one name",
    "word/docum%65nt.xml": "two parts of one name",
    "word\\document.xml": "a backslash",
    "../evil.xml": "leads out of the file",
    "/word/x.xml": "leads out of the file",
    "word/vbaProject.bin": "macros: were added",
    "word/vbaData.xml": "macros: were added",
}
WORDS = [
    ("Gansu Rare Earth is controlled", "Gansu Rare Earth is supported", DOCUMENT, "caveat changed"),
    ("Licences take", "Permits take", DOCUMENT, "‘Licences’ → ‘Permits’"),
    ("45 working days", "4 working days", DOCUMENT, "‘45’ → ‘4’"),
    ("none was refused", "none refused", DOCUMENT, "is gone: ‘was’"),
    ("has an interest in it", "knows it", NOTES, "caveat changed: note"),
    ("[1] State media", "[1] Independent media", FOOTER, "caveat changed: running label"),
    ("[2] State media", "[3] State media", FOOTER, "caveat missing: running label"),
    ("TLP:AMBER", "TLP:CLEAR", HEADER, "header: ‘"),
    ("https://example.org/baogang", "https://example.com/x", RELS, "link is gone"),
    ('w:anchor="actions"', 'w:anchor="title"', DOCUMENT, "link is gone: ‘#actions’"),
    ('footnoteReference w:id="1"', 'footnoteReference w:id="3"', DOCUMENT, "[3]"),
    ("<w:footnotePr>", "<w:evenAndOddHeaders/><w:footnotePr>", SETTINGS, "even pages show none"),
    ("document.main+xml", "document.macroEnabled.main+xml", TYPES, "macros: were added"),
]


NUMBERING, FONT_TABLE, THEME = "word/numbering.xml", "word/fontTable.xml", "word/theme/theme1.xml"
IN_TABLE_STYLES = r'(<w:style [^>]*w:type="table"[^>]*>.*?)(</w:style>)'
DARK = '<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>'
PLACED = r"</w:sectPr>"
PARTS = [
    (NUMBERING, r'(<w:lvlText w:val=)"[^"]*"', r'\1"Confirmed: %1"', "stands ‘Confirmed: %1’"),
    (NUMBERING, r'(<w:lvlText w:val=)"[^"]*"', r'\1"[1] %1"', "stands ‘[1] %1’"),
    (NUMBERING, r'w:left="\d+"', 'w:left="31000"', "lists are indented off the page"),
    (NUMBERING, r"(<w:numbering [^>]*>)", r"\1<w:numPicBullet/>", "pictures stand before"),
    (STYLES, IN_TABLE_STYLES, rf"\1{DARK}\2", "nearly in the colour of its cells"),
    (
        STYLES,
        IN_TABLE_STYLES,
        rf'\1<w:tblStylePr w:type="firstRow">{DARK}</w:tblStylePr>\2',
        "nearly in the colour of its cells",
    ),
    (
        STYLES,
        IN_TABLE_STYLES,
        r"\1<w:rPr><w:strike/></w:rPr>\2",
        "a style of tables has text struck out",
    ),
    (
        STYLES,
        IN_TABLE_STYLES,
        r'\1<w:rPr><w:sz w:val="2"/></w:rPr>\2',
        "a style of tables has text half points high",
    ),
    (STYLES, "<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>", "caveat missing"),
    (THEME, r'(<a:latin typeface=)"[^"]*"', r'\1"Wingdings"', "a font of symbols stands for"),
    (FONT_TABLE, r"(<w:font [^>]*>)", r'\1<w:altName w:val="Webdings"/>', "a font of symbols"),
    (FONT_TABLE, r"(<w:font [^>]*>)", r'\1<w:embedRegular r:id="r1"/>', "fonts were brought along"),
    (SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:pos w:val="sectEnd"/>', "footnotes stand or"),
    (SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:numStart w:val="5"/>', "footnotes stand or"),
    (
        SETTINGS,
        "<w:footnotePr>",
        '<w:mailMerge><w:mainDocumentType w:val="catalog"/></w:mailMerge><w:footnotePr>',
        "merged with data from elsewhere",
    ),
    (DOCUMENT, "<w:body>", '<w:background w:color="000000"/><w:body>', "pages have a background"),
    (
        DOCUMENT,
        PLACED,
        '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr></w:sectPr>',
        "footnotes stand or count in another way",
    ),
    (DOCUMENT, PLACED, '<w:cols w:num="40"/></w:sectPr>', "text is squeezed into columns"),
    (DOCUMENT, r"(<w:tblPr>)", r"\1<w:bidiVisual/>", "columns in another order"),
    (
        DOCUMENT,
        "(<w:r>)(?!.*<w:r>)",
        r'<w:bdo w:val="rtl"><w:r><w:t>x</w:t></w:r></w:bdo>\1',
        "in another direction",
    ),
    (DOCUMENT, r'<w:tcW w:w="\d+"', '<w:tcW w:w="1"', "in a cell that is too narrow"),
    (
        DOCUMENT,
        "</w:tblPr>",
        '<w:tblCellMar><w:left w:w="31000" w:type="dxa"/></w:tblCellMar></w:tblPr>',
        "pushed away by the margins of its cell",
    ),
    (
        DOCUMENT,
        "</w:tcPr>",
        '<w:tcMar><w:top w:w="31000" w:type="dxa"/></w:tcMar></w:tcPr>',
        "pushed away by the margins of its cell",
    ),
]


def _part(name: str, pattern: str, new: str) -> bytes:
    text, times = re.subn(pattern, new, _text(name), flags=re.DOTALL)
    assert times, pattern
    return _with(text, name)


def rows() -> Iterator[Row]:
    """Yield the tamperings."""
    for kind, make, table in (
        ("a format of letters", _run, RUNS),
        ("a format of paragraphs", _lines, PARAGRAPHS),
        ("a row that is deleted, hidden or too low", _row, ROWS),
        ("a cell that is merged, deleted or turned", _cell, CELLS),
        ("a table that floats or is pushed aside", _table, TABLES),
        ("a part with a doubtful name", _added, NAMES),
    ):
        for text, said in table.items():
            yield kind, text, make(text), said
    for text, said in RUNS.items():
        if "w14" not in text and "FFFFFF" not in text:
            yield "a format in a style", text, _style(text), said
    for (pattern, new), said in SECTIONS.items():
        yield "the size or margins of pages", new, _section(pattern, new), said
    for (start, end), said in AROUND.items():
        kind = "something that Word drops, shows or moves"
        yield kind, start, _around(start, end), said
    for (kind, target, outside, rels), said in RELATED.items():
        data = _related(kind, target, outside=outside, rels=rels)
        yield "a part, a second one, or one from elsewhere", f"{kind} {target}", data, said
    for name, pattern, new, said in PARTS:
        kind = "lists, table styles, notes, fonts, cells"
        yield kind, new, _part(name, pattern, new), said
    for old, new, name, said in WORDS:
        yield "words, marks, links, headers", new, changed(memo("docx"), name, old, new), said
