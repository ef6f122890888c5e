"""LibreOffice's files come back: saved they have no changes, edited each edit lands on its key."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance import ROOT
from conformance.office_macro import Typed, edit
from reebrief.document.written_lines import WrittenLine
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.pull import pull
from reebrief.pull.open_docx import open_docx
from reebrief.writers.docx import write

BRIEFS = sorted(path.stem for path in (ROOT / "briefs").glob("*.yaml"))


@pytest.mark.parametrize("name", BRIEFS)
def test_what_libreoffice_saves_and_edits_lands_on_its_keys(name: str, tmp_path: Path) -> None:
    made = prepare(Session(Project(ROOT)), name)
    sent, saved, edited = (tmp_path / f"{one}.docx" for one in ("sent", "saved", "edited"))
    sent.write_bytes(write(made.annotated, made.inputs.theme, made.inputs.language).data)
    for folder in ("briefs", "articles"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "reebrief.yaml", tmp_path)
    planned = [*_planned(open_docx(sent).written.lines)]
    assert len(planned) > 3
    for target, edits in ((saved, []), (edited, [typed for _, typed in planned])):
        edit(sent, target, edits, tmp_path / "profile")
    assert pull(Project(tmp_path), saved).changes == ()
    report = pull(Project(tmp_path), edited)
    landed = [c for c in report.changes if c.state == "applied"]
    expected = [line.own for line, _ in planned]
    assert len(report.changes) == len(planned)
    assert [change.own for change in landed] == expected


def _planned(lines: tuple[WrittenLine, ...]) -> Iterator[tuple[WrittenLine, Typed]]:
    """Yield a line and what is typed over a word of it: one that stands nowhere else."""
    every = " ".join(line.text for line in lines)
    for n, line in enumerate(lines):
        own = " ".join(piece.text for piece in line.pieces if not piece.computed)
        words = re.findall(r"[A-Za-z]{5,}", own) if line.own else []
        word = next((one for one in words if every.count(one) == 1), None)
        if word:
            yield line, Typed(word, f"Zirconia{n}", tracked=n % 2 == 0)
