"""Tamperings with a Word file that seem sound by a name, a style, a unit or each bound alone.

A row is a kind, what is done, the changed file, a piece of the verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from support.sealing import memo, parts, zipped
from support.tamperings_docx import CAVEAT, DOCUMENT, MC, NOTES, RELS, STYLES, W14
from support.tamperings_docx_pushed import at_the_caveat, changed_part

NUMBERING = "word/numbering.xml"
CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
VML = "urn:schemas-microsoft-com:vml"
FAINT = "in the colour of what it stands on"
THEME = "in or on a colour of the theme"

DECOYS = {
    '<w:vanish xmlns:x="urn:x" x:val="0"/>': "caveat missing",
    '<w:color xmlns:x="urn:x" x:val="000000" w:val="FFFFFF"/>': FAINT,
    '<w:color w:val="FFFFFF"/><x:color xmlns:x="urn:x" x:val="000000"/>': FAINT,
    '<w:sz w:val="2"/><x:sz xmlns:x="urn:x" x:val="20"/>': "half points high",
}
COLOURS = {
    '<w:color w:val="000000" w:themeColor="accent3"/>': THEME,
    '<w:color w:val="000000" w:themeColor="background2"/>': THEME,
    '<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text2"/>': THEME,
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000" w:themeFill="bg1"/>': FAINT,
    '<w:color w:val="FFFFFF"/><w:shd w:val="nil" w:fill="000000"/>': FAINT,
    '<w:color w:val="008000"/><w:highlight w:val="darkGreen"/>': FAINT,
    '<w:color w:val="0000FF"/><w:highlight w:val="blue"/>': FAINT,
    f'<w14:glow xmlns:w14="{W14}" w14:rad="635000"/>': "in a glow",
}
MEASURES = {
    '<w:spacing w:val="-40"/><w:sz w:val="10"/>': "in letters too narrow or on each other",
    '<w:w w:val="50"/><w:sz w:val="12"/>': "in letters too narrow or on each other",
    '<w:spacing w:val="-10pt"/>': "letters far apart or on each other",
    '<w:position w:val="5in"/>': "moved up or down",
    '<w:rFonts w:ascii="MS Outlook"/>': "in a font of symbols",
}
LINES = {
    '<w:ind w:left="-1440" w:hanging="5760"/>': "begun off the page",
    '<w:ind w:left="20in"/>': "indented",
    '<w:ind w:left="1000pt"/>': "indented",
    '<w:ind w:left="5700" w:right="5700"/>': "squeezed to the side",
    '<w:ind w:firstLineChars="20000"/>': "indented",
    '<w:spacing w:line="120" w:lineRule="auto"/>': "in lines that overlap",
    '<w:spacing w:line="130" w:lineRule="exact"/>': "in lines that overlap",
}
PARTS = [
    (DOCUMENT, r'(<w:pgMar [^>]*w:right=)"\d+"', r'\1"20cm"', "margins"),
    (DOCUMENT, r'w:left="\d+" w:header', 'w:left="7000" w:header', "push text to the side"),
    (
        DOCUMENT,
        r"<w:cols [^>]*/>|</w:sectPr>",
        '<w:cols w:num="3" w:space="12000"/></w:sectPr>',
        "columns far apart",
    ),
    (
        DOCUMENT,
        r"<w:cols [^>]*/>|</w:sectPr>",
        '<w:cols w:num="2"><w:col w:w="30000"/><w:col w:w="4000"/></w:cols></w:sectPr>',
        "off the page by them",
    ),
    (
        DOCUMENT,
        "<w:tr>(?!<w:trPr>)",
        '<w:tr><w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>',
        "in a row of 15 points",
    ),
    (DOCUMENT, r"<w:tcW [^>]*/>", '<w:tcW w:w="31000" w:type="dxa"/>', "wider than the page"),
    (NUMBERING, r"<w:ind [^>]*>", '<w:ind w:left="360" w:hanging="12000"/>', "off the page"),
    (
        DOCUMENT,
        r"<w:footnoteReference ",
        '<w:footnoteReference w:customMarkFollows="1" ',
        "[of its own]",
    ),
    (
        NOTES,
        r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:footnoteRef/>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteRef/>",
        "note 1 has no number",
    ),
    (NOTES, r"(<w:footnoteRef/></w:r>)", r'\1<w:bdo w:val="rtl"/>', "turned round"),
    (DOCUMENT, CAVEAT[:7], "</w:t><w:ruby/><w:t>Caveat:", "two lines in one"),
    (
        DOCUMENT,
        CAVEAT[:7],
        '</w:t><w:sym w:font="Wingdings" w:char="0043"/><w:t>aveat:',
        "[Wingdings]C",
    ),
    (RELS, r'"http://[^"]*/footnotes"', '"http://example.org/footnotes"', "caveat missing"),
]


def _paragraph(change: str, by: str) -> bytes:
    """Return the memo with a match in the paragraph of a caveat replaced."""
    members = parts(memo("docx"))
    text = members[DOCUMENT].decode()
    at = text.index(CAVEAT)
    first, last = text.rindex("<w:p>", 0, at), text.index("</w:p>", at) + len("</w:p>")
    new, times = re.subn(change, by, text[first:last], count=1, flags=re.DOTALL)
    assert times, change
    return zipped(members | {DOCUMENT: (text[:first] + new + text[last:]).encode()})


def _styled(styles: str, run: str = "", base: str = "") -> bytes:
    """Return the memo with styles, the caveat's own hidden or based on another."""
    members = parts(memo("docx"))
    text, document = members[STYLES].decode(), members[DOCUMENT].decode()
    at = text.index('w:styleId="CaveatText"')
    end = text.index("</w:style>", at)
    own = text[at:end]
    own = (
        re.sub(r'<w:basedOn w:val="[^"]*"/>', f'<w:basedOn w:val="{base}"/>', own) if base else own
    )
    own = own.replace("</w:rPr>", "<w:vanish/></w:rPr>") if run else own
    text = text[:at] + own + text[end:].replace("</w:styles>", f"{styles}</w:styles>")
    at = document.index(CAVEAT)
    first = document.rindex("<w:p>", 0, at)
    styled = f'<w:r><w:rPr><w:rStyle w:val="{run}"/></w:rPr>'
    rest = re.sub("<w:r>(?!<w:rPr>)", styled, document[first:]) if run else document[first:]
    made = {STYLES: text.encode(), DOCUMENT: (document[:first] + rest).encode()}
    return zipped(members | made)


