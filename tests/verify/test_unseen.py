"""Verifying: what readers no longer see is told though it is still in the file, and so is what was
laid beside or over the text.
"""

import dataclasses
import re

import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from support import trees
from support.sealing import changed, memo, parts, pdf_manifest, pdf_rewritten, sealed, zipped

DOCUMENT, FOOTER, FOOTNOTES = "word/document.xml", "word/footer1.xml", "word/footnotes.xml"
STYLES, RELATIONSHIPS = "word/styles.xml", "word/_rels/document.xml.rels"
SAMPLE = trees.sample()
COUNT = len(SAMPLE.parts | SAMPLE.running_parts)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
ADDED = "<w:p><w:r><w:t>Report confirmed.</w:t></w:r></w:p>"


def lines(verdict):
    return [str(finding) for finding in verdict.findings]


def lost(verdict):
    """Return the caveats that a verdict names, and check that it counts the others as whole."""
    named = [line for line in lines(verdict) if line.startswith("caveat ")]
    assert verdict.state is State.CHANGED
    assert verdict.exit_code == 3
    assert len(named) == verdict.caveats - verdict.whole
    return named


def rewritten(name, pattern, new, count=0):
    """Return the memo as a Word file with what fits a pattern replaced in one part."""
    members = parts(memo("docx"))
    text, times = re.subn(pattern, new, members[name].decode(), count=count)
    assert times
    return zipped(members | {name: text.encode()})


def beside(element, name=DOCUMENT, before="</w:p>"):
    """Return the memo as a Word file with an element in its first paragraph."""
    return changed(memo("docx"), name, before, element + before)


# --- Word: marks and notes


def test_notes_without_a_mark_are_not_shown():
    named = lost(examine(rewritten(DOCUMENT, r"<w:footnoteReference [^>]*/>", "")))
    assert sum(line.startswith("caveat missing: note ‘") for line in named) == 3
    assert sum(line.startswith("caveat changed: text ‘") for line in named) >= 2


def test_a_mark_that_leads_to_another_note():
    swapped = rewritten(DOCUMENT, r'footnoteReference w:id="1"', 'footnoteReference w:id="3"')
    verdict = examine(swapped)
    assert lost(verdict)[-1].startswith("caveat missing: note ‘Gansu Rare Earth New Materials")
    assert "document: ‘corroborated.[1]’ → ‘corroborated.[3]’" in lines(verdict)


def test_notes_that_changed_places():
    ids = {"1": "2", "2": "1"}
    swapped = rewritten(FOOTNOTES, r'w:id="([12])">', lambda found: f'w:id="{ids[found[1]]}">')
    assert "document: ‘corroborated.[1]’ → ‘corroborated.[2]’" in lines(examine(swapped))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (r"(NOTEREF _Note1 .*?<w:t [^>]*>)1<", r"\g<1>3<", "[3, which leads to note 1]"),
        (r"NOTEREF _Note2 ", "NOTEREF _Note1 ", "[2, which leads to note 1]"),
    ],
)
def test_a_repeated_mark_that_leads_to_another_note(old, new, shown):
    verdict = examine(rewritten(DOCUMENT, old, new, 1))
    assert len(lost(verdict)) == 1
    assert any(shown in line for line in lines(verdict))


# --- Word: headers and footers


@pytest.mark.parametrize(
    "data",
    [
        rewritten(DOCUMENT, r"<w:footerReference [^>]*/>", ""),
        rewritten(RELATIONSHIPS, r'<Relationship Id="footer1"[^>]*/>', ""),
        rewritten(RELATIONSHIPS, r'(Id="footer1"[^>]*) Target="[^"]*"', r'\1 Target="no.xml"'),
    ],
    ids=["the section", "the relationship", "the part"],
)
def test_a_footer_that_is_shown_nowhere(data):
    assert [line.partition("‘")[0] for line in lost(examine(data))] == [
        "caveat missing: running label ",
        "caveat missing: running label ",
        "caveat missing: running label ",
    ]


def test_a_label_of_the_running_line_reworded():
    verdict = examine(changed(memo("docx"), FOOTER, "[1] State media", "[1] Independent media"))
    assert lost(verdict) == ["caveat changed: running label ‘State media, Label of gansu’ (gansu)"]
    assert lines(verdict)[1:] == ["footer: ‘State’ → ‘Independent’"]


