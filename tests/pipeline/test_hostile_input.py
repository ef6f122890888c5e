"""Input that once broke something: it is refused with a place, or comes out as what it is."""

import io
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from reebrief.cli import render as commands
from reebrief.cli import scaffold
from reebrief.cli.main import answer
from reebrief.cli.options import RenderOptions
from reebrief.corpus import source_entries, sources
from reebrief.diagnostics import ReebriefError
from reebrief.pipeline import render as rendering
from reebrief.pipeline.render import render
from reebrief.project import build_state, dates
from reebrief.templates import themes
from support.projects import article, brief, make_project
from support.trees import ROOT

pytestmark = pytest.mark.thorough

SOE = "bg:\n  name: Baogang\n  kind: state-owned-enterprise\n"
ONE = {"one": article("Body.", origins="[X]", published="2025-12-01")}
A = brief(articles="[one]")
UNKNOWN = "      no-class: {label: Ours, text: It is ours.}\n"
CAVEATS = (ROOT / "templates" / "caveats.yaml").read_text(encoding="utf-8")
WORDS = (ROOT / "templates" / "languages" / "en.yaml").read_text(encoding="utf-8")
THEME = (
    "format: 1\ntitle: T\nfonts:\n  text: {word: C, regular: Carlito-Regular.ttf}\n"
    'colours: {ink: "1b1f24"}\nroles:\n'
)


def shown(tmp_path, articles=ONE, sources="", definition=A, to="md", **files):
    """Render brief ``a``; return its text and its problems."""
    files = {f"templates/{k}": v for k, v in files.pop("files", {}).items()}
    project = make_project(tmp_path, articles, sources, {"a": definition}, files=files)
    (done,) = render(project, ["a"], to=[to])
    text = done.files[0].read_text() if done.files else ""
    return text, "\n".join(map(str, done.problems))


def test_no_id_is_another_entrys_name(tmp_path):
    text = "cctv:\n  name: X\n  kind: private-company\ny:\n  name: CCTV\n  kind: state-media\n"
    with pytest.raises(ReebriefError, match="'CCTV' already names 'cctv'"):
        sources.load(make_project(tmp_path, sources=text))


@pytest.mark.parametrize(
    "template",
    [
        "## {{ headline.inlines[0].inlines[0].text|upper }}",
        "{{ headline.mark[1:-1] }}",
        "{{ [headline] }}",
        "{{ headline|pprint }}",
        "{% set x %}{{ headline }}{% endset %}{{ x[1:2] }}",
    ],
)
def test_a_template_cannot_look_into_text_of_an_article(tmp_path, template):
    text, problems = shown(tmp_path, files={"sections/item.md.j2": template})
    assert "item.md.j2:1:" in problems
    assert text == ""


def test_a_name_is_found_in_a_text_without_spaces(tmp_path):
    registry = sources.load(
        make_project(tmp_path, sources="bg:\n  name: 包钢集团\n  kind: state-owned-enterprise\n")
    )
    assert sources.mentions("据包钢集团报道，产量增长。", registry.find("bg"))


def test_an_opinion_below_a_heading_of_level_three_is_labelled(tmp_path):
    body = "Lead.\n\n## Facts\n\n### Why this matters\n\nBuy.\n"
    text, _ = shown(
        tmp_path,
        {"one": article(body, origins="[Baogang]")},
        SOE,
        brief(articles="[one]", items="{show: full}"),
    )
    assert "Opinion of the publisher, not a reported fact" in text


def test_a_recommendation_table_within_an_excerpt_is_labelled(tmp_path):
    body = "Lead.\n\n| Do |\n|---|\n| Buy |\n\nTable: West actions {#t}\n"
    text, _ = shown(
        tmp_path,
        {"one": article(body, origins="[Baogang]")},
        SOE,
        brief(articles="[one]", items="{show: full}"),
    )
    assert "Publisher’s opinion" in text


def quietly(options):
    with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
        return commands.run_render(options)