def _chain(length: int) -> str:
    """Return paragraph styles, each based on the next, of which the last hides."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="S{n}"/>'
        + (f'<w:basedOn w:val="S{n + 1}"/>' if n < length else "")
        + ("<w:rPr><w:vanish/></w:rPr>" if n == length else "")
        + "</w:style>"
        for n in range(1, length + 1)
    )


def rows() -> Iterator[tuple[str, str, bytes, str]]:
    """Yield the tamperings."""
    for kind, properties in (
        ("attributes and elements that only look like Word’s", DECOYS),
        ("colours of the theme, of highlights, of cells", COLOURS),
        ("sizes and places, by their sum or in other units", MEASURES),
    ):
        for change, said in properties.items():
            yield kind, change, at_the_caveat("", "", change), said
    for change, said in LINES.items():
        data = _paragraph("</w:pPr>", f"{change}</w:pPr>")
        yield "sizes and places, by their sum or in other units", change, data, said
    for name, pattern, new, said in PARTS:
        yield "pages, rows, lists, marks, notes", new, changed_part(name, pattern, new), said
    for kind, start, end in (
        (CEX, '<mc:Choice Requires="n">', "</mc:Choice><mc:Fallback/>"),
        (VML, '<mc:Choice Requires="n"/><mc:Fallback>', "</mc:Fallback>"),
    ):
        opened = f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:n="{kind}">{start}'
        data = at_the_caveat(opened, f"{end}</mc:AlternateContent>")
        yield "alternatives, fields, styles", opened, data, "one of several"
    field = '</w:pPr><w:fldSimple w:instr=" PAGE ">'
    data = _paragraph("</w:pPr>(.*)</w:p>", rf"{field}\1</w:fldSimple></w:p>")
    yield "alternatives, fields, styles", field, data, "caveat missing"
    paragraph = '<w:style w:type="paragraph" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    data = _styled(paragraph, run="X")
    yield "alternatives, fields, styles", "a paragraph's style on runs", data, "caveat missing"
    data = _styled(_chain(25), base="S1")
    yield "alternatives, fields, styles", "a chain of 25 styles", data, "caveat missing"