def test_a_label_of_the_running_line_given_to_another_source():
    verdict = examine(changed(memo("docx"), FOOTER, "[2] State media", "[3] State media"))
    assert lost(verdict) == [
        "caveat missing: running label ‘State media, Label of baotou’ (baotou)"
    ]


def in_two_parts():
    """Return the memo with one section on turned pages, which show text of one article alone."""
    turned = [
        dataclasses.replace(section, landscape=section.kind == "matrix")
        for section in SAMPLE.brief.sections
    ]
    brief = dataclasses.replace(SAMPLE.brief, sections=tuple(turned))
    return sealed("docx", dataclasses.replace(SAMPLE, brief=brief))


def test_a_first_page_without_a_footer():
    first = '<w:footerReference w:type="first" r:id="footer1"/>'
    assert "footer: first pages show none" in lines(
        examine(changed(memo("docx"), DOCUMENT, first, ""))
    )


def test_a_section_with_the_footer_of_another():
    whole = in_two_parts()
    assert examine(zipped(parts(whole))).state is State.INTACT
    assert lost(examine(changed(whole, DOCUMENT, 'r:id="footer2"', 'r:id="footer3"')))
    # The brief's first page keeps its own: the label is not lost, the change is told.
    verdict = examine(changed(whole, DOCUMENT, 'r:id="footer1"', 'r:id="footer2"'))
    assert verdict.state is State.CHANGED
    assert any("footer" in line for line in lines(verdict))


def test_a_section_without_a_footer_has_that_of_the_section_before():
    reference = '<w:footerReference w:type="default" r:id="footer2"/>'
    assert examine(changed(in_two_parts(), DOCUMENT, reference, "")).state is State.CHANGED


@pytest.mark.parametrize(
    ("name", "before", "element", "kind"),
    [
        ("word/settings.xml", "<w:footnotePr>", "<w:evenAndOddHeaders/>", "even"),
    ],
)
def test_pages_of_a_kind_that_has_no_footer(name, before, element, kind):
    assert lines(examine(beside(element, name, before))) == [
        f"header: {kind} pages show none",
        f"footer: {kind} pages show none",
    ]


# --- Word: hidden text


@pytest.mark.parametrize(
    ("style", "kind"),
    [("CaveatText", "text"), ("CaveatLabel", "label"), ("FootnoteText", "note")],
)
@pytest.mark.parametrize("based", [False, True], ids=["itself", "by the style it is based on"])
def test_text_that_its_style_hides(style, kind, based):
    if based:
        hidden = '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        found = rf'{hidden}\1<w:basedOn w:val="H"/>'
        pattern = rf'(<w:style [^>]*w:styleId="{style}"[^>]*>.*?)<w:basedOn [^>]*/>'
    else:
        found = r"\1<w:rPr><w:vanish/>"
        pattern = rf'(<w:style [^>]*w:styleId="{style}"[^>]*>(?:(?!</w:style>).)*?)<w:rPr>'
    named = lost(examine(rewritten(STYLES, pattern, found, 1)))
    assert any(f": {kind} ‘" in line for line in named)


def test_text_that_all_styles_hide():
    data = rewritten(STYLES, r"<w:rPrDefault><w:rPr>", r"\g<0><w:vanish/>")
    assert examine(data).whole == 0


def test_a_hidden_style_that_nothing_has_hides_nothing():
    style = '<w:style w:type="paragraph" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    verdict = examine(changed(memo("docx"), STYLES, "</w:styles>", style + "</w:styles>"))
    assert verdict.state is State.RESAVED


def test_a_run_that_says_that_its_text_was_once_shown_is_hidden():
    before = '<w:rPrChange w:id="1" w:author="x"><w:rPr><w:vanish w:val="0"/></w:rPr></w:rPrChange>'
    hidden = f"<w:r><w:rPr><w:vanish/>{before}</w:rPr><w:t"
    said = r"<w:r><w:rPr>[^/]*/></w:rPr><w:t(?= [^>]*>Sources)"
    verdict = examine(rewritten(FOOTER, said, hidden))
    assert len(lost(verdict)) == 3


def test_text_in_the_code_of_a_field_is_not_shown():
    within = FIELD.format("begin") + r"\g<0>" + FIELD.format("end")
    verdict = examine(rewritten(FOOTER, r"<w:r>.*?Sources.*?</w:r>", within))
    assert len(lost(verdict)) == 3


