"""A redline holds both editions: accepting all gives the newer text, rejecting all the older."""

import io
import itertools
import re
import zipfile
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.verify.examine import examine
from reebrief.verify.verdict import State
from reebrief.writers.docx.package import zipped
from reebrief.writers.docx.redline import MAIN, NUMBERING, redlined
from support import wordlint
from support.redlines import lines
from support.trees import ROOT

pytestmark = pytest.mark.thorough

BRIEFS = ("weekly", "green-smelting", "iron-powder", "pilot-grant", "midstream-outlook")


@cache
def word(name):
    return gated("docx", prepare(Session(Project(ROOT)), name)).data


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def main(data):
    return members(data)[MAIN].decode()


def redline(new, old):
    return zipped(redlined(members(new), members(old), "2026-01-16"))


@pytest.mark.parametrize(("old", "new"), [*itertools.permutations(BRIEFS, 2)])
def test_of_each_pair_of_briefs_both_texts_come_back(old, new):
    made = redline(word(new), word(old))
    assert lines(made, accept=True) == lines(word(new))
    assert lines(made, accept=False) == lines(word(old))


@pytest.mark.parametrize(("old", "new"), [*itertools.permutations(BRIEFS, 2)])
def test_of_each_pair_a_redline_is_the_newer_edition_to_verify(old, new):
    verdict = examine(redline(word(new), word(old)))
    assert verdict.state is State.RESAVED


@pytest.mark.parametrize("name", BRIEFS)
def test_an_edition_against_itself_has_no_change(name):
    made = redline(word(name), word(name))
    assert lines(made) == lines(word(name))
    assert main(made) == main(word(name))


@pytest.mark.parametrize(("old", "new"), [("weekly", "midstream-outlook"), BRIEFS[:2]])
def test_a_redline_has_no_fault_that_its_newer_edition_has_not(old, new):
    made = redline(word(new), word(old))
    faults = [one for one in wordlint.lint(made) if "direct formatting" not in one]
    assert faults == []  # the mark of a change on a paragraph's end is direct formatting


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def body(*paragraphs):
    text = f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    return {MAIN: text.encode()}


def of_two(new, old):
    return redlined(new, old, "2026-01-16")


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_only_the_words_that_differ_are_tracked():
    old, new = body(paragraph("It makes 12,000 tons.")), body(paragraph("It makes 12,500 tons."))
    made = of_two(new, old)[MAIN].decode()
    assert re.findall("<w:delText[^>]*>([^<]*)<", made) == ["000"]
    assert re.findall("<w:ins [^>]*><w:r><w:t[^>]*>([^<]*)<", made) == ["500"]
    assert 'w:author="reebrief" w:date="2026-01-16T00:00:00Z"' in made


def test_the_same_files_give_the_same_bytes():
    pair = members(word("weekly")), members(word("iron-powder"))
    assert of_two(*pair) == of_two(*pair)


def test_controls_of_the_newer_edition_are_kept_and_ids_are_unique():
    made = main(redline(word("weekly"), word("iron-powder")))
    controls = re.findall(r'<w:tag w:val="([^"]*)"', main(word("weekly")))
    assert re.findall(r'<w:tag w:val="([^"]*)"', made) == controls
    ids = re.findall(r'<w:(?:ins|del|pPrChange) w:id="(\d+)"', made)
    assert ids
    assert len(ids) == len({*ids})


WORD = st.sampled_from(["metal", "12,000", "30%", "rose", "in", "2025", "(of)", "new."])
WORDS = st.lists(WORD, max_size=7)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_of_any_two_texts_both_come_back(old, new):
    before, after = body(*map(paragraph, old)), body(*map(paragraph, new))
    made = zipped(of_two(after, before))
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
    made = zipped(of_two(after, before))
    assert lines(made, accept=True) == [cell for row in new for cell in row if cell.strip()]
    assert lines(made, accept=False) == [cell for row in old for cell in row if cell.strip()]


def entry(text, number):
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return paragraph(text).replace("<w:p>", f"<w:p>{numbered}")


def numbering(*starts):
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    kind = f'<w:abstractNum w:abstractNumId="1"><w:nsid w:val="1"/>{level}</w:abstractNum>'
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for n, start in enumerate(starts, start=1)
    )
    return {NUMBERING: f"<w:numbering {W}>{kind}{numbers}</w:numbering>".encode()}


def test_each_list_counts_for_itself_and_one_list_of_both_has_one_number():
    new = body(entry("Two that came.", 1), entry("One that stays.", 2)) | numbering(1, 4)
    old = body(entry("One that stays.", 1), entry("It went as a whole.", 2)) | numbering(4, 7)
    made = of_two(new, old)
    used = re.findall(r'<w:numId w:val="(\d)"', made[MAIN].decode())
    assert used == ["1", "2", "2", "3"]  # the last is the older edition's, were it to come back
    root = ET.fromstring(made[NUMBERING])  # noqa: S314 - our own
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    kinds = {one.get(f"{w}abstractNumId"): one for one in root.findall(f"{w}abstractNum")}
    starts = [
        kinds[one.find(f"{w}abstractNumId").get(f"{w}val")].find(f"{w}lvl/{w}start").get(f"{w}val")
        for one in root.findall(f"{w}num")
    ]
    assert len(kinds) == 3
    assert starts[1:] == ["4", "7"]


def test_lists_that_became_another_are_not_called_one():
    new, old = (body(*map(entry, ("It stays.", "So does it."), ids)) for ids in ((1, 1), (1, 2)))
    made = zipped(of_two(new | numbering(1), old | numbering(1, 1)))
    assert lines(made, accept=True) == lines(made, accept=False) == ["It stays.", "So does it."]
    assert main(made).count("<w:delText") == 1


def test_the_last_paragraph_of_a_cell_keeps_its_mark():
    def cell(*texts):
        inside = "".join(map(paragraph, texts))
        same = f"<w:tc>{paragraph('What makes both tables one is said here.')}</w:tc>"
        return body(f"<w:tbl><w:tr>{same}<w:tc>{inside}</w:tc></w:tr></w:tbl>")

    for after, before in ((("It stays.", "It came."), ("It stays.",)), (("New.",) * 2, ("Old.",))):
        for new, old in ((cell(*after), cell(*before)), (cell(*before), cell(*after))):
            made = of_two(new, old)
            last = made[MAIN].decode().rpartition("<w:p>")[2]
            assert "<w:rPr><w:ins" not in last
            assert "<w:rPr><w:del" not in last
            assert lines(zipped(made), accept=True) == lines(zipped(new))
            assert lines(zipped(made), accept=False) == lines(zipped(old))


def test_what_was_a_heading_is_one_again_when_changes_are_rejected():
    heading = paragraph("The same words.").replace(
        "<w:p>", '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>'
    )
    row = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    made = of_two(body(row.format(paragraph("The same words."))), body(row.format(heading)))
    change = re.search("<w:pPrChange [^>]*>(.*?)</w:pPrChange>", made[MAIN].decode())
    assert change[1] == '<w:pPr><w:pStyle w:val="H"/></w:pPr>'


def test_lines_of_contents_that_came_have_no_fields():
    new = main(word("midstream-outlook"))
    made = main(redline(word("midstream-outlook"), word("weekly")))
    assert new.count("PAGEREF") > 1
    assert made.count("PAGEREF") == 0
