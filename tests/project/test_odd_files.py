"""What is no file, or no text that somebody wrote, is told at once and waited for by nobody."""

import os

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.project import project as projects
from reebrief.project.project import Project, decoded
from support.projects import article, brief, make_project

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")


def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    make_project(tmp_path, {"one": article(origins="[A]")}, "", {"a": brief(articles="[one]")})
    os.mkfifo(tmp_path / "articles" / "two.md")
    with pytest.raises(ReebriefError, match=r"two\.md: cannot be read: it is a pipe or a device"):
        Project(tmp_path).data(tmp_path / "articles" / "two.md")


@pytest.mark.parametrize(("size", "told"), [(10, False), (11, True)])
def test_a_text_has_a_greatest_length(monkeypatch, size, told):
    monkeypatch.setattr(projects, "_LONGEST", 10)
    if told:
        with pytest.raises(ReebriefError, match="a text of more than"):
            decoded("a.md", b"x" * size)
    else:
        assert decoded("a.md", b"x" * size) == "x" * size
