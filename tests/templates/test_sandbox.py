"""A project's own template that takes too much is stopped, with its name and line; others go on."""

import os
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.traverse import plain
from reebrief.pipeline.render import render
from reebrief.templates import sections as templating
from reebrief.templates.sandbox.client import Evaluator, evaluator
from reebrief.templates.sections import Sections, Templates
from support.projects import article, brief, make_project
from support.trees import ROOT, text

FOREVER = "{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% endfor %}\n{% endfor %}\n"


@pytest.fixture
def sections(tmp_path, monkeypatch):
    """Return a function that makes sections with templates of the project's own."""
    monkeypatch.setattr(templating, "SECONDS", 0.4)

    def sections(**templates):
        files = {f"templates/sections/{name}.md.j2": text for name, text in templates.items()}
        return Sections(Templates(make_project(tmp_path, files=files), None))

    return sections


def fault(sections, kind="own"):
    with pytest.raises(ReebriefError) as caught:
        sections.render(kind, {"title": sections.inlines(text("Steel"))})
    return str(caught.value)


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("a\n" + FOREVER, 3, "takes more than 0.4 s"),
        ("a\n\n{% if 7 ** (10 ** 10) %}b{% endif %}", 3, "takes more than 0.4 s"),
        ("a\n{{ 'x' * 999999999 }}", 2, "takes more than 500 MB"),
        ("a\n{{ '%999999999d'|format(1) }}", 2, "takes more than 500 MB"),
        ("a\n{% for i in range(10 ** 12) %}x{% endfor %}", 2, "Range too big"),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}", 2, "calls itself without end"),
        ("a\n{% include 'own' %}", 2, "calls itself without end"),
        (
            "a\n\n{% for i in range(9999) %}\n" + "x" * 99 + "{% endfor %}",
            3,
            "makes more than 100,",
        ),
    ],
)
def test_a_template_that_takes_too_much_is_stopped_at_its_line(sections, template, line, what):
    start = time.monotonic()
    message = fault(sections(own=template))
    assert time.monotonic() - start < 5
    assert message.startswith(f"templates/sections/own.md.j2:{line}:")
    assert what in message.splitlines()[0]
    assert message.endswith("known here: title 'Steel'")


def test_a_template_within_another_is_named_where_it_is_the_one(sections):
    message = fault(sections(own="a\n{% include 'part' %}", part="\n\n\n" + FOREVER))
    assert message.startswith("templates/sections/part.md.j2:5: takes more than")


def test_what_nests_too_deeply_to_be_compiled_has_the_templates_name(sections):
    message = fault(sections(own="{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"))
    assert message.startswith("templates/sections/own.md.j2: calls itself without end")


def test_after_one_took_too_long_none_is_run_again_for_that_brief(sections):
    words = SimpleNamespace(source_statement="How we know")
    made = sections(own=FOREVER, other="Words.", another=FOREVER)
    first = fault(made)
    start = time.monotonic()
    assert fault(made, "another") == fault(made, "other") == first
    assert time.monotonic() - start < 0.2
    assert plain(made.render("source-statement", {}, words=words)) == "How we know"


def test_all_templates_of_a_brief_together_have_one_limit(sections):
    made = sections(own="{% for a in range(99999) %}{% set b = a %}{% endfor %}")

    def often():
        for _ in range(200):
            made.render("own", {})

    with pytest.raises(ReebriefError, match=r"own\.md\.j2:1: takes more than 0\.4 s"):
        often()


def test_the_next_brief_has_its_templates_again(sections):
    fault(sections(own=FOREVER))
    assert plain(sections(own="Words.").render("own", {})) == "Words."


def test_a_process_that_was_ended_from_outside_is_begun_anew(sections):
    assert plain(sections(own="One.").render("own", {})) == "One."
    evaluator().close()
    assert plain(sections(own="Two.").render("own", {})) == "Two."


def test_a_process_that_cannot_begin_is_told(sections, monkeypatch):
    monkeypatch.setattr("reebrief.templates.sandbox.client._RUN", "raise SystemExit(1)")
    made = Evaluator()
    monkeypatch.setattr("reebrief.templates.sections.evaluator", lambda: made)
    message = fault(sections(own="One."))
    assert message.startswith("templates/sections/own.md.j2: it ended the process that it ran in")


def test_a_brief_whose_template_has_no_end_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(templating, "SECONDS", 0.4)
    articles = {name: article("Body.", origins="[X]") for name in ("one", "two", "three")}
    files = {"templates/sections/item.md.j2": FOREVER, "templates/sections/sources.md.j2": "{{ x"}
    project = make_project(
        tmp_path, articles, "", {"a": brief(articles="[one, two, three]")}, files=files
    )
    (done,) = render(project, ["a"], to=["md"])
    assert [str(p).split("\n")[0] for p in done.problems if "templates/" in str(p)] == [
        "templates/sections/item.md.j2:2: takes more than 0.4 s"
    ]
    assert not done.files
    assert not (tmp_path / "output").exists()


def test_shipped_templates_run_without_a_process_and_include_no_other(tmp_path):
    make_project(tmp_path, {"one": article(origins="[A]")}, "", {"a": brief(articles="[one]")})
    code = (
        "import subprocess, sys; from reebrief.__main__ import main\n"
        "def begun(*_, **__): raise AssertionError('a process was begun')\n"
        "subprocess.Popen = begun\n"
        "sys.argv = ['reebrief', 'render', '--to', 'md']\n"
        "try: main()\n"
        "except SystemExit as done: assert not done.code\n"
        "assert 'reebrief.templates.sandbox.environment' in sys.modules\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
    )
    for path in (ROOT / "templates").rglob("*.j2"):
        assert not {"include", "import", "extends"} & set(path.read_text().split()), path
