"""Whatever is typed into a Word file, and wherever: it is told, and goes to the author's alone."""

import io
import tempfile
from functools import cache
from pathlib import Path

import docx as python_docx
from docx.text.run import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project import yaml
from reebrief.pull import apply, pull
from reebrief.writers.docx import write
from support.projects import article, make_project
from support.wordedits import W, WordFile, shown

BODY = "# Findings\n\nThe plant reportedly made 6,600 tonnes of oxide. It has four lines.\n"
BRIEF = """\
format: 1
title: Oxide in brief
to: The committee
date: 2026-01-09
articles: [one]
bottom_line: Output *rose* to 6,600 tonnes [@one], and the **price** fell.
summary: |
  A first paragraph with [a link](https://example.org/a).

  > Somebody said so.

  - an entry
  - another entry
watch_list: [Whether it opens., Whether it closes.]
items: {each: {one: {comment: We doubt it.}}}
matrix:
  add: [{id: action, header: Do}, lead]
  own: [{cells: {action: Ask them.}, lead: The desk}]
sections: [bottom-line, summary, items, matrix, watch-list, sources]
"""


@cache
def sent():
    with tempfile.TemporaryDirectory() as folder:
        articles = {"one": article(BODY, title="Plant report", published="2026-01-02")}
        project = make_project(Path(folder), articles, briefs={"memo": BRIEF})
        made = prepare(Session(project), "memo")
        return write(made.annotated, made.inputs.theme, made.inputs.language).data


@cache
def whose():
    """Return for each paragraph with text whether it is a line of the author's."""
    paragraphs = [p for p in WordFile(sent()).paragraphs() if shown(p).strip()]
    return [
        any(m.get(f"{W}name").startswith("_rb_") for m in p.iter(f"{W}bookmarkStart"))
        for p in paragraphs
    ]


PIECES = st.text(st.sampled_from("ab *_[]()<>#|\\`~&-:’é 1."), max_size=12)


@st.composite
def edits(draw):
    """Draw edits of paragraphs: which one, at which of its characters, what is typed or deleted."""
    numbers = st.integers(0, len(whose()) - 1)
    chosen = draw(st.lists(numbers, min_size=1, max_size=4, unique=True))
    return [
        (number, draw(st.floats(0, 1)), draw(st.integers(0, 9)), f"Zq{n}{draw(PIECES)}q{n}Z")
        for n, number in enumerate(chosen)
    ]


@settings(max_examples=25, deadline=None)
@given(edits(), st.booleans())
def test_each_edit_is_told_and_only_the_authors_text_changes(planned, tracked):
    file = WordFile(sent())
    paragraphs = [p for p in file.paragraphs() if shown(p).strip()]
    for number, where, length, typed in planned:
        start = int(where * len(shown(paragraphs[number])))
        file.type_at(paragraphs[number], (start, length), typed, "A. Reader" if tracked else None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "back.docx"
        path.write_bytes(file.saved())
        project = make_project(Path(folder), {"one": article(BODY)}, briefs={"memo": BRIEF})
        report = pull(project, path)
        apply(project, report)
        text = (Path(folder) / "briefs" / "memo.yaml").read_text()
    assert sum(report.counts.values()) == len(report.changes)
    said = [" ".join(change.new.split()) for change in report.changes]
    own = {}
    for n, (number, _, _, typed) in enumerate(planned):
        mark = f"Zq{n}"
        told = [c for c, new in zip(report.changes, said, strict=True) if mark in new]
        assert told, typed
        if not whose()[number]:
            assert {c.state for c in told} == {"refused"}
            assert mark not in text
        own[mark] = {c.state for c in told}
    for mark, states in own.items():
        assert (mark in text) == ("applied" in states)
    before, after = yaml.read(BRIEF, "b").data, yaml.read(text, "b").data
    assert before.keys() == after.keys()
    kept = ("format", "date", "articles", "sections")
    assert [before[key] for key in kept] == [after[key] for key in kept]


def test_python_docx_types_comments_and_saves(tmp_path):
    document = python_docx.Document(io.BytesIO(sent()))
    first = next(p for p in document.element.body.iter(f"{W}p") if "rose" in shown(p))
    run = Run(next(first.iter(f"{W}r")), document._body)  # noqa: SLF001  what a run belongs to
    run.text = "Their output "
    document.add_comment(run, text="Whose?", author="B. Boss")
    document.save(tmp_path / "back.docx")
    project = make_project(tmp_path, {"one": article(BODY)}, briefs={"memo": BRIEF})
    report = pull(project, tmp_path / "back.docx")
    (change,) = report.changes
    assert (change.state, change.own.path) == ("applied", ("bottom_line",))
    assert change.new == "Their output"
    (comment,) = report.comments
    assert (comment.comment.by.who, comment.comment.text) == ("B. Boss", "Whose?")
    assert (comment.path, comment.about) == (("bottom_line",), "Their output")