@pytest.mark.parametrize("element", ['<x:y xmlns:x="urn:x">', "<w:del>"])
def test_text_in_elements_that_programs_drop(element):
    end = "</x:y>" if "x:y" in element else "</w:del>"
    verdict = examine(rewritten(FOOTER, r"<w:r>.*?Sources.*?</w:r>", rf"{element}\g<0>{end}"))
    assert len(lost(verdict)) == 3


# --- Word: what is no text of ours


VML = "urn:schemas-microsoft-com:vml"
QUOTED = FIELD.format("begin") + CODE.format('QUOTE "Confirmed"') + FIELD.format("end")
MATH = '<m:oMath xmlns:m="urn:m"><m:r><m:t>All confirmed</m:t></m:r></m:oMath>'
VARIABLE = '<w:fldSimple w:instr="DOCVARIABLE x"><w:r><w:t>x</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    ("element", "name"),
    [
        (f'<w:r><w:pict><v:rect xmlns:v="{VML}"/></w:pict></w:r>', "picture"),
        ("<w:r><w:drawing/></w:r>", "drawing"),
        (f"<w:r><w:pict><w:txbxContent>{ADDED}</w:txbxContent></w:pict></w:r>", "text box"),
        ("<w:r><w:object/></w:r>", "object"),
        ('<w:r><w:commentReference w:id="1"/></w:r>', "comment"),
        ('<w:r><w:endnoteReference w:id="1"/></w:r>', "endnote"),
        (MATH, "formula"),
        (QUOTED, "field QUOTE"),
        (VARIABLE, "field DOCVARIABLE"),
    ],
)
@pytest.mark.parametrize("where", [DOCUMENT, "word/header1.xml", FOOTNOTES])
def test_a_changed_element_that_is_not_text_is_told(element, name, where):
    verdict = examine(beside(element, where))
    assert verdict.state is State.CHANGED
    assert any(f"[{name}]" in line for line in lines(verdict))


def test_a_foreign_document_is_told():
    data = changed(memo("docx"), DOCUMENT, "<w:tbl>", '<w:altChunk r:id="foreign"/><w:tbl>')
    assert lines(examine(data)) == ["paragraph was added: ‘[foreign document]’"]


def test_text_in_place_of_a_number_of_a_page():
    data = rewritten(FOOTER, r"( PAGE .*?<w:t [^>]*>)1<", r"\1All is confirmed<")
    assert lines(examine(data)) == ["footer: was added: ‘[field PAGE]’"]


def test_another_main_part_in_place_of_the_one_that_was_written():
    members = parts(memo("docx"))
    rels = members["_rels/.rels"].replace(b"word/document.xml", b"word/other.xml")
    text = members[DOCUMENT].decode()
    other = text[: text.index("<w:body>")] + f"<w:body>{ADDED}</w:body></w:document>"
    verdict = examine(zipped(members | {"_rels/.rels": rels, "word/other.xml": other.encode()}))
    assert verdict.whole == 0


# --- Word: locks and links


LOCK = b'<w:lock w:val="sdtContentLocked"/>'


@pytest.mark.parametrize("taken", [1, None], ids=["one", "all"])
def test_locks_taken_off_are_counted(taken):
    members = parts(memo("docx"))
    total = sum(part.count(b"sdtContentLocked") for part in members.values())
    if taken:
        members[DOCUMENT] = members[DOCUMENT].replace(LOCK, b"", taken)
    else:
        for name in (DOCUMENT, FOOTNOTES, FOOTER):
            members[name] = members[name].replace(LOCK, b"")
    verdict = examine(zipped(members))
    assert str(verdict) == f"resaved, {COUNT} caveats whole"
    left = total - taken if taken else 0
    assert lines(verdict)[0] == f"locks: {left} of {total} left"


def test_an_address_changed():
    address = "https://example.org/baogang"
    data = changed(memo("docx"), RELATIONSHIPS, address, "https://example.com/other")
    verdict = examine(data)
    assert verdict.state is State.CHANGED
    assert lines(verdict) == [
        f"link is gone: ‘{address}’",
        "link was added: ‘https://example.com/other’",
    ]


def test_a_link_that_leads_to_another_place():
    data = changed(memo("docx"), DOCUMENT, 'w:anchor="actions"', 'w:anchor="title"')
    assert lines(examine(data)) == ["link is gone: ‘#actions’", "link was added: ‘#title’"]