def test_an_article_edited_while_the_brief_was_rendered_is_seen(tmp_path, monkeypatch):
    make_project(tmp_path, ONE, "", {"a": A})
    real = rendering.write_all

    def edited(files, **options):
        real(files, **options)
        (tmp_path / "articles" / "one.md").write_text(article("Edited."))

    monkeypatch.setattr(rendering, "write_all", edited)
    options = RenderOptions(to=["md"], project=str(tmp_path))
    assert quietly(options) == 0
    assert answer(options) is None


def test_another_day_is_another_brief_where_today_was_asked_for(tmp_path, monkeypatch):
    make_project(tmp_path, ONE, "", {"a": A})
    options = RenderOptions(to=["md"], project=str(tmp_path), date="today")
    assert quietly(options) == 0
    monkeypatch.setattr(build_state, "_today", lambda: "2999-01-01")
    assert answer(options) is None


def test_a_template_in_a_linked_folder_is_seen(tmp_path):
    make_project(tmp_path / "p", ONE, "", {"a": A})
    (tmp_path / "shared").mkdir()
    (tmp_path / "p" / "templates").mkdir()
    (tmp_path / "p" / "templates" / "sections").symlink_to(tmp_path / "shared")
    options = RenderOptions(to=["md"], project=str(tmp_path / "p"))
    assert quietly(options) == 0
    (tmp_path / "shared" / "items.md.j2").write_text("# New\n\n{{ items }}\n")
    assert answer(options) is None


def test_the_same_command_from_another_folder_prints_paths_that_hold_there(tmp_path, monkeypatch):
    make_project(tmp_path, ONE, "", {"a": A})
    monkeypatch.chdir(tmp_path)
    assert quietly(RenderOptions(to=["md"])) == 0
    monkeypatch.chdir(tmp_path / "briefs")
    assert answer(RenderOptions(to=["md"])) is None


@pytest.mark.parametrize(
    ("cited", "in_brief", "said"),
    [
        ("two", r"One says \[[2](#source_two), unreviewed source\]", ""),
        ("nobody", "", "briefs/a.yaml:5:32: no article 'nobody'"),
    ],
)
def test_a_headline_may_cite_an_article_that_there_is(tmp_path, cited, in_brief, said):
    items = f'{{each: {{one: {{headline: "One says [@{cited}]"}}}}}}'
    text, problems = shown(
        tmp_path, {**ONE, "two": article()}, definition=brief(articles="[one]", items=items)
    )
    assert in_brief in text
    assert said in problems


def test_a_caption_may_cite(tmp_path):
    body = "| A |\n|---|\n| 1 |\n\nTable: C {#t}\n"
    definition = brief(articles="[one]", matrix='{table: "one#t", caption: "x [@two]"}')
    text, _ = shown(
        tmp_path, {"one": article(body), "two": article(title="Two")}, definition=definition
    )
    assert "source_two" in text


def test_a_template_may_not_cite(tmp_path):
    _, problems = shown(tmp_path, files={"sections/items.md.j2": "# X\n\n[@two]\n\n{{ items }}\n"})
    assert "templates/sections/items.md.j2:1:1: a template cannot cite" in problems


def test_a_link_of_an_article_to_what_is_not_shown_becomes_text(tmp_path):
    body = "Read [that part](#nowhere) or [the report](https://example.org/r)."
    definition = brief(articles="[one]", items="{show: full}")
    text, problems = shown(tmp_path, {"one": article(body)}, definition=definition, to="html")
    assert "Read that part or <a" in text
    assert "#nowhere" not in text
    assert "nowhere" not in problems


@pytest.mark.parametrize("text", ["9999-W52", "9999d"])
def test_a_period_beyond_the_calendar_is_no_period(text):
    with pytest.raises(ValueError, match="type"):
        dates.period(text, dates.day("0001-01-02"))


