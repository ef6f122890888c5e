"""A render that would change nothing is known as such, and every input is looked at."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.cli import app
from reebrief.cli import render as commands
from reebrief.cli.main import answer
from reebrief.cli.options import RenderOptions, formats, parse
from reebrief.cli.render import run_render
from reebrief.pipeline import render
from reebrief.project import build_state, program_mark
from reebrief.project.project import FONTS, root_of
from support.projects import article, brief, make_project
from support.trees import ROOT

BRIEFS = {"a": brief(articles="[one]", theme="house"), "b": brief(articles="[one]")}
ARTICLES = {"one": article("Old words.", origins="[A]"), "two": article()}
THEME = (ROOT / "templates" / "themes" / "ministry.yaml").read_text()
TEMPLATE = (ROOT / "templates" / "sections" / "items.md.j2").read_text()
SOURCES = "a: {name: A, kind: trade-press}\n"


@pytest.fixture
def project(tmp_path):
    """Make a project with a theme, a template and a font of its own; return its root."""
    files = {"templates/themes/house.yaml": THEME, "templates/sections/items.md.j2": TEMPLATE}
    make_project(tmp_path, ARTICLES, SOURCES, BRIEFS, files=files)
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "Carlito-Bold.ttf", tmp_path / "fonts")
    return tmp_path


def options(root, **changes):
    return RenderOptions(**{"to": ["md"], "project": str(root), **changes})


def replace(old, new):
    """Return a change of a file that keeps its size."""
    assert len(old) == len(new)

    def change(path):
        before = path.read_text()
        path.write_text(before.replace(old, new))
        assert path.read_text() != before

    return change


def grow(path):
    with path.open("ab") as file:
        file.write(b"\n")


def appear(text=""):
    def change(path):
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return change


CHANGES = {
    "an article": ("articles/one.md", replace("Old", "New")),
    "a new article": ("articles/three.md", appear(article())),
    "a new article in a folder by year": ("articles/2026/three.md", appear(article())),
    "an article that goes": ("articles/two.md", os.unlink),
    "the registry": ("articles/sources.yaml", replace("trade-press", "other      ")),
    "the registry that goes": ("articles/sources.yaml", os.unlink),
    "a brief": ("briefs/a.yaml", replace("Brief", "Bride")),
    "a new brief": ("briefs/c.yaml", appear(BRIEFS["b"])),
    "a brief that goes": ("briefs/b.yaml", os.unlink),
    "a theme": ("templates/themes/house.yaml", replace("size: 18", "size: 17")),
    "a theme before the package's": ("templates/themes/ministry.yaml", appear(THEME)),
    "a template": ("templates/sections/items.md.j2", grow),
    "a template before the package's": ("templates/sections/item.md.j2", appear("# x")),
    "a template that goes": ("templates/sections/items.md.j2", os.unlink),
    "words of caveats": (
        "templates/caveats.yaml",
        appear((ROOT / "templates" / "caveats.yaml").read_text()),
    ),
    "a language": ("templates/languages/en.yaml", appear()),
    "a font": ("fonts/Carlito-Bold.ttf", grow),
    "a font before the package's": ("fonts/Carlito-Italic.ttf", appear()),
    "a font that goes": ("fonts/Carlito-Bold.ttf", os.unlink),
    "the settings": ("reebrief.yaml", grow),
    "an output that is altered": ("output/a-2025-12-05.md", replace("Old", "New")),
    "an output that goes": ("output/b-2025-12-05.md", os.unlink),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_any_input_or_output_is_seen(project, change):
    assert run_render(options(project)) == 0
    assert answer(options(project)) is not None
    path, make = CHANGES[change]
    make(project / path)
    assert answer(options(project)) is None


@pytest.mark.parametrize(("age", "looked_into"), [(0, True), (3600, False)])
def test_a_file_that_had_just_changed_is_looked_into_though_its_time_is_the_same(
    project, age, looked_into
):
    path = project / "articles" / "one.md"
    then = path.stat().st_mtime_ns - age * 10**9
    os.utime(path, ns=(then, then))
    assert run_render(options(project)) == 0
    replace("Old", "New")(path)
    os.utime(path, ns=(then, then))
    assert (answer(options(project)) is None) is looked_into


@pytest.mark.parametrize("folder", ["templates", "fonts", "articles"])
def test_a_file_in_a_folder_that_was_not_there_is_seen(tmp_path, folder):
    make_project(tmp_path, briefs={"a": brief(articles="{where: {}}")})
    assert run_render(options(tmp_path)) == 0
    assert answer(options(tmp_path)) is not None
    appear()(tmp_path / folder / "x.md")
    assert answer(options(tmp_path)) is None


def test_an_unchanged_project_prints_the_same_lines_again(project, capsys):
    text = ARTICLES["one"].replace("[A]", "[Nobody]")
    (project / "articles" / "one.md").write_text(text)
    assert run_render(options(project)) == 0
    streams = capsys.readouterr()
    told = answer(options(project))
    assert "".join(f"{line}\n" for line in told.printed) == streams.out
    assert "".join(f"{line}\n" for line in told.said) == streams.err
    assert "'Nobody' is not in the source registry" in streams.err


@pytest.mark.parametrize("first", [{}, {"quiet": True}, {"as_json": True}, {"verbose": True}])
def test_an_answer_serves_however_it_is_to_be_told(project, capsys, first):
    (project / "articles" / "one.md").write_text(ARTICLES["one"].replace("[A]", "[Nobody]"))
    expected = {}
    for name in ("quiet", "as_json"):
        assert run_render(options(project, **{name: True})) == 0
        expected[name] = capsys.readouterr().out
    assert run_render(options(project, **first)) == 0
    told = answer(options(project, as_json=True))
    assert told.data + "\n" == expected["as_json"]
    assert any("is not in the source registry" in line for line in told.said)
    assert expected["quiet"] == ""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("age", [0, 3600])
def test_a_brief_that_selects_depends_on_every_article(project, workers, age):
    for name in "cde":
        (project / "briefs" / f"{name}.yaml").write_text(brief(articles="{where: {topics: [ore]}}"))
    for path in (project / "articles").iterdir():
        os.utime(path, ns=(path.stat().st_mtime_ns - age * 10**9,) * 2)
    assert run_render(options(project, workers=workers)) == 0
    assert answer(options(project)) is not None
    assert answer(options(project)) is not None
    replace("title: One", "title: Two")(project / "articles" / "two.md")
    assert answer(options(project)) is None


def test_a_file_that_is_only_touched_or_saved_again_changes_nothing(project):
    run_render(options(project))
    path = project / "articles" / "one.md"
    os.utime(path, ns=(1, 1))
    assert answer(options(project)) is not None
    path.write_text(path.read_text())
    assert answer(options(project)) is not None


def test_each_set_of_options_has_an_answer_of_its_own(project, monkeypatch):
    asked = [
        options(project),
        options(project, names=["a"]),
        options(project, to=["html"]),
        options(project, output=str(project / "elsewhere")),
        options(project, date="2025-12-06"),
        options(project, strict=True),
    ]
    for one in asked:
        assert answer(one) is None
        assert run_render(one) == 0
    assert None not in map(answer, asked)
    assert answer(options(project, force=True)) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert {answer(one) is None for one in asked} == {True}


def test_a_relative_name_or_folder_means_another_from_elsewhere(project, monkeypatch):
    monkeypatch.chdir(project)
    asked = RenderOptions(names=["briefs/a.yaml"], to=["md"])
    assert run_render(asked) == 0
    assert answer(asked) is not None
    monkeypatch.chdir(project / "briefs")
    assert answer(asked) is None


def test_the_oldest_answer_is_forgotten_first(project, monkeypatch):
    monkeypatch.setattr(build_state, "_KEPT", 2)
    asked = [options(project, names=names) for names in (["a"], ["b"], ["a", "b"])]
    for one in asked:
        run_render(one)
    assert [answer(one) is None for one in asked] == [True, False, False]


def test_another_day_brings_another_brief_only_where_its_date_is_today(project, monkeypatch):
    (project / "briefs" / "b.yaml").write_text(brief(articles="[one]", date="today"))
    for name in "ab":
        assert run_render(options(project, names=[name])) == 0
    monkeypatch.setattr(build_state, "_today", lambda: "2999-01-01")
    assert answer(options(project, names=["a"])) is not None
    assert answer(options(project, names=["b"])) is None


def test_another_version_of_the_program_renders_again(project, monkeypatch):
    run_render(options(project))
    monkeypatch.setattr(program_mark, "__version__", "0.0.1")
    assert answer(options(project)) is None


def test_a_render_that_failed_or_found_something_under_strict_is_not_remembered(project):
    (project / "briefs" / "b.yaml").write_text("")
    assert run_render(options(project)) == 1
    assert answer(options(project)) is None
    (project / "articles" / "one.md").write_text(article(origins="[Nobody]"))
    assert run_render(options(project, names=["a"], strict=True)) == 3
    assert answer(options(project, names=["a"], strict=True)) is None


@pytest.mark.parametrize("state", [b"", b"[]", b"{", b'"x"', b"\xff", None])
def test_a_state_that_cannot_be_read_is_no_state(project, state):
    run_render(options(project))
    (path,) = (project / ".reebrief" / "state").iterdir()
    path.unlink()
    if state is None:
        path.mkdir()
    else:
        path.write_bytes(state)
    assert answer(options(project)) is None
    assert run_render(options(project)) == 0


@pytest.mark.parametrize("old", [b'"said": [', b'"printed": [', b'"data": "', b"output"])
def test_a_state_with_a_changed_byte_tells_nothing(project, old):
    run_render(options(project))
    (path,) = (project / ".reebrief" / "state").iterdir()
    assert answer(options(project)) is not None
    text = path.read_bytes()
    assert old in text
    path.write_bytes(text.replace(old, old[:-1] + b"7"))
    assert answer(options(project)) is None


def test_where_the_state_cannot_be_kept_the_render_stands(project, capsys):
    (project / ".reebrief").mkdir()
    (project / ".reebrief" / "state").write_text("no folder")
    assert run_render(options(project)) == 0
    assert "note: the state could not be kept" in capsys.readouterr().err
    assert (project / "output" / "a-2025-12-05.md").is_file()


def test_outside_a_project_there_is_no_answer(tmp_path):
    assert answer(options(tmp_path)) is None


def test_the_root_is_found_upwards_as_the_project_finds_it(project, monkeypatch):
    (project / "deep" / "er").mkdir(parents=True)
    (project / "link").symlink_to("deep")
    for folder in ("", "deep/er", "link/er", "briefs"):
        monkeypatch.chdir(project / folder)
        root = root_of(Path())
        assert build_state.find_root(None) == root.as_posix()


# --- reading the options


WORDS = ["a", "b.yaml", "--to", "--output", "--date", "--project", "--force", "--strict"]
WORDS += ["docx", "md,html", "docx,,docx , ", "--to=md", "--date=today", "--output=", "x=y", ""]
WORDS += ["--quiet", "-q", "--verbose", "-v", "--json", "--workers", "2", "--workers=3"]
WORDS += ["--scheduler", "127.0.0.1:8786", "--scheduler=x"]
WORDS += ["-", "--", "--fo", "-f", "--force=1", "--help"]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_plain_options_mean_what_the_command_lines_own_parser_reads(words):
    options = parse(words)
    if options is not None:
        assert typers(words) == told(options)


def told(options):
    """Return what options say, by name."""
    return {name: getattr(options, name) for name in RenderOptions.__annotations__}


def typers(words):
    """Return the options that the command line's own parser reads."""
    seen = []

    def run(options, *_, **__):
        seen.append(told(options))
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "run_render", run)
        app.app(["render", *words], standalone_mode=False)
    return seen[0]


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--to"], ["--to", "--force"], ["--nonsense"], ["-x"], ["--to", ","], ["--"]]
    + [["--workers", value] for value in ("0", "-1", "x", "")],
)
def test_what_looks_unusual_is_left_to_the_command_lines_own_parser(words):
    assert parse(words) is None


def test_formats_are_read_once_each():
    assert formats(" docx, ,md,docx ") == ["docx", "md"]
    assert formats(",") == []


def test_the_defaults_are_those_of_the_command_line():
    assert told(parse([])) == told(RenderOptions()) == typers([])
    assert tuple(RenderOptions().to) == render.DEFAULT_FORMATS
