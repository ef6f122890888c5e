"""Moves, joined paragraphs, rows and looks are understood as Word writes them."""

import copy

import pytest
from lxml import etree

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.pull import apply, pull
from reebrief.writers.docx import write
from support.projects import make_project
from support.wordedits import WHEN, W, WordFile, run_of

BRIEF = """\
format: 1
title: Memo
date: 2026-01-09
articles: []
summary: |
  The first paragraph *stays* here.

  The second paragraph follows it.

  The third paragraph is the last.
matrix:
  add: [{id: action, header: What to do}]
  own: [{cells: {action: Ask for it.}}]
sections: [summary, matrix]
"""
WHO = "A. Reader"


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path, briefs={"memo": BRIEF})


@pytest.fixture
def file(project):
    made = prepare(Session(project), "memo")
    return WordFile(write(made.annotated, made.inputs.theme, made.inputs.language).data)


def pulled(project, file):
    """Pull a file and apply it; return what became of each change, and the summary then."""
    path = project.root / "back.docx"
    path.write_bytes(file.saved())
    project = Project(project.root)
    report = pull(project, path)
    apply(project, report)
    text = (project.root / "briefs" / "memo.yaml").read_text()
    return [(c.state, c.kind) for c in report.changes], text.split("summary: |\n")[1].split(
        "matrix"
    )[0]


def properties(paragraph):
    """Return what a paragraph says of its end."""
    found = paragraph.find(f"{W}pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        paragraph.insert(0, found)
    return etree.SubElement(found, f"{W}rPr")


SUMMARY = BRIEF.split("summary: |\n")[1].split("matrix", maxsplit=1)[0]


def test_a_tracked_move_is_told_and_loses_nothing(project, file):
    one, other = file.paragraph("The first"), file.paragraph("The third")
    runs = list(one.iter(f"{W}r"))
    there, gone = (file._tracked(tag, WHO, WHEN) for tag in ("moveTo", "moveFrom"))  # noqa: SLF001  in the manner of Word
    there.extend(copy.deepcopy(run) for run in runs)
    runs[0].addprevious(gone)
    gone.extend(runs)
    below = etree.Element(f"{W}p")
    below.append(there)
    other.addnext(below)
    assert pulled(project, file) == ([("refused", "moved"), ("refused", "moved")], SUMMARY)


@pytest.mark.parametrize("tracked", [True, False])
def test_joined_paragraphs_become_one(project, file, tracked):
    one, other = file.paragraph("The first"), file.paragraph("The second")
    if tracked:
        properties(one).append(file._tracked("del", WHO, WHEN))  # noqa: SLF001  in the manner of Word
    else:
        one.extend(node for node in list(other) if node.tag != f"{W}pPr")
        other.getparent().remove(other)
    states, text = pulled(project, file)
    assert states == [("applied", "words"), ("applied", "gone")]
    assert text.startswith(
        "  The first paragraph *stays* here.The second paragraph follows it.\n\n"
    )


def test_a_paragraph_typed_anew_without_its_bookmark_is_found_by_its_place(project, file):
    one = file.paragraph("The second")
    for node in list(one):
        one.remove(node)
    etree.SubElement(etree.SubElement(one, f"{W}r"), f"{W}t").text = "All is new."
    states, text = pulled(project, file)
    assert states == [("applied", "words")]
    assert text == SUMMARY.replace("The second paragraph follows it.", "All is new.")


def test_a_row_that_is_gone_is_left_to_the_author(project, file):
    row = file.paragraph("Ask for it")
    while row.tag != f"{W}tr":
        row = row.getparent()
    row.getparent().remove(row)
    states, text = pulled(project, file)
    assert {state for state, _ in states} == {"refused"}
    assert text == SUMMARY


@pytest.mark.parametrize("look", ["b", "i", "strike"])
def test_looks_alone_are_told(project, file, look):
    (run,) = file._cut("second paragraph")  # noqa: SLF001  in the manner of Word
    run.insert(0, etree.Element(f"{W}rPr"))
    etree.SubElement(run[0], f"{W}{look}")
    assert pulled(project, file) == ([("refused", "looks")], SUMMARY)


def test_looks_that_a_whole_paragraph_has_are_its_styles(project, file):
    for run in file.paragraph("The second").iter(f"{W}r"):
        run.insert(0, etree.Element(f"{W}rPr"))
        etree.SubElement(run[0], f"{W}b")
    assert pulled(project, file) == ([], SUMMARY)


@pytest.mark.parametrize(("look", "typed"), [("b", "**very soon**"), ("i", "*very soon*")])
def test_new_words_keep_their_looks(project, file, look, typed):
    (run,) = file._cut("The third paragraph")  # noqa: SLF001  in the manner of Word
    new = run_of(run, " very soon")
    new.insert(0, etree.Element(f"{W}rPr"))
    etree.SubElement(new[0], f"{W}{look}")
    run.addnext(new)
    assert f"The third paragraph {typed} is the last." in pulled(project, file)[1]
