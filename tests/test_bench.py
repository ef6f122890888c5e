"""The benchmark's pure parts: what it renders, and how it makes a table of what it measured."""

import importlib
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from reebrief.diagnostics import Severity
from reebrief.pipeline.check import checking
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.writers.pdf import write


@pytest.fixture
def bench(monkeypatch):
    """Return what imports a module of the benchmark, which is no package."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "bench")
    return importlib.import_module


def test_invented_briefs_have_no_problems_but_many_marks(tmp_path, bench):
    names = bench("corpus").make_project(tmp_path / "p", (1, 3))
    checked = [*checking(Session(Project(tmp_path / "p")), names)]
    assert [one.name for one in checked] == ["articles", *names]
    found = [problem for one in checked for problem in one.problems]
    problems = [
        p
        for p in found
        if not re.search(r"are caveats|marks on a page|same text as actions-", p.what)
    ]
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


def test_memos_differ_in_their_title(tmp_path, bench):
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "weekly.yaml").write_text("format: 1\ntitle: Weekly\nform: memo\n")
    assert bench("corpus").make_memos(tmp_path, "weekly", 2) == ["weekly-001", "weekly-002"]
    memo = tmp_path / "briefs" / "weekly-002.yaml"
    assert memo.read_text() == "format: 1\ntitle: Memo 2\nform: memo\n"


def test_pages_without_tags_show_the_same_text(bench):
    prepared = prepare(Session(Project(Path(__file__).parents[1])), "weekly")
    bare = bench("tagging").untagged(prepared)
    tagged = write(prepared.annotated, prepared.inputs.theme, prepared.inputs.language).data
    one, other = (PdfReader(io.BytesIO(data)) for data in (bare, tagged))
    assert [p.extract_text() for p in one.pages] == [p.extract_text() for p in other.pages]
    assert "/StructTreeRoot" in other.trailer["/Root"]
    assert "/StructTreeRoot" not in one.trailer["/Root"]


def test_ratios_are_formed_within_a_round(bench):
    measuring = bench("measuring")
    ours = [measuring.Sample(s, s, 10) for s in (1, 20, 3)]
    reference = [measuring.Sample(s, s, 10) for s in (2, 40, 2)]
    assert measuring.ratio(ours, reference) == 0.5


def test_a_table_says_what_was_met(bench):
    sample, report = bench("measuring").Sample, bench("report")
    one = report.row("weekly", [sample(0.5, 0.5, 60)], [sample(0.4, 0.4, 9)], at_most=1.0, aim=0.8)
    many = report.row(
        "memos", [sample(5, 5, 70)], None, report.Reach(20, 15, "a second", at_least=True)
    )
    printed = report.table([one, many])
    assert "1.25 ≤ 1 × the reference: MISSED; aim 0.8: missed" in printed
    assert "20 ≥ 15 a second: met" in printed
    assert len({line.index("0.500") for line in printed.splitlines() if "0.500" in line}) == 1