@pytest.mark.parametrize(
    "files",
    [
        {"languages/en.yaml": WORDS.replace("{month}", "{mnth}")},
        {"languages/en.yaml": WORDS.replace("{month}", "{month")},
        {"caveats.yaml": CAVEATS.replace("by {publishers}", "by {publisher}")},
        {"caveats.yaml": CAVEATS.replace("{sources} speaks", "{sources!x} speaks")},
        {"caveats.yaml": CAVEATS.replace("{sources} speaks", "{sources:{x}} speaks")},
        {"caveats.yaml": CAVEATS.replace("    classes:\n", f"    classes:\n{UNKNOWN}")},
    ],
)
def test_a_wrong_name_in_braces_is_an_error_with_its_place(tmp_path, files):
    _, problems = shown(tmp_path, files=files)
    assert problems.startswith("templates/")


@pytest.mark.parametrize(
    "keys",
    [
        {"articles": f"[{'a' * 300}]"},
        {"bottom_line": f"x [@{'a' * 300}]"},
        {"theme": "a" * 300},
        {"language": "a" * 300},
        {"template": "a" * 300},
    ],
)
def test_a_name_too_long_for_a_file_is_the_name_of_none(tmp_path, keys):
    _, problems = shown(tmp_path, definition=brief(**{"articles": "[one]", **keys}))
    assert "briefs/a.yaml:" in problems


def test_a_long_chain_of_owners_is_followed(tmp_path):
    text = "".join(
        f"s{n}: {{name: S{n}, kind: other, "
        f"owner: {{is: s{n + 1}, article: c, read: 2025-01-01}}}}\n"
        for n in range(1500)
    )
    assert len(sources.load(make_project(tmp_path, sources=text)).sources["s0"].owners) == 1499


@pytest.mark.parametrize("template", ["{% include 'items' %}", "{{ 'a' * 10 ** 13 }}"])
def test_a_template_without_end_is_an_error(tmp_path, template):
    _, problems = shown(tmp_path, files={"sections/items.md.j2": template})
    assert "templates/sections/items.md.j2" in problems


