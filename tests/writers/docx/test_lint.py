"""The lint of Word files: it passes what the writer makes, and finds each fault put into that."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pytest

from reebrief.writers import write
from support import trees
from support.wordlint import Opened, lint


@lru_cache
def sample() -> Opened:
    """Return the memo, which has a list of contents, with its matrix on a turned page."""
    memo = trees.sample()
    sections = (replace(one, landscape=one.kind == "matrix") for one in memo.brief.sections)
    brief = replace(memo, brief=replace(memo.brief, sections=tuple(sections)))
    return Opened.of(write("docx", brief, trees.theme(), trees.words()).data)


def _changed(name: str, change: Callable[[str], str]) -> bytes:
    """Return the sample with one part changed, which must change it."""
    members = dict(sample().members)
    before = members[name].decode()
    members[name] = change(before).encode()
    assert members[name].decode() != before
    return _zipped(members)


def _zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return buffer.getvalue()


def _without(pattern: str) -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, "", xml, count=1)


def _swapped(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


_DOCUMENT = "word/document.xml"
_SECTION = "<w:pPr><w:sectPr/></w:pPr>"
_LINE = '<w:spacing w:line="400"/>'
_ROW, _HEADER = "<w:cantSplit/></w:trPr>", "<w:cantSplit/><w:tblHeader/></w:trPr>"
_LOCKED = "<w:docPartObj/></w:sdtPr><w:sdtContent>"
_BEGIN = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'


_FOOTERS = "<w:footerReference[^>]*>(<w:headerReference[^>]*><w:footerReference[^>]*>)?(?=<w:pgSz)"


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        (_DOCUMENT, _without(r"(?<=</w:tcPr>)<w:p>(?:(?!</w:p>).)*</w:p>(?=</w:tc>)"), "a cell"),
        (_DOCUMENT, _without(r"<w:tc>(?:(?!</w:tc>).)*</w:tc>"), "a row of"),
        (_DOCUMENT, _without(r"<w:bookmarkEnd[^>]*>"), "without its end"),
        (_DOCUMENT, _swapped('w:name="gansu"', 'w:name="TITLE"'), "used twice"),
        (_DOCUMENT, _swapped('w:anchor="gansu"', 'w:anchor="nowhere"'), "not there: nowhere"),
        (_DOCUMENT, _without(r"<w:bookmarkStart[^>]*>"), "without its beginning"),
        (_DOCUMENT, _swapped("PAGEREF gansu", "PAGEREF nowhere"), "not there: nowhere"),
        (_DOCUMENT, _without(r"<w:sectPr>(?:(?!</w:sectPr>).)*</w:sectPr>(?=</w:body>)"), "end in"),
        (_DOCUMENT, _without(_FOOTERS), "a section without footerReference"),
        (_DOCUMENT, _without(r"<w:pgMar [^>]*>"), "a section without pgMar"),
        (_DOCUMENT, _without(r' w:orient="landscape"'), "contradict"),
        (_DOCUMENT, _swapped("<w:sdtContent><w:p>", f"<w:sdtContent><w:p>{_SECTION}"), "ends in a"),
        (_DOCUMENT, _swapped("PAGEREF bottom_line", "PAGEREF gansu"), "the page of another place"),
        (
            _DOCUMENT,
            _without(r'<w:hyperlink w:anchor="bottom_line"[^>]*>.*?</w:hyperlink>'),
            "a link",
        ),
        (
            _DOCUMENT,
            _without(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
            "a field in document",
        ),
        (
            "word/settings.xml",
            _swapped("<w:zoom", "<w:updateFields/><w:zoom"),
            "fields that Word asks to update",
        ),
        ("word/footer2.xml", _swapped('"Footer"', '"Nothing"'), "not there: Nothing"),
        (
            _DOCUMENT,
            _swapped("<w:r><w:t", '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t'),
            "color",
        ),
        (_DOCUMENT, _swapped("<w:r><w:t", "<w:r><w:rPr><w:b/></w:rPr><w:t"), "could carry: b"),
        (_DOCUMENT, _swapped("<w:p><w:r>", '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>'), "jc"),
        (_DOCUMENT, _swapped("<w:p><w:r>", f"<w:p><w:pPr>{_LINE}</w:pPr><w:r>"), "height of lines"),
        ("word/header1.xml", _swapped("</w:pPr>", "<w:ind w:left='9'/></w:pPr>"), "header1 that a"),
        (_DOCUMENT, _swapped('"Quote"', '"Quotation"'), "a style that is not there: Quotation"),
        (_DOCUMENT, _swapped('r:id="link1"', 'r:id="link9"'), "a relationship that is not there"),
        (_DOCUMENT, _swapped('w:numId w:val="3"', 'w:numId w:val="9"'), "a numbering"),
        (_DOCUMENT, _without(r"<w:footnoteReference[^>]*>"), "footnotes and their references"),
        (_DOCUMENT, _swapped("</w:tbl>", "</w:tbl><w:tbl><w:tblGrid/></w:tbl>"), "for one"),
        ("word/styles.xml", _swapped('basedOn w:val="Normal"', 'basedOn w:val="X"'), "there: X"),
        (_DOCUMENT, lambda xml: _HEADER.join(xml.rsplit(_ROW, 1)), "a header row"),
        (_DOCUMENT, _without(r'<w:gridSpan w:val="3"/>'), "a row of 1 cells"),
        (_DOCUMENT, _without(r"<w:lock [^>]*>"), "not locked"),
        (_DOCUMENT, _swapped('tag w:val="statement"', 'tag w:val=""'), "tag is empty"),
        (_DOCUMENT, _swapped('alias w:val="Caveat"', f'alias w:val="{"x" * 65}"'), "alias is"),
        (_DOCUMENT, _swapped('w:id w:val="4"', 'w:id w:val="3"'), "with one number"),
        (_DOCUMENT, _without(rf"(?<={_LOCKED})<w:p>(?:(?!</w:p>).)*</w:p>"), "neither one"),
        (_DOCUMENT, _swapped(_LOCKED, _LOCKED + _BEGIN), "cuts a bookmark"),
    ],
)
def test_the_lint_finds(name: str, change: Callable[[str], str], fault: str) -> None:
    assert any(fault in found for found in lint(_changed(name, change)))


def test_the_lint_passes_the_sample() -> None:
    assert lint(_zipped(sample().members)) == []
