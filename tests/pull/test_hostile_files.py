"""Whatever is done to the parts of a Word file, pulling it ends with one line, or with changes."""

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.pull import pull
from reebrief.writers.docx import write
from support.projects import make_project
from support.wordedits import WordFile

BRIEF = """\
format: 1
title: Memo
date: 2026-01-09
articles: []
summary: |
  A paragraph with *slanted* words.

  - an entry
sections: [contents, summary]
"""
PARTS = (
    "word/document.xml",
    "customXml/item1.xml",
    "customXml/item2.xml",
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
    "docProps/core.xml",
)
BITS = (
    *(b"", b"<", b">", b'"', b"&", b"\x00", b"\xff", b"9", b"-1", b"[", b"]", b"{", b"}", b","),
    *(b"<w:p>", b"</w:p>", b"<w:ins/>", b"<w:tbl/>", b"<!DOCTYPE x>", b"&#x0;", b"null"),
    *(b"<w:bookmarkEnd/>", b'<w:commentRangeStart w:id="1"/>', b'<w:fldChar w:fldCharType="end"/>'),
)


@cache
def sent():
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), briefs={"memo": BRIEF})
        made = prepare(Session(project), "memo")
        return write(made.annotated, made.inputs.theme, made.inputs.language).data


@st.composite
def damaged(draw):
    """Draw a file in whose parts something is cut out, put in, or that lack one of them."""
    file = WordFile(sent())
    members = dict(file.members)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(PARTS))
        data = members.get(name)
        if data is None:
            continue
        if draw(st.integers(0, 9)) == 0:
            del members[name]
            continue
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([0, 0, 1, 2, 5, 40, 4000]))
        members[name] = data[:at] + draw(st.sampled_from(BITS)) + data[at + size :]
    return WordFile.zipped(members)


@settings(max_examples=60, deadline=None)
@given(damaged())
def test_a_damaged_file_is_refused_or_pulled(data):
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), briefs={"memo": BRIEF})
        path = Path(folder) / "back.docx"
        path.write_bytes(data)
        try:
            counts = pull(project, path).counts
        except ReebriefError as fault:
            counts = dict.fromkeys(problem.hint for problem in fault.problems)
    assert None not in counts
