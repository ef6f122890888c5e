"""Tamperings that push text of a Word file away, pose as something else, act when it is opened.

A row is a kind, what is done, the changed file, a piece of the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.sealing import memo, parts, zipped
from support.tamperings_docx import CAVEAT, DOCUMENT, NOTES, SETTINGS, TYPES

TOC = "".join(
    [
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> TOC \\o "1-1" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>',
    ]
)
ENDED = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
PICTURE = r"(<a:blip [^>]*?)(?:/>|>.*?</a:blip>)"

AROUND = [
    ('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 3, "", "pushed away by empty lines or pages"),
    ("<w:p/>" * 90, "", "pushed away by empty lines or pages"),
    (
        '<w:p><w:pPr><w:spacing w:before="30000"/></w:pPr></w:p>',
        "",
        "pushed away by empty lines or pages",
    ),
    (
        '<w:p><w:pPr><w:spacing w:line="31680" w:lineRule="exact"/></w:pPr></w:p>',
        "",
        "pushed away by empty lines or pages",
    ),
    (TOC, ENDED, "in a list of contents, which Word makes anew"),
]
RUNS = [
    ("<w:webHidden/>", "hidden where it is shown as a web page"),
    ("<w:rtl/>", "written from right to left"),
    ('<w:rtl/><w:szCs w:val="2"/>', "half points high, as a complex script"),
    ('<w:cs/><w:szCs w:val="2"/>', "half points high, as a complex script"),
    ('<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>', "in the colour of what"),
    ('<w:color w:val="000000"/><w:shd w:val="clear" w:themeFill="text1"/>', "in the colour of"),
]
PARTS = [
    (SETTINGS, r"(<w:settings[^>]*>)", r"\1<w:linkStyles/>", "styles are taken from a template"),
    (
        SETTINGS,
        r"(<w:settings[^>]*>)",
        r'\1<w:clrSchemeMapping w:bg1="dark1" w:t1="light1"/>',
        "light and dark colours are exchanged",
    ),
    (TYPES, r'(/word/footnotes.xml" ContentType=")[^"]*', r"\1application/xml", "something else"),
    (TYPES, r'(/word/styles.xml" ContentType=")[^"]*', r"\1application/xml", "something else"),
    (NOTES, r"<w:footnoteRef/>", "", "note 1 has no number"),
    (
        DOCUMENT,
        "<w:body>",
        '<w:background w:color="FFFFFF"><v:background xmlns:v="urn:schemas-microsoft-com:vml" '
        'fillcolor="black"/></w:background><w:body>',
        "the pages have a background",
    ),
    (DOCUMENT, "</w:sectPr>", "<w:pgBorders/></w:sectPr>", "lines around pages"),
    (
        DOCUMENT,
        "</w:sectPr>",
        '<w:docGrid w:type="linesAndChars" w:charSpace="-40000"/></w:sectPr>',
        "letters far apart or on each other by a grid",
    ),
    (
        DOCUMENT,
        r"<w:cols [^>]*/>|</w:sectPr>",
        '<w:cols w:num="2"><w:col w:w="10"/><w:col w:w="9000"/></w:cols></w:sectPr>',
        "squeezed into columns",
    ),
    (
        DOCUMENT,
        "<w:tr>(?!<w:trPr>)",
        '<w:tr><w:trPr><w:wBefore w:w="31000" w:type="dxa"/></w:trPr>',
        "in a row pushed aside",
    ),
    (
        DOCUMENT,
        "</w:tblPr>",
        '<w:tblCellSpacing w:w="31000" w:type="dxa"/></w:tblPr>',
        "in cells far apart",
    ),
    (
        DOCUMENT,
        "</w:pPr>",
        '<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs></w:pPr>',
        "pushed away by a tab",
    ),
    (DOCUMENT, "Licences take", "</w:t><w:dayLong/><w:t>Licences take", "[number or date]"),
    (DOCUMENT, "Licences take", "</w:t><w:pgNum/><w:t>Licences take", "[number or date]"),
    (
        DOCUMENT,
        "<wp:inline([^>]*)>(.*?)</wp:inline>",
        r'<wp:anchor behindDoc="0"\1>\2</wp:anchor>',
        "a drawing floats",
    ),
    (DOCUMENT, r'<wp:extent cx="\d+"', '<wp:extent cx="1"', "too small or too large to be seen"),
    (DOCUMENT, r'<wp:extent cx="\d+"', '<wp:extent cx="99999999"', "too small or too large"),
    (DOCUMENT, PICTURE, r'\1><a:lum bright="100000"/></a:blip>', "with an effect (lum)"),
    (DOCUMENT, PICTURE, r'\1><a:alphaModFix amt="0"/></a:blip>', "with an effect (alphaModFix)"),
    (
        DOCUMENT,
        r"(<wp:docPr [^>]*?)/>",
        r'\1><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        r'r:id="rId1"/></wp:docPr>',
        "link was added",
    ),
    (DOCUMENT, r"<w:gridCol [^>]*/>", '<w:gridCol w:w="0"/>', "a column of no width"),
    (DOCUMENT, r"<w:tcW [^>]*/>", '<w:tcW w:w="0" w:type="dxa"/>', "in a cell of no width"),
    (DOCUMENT, r"<w:tcW [^>]*/>", '<w:tcW w:w="0" w:type="nil"/>', "in a cell of no width"),
    (
        STYLES,
        r'(<w:tblStylePr w:type="firstCol"><w:rPr>)',
        r'\1<w:color w:val="FFFFFF"/>',
        "a style of tables has text nearly in the colour of its cells",
    ),
    (
        STYLES,
        r'(<w:tblStylePr w:type="firstCol"><w:rPr>)',
        r'\1<w:color w:val="000000" w:themeColor="background1"/>',
        "a style of tables has text nearly in the colour of its cells",
    ),
    (
        THEME,
        r"<a:dk1>.*?</a:dk1>",
        '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>',
        "a dark colour of the theme is nearly white (dk1)",
    ),
    (
        THEME,
        r"<a:dk2>.*?</a:dk2>",
        '<a:dk2><a:sysClr val="window" lastClr="FEFEFE"/></a:dk2>',
        "a dark colour of the theme is nearly white (dk2)",
    ),
    (DOCUMENT, "<w:sdtPr>", "<w:sdtPr><w:showingPlcHdr/>", "[placeholder]"),
    (
        DOCUMENT,
        "<w:sdtPr>",
        r'<w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{{A}}"/>',
        "[bound text]",
    ),
    (DOCUMENT, "<w:hyperlink ", '<w:hyperlink w:tooltip="Confirmed" ', "something else is read"),
]


def changed_part(name: str, pattern: str, new: str) -> bytes:
    """Return the memo with the first match in a part replaced."""
    members = parts(memo("docx"))
    text, times = re.subn(pattern, new, members[name].decode(), count=1, flags=re.DOTALL)
    assert times, pattern
    return zipped(members | {name: text.encode()})


def at_the_caveat(start: str, end: str, properties: str = "") -> bytes:
    """Return the memo with something around a caveat, or with properties on its runs."""
    members = parts(memo("docx"))
    text = members[DOCUMENT].decode()
    at = text.index(CAVEAT)
    first, last = text.rindex("<w:p>", 0, at), text.index("</w:p>", at) + len("</w:p>")
    old = text[first:last]
    if properties:
        old = re.sub(r"<w:r>(?!<w:rPr>)", f"<w:r><w:rPr>{properties}</w:rPr>", old)
        old = old.replace("<w:r><w:rPr>", f"<w:r><w:rPr>{properties}", 1)
    return zipped(members | {DOCUMENT: (text[:first] + start + old + end + text[last:]).encode()})


def rows() -> Iterator[tuple[str, str, bytes, str]]:
    """Yield the tamperings."""
    for start, end, said in AROUND:
        yield "empty lines, pages, a list of contents", start, at_the_caveat(start, end), said
    for properties, said in RUNS:
        data = at_the_caveat("", "", properties)
        yield "letters as another script or theme has them", properties, data, said
    for name, pattern, new, said in PARTS:
        yield (
            "settings, kinds of parts, rows, pictures",
            new,
            changed_part(name, pattern, new),
            said,
        )
