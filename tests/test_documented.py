"""Every command, option, key, class and role is documented."""

import re
import textwrap
from pathlib import Path

import pytest
import typer.main

from reebrief import briefs
from reebrief.briefs.forms import FORMS, SECTIONS
from reebrief.briefs.models.answers import CalculatedModel, SupportedModel
from reebrief.briefs.models.articles import ArticlesModel, WhereModel
from reebrief.briefs.models.ask import AskModel
from reebrief.briefs.models.brief import BriefModel
from reebrief.briefs.models.grade import Grade
from reebrief.briefs.models.items import ItemModel, ItemsModel, JudgementModel
from reebrief.briefs.models.matrix import MatrixModel
from reebrief.briefs.models.waivers import WaiverModel
from reebrief.briefs.parameters import ParameterModel
from reebrief.caveats.rules import RULES
from reebrief.cli.app import app
from reebrief.corpus.articles import Disclaimer, FrontMatter
from reebrief.corpus.source_models import KINDS, Fact, SourceModel
from reebrief.project import yaml
from reebrief.project.project import Settings
from reebrief.templates.caveat_classes import CLAIM_CLASSES, NAMES
from reebrief.templates.themes import ROLES, FontModel, PageModel, RoleModel, ThemeModel

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DEFINITION = (REPOSITORY / "docs" / "definition.md").read_text(encoding="utf-8")
CAVEATS = (REPOSITORY / "docs" / "caveats.md").read_text(encoding="utf-8")
COMMON = {"--help", "--install-completion", "--show-completion", "--version", "--project"}


def commands(group, *names):
    for name, command in sorted(group.commands.items()):
        yield (*names, name), command
        if hasattr(command, "commands"):
            yield from commands(command, *names, name)


def every_command():
    return [
        pytest.param(" ".join(names), command, id=" ".join(names))
        for names, command in commands(typer.main.get_command(app))
    ]


@pytest.mark.parametrize(("name", "command"), every_command())
def test_every_command_and_option_stands_in_the_readme(name, command):
    assert f"`reebrief {name}" in README
    for parameter in command.params:
        for option in {o for o in parameter.opts if o.startswith("--")} - COMMON:
            assert option in README, option


CASES = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((REPOSITORY / "tests" / "cases").glob("*.md"))
)


@pytest.mark.parametrize(("name", "command"), every_command())
def test_every_command_has_an_example_that_a_test_runs(name, command):
    assert re.search(rf"^\$ (?:.*[|;&] *)?reebrief {name}(?: |$)", CASES, re.MULTILINE), command


@pytest.mark.parametrize(
    "model",
    [
        ArticlesModel,
        AskModel,
        BriefModel,
        CalculatedModel,
        Disclaimer,
        Fact,
        FontModel,
        FrontMatter,
        Grade,
        ItemModel,
        ItemsModel,
        JudgementModel,
        MatrixModel,
        ParameterModel,
        PageModel,
        RoleModel,
        Settings,
        SourceModel,
        SupportedModel,
        ThemeModel,
        WaiverModel,
        WhereModel,
    ],
)
def test_every_key_stands_in_the_definition(model):
    for name, field in model.model_fields.items():
        assert f"`{field.alias or name}`" in DEFINITION, name


def test_every_form_section_and_kind_stands_in_the_definition():
    for word in (*FORMS, *SECTIONS, *KINDS):
        assert f"`{word}`" in DEFINITION, word


def test_every_role_is_set_by_the_shipped_theme():
    theme = (REPOSITORY / "templates" / "themes" / "ministry.yaml").read_text(encoding="utf-8")
    for role in ROLES:
        assert f"  {role}: " in theme, role


def test_every_class_of_caveats_has_a_rule_and_a_description():
    rules = {rule.__name__.replace("_", "-") for rule in RULES}
    assert rules | set(CLAIM_CLASSES) == set(NAMES)
    for name in NAMES:
        assert f"| `{name}` |" in CAVEATS, name


FENCED = re.compile(r"^( *)```yaml\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def examples():
    for page in (REPOSITORY / "README.md", *sorted(REPOSITORY.glob("docs/*.md"))):
        text = page.read_text(encoding="utf-8")
        for found in FENCED.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield pytest.param(textwrap.dedent(found[2]), id=f"{page.name}:{line}")


@pytest.mark.parametrize("example", [*examples()])
def test_every_example_in_yaml_can_be_read(example):
    file = yaml.read(example, "example.yaml")
    data = file.data
    if isinstance(data, dict) and {"title", "articles"} <= {*data} and "extends" not in data:
        assert briefs.made("example.yaml", example).model.title


PAGES = [
    *REPOSITORY.glob("*.md"),
    *REPOSITORY.glob("docs/*.md"),
    REPOSITORY / "conformance/README.md",
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_link_and_picture_of_a_page_is_there(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert not missing


def test_the_readme_leads_to_every_page():
    further = README.partition("## Further")[2]
    pages = [path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("docs/*.md")]
    assert [p for p in (*pages, "CONTRIBUTING.md", "SECURITY.md") if f"({p})" not in further] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_a_recipe_names_is_there(name):
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    named = re.findall(r"`([a-z][\w-]*(?:/[\w.-]+)+)`", text)
    source = REPOSITORY / "src" / "reebrief"
    homes = (REPOSITORY, source, source / "writers")
    assert named
    wanted = [path for path in named if "NAME" not in path]
    assert [path for path in wanted if not any((home / path).exists() for home in homes)] == []


def test_the_gallery_has_every_form_and_no_other_picture():
    gallery = (REPOSITORY / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert {form for form in FORMS if f"## `{form}`" in gallery} == set(FORMS)
    kept = {path.name for path in (REPOSITORY / "docs" / "gallery").iterdir()}
    assert kept == set(re.findall(r"\(gallery/([^)]+)\)", gallery))


@pytest.mark.parametrize("form", FORMS)
def test_the_sections_of_each_form_are_listed(form):
    listed = ", ".join(f"`{kind}`" for kind in FORMS[form].sections)
    assert f"| `{form}` | {listed} |" in DEFINITION
