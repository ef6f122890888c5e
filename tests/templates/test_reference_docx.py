"""A user's Word template: refused where it could do harm, else its styles are Word's."""

import io
import time
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.shared import Pt, RGBColor

from reebrief.diagnostics import Place, ReebriefError, Severity
from reebrief.templates.themes import reference_docx
from reebrief.writers.docx import write
from reebrief.writers.docx.template import differences
from support import trees
from support.trees import theme, words
from support.wordlint import Opened, W, lint

PLACE = Place("reebrief.yaml", 7, 12)
TYPES = "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HYPERLINK = (
    '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)


def template(change=None):
    """Return a Word file whose styles were changed, as bytes."""
    document = docx.Document()
    for name in ("Subtitle", "Heading 2", "Heading 3", "Caption", "Intense Emphasis"):
        document.styles[name].font.color.rgb = RGBColor(0x20, 0x40, 0x60)
    if change:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def plain():
    return template()


def repacked(data, changes=(), **more):
    """Return a package with parts replaced: ``changes`` are (part, old, new) within them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, old, new in changes:
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    parts |= more
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def dressed(data):
    """Write the sample with the styles of a template; return the file, and the theme."""
    look = replace(theme(), reference=reference_docx.read(data, "house.docx", PLACE))
    written = write(trees.sample(), look, words())
    assert written.parts == write(trees.sample(), theme(), words()).parts
    return Opened.of(written.data), look


def refusal(data):
    with pytest.raises(ReebriefError) as caught:
        dressed(data)
    assert all(problem.place == PLACE and problem.hint for problem in caught.value.problems)
    return str(caught.value).removeprefix("reebrief.yaml:7:12: ")


def style(file, name):
    found = [s for s in file.find("w:style", "styles") if s.find(f"{W}name").get(f"{W}val") == name]
    assert len(found) == 1
    return found[0]


def value(file, name, path):
    node = style(file, name).find(path.replace("w:", W))
    return None if node is None else node.get(f"{W}val")


# --- what is taken


def house(document):
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(11)
    title = document.styles["Heading 1"]
    title.font.color.rgb, title.paragraph_format.page_break_before = RGBColor(0x80, 0, 0x20), True


def test_styles_of_the_same_name_are_the_templates():
    file, _ = dressed(template(house))
    assert value(file, "Normal", "w:rPr/w:sz") == "22"
    assert style(file, "Normal").find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Georgia"
    assert value(file, "heading 1", "w:rPr/w:color") == "800020"


def test_what_a_template_lacks_stays_the_themes_in_the_templates_font():
    file, look = dressed(template(house))
    assert value(file, "Caveat Text", "w:rPr/w:color") is None  # that of the template's Normal
    assert value(file, "Caveat Label", "w:rPr/w:color") == look.styles["caveat-label"].colour
    for name in ("Caveat Label", "Caveat Label Char", "Marking", "Field Name"):
        assert style(file, name).find(f"{W}rPr/{W}rFonts") is None, name


def test_a_reference_docx_leaves_the_structure_of_styles_unchanged():
    file, _ = dressed(template(house))
    assert style(file, "heading 1").find(f"{W}pPr/{W}pageBreakBefore") is None
    assert style(file, "heading 1").find(f"{W}pPr/{W}keepNext") is not None
    assert value(file, "heading 1", "w:pPr/w:outlineLvl") == "0"
    assert value(file, "List Bullet", "w:pPr/w:numPr/w:numId") == "1"
    assert [s.get(f"{W}val") for s in style(file, "header").iter(f"{W}tab")] == ["right"]
    assert style(file, "Brief Table") is not None
    language = file.find(".//w:docDefaults//w:lang", "styles")[0].get(f"{W}val")
    assert language == "en-GB"


def test_a_style_brings_along_what_it_is_based_on():
    def change(document):
        base = document.styles.add_style("House Small", 1)
        base.base_style, base.font.italic = document.styles["Body Text"], True
        document.styles.add_style("Caveat Text", 1).base_style = base

    file, _ = dressed(template(change))
    assert value(file, "Caveat Text", "w:basedOn") == "HouseSmall"
    assert value(file, "House Small", "w:basedOn") == "BodyText"
    assert value(file, "Body Text", "w:basedOn") == "Normal"
    assert lint_of(file) == []


def lint_of(file):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in file.members.items():
            archive.writestr(name, data)
    return lint(buffer.getvalue())


def test_fonts_of_offices_theme_are_written_out(plain):
    file, _ = dressed(plain)
    assert b"Theme=" not in file.members[STYLES]
    assert b"themeColor" not in file.members[STYLES]
    assert style(file, "heading 1").find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Calibri"
    [defaults] = file.find("w:docDefaults//w:rFonts", "styles")
    assert defaults.get(f"{W}ascii") == "Cambria"


def test_a_font_that_no_theme_can_have_is_none(plain):
    file, _ = dressed(repacked(plain, [(STYLES, '"majorHAnsi"', '"mi:noHAnsi"')]))
    assert b"mi:no" not in file.members[STYLES]


def test_nothing_but_styles_comes_from_a_template(plain):
    file, _ = dressed(
        repacked(plain, **{"word/media/a.jpeg": b"JPEG", "customXml/item9.xml": b"<x/>"})
    )
    usual = Opened.of(write(trees.sample(), theme(), words()).data)
    assert file.members.keys() == usual.members.keys()
    same = {name for name in usual.members if file.members[name] == usual.members[name]}
    changed = usual.members.keys() - same
    assert changed == {STYLES, "word/document.xml"}  # spaces of styles come with these


def test_bold_text_in_a_bold_style_of_the_template_stays_bold():
    def change(document):
        document.styles["Quote"].font.bold = True

    from reebrief.document.nodes import Quote, Strong, Text  # noqa: PLC0415  only here

    annotated = trees.of_blocks(Quote((trees.paragraph(Strong((Text("so"),))),)))
    look = replace(theme(), reference=reference_docx.read(template(change), "house.docx", PLACE))
    document = Opened.of(write(annotated, look, words()).data).members["word/document.xml"]
    assert b"Strong" not in document  # bold twice is plain in Word


def test_without_a_template_a_file_is_what_it_was():
    one = write(trees.sample(), theme(), words()).data
    assert write(trees.sample(), replace(theme(), reference=None), words()).data == one


def test_check_lists_where_the_template_differs_from_the_theme():
    def change(document):
        house(document)
        document.styles["Heading 2"].font.color.rgb = RGBColor(0x99, 0xAA, 0xBB)

    look = replace(theme(), reference=reference_docx.read(template(change), "house.docx", PLACE))
    found = list(map(str, differences(look, trees.meta())))
    assert found[0] == (
        "reebrief.yaml:7:12: finding: the style 'heading 2' of 'house.docx' has a contrast of 2.4:1"
        "\n  hint: choose a darker colour or a lighter background; 4.5:1 is the least"
    )
    assert found[1] == (
        "house.docx: note: 'Normal' differs from the role 'body': "
        "font Georgia, not Calibri, size 11, not 10.5, colour 000000, not 1B1F24"
    )
    assert found[-1].startswith("house.docx: note: the theme's styles are used where it has none:")
    assert "'Caveat Label', 'Caveat Text'" in found[-1]
    assert {p.severity for p in differences(look, trees.meta())} == {
        Severity.NOTE,
        Severity.FINDING,
    }
    assert differences(theme(), trees.meta()) == []


# --- what is refused


def test_a_file_that_is_no_word_file_is_refused(plain):
    assert refusal(b"").startswith("'house.docx' is no Word file\n")
    assert refusal(b"PK\x03\x04 and so on").startswith("'house.docx' is no Word file\n")
    assert refusal(repacked(plain)[:-2000]).startswith("'house.docx' ")
    assert "has a password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    main = f"{PART}.document.main+xml"
    assert "is no Word file" in refusal(repacked(plain, [(TYPES, main, "text/plain")]))


def test_a_part_without_a_name_is_refused(plain):
    buffer = io.BytesIO(plain)
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(zipfile.ZipInfo(""), b"x")
    assert "holds a part of an unknown kind" in refusal(buffer.getvalue())


def test_a_template_of_word_is_taken_too(plain):
    changes = [(TYPES, f"{PART}.document.main+xml", f"{PART}.template.main+xml")]
    assert dressed(repacked(plain, changes))


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_macros_are_refused(plain, part):
    message = refusal(repacked(plain, **{part: b"x"}))
    assert message.startswith(f"'house.docx' holds macros ({part})\n  hint: save it as .docx")
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    changes = [(TYPES, f"{PART}.document.main+xml", kind)]
    assert "holds macros (word/document.xml)" in refusal(repacked(plain, changes))


@pytest.mark.parametrize("part", ["word/embeddings/a.bin", "word/activeX/a.xml.exe", "odd"])
def test_parts_of_an_unknown_kind_are_refused(plain, part):
    message = refusal(repacked(plain, **{part: b"x"}))
    assert message.startswith(f"'house.docx' holds a part of an unknown kind, {part}\n")


@pytest.mark.parametrize(("rels", "kind"), [(RELATIONSHIPS, "hyperlink"), ("_rels/.rels", "image")])
def test_links_to_elsewhere_are_refused(plain, rels, kind):
    link = HYPERLINK.format(kind=kind, target="file://host/share/a.dotm")
    message = refusal(repacked(plain, [(rels, "</Relationships>", link)]))
    assert message.startswith("'house.docx' links to something outside of it, file://host/share")


def test_a_template_attached_elsewhere_has_its_own_hint(plain):
    rels = HYPERLINK.format(kind="attachedTemplate", target="http://host/a.dotm")
    text = f'<Relationships xmlns="urn:r">{rels}'
    message = refusal(repacked(plain, **{"word/_rels/settings.xml.rels": text.encode()}))
    assert "hint: in Word, detach the template" in message


def test_what_is_too_large_once_unpacked_is_refused_before_it_is_read(plain):
    start = time.monotonic()
    assert "MB once unpacked" in refusal(repacked(plain, **{"word/a": bytes(101_000_000)}))
    assert "MB in word/styles.xml" in refusal(repacked(plain, **{STYLES: bytes(11_000_000)}))
    assert "MB; 20 are the most" in refusal(plain + bytes(20_000_000))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares a document type or an entity in "),
        ("<a>" * 200 + "</a>" * 200, "nests elements without end in "),
        ("<a>", "has a part that is no XML, "),
        ('<?xml version="1.0" encoding="odd"?><a/>', "has a part that is no XML, "),
    ],
)
def test_xml_that_tries_something_is_refused(plain, text, message):
    assert f"'house.docx' {message}{STYLES}\n" in refusal(repacked(plain, **{STYLES: text}))


def test_styles_that_are_none_are_refused(plain):
    found = refusal(repacked(plain, **{STYLES: "<styles/>"}))
    assert found.startswith("the styles of 'house.docx' cannot be read: ")


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ("<w:vanish/>", "hides its text"),
        ('<w:sz w:val="8"/>', "has 4 points"),
        ('<w:color w:val="EEEEEE"/>', "has a contrast of 1.2:1"),
        (
            '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFE"/>',
            "has a contrast of 1.0",
        ),
    ],
)
def test_a_style_that_would_hide_a_caveat_is_refused(plain, properties, message):
    own = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="c"><w:name w:val="caveat text"/>'
        f"<w:rPr>{properties}</w:rPr></w:style></w:styles>"
    )
    found = refusal(repacked(plain, [(STYLES, "</w:styles>", own)]))
    assert f"the style 'Caveat Text' of 'house.docx' {message}" in found


BLACK = '<w:color w:val="000000"/>'


def own_style(properties="", kind="rPr", name="Caveat Text", style_type="paragraph"):
    """Return a style of a template, as the end of its part."""
    return (
        f'<w:style w:type="{style_type}" w:customStyle="1" w:styleId="c"><w:name w:val="{name}"/>'
        f"<w:{kind}>{properties}</w:{kind}></w:style></w:styles>"
    )


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ("<w:strike/>", "strikes its text out"),
        ("<w:dstrike/>", "strikes its text out"),
        ("<w:specVanish/>", "hides its text"),
        ("<w:outline/>", "shows hollow letters"),
        ("<w:emboss/>", "shows pale letters"),
        ("<w:imprint/>", "shows pale letters"),
        ('<w:w w:val="1"/>', "scales its letters to 1 %"),
        ('<w:w w:val="600"/>', "scales its letters to 600 %"),
        ('<w:position w:val="3000"/>', "moves its text up or down"),
        ('<w:spacing w:val="-200"/>', "sets its letters -10 points apart"),
        ('<w:spacing w:val="9999"/>', "sets its letters 499.95 points apart"),
        ('<w:vertAlign w:val="subscript"/>', "raises or lowers its text"),
        ('<w:fitText w:val="20"/>', "squeezes its text into a width"),
        ('<w:eastAsianLayout w:combine="1"/>', "sets two lines in one"),
        ('<w:effect w:val="blinkBackground"/>', "makes its text blink"),
        ('<w:sz w:val="600"/>', "has 300 points"),
        ('<w:rFonts w:hAnsi="Wingdings 2"/>', "has a font of symbols, Wingdings 2"),
        ('<w:rFonts w:cs="Webdings"/>', "has a font of symbols, Webdings"),
        (f'{BLACK}<w:shd w:val="pct95" w:color="000000"/>', "has a contrast of 1."),
        (f'{BLACK}<w:shd w:val="thinDiagCross" w:color="000000"/>', "has a contrast of 1."),
        ('<w:shd w:val="clear" w:color="auto" w:fill="505050"/>', "has a contrast of 2."),
    ],
)
def test_letters_that_could_not_be_read_are_refused(plain, properties, message):
    changes = [(STYLES, "</w:styles>", own_style(properties))]
    assert f"the style 'Caveat Text' of 'house.docx' {message}" in refusal(repacked(plain, changes))


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ('<w:framePr w:w="20" w:x="9000"/>', "stands in a frame"),
        ('<w:textDirection w:val="tbRl"/>', "turns its text"),
        ('<w:ind w:left="31000"/>', "indents its text by 1550 points (left)"),
        ('<w:ind w:end="9000"/>', "indents its text by 450 points (end)"),
        ('<w:ind w:firstLine="9000"/>', "indents its text by 450 points (firstLine)"),
        ('<w:ind w:left="-9000"/>', "indents its text by -450 points (left)"),
        ('<w:ind w:leftChars="99000"/>', "indents its text by 4950 points (leftChars)"),
        ('<w:spacing w:before="31000"/>', "has 1550 points of space before it"),
        ('<w:spacing w:after="-300"/>', "has -15 points of space after it"),
        ('<w:spacing w:line="10" w:lineRule="auto"/>', "sets its lines 0.042 of their height"),
        ('<w:spacing w:line="10"/>', "sets its lines 0.042 of their height"),
        ('<w:spacing w:line="-10" w:lineRule="exact"/>', "sets lines of -0.5 points"),
        ('<w:spacing w:line="31000" w:lineRule="atLeast"/>', "sets lines of 1550 points at least"),
        ('<w:spacing w:line="1" w:lineRule="none"/>', "has a line spacing of an unknown kind"),
        ('<w:ind w:left="2268" w:right="2268"/>', "indents its text by 226.8 points on both"),
        ('<w:ind w:left="-567" w:hanging="2268"/>', "begins its lines off the page"),
    ],
)
def test_paragraphs_that_could_not_be_seen_are_refused(plain, properties, message):
    changes = [(STYLES, "</w:styles>", own_style(properties, "pPr"))]
    assert f"the style 'Caveat Text' of 'house.docx' {message}" in refusal(repacked(plain, changes))


@pytest.mark.parametrize(
    ("name", "kind", "properties", "message"),
    [
        ("Strong", "character", '<w:color w:val="FFFFFF"/>', "has a contrast of 1.0"),
        ("Hyperlink", "character", '<w:color w:val="FFFFFF"/>', "has a contrast of 1.0"),
        ("Emphasis", "character", '<w:sz w:val="144"/>', "has 72 points"),
        ("Author Comment", "paragraph", '<w:color w:val="FFFFFF"/>', "has a contrast of 1.0"),
        ("Panel Heading", "paragraph", '<w:color w:val="FFFFFF"/>', "has a contrast of 1.0"),
    ],
)
def test_styles_that_marks_and_leads_of_caveats_have_are_to_be_read(
    plain, name, kind, properties, message
):
    changes = [(STYLES, "</w:styles>", own_style(properties, "rPr", name, kind))]
    assert f"the style '{name}' of 'house.docx' {message}" in refusal(repacked(plain, changes))


def test_bold_words_larger_than_the_exact_lines_that_they_stand_in_are_refused(plain):
    lines = own_style('<w:spacing w:line="240" w:lineRule="exact"/>', "pPr", "Caveat Text")
    bold = own_style('<w:sz w:val="60"/>', "rPr", "Strong", "character")
    changes = [(STYLES, "</w:styles>", lines.replace("</w:styles>", bold))]
    said = "the style 'Strong' of 'house.docx' has 30 points, in lines of exactly 12 points"
    assert said in refusal(repacked(plain, changes))


@pytest.mark.parametrize("where", ["docDefaults", "Normal", "Footer", "Emphasis"])
def test_harm_is_found_in_what_a_style_is_based_on(plain, where):
    old = {
        "docDefaults": "<w:rPrDefault><w:rPr>",
        "Normal": '<w:name w:val="Normal"/>',
        "Footer": '<w:name w:val="footer"/>',
    }
    if where == "Emphasis":
        change = (STYLES, "</w:styles>", own_style("<w:strike/>", "rPr", "Marking", "character"))
    elif where == "docDefaults":
        change = (STYLES, old[where], f"{old[where]}<w:strike/>")
    else:
        change = (STYLES, old[where], f"{old[where]}<w:rPr><w:strike/></w:rPr>")
    assert "strikes its text out" in refusal(repacked(plain, [change]))


def test_a_label_that_cannot_be_read_on_the_shading_of_a_caveat_is_refused(plain):
    shaded = own_style('<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="202020"/>')
    label = (
        '<w:style w:type="character" w:styleId="l"><w:name w:val="Caveat Label Char"/>'
        '<w:rPr><w:color w:val="404040"/></w:rPr></w:style></w:styles>'
    )
    changes = [(STYLES, "</w:styles>", shaded.replace("</w:styles>", label))]
    assert "'Caveat Label Char' of 'house.docx' has a contrast of 1." in refusal(
        repacked(plain, changes)
    )


def test_styles_of_caveats_get_only_what_is_listed(plain):
    runs = '<w:caps/><w:u w:val="wave"/><w:kern w:val="900"/><w:bdr w:val="single" w:sz="96"/>'
    lines = '<w:pBdr><w:top w:val="single" w:sz="96"/></w:pBdr><w:jc w:val="both"/><w:bidi/>'
    both = own_style(f'{runs}<w:i/><w:sz w:val="20"/>').replace(
        "<w:rPr>", f'<w:pPr>{lines}<w:ind w:left="200" w:leftChars="90"/></w:pPr><w:rPr>'
    )
    file, _ = dressed(repacked(plain, [(STYLES, "</w:styles>", both)]))
    own = style(file, "Caveat Text")
    said = {node.tag.removeprefix(W) for kind in ("pPr", "rPr") for node in own.find(f"{W}{kind}")}
    assert said == {"keepLines", "jc", "ind", "i", "sz"}
    assert own.find(f"{W}pPr/{W}ind").attrib == {f"{W}left": "200"}


def test_a_part_that_cannot_be_unpacked_is_refused(plain):
    broken = bytearray(plain)
    at = plain.index(b"word/styles.xml") + 60
    broken[at : at + 40] = bytes(40)
    assert refusal(bytes(broken)).startswith("'house.docx' cannot be unpacked\n")


def test_a_style_whose_lines_overlap_is_refused(plain):
    own = (
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Caveat Text"/><w:pPr>'
        '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:style></w:styles>'
    )
    found = refusal(repacked(plain, [(STYLES, "</w:styles>", own)]))
    assert "sets lines of 1 points for letters of 11" in found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ('<w:basedOn w:val="c"/>', '<w:basedOn w:val="d"/>'),
        ('<w:basedOn w:val="gone"/><w:rPr><w:sz w:val="big"/></w:rPr>', ""),
        ('<w:rPr><w:color w:val="red"/></w:rPr>', ""),
    ],
)
def test_a_broken_style_is_refused(plain, one, two):
    own = (
        f'<w:style w:type="paragraph" w:styleId="d"><w:name w:val="Caveat Text"/>{one}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="c"><w:name w:val="c"/>{two}</w:style></w:styles>'
    )
    found = refusal(repacked(plain, [(STYLES, "</w:styles>", own)]))
    assert found.startswith("the styles of 'house.docx' cannot be read: ")
