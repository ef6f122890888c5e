"""A redline holds both editions: accepting all gives the newer text, rejecting all the older."""

import io
import itertools
import re
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers.docx.package import zipped
from reebrief.writers.docx.redline import redlined
from support import wordlint
from support.redlines import lines
from support.trees import ROOT

BRIEFS = ("weekly", "green-smelting", "iron-powder", "pilot-grant", "midstream-outlook")
MAIN = "word/document.xml"


@cache
def word(name):
    return gated("docx", prepare(Session(Project(ROOT)), name)).data


def main(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(MAIN)


def packed(document):
    """Return the smallest zip that our reader of redlines reads."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(MAIN, document)
    return held.getvalue()


def redline(new, old):
    return packed(redlined(main(new), main(old), "2026-01-16"))


@pytest.mark.parametrize(("old", "new"), [*itertools.permutations(BRIEFS, 2)])
def test_of_each_pair_of_briefs_both_texts_come_back(old, new):
    made = redline(word(new), word(old))
    assert lines(made, accept=True) == lines(word(new))
    assert lines(made, accept=False) == lines(word(old))


@pytest.mark.parametrize("name", BRIEFS)
def test_an_edition_against_itself_has_no_change(name):
    made = redline(word(name), word(name))
    assert lines(made) == lines(word(name))
    assert main(made).count(b"<w:sdt>") == main(word(name)).count(b"<w:sdt>")


@pytest.mark.parametrize(("old", "new"), [("weekly", "midstream-outlook"), BRIEFS[:2]])
def test_a_redline_has_no_fault_that_its_newer_edition_has_not(old, new):
    with zipfile.ZipFile(io.BytesIO(word(new))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members[MAIN] = redlined(members[MAIN], main(word(old)), "2026-01-16")
    faults = [one for one in wordlint.lint(zipped(members)) if "direct formatting" not in one]
    assert faults == []  # the mark of a change on a paragraph's end is direct formatting


def body(*paragraphs):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{w}"><w:body>{"".join(paragraphs)}</w:body></w:document>'.encode()


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_only_the_words_that_differ_are_tracked():
    old, new = body(paragraph("It makes 12,000 tons.")), body(paragraph("It makes 12,500 tons."))
    made = redlined(new, old, "2026-01-16").decode()
    assert re.findall("<w:delText[^>]*>([^<]*)<", made) == ["000"]
    assert re.findall("<w:ins [^>]*><w:r><w:t[^>]*>([^<]*)<", made) == ["500"]
    assert 'w:author="reebrief" w:date="2026-01-16T00:00:00Z"' in made


def test_the_same_files_give_the_same_bytes():
    pair = main(word("weekly")), main(word("iron-powder"))
    assert redlined(*pair, "2026-01-16") == redlined(*pair, "2026-01-16")


def test_controls_of_the_newer_edition_are_kept_and_ids_are_unique():
    made = main(redline(word("weekly"), word("iron-powder"))).decode()
    controls = re.findall(r'<w:tag w:val="([^"]*)"', main(word("weekly")).decode())
    assert re.findall(r'<w:tag w:val="([^"]*)"', made) == controls
    ids = re.findall(r'<w:(?:ins|del) w:id="(\d+)"', made)
    assert ids
    assert len(ids) == len({*ids})


WORD = st.sampled_from(["metal", "12,000", "30%", "rose", "in", "2025", "(of)", "new."])
WORDS = st.lists(WORD, max_size=7)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_of_any_two_texts_both_come_back(old, new):
    before, after = body(*map(paragraph, old)), body(*map(paragraph, new))
    made = packed(redlined(after, before, "2026-01-16"))
    assert lines(made, accept=True) == [line for line in new if line.strip()]
    assert lines(made, accept=False) == [line for line in old if line.strip()]


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


ROWS = st.lists(st.lists(WORDS.map(" ".join), min_size=2, max_size=2), min_size=1, max_size=4)


@settings(max_examples=60)
@given(ROWS, ROWS)
def test_of_any_two_tables_both_come_back(old, new):
    before, after = body(table(*old)), body(table(*new))
    made = packed(redlined(after, before, "2026-01-16"))
    assert lines(made, accept=True) == [cell for row in new for cell in row if cell.strip()]
    assert lines(made, accept=False) == [cell for row in old for cell in row if cell.strip()]
