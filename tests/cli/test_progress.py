"""How far a render is: a bar on a terminal that is gone afterwards, lines elsewhere."""

import io

import pytest

from reebrief.cli import progress
from reebrief.cli.options import RenderOptions
from reebrief.cli.progress import Progress
from reebrief.cli.render import run_render
from reebrief.pipeline.progress import Step
from support.projects import article, brief, make_project


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Return a function that renders three variants without patience; return what stderr got."""
    monkeypatch.setattr(progress, "_PATIENCE", (-1.0, -1.0))
    variants = "{a: {title: A}, b: {title: B}, c: {title: C}}"
    text = brief(articles="[one]", variants=variants)
    make_project(tmp_path, {"one": article("It grew.\n", origins="[X]")}, "", {"b": text})

    def render(stream, **how):
        monkeypatch.setattr("sys.stderr", stream)
        run_render(RenderOptions(project=str(tmp_path), to=["md"], force=True, **how))
        return stream.getvalue()

    return render


def screen(text):
    """Return the lines that stay on a terminal."""
    return [line.rpartition("\r\x1b[K")[2] for line in text.split("\n")]


def test_a_terminal_shows_one_bar_which_is_gone_before_anything_is_printed(told):
    text = told(Terminal())
    assert "[......" in text
    assert "2 of 3: b-b, md" in text
    assert not [line for line in screen(text) if "[.." in line or " of 3" in line]
    assert any("unreviewed" in line for line in screen(text))


def test_elsewhere_each_step_is_a_line(told):
    lines = told(io.StringIO()).split("\n")
    assert [line for line in lines if line.startswith("…")][:2] == [
        "… 1 of 3: b-a",
        "… 1 of 3: b-a, md",
    ]


@pytest.mark.parametrize("how", [{"quiet": True}, {"as_json": True}])
def test_who_wants_silence_gets_it(told, how):
    for stream in (Terminal(), io.StringIO()):
        assert " of 3" not in told(stream, **how)


def test_a_bar_is_no_wider_than_its_terminal():
    step = Step(2, 4, "a-brief-of-a-long-name", "pdf")
    assert step.bar(200) == "[#####...............] 2 of 4: a-brief-of-a-long-name, pdf"
    assert len(step.bar(30)) == 29


def test_quick_work_is_not_spoken_of(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    Progress().tell(Step(1, 1, "weekly"))
    assert stream.getvalue() == ""


def test_problems_of_several_documents_are_told_once(told):
    assert told(io.StringIO()).count("is not in the source registry") == 1
