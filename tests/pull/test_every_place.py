"""Wherever the author types text that Word shows, a change of it lands on its key or is told."""

import pytest
from PIL import Image

from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.pull import apply, pull
from reebrief.writers.docx import write
from support.projects import article, make_project
from support.wordedits import WordFile

BRIEF = """\
format: 1
title: Tidal memo
subtitle: Before the committee sits
to: Energy committee
author: Ann Analyst
date: 2026-01-09
articles: [one]
sections: [bottom-line, ask, text, items, chart, matrix, judgements, watch-list, annex, sources]
bottom_line: Nothing of note.
ask: {of: Minister Marsh, text: Approve the corridor., by: 2026-02-01}
text: |
  | Site | Remark |
  | --- | --- |
  | Northbay | calm |
  | Southbay | rough |

  Table: What divers saw {#divers}

  ![A turbine on its pier](images/sea.png)

  Picture: Seen from *land* [@one]
annex: Nothing ends here.
charts:
  - kind: bar
    caption: Output of both
    unit: MWh
    series: [Delivered]
    rows:
      - {label: Array, values: '4,200 MWh', source: one}
      - {label: Barrage, values: '4,200 MWh', source: one}
items:
  each:
    one: {headline: Turbines turn, summary: In brief., comment: Odd figure.}
matrix:
  caption: Steps proposed
  add: [{id: action, header: Wanted}, lead]
  own: [{cells: {action: Survey the seals.}, lead: Marine desk}]
judgements: [{text: Costs fall slowly.}]
watch_list: [Whether blades crack.]
"""

PLACES = {
    "Tidal": "title",
    "committee sits": "subtitle",
    "Energy": "to",
    "Ann": "author",
    "Nothing of": "bottom_line",
    "Marsh": "ask.of",
    "Approve": "ask.text",
    "Remark": "text",
    "Northbay": "text",
    "divers": "text",
    "Seen from": "text",
    "land": "text",
    "ends": "annex",
    "of both": "charts.0.caption",
    "Delivered": "charts.0.series.0",
    "Barrage": "charts.0.rows.1.label",
    "Turbines": "items.each.one.headline",
    "In brief": "items.each.one.summary",
    "Odd": "items.each.one.comment",
    "Steps": "matrix.caption",
    "Wanted": "matrix.add.0.header",
    "seals": "matrix.own.0.cells.action",
    "Marine": "matrix.own.0.lead",
    "slowly": "judgements.0.text",
    "blades": "watch_list.0",
}


@pytest.fixture
def project(tmp_path):
    one = article("The array delivered 4,200 MWh.", title="A report", published="2026-01-02")
    made = make_project(tmp_path, {"one": one}, briefs={"memo": BRIEF})
    (tmp_path / "images").mkdir()
    Image.new("RGB", (40, 20)).save(tmp_path / "images" / "sea.png")
    return made


def sent(project):
    made = prepare(Session(Project(project.root)), "memo")
    return WordFile(write(made.annotated, made.inputs.theme, made.inputs.language).data)


def pulled(project, file):
    path = project.root / "back.docx"
    path.write_bytes(file.saved())
    return pull(Project(project.root), path)


def test_each_place_has_its_key(project):
    file = sent(project)
    for words in PLACES:
        file.replace(words, f"{words} Zirconia")
    report = pulled(project, file)
    assert [one.state for one in report.changes] == ["applied"] * len(PLACES)
    keys = [".".join(map(str, one.own.path)) for one in report.changes]
    assert sorted(keys) == sorted(PLACES.values())
    apply(project, report)
    assert pulled(project, sent(project)).changes == ()
    text = (project.root / "briefs" / "memo.yaml").read_text()
    assert "Picture: Seen from Zirconia *land* *Zirconia* [@one]" in text
    assert "Table: What divers Zirconia saw {#divers}" in text


def test_a_row_of_the_authors_table_that_is_gone_is_taken_out_once(project):
    file = sent(project)
    for words in ("Northbay", "calm"):
        file.replace(words, "")
    report = pulled(project, file)
    apply(project, report)
    text = (project.root / "briefs" / "memo.yaml").read_text()
    assert "| --- | --- |\n  | Southbay | rough |" in text
    assert [one.state for one in pulled(project, file).changes] == ["there", "there"]


def test_words_instead_of_a_picture_are_told_and_not_placed(project):
    data = sent(project)
    picture = next(one for one in data.body.iter() if one.get("descr") == "A turbine on its pier")
    picture.set("descr", "Something else")
    (change,) = pulled(project, data).changes
    assert (change.old, change.new) == ("A turbine on its pier", "Something else")
    assert (change.state, change.hint[:7]) == ("unplaced", "type it")


def test_a_line_that_repeats_one_of_the_authors_names_its_key(tmp_path):
    one = article("The array delivered 4,200 MWh.", title="A report", published="2026-01-02")
    brief = "format: 1\ntitle: Memo\ndate: 2026-01-09\narticles: [one]\nbottom_line: Nothing.\n"
    old = f"{brief}sections: [bottom-line, sources]\n"
    new = (
        f"{brief}sections: [changes, bottom-line, watch-list, sources]\nprevious: old\n"
        "watch_list: ['Whether blades crack [@one].']\n"
    )
    project = make_project(tmp_path, {"one": one}, briefs={"old": old, "memo": new})
    changed = sent(project).replace("blades crack.", "blades break.")
    (change,) = pulled(project, changed).changes
    assert change.hint == "it repeats 'watch_list.0': change it there"
