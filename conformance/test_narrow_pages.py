"""Pages in HTML on a phone: nothing is cut off, and stacked cells say their columns' heads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conformance import ROOT, programs
from reebrief import briefs
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import themes
from reebrief.writers import write

SESSION = Session(Project(ROOT))


@pytest.mark.parametrize("name", ["ministry", "think-tank", "large-print"])
def test_nothing_of_a_shipped_brief_is_cut_off_on_a_phone(name: str, tmp_path: Path) -> None:
    theme = themes.load(SESSION.project, name)
    files = []
    for brief in briefs.names(SESSION.project):
        made = prepare(SESSION, brief)
        files.append(tmp_path / f"{brief}.html")
        files[-1].write_bytes(write("html", made.annotated, theme, made.inputs.language).data)
    lines = programs.node("narrow.mjs", *files).splitlines()
    pages = [json.loads(line) for line in lines]
    assert sum(page["cells"] for page in pages) > 40
    for file, page in zip(files, pages, strict=True):
        assert page["width"] == 390, file.stem
        assert page["cut"] == [], file.stem
        assert page["labelled"] == page["cells"], file.stem
        assert page["broken"] == [], file.stem