@pytest.mark.parametrize(
    "shell",
    [
        "{rb} render --to md >/dev/full",
        "{rb} render --to md | true; exit ${{PIPESTATUS[0]}}",
        "{rb} render --to md >&-",
        "mkdir d && cd d && rmdir ../d && {rb} render --to md",
        'sed -i \'s/"today"/"toady"/\' .reebrief/state/*.json && {rb} render --to md',
    ],
)
def test_no_traceback_reaches_a_user(tmp_path, shell):
    make_project(
        tmp_path, {"one": article(origins="[A]")}, "a: {name: A, kind: trade-press}\n", {"a": A}
    )
    rb = f"{sys.executable} -m reebrief"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(
        ["bash", "-c", f"{rb} render --to md"], cwd=tmp_path, env=environment, check=True
    )
    done = subprocess.run(
        ["bash", "-c", shell.format(rb=rb)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "definition",
    [
        brief(articles="{where: {topics: gold}}"),
        brief(articles="[one]", bottom_line='" "'),
        brief(articles="[one]", text='"\\n"'),
    ],
)
def test_an_empty_value_is_printed_as_nothing(tmp_path, definition):
    text, _ = shown(tmp_path, definition=definition)
    assert "None" not in text


def test_an_empty_list_of_articles_selects_none(tmp_path):
    _, problems = shown(tmp_path, definition=brief(articles="[]"))
    assert "no article is selected" in problems


def test_an_article_may_link_to_its_own_headings(tmp_path):
    _, problems = shown(
        tmp_path,
        {"one": article("See [below](#b).\n\n## B\n\nb\n")},
        definition=brief(articles="[one]", items="{show: full}"),
    )
    assert "nowhere in the brief" not in problems


@pytest.mark.parametrize("mark", ["\ue000", "\ue0000\ue001"])
def test_a_character_of_private_use_is_text(tmp_path, mark):
    text, problems = shown(tmp_path, {"one": article(f"a {mark} b")})
    assert "several blocks" not in problems
    assert f"a {mark} b" in text


@pytest.mark.parametrize("heading", ["Source one", "Matrix t"])
def test_no_heading_of_the_author_takes_an_id_of_the_brief(tmp_path, heading):
    body = "| A |\n|---|\n| 1 |\n\nTable: C {#t}\n"
    definition = brief(articles="[one]", text=f'"# {heading}"', matrix='{table: "one#t"}')
    html, _ = shown(tmp_path, {"one": article(body)}, definition=definition, to="html")
    ids = re.findall(r' id="([^"]+)"', html)
    assert [i for i in ids if ids.count(i) > 1] == []


def test_tables_of_two_articles_have_two_ids(tmp_path):
    table = "| A |\n|---|\n| 1 |\n\nTable: C {#%s}\n"
    html, _ = shown(
        tmp_path,
        {"a": article(table % "b-c"), "a-b": article(table % "c")},
        definition=brief(articles="[a, a-b]", items="{show: full}"),
        to="html",
    )
    ids = re.findall(r'<table id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 2


def test_true_is_no_number(tmp_path):
    _, problems = shown(tmp_path, definition=brief(articles="{limit: true}"))
    assert "a whole number is expected" in problems


def theme_fault(tmp_path, roles):
    project = make_project(tmp_path, files={"templates/themes/house.yaml": THEME + roles})
    with pytest.raises(ReebriefError) as caught:
        themes.load(project, "house")
    return str(caught.value)


def test_an_unknown_role_is_an_unknown_key(tmp_path):
    assert "7:3: unknown key 'headin-1'\n  hint: did you mean 'heading-1'?" in theme_fault(
        tmp_path, "  headin-1: {}\n"
    )


def test_a_fault_that_roles_inherit_is_reported_once(tmp_path):
    message = theme_fault(tmp_path, "  body: {colour: inc}\n  title: {size: 20}\n")
    assert message.count("unknown colour 'inc'") == 1


def test_a_new_project_never_writes_over_one(tmp_path):
    make_project(tmp_path, settings="format: 1\n# mine\n")
    with pytest.raises(ReebriefError, match="already exists"):
        scaffold.init(tmp_path / "nowhere" / "..")
    assert "# mine" in (tmp_path / "reebrief.yaml").read_text()


def test_a_brief_of_a_very_long_name_is_an_error_not_a_crash(tmp_path):
    name = "b" * 245
    (done,) = render(make_project(tmp_path, ONE, "", {name: A}), [name], to=["md"])
    assert done.failed or done.files


def test_hidden_files_and_folders_are_no_articles_and_no_briefs(tmp_path):
    project = make_project(tmp_path, ONE, "", {"a": A})
    for folder, ending in (("articles", "md"), ("briefs", "yaml")):
        (tmp_path / folder / f".#a.{ending}").symlink_to("/nowhere")  # Emacs, a file being edited
        (tmp_path / folder / f"folder.{ending}").mkdir()
    names = [
        p.name for f, e in (("articles", ".md"), ("briefs", ".yaml")) for p in project.files(f, e)
    ]
    assert names == ["one.md", "a.yaml"]


def test_an_empty_list_of_formats_is_an_error(tmp_path):
    make_project(tmp_path, ONE, "", {"a": A})
    with pytest.raises(ReebriefError, match="--to: no format"):
        quietly(RenderOptions(to=[], project=str(tmp_path)))


def test_an_empty_alias_is_refused(tmp_path):
    with pytest.raises(ReebriefError):
        sources.load(make_project(tmp_path, sources='a: {name: A, aliases: [""], kind: other}\n'))


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\nsources: {}\n",
        "sources:\n  a: {name: A, kind: other}\nformat: 1\n",
    ],
)
def test_an_entry_can_be_added_or_the_reason_is_said(tmp_path, text):
    project = make_project(tmp_path, files={"articles/sources.yaml": text})
    with pytest.raises(ReebriefError, match=r"keeps an entry from being added(.|\n)*name: New"):
        source_entries.add(project, "New", "other")
