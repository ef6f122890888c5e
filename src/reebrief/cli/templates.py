"""The command ``reebrief templates``: list the shipped templates, print one, or copy it to edit."""

from __future__ import annotations

from pathlib import Path

from reebrief.cli.output import OK, give, say
from reebrief.cli.schema import write as schema
from reebrief.diagnostics import Place, error, known
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project, open_project

_KINDS = {
    "caveats": "the words of caveats (docs/caveats.md)",
    "claims": "which sentences hedge, plan or judge (docs/claims.md)",
    "glossary": "terms and abbreviations (docs/definition.md)",
    "support": "how figures and dates are read (docs/support.md)",
    "languages": "the fixed words of a language",
    "themes": "a house style (docs/themes.md)",
    "sections": "how a section is put together (docs/definition.md)",
}
"""What there is to copy, by the file's name or its folder's."""


def run_templates(name: str | None, folder: str | None, *, write: bool) -> int:
    """List what ships, print one file, or write it into the project's ``templates/``.

    Raises ReebriefError where there is none of this name, and where the project has it already.
    """
    project = open_project(folder)
    shipped = _shipped(project)
    if name is None:
        width = max(map(len, shipped))
        for key in shipped:
            yours = "; yours comes first" if _own(project, shipped[key]).is_file() else ""
            give(f"{key:<{width}}  {_KINDS[key.partition('/')[0]]}{yours}")
        return OK
    if name not in shipped:
        meant = next((key for key in shipped if key.rpartition("/")[2] == name), None)
        hint = f"did you mean '{meant}'?" if meant else known(name, shipped, kind="templates")
        raise error(f"no template '{name}'", None, hint)
    text = (project.package / "templates" / shipped[name]).read_bytes()
    if not write:
        give(text.decode().removesuffix("\n"))
        return OK
    path = _own(project, shipped[name])
    if path.exists():
        raise error("already exists", Place(project.name(path)), "edit it, or delete it first")
    schema.write(project)  # what a theme's first line points to
    write_all({path: text}, name=project.name)
    give(project.name(path))
    say("it comes before the shipped one; delete it to have that again")
    return OK


def _own(project: Project, name: str) -> Path:
    return project.root / "templates" / name


def _shipped(project: Project) -> dict[str, str]:
    """Return the shipped files by the names that the command gives them."""
    root = project.package / "templates"
    files = (path.relative_to(root).as_posix() for path in sorted(root.rglob("*.*")))
    named = {file.removesuffix(".yaml").removesuffix(".md.j2"): file for file in files}
    return {name: file for name, file in named.items() if name.partition("/")[0] in _KINDS}
