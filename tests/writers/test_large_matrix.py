"""A matrix of 500 rows and 6 columns: in both formats, in work that grows with its rows."""

import cProfile

import pytest

from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project
from support.readers import docx_text, pdf_text, squeezed

pytestmark = pytest.mark.thorough

COLUMNS = ("Factor", "Finding", "Steps", "Where", "Unit", "Amount")
FORMS = {"docx": docx_text, "pdf": pdf_text}


def table(rows):
    lines = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for n in range(rows):
        cells = (f"Factor {n}", f"Finding {n} of the survey", f"Step {n}. Then wait.")
        lines.append(f"| {' | '.join((*cells, 'North', 'tons', str(n)))} |")
    return "\n".join(lines) + "\n\nTable: What to do {#steps}\n"


def made(folder, rows):
    """Return a session with a brief of a matrix of so many rows."""
    matrix = "{table: survey#steps, add: [lead], sort: amount, rename: {columns: {factor: Field}}}"
    keys = {"articles": "[survey]", "matrix": matrix, "sections": "[matrix]"}
    text = article(table(rows), origins="[X]", published="2025-11-01")
    return Session(make_project(folder, {"survey": text}, "", {"b": brief(**keys)}))


def calls(work):
    """Return how many functions some work calls: the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("form", FORMS)
def test_every_row_is_shown_and_twice_the_rows_are_twice_the_work(tmp_path, form):
    counted = []
    for rows in (250, 500):
        session = made(tmp_path / str(rows), rows)
        done = []
        counted.append(calls(lambda s=session, d=done: d.append(gated(form, prepare(s, "b")).data)))
        text = squeezed(FORMS[form](done[0]))
        assert all(f"Finding{n}ofthesurvey" in text for n in range(rows))
    assert counted[1] < 2.6 * counted[0]
