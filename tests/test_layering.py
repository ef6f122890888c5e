"""Modules import only from layers below their own, and what is heavy only when it is used."""

import ast
import os
import subprocess
import sys
from functools import cache

import pytest

from support.projects import article, brief, make_project
from support.trees import ROOT

SOURCE = ROOT / "src" / "reebrief"
LAYERS = [
    [
        "cli",
        "document",
        "pipeline",
        "analysis",
        "corpus",
        "project",
        "templates",
        "document.characters",
        "diagnostics",
        "document.ids",
        "writers.text.scripts",
        "document.sentences",
        "cli.output",
        "document.nodes",
        "writers.text.line_breaking",
        "project.build_state",
    ],
    [
        "document.annotated",
        "project.atomic_write",
        "project.lock",
        "document.markdown",
        "project.placeholders",
        "cli.progress",
        "cli.errors",
        "project.yaml",
    ],
    ["document.manifest", "project.validation", "templates.sandbox"],
    [
        "analysis.figures",
        "project.project",
        "templates.estimative_language",
        "templates.matrix_words",
    ],
    ["writers.charts", "project.images", "templates.chart_words"],
    [
        "analysis.lookalikes",
        "analysis.scope_drift",
        "templates.glossary",
        "templates.language",
        "templates.sections",
        "templates.themes",
        "verify",
    ],
    ["analysis.claims", "project.dates"],
    ["briefs.models.grade"],
    ["corpus.articles", "briefs", "corpus.sources"],
    ["cli.schema"],
    [
        "compose.excerpts",
        "corpus.ingest",
        "cli.import_article",
        "corpus.duplicates",
        "compose.selection",
        "cli.scaffold",
    ],
    ["compose", "corpus.search"],
    ["caveats", "pipeline.matrix_export.records"],
    ["writers"],
    ["pipeline.matrix_export"],
    ["cli.matrix", "cli.verify"],
    ["pipeline.fork", "pipeline.input_hashes"],
    ["pipeline.session"],
    ["pipeline.form_rules"],
    ["pipeline.render"],
    ["pipeline.check"],
    ["cli.caveat_report"],
    ["cli.render"],
    ["cli.preview"],
    ["cli.app"],
    ["__main__"],
]
"""The modules and packages, lowest first; a module belongs to the longest name that fits."""

PLACES = {name: number for number, layer in enumerate(LAYERS) for name in layer}

HOMES = {
    "docx": "writers.docx",
    "ftfy": "corpus.ingest",
    "jinja2": "templates.sandbox",
    "PIL": "project.images",
    "markdown_it": "document.markdown",
    "pypdf": "verify",
    "pypdfium2": "cli.preview.page_images",
    "reportlab": "writers.pdf",
    "typer": "cli.app",
    "yaml": "project.yaml",
}
"""Where each third-party package is at home; pydantic checks whatever people write."""

WRITERS_KNOW = {
    "document.annotated",
    "document.characters",
    "templates.chart_words",
    "writers.charts",
    "diagnostics",
    "pipeline.matrix_export.records",
    "templates.language",
    "document.manifest",
    "document.sentences",
    "writers.text.scripts",
    "templates.themes",
    "document.nodes",
    "writers.text.line_breaking",
    "writers",
}


def name_of(path):
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(name):
    """Yield the full names of the modules that a module imports anywhere in its text."""
    for node in ast.walk(ast.parse(FILES[name].read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                assert node.level == 0, f"{name}: a relative import"
                names = (f"{node.module}.{alias.name}" for alias in node.names)
                yield from (
                    n if n.removeprefix("reebrief.") in FILES else node.module for n in names
                )


@cache
def imports(name):
    return frozenset(imported(name))


def own(name):
    return {m.removeprefix("reebrief.") for m in imports(name) if m.startswith("reebrief.")}


def top(name):
    return name.partition(".")[0]


def place(name):
    """Return the longest name of the layers that a module's name begins with."""
    while name and name not in PLACES:
        name = name.rpartition(".")[0]
    return name


def test_every_module_has_one_layer():
    assert len(PLACES) == sum(map(len, LAYERS))
    assert set(PLACES) == {place(name) for name in FILES} - {""}
    assert [name for name in FILES if FILES[name].stat().st_size and not place(name)] == [""]


@pytest.mark.parametrize("name", [name for name in FILES if name])
def test_a_module_imports_only_from_its_own_layer_and_those_below(name):
    above = {used for used in own(name) if PLACES[place(used)] > PLACES[place(name)]}
    assert above == set()


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("writers")])
def test_a_writer_knows_the_tree_and_the_theme_and_no_other_writer(name):
    assert {place(used) for used in own(name)} <= WRITERS_KNOW
    others = {f"writers.{other}" for other in ("docx", "html", "markdown", "pdf")}
    mine = ".".join(name.split(".")[:2])
    assert not {".".join(used.split(".")[:2]) for used in own(name)} & (others - {mine})


@pytest.mark.parametrize("package", HOMES)
def test_a_third_party_package_has_one_home(package):
    users = {name for name in FILES if package in map(top, imports(name))}
    assert users
    assert {n for n in users if not f"{n}.".startswith(f"{HOMES[package]}.")} == set()


def test_no_other_package_is_used():
    used = {top(module) for name in FILES for module in imports(name)}
    assert used - set(sys.stdlib_module_names) == {*HOMES, "pydantic", "reebrief"}


# --- what is loaded

PACKAGES = {*HOMES, "pydantic"}
RENDERERS = {"docx", "ftfy", "lxml", "reportlab", "typer"}


def loaded(code, folder=ROOT):
    """Run code in a fresh interpreter; return the packages that it loaded."""
    code += "\nimport sys; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_package_and_the_look_for_changes_load_nothing_but_the_standard_library():
    assert (
        loaded("import reebrief, reebrief.project.build_state") & {*PACKAGES, *RENDERERS} == set()
    )


def test_the_library_loads_no_renderer_until_one_is_used():
    assert loaded("import reebrief.pipeline.render, reebrief.cli.render") & RENDERERS == set()


@pytest.fixture
def project(tmp_path):
    make_project(tmp_path, {"one": article(origins="[A]")}, "", {"a": brief(articles="[one]")})
    return tmp_path


RENDER = """
import sys
from reebrief.__main__ import main
sys.argv = ["reebrief", "render", "--to", "{form}"]
try:
    main()
except SystemExit as done:
    assert not done.code
"""


@pytest.mark.parametrize(("form", "needs"), [("md", set()), ("docx", {"docx", "lxml"})])
def test_a_render_loads_the_renderers_of_its_formats_and_the_next_one_nothing(project, form, needs):
    assert loaded(RENDER.format(form=form), project) & RENDERERS == needs
    again = loaded(RENDER.format(form=form), project)
    assert again & {*PACKAGES, *RENDERERS} == set()
    assert "reebrief" in again
