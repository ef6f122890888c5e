"""Write the schemas into a project, where the first line of each YAML file points."""

from __future__ import annotations

from pathlib import Path

from reebrief.cli.output import OK, give
from reebrief.cli.schema.documents import KINDS, text
from reebrief.diagnostics import error, known
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project, open_project

FOLDER = "schema"


def run_schema(kind: str, folder: str | None, *, write_all_kinds: bool) -> int:
    """Print the schema of a kind of file, or write those of all into a project.

    Raises ReebriefError where the kind is unknown, or a file cannot be written.
    """
    if kind not in KINDS:
        raise error(f"no schema '{kind}'", None, known(kind, KINDS, kind="schemas"))
    if not write_all_kinds:
        give(text(kind).rstrip("\n"))
        return OK
    project = open_project(folder)
    for path in write(project):
        give(project.name(path))
    return OK


def files() -> dict[str, bytes]:
    """Return the schema files by their path from a project's root."""
    return {f"{FOLDER}/{name}.json": text(name).encode() for name in KINDS}


def write(project: Project) -> tuple[Path, ...]:
    """Write the schemas that are not there or not as they should be; return the paths of all.

    Raises ReebriefError where one cannot be written.
    """
    made = {project.root / name: data for name, data in files().items()}
    changed = {p: data for p, data in made.items() if not p.is_file() or p.read_bytes() != data}
    if changed:
        write_all(changed, name=project.name)
    return tuple(made)
