"""What was made before still works: a project of version 0.1, and files of the first manifest."""

import shutil
from pathlib import Path

import pytest

from reebrief import render, verify_file
from reebrief.diagnostics import Severity
from reebrief.project.project import Project
from reebrief.verify.verdict import State

DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.mark.parametrize("form", ["memo", "brief", "one-pager", "graded", "action-memo"])
def test_a_project_of_an_older_version_renders_in_every_format(form, tmp_path):
    """It has own templates, caveats, a language, a theme that extends none, a Word template."""
    root = tmp_path / "old"
    shutil.copytree(DATA / "old-project", root)
    (result,) = render(Project(root), [form], to=["docx", "pdf", "html", "md"])
    assert {path.suffix for path in result.files} == {".docx", ".pdf", ".html", ".md"}
    assert not [p for p in result.problems if p.severity is Severity.ERROR]
    told = [p.what for p in result.problems if p.place and p.place.file.endswith("caveats.yaml")]
    assert any("state-media are changed by this project" in what for what in told)


@pytest.mark.parametrize("name", ["weekly.pdf", "weekly.docx"])
def test_a_file_with_the_first_form_of_manifest_is_verified_as_before(name, tmp_path):
    file = tmp_path / name
    data = (DATA / "format-1" / name).read_bytes()
    file.write_bytes(data)
    assert verify_file(file).state is State.INTACT
    at = data.rindex(b"endobj") if name.endswith("pdf") else data.index(b"PK", 4)
    file.write_bytes(data[:at] + b" " + data[at:])
    assert verify_file(file).state is not State.INTACT