def test_a_link_in_pieces_or_as_a_field_leads_to_the_same_address():
    def as_field(found):
        code = CODE.format(r' HYPERLINK "https://example.org/gansu?page=2&amp;lang=cs" \l "top" ')
        begin, middle, end = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
        return begin + code + middle + found[1] + end

    pattern = r'<w:hyperlink r:id="link1"[^>]*>(.*?)</w:hyperlink>'
    assert examine(rewritten(DOCUMENT, pattern, as_field)).state is State.RESAVED
    halves = r'<w:hyperlink r:id="link2">\1</w:hyperlink><w:hyperlink r:id="link2"/>'
    pattern = pattern.replace("link1", "link2")
    assert examine(rewritten(DOCUMENT, pattern, halves)).state is State.RESAVED


def test_numbers_of_pages_in_the_contents_as_plain_text():
    pattern = (
        r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r"<w:r><w:instrText [^>]*> PAGEREF .*?(<w:r><w:t .*?</w:r>).*?fldCharType=\"end\"/></w:r>"
    )
    assert examine(rewritten(DOCUMENT, pattern, r"\1")).state is State.RESAVED


# --- PDF


def on_page(change, number=0):
    """Return the memo as a PDF with a page changed."""
    return pdf_rewritten(memo("pdf"), lambda writer: change(writer.pages[number]))


def box(*edges):
    return RectangleObject([FloatObject(edge) for edge in edges])


@pytest.mark.parametrize("key", ["/CropBox", "/MediaBox"])
def test_a_page_cut_above_its_notes(key):
    cut = on_page(lambda page: page.update({NameObject(key): box(0, 200, 595, 842)}))
    verdict = examine(cut)
    named = lost(verdict)
    assert any(line.startswith("caveat missing: note ‘") for line in named)
    assert sum(line.startswith("caveat missing: running label ‘") for line in named) == 2
    assert any(
        line.startswith("page 1: is cut or turned: ‘595.3 × 841.9’") for line in lines(verdict)
    )


def test_a_page_cut_in_its_margin():
    cut = on_page(lambda page: page.update({NameObject("/CropBox"): box(9, 9, 590, 830)}))
    assert lines(examine(cut)) == [
        "page 1: is cut or turned: ‘595.3 × 841.9’ → ‘581.0 × 821.0 from 9.0, 9.0’"
    ]


def test_a_turned_page():
    turned = on_page(lambda page: page.update({NameObject("/Rotate"): NumberObject(180)}))
    verdict = examine(turned)
    assert str(verdict) == f"changed, {COUNT} caveats whole"
    assert lines(verdict) == [
        "page 1: is cut or turned: ‘595.3 × 841.9’ → ‘595.3 × 841.9, turned by 180°’"
    ]


def links(page, kind):
    return [link for link in (item.get_object() for item in page["/Annots"]) if kind in link]


def test_an_address_of_a_pdf_changed():
    def change(page):
        uri = TextStringObject("https://example.com/other")
        links(page, "/A")[0]["/A"][NameObject("/URI")] = uri

    number = next(
        n
        for n, text in enumerate(pdf_manifest(memo("pdf"))["texts"], 0)
        if "example.org/baogang" in text["text"]
    )
    gone, added = lines(examine(on_page(change, number)))
    assert gone.startswith("link is gone: ‘")
    assert added == "link was added: ‘https://example.com/other’"


def test_a_link_to_another_page():
    def change(page):
        target = links(page, "/Dest")[0]["/Dest"]
        target[0] = page.indirect_reference

    verdict = examine(on_page(change, 1))
    assert verdict.state is State.CHANGED
    assert [line.partition(":")[0] for line in lines(verdict)] == ["link"]


def test_a_link_that_does_something_else():
    def change(page):
        action = {NameObject("/S"): NameObject("/Launch")}
        link = links(page, "/Dest")[0]
        del link["/Dest"]
        link[NameObject("/A")] = DictionaryObject(action)

    assert "link was added: ‘action /Launch’" in lines(examine(on_page(change)))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/AP", DictionaryObject()),
        ("/Border", ArrayObject([NumberObject(n) for n in (0, 0, 99)])),
    ],
)
def test_a_link_that_is_drawn_over_the_text(key, value):
    drawn = on_page(lambda page: links(page, "/Rect")[0].update({NameObject(key): value}))
    assert lines(examine(drawn)) == ["page 1: Link: was added, and may lie over the text"]
