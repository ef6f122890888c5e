"""Name the files of a project that nothing reads: another ending, a folder within a folder."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.project import article_files
from reebrief.project.project import MARKER, OTHER_MARKER, Project, is_file

_READ = {
    "articles": {".md": ".md", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".txt": ".md"},
    "briefs": {".yaml": ".yaml", ".yml": ".yaml"},
    "templates": {".yaml": ".yaml", ".yml": ".yaml"},
    "templates/languages": {".yaml": ".yaml", ".yml": ".yaml"},
    "templates/themes": {".yaml": ".yaml", ".yml": ".yaml"},
    "templates/sections": {".j2": ".j2", ".jinja": ".j2", ".jinja2": ".j2"},
}
"""By folder, what the endings that may stand there are meant to be, in small letters."""

_OWN = {"templates": {"languages", "themes", "sections"}}
"""The folders within a folder that are read themselves, beside those by year of articles."""

_REGISTRY = "sources"
_YAML = frozenset({".yaml", ".yml"})


def unread(project: Project) -> Iterator[Problem]:
    """Yield a finding for each file that looks as if it were meant to be read, and is not."""
    yield from _beside_the_marker(project)
    for folder, endings in _READ.items():
        yield from _in_folder(project, project.root / folder, folder, endings)


def _in_folder(
    project: Project, within: Path, folder: str, endings: dict[str, str]
) -> Iterator[Problem]:
    """Yield the findings of a folder: of its files, and of the folders in it."""
    read = article_files.ENDING if folder == article_files.FOLDER else None
    for path in _entries(within, but=read):
        if path.is_dir() and _of_year(project, path):
            yield from _in_folder(project, path, folder, endings)
        elif path.is_dir():
            yield from _within(project, path, folder, endings)
        elif is_file(path):
            yield from _misnamed(project, path, endings)


def _of_year(project: Project, path: Path) -> bool:
    return path.parent == project.root / article_files.FOLDER and article_files.is_year(path.name)


def _beside_the_marker(project: Project) -> Iterator[Problem]:
    """Yield a finding for settings and folders at the root that are spelt in another way."""
    folders = [folder for folder in _READ if "/" not in folder]
    for path in _entries(project.root):
        name = path.name.lower()
        if path.is_dir() and name in folders and not _is(path, project.root / name):
            yield _renamed(project, path, f"not read: the folder is called {name}", name)
        elif name in {MARKER, OTHER_MARKER} and path.name != MARKER and is_file(path):
            yield _renamed(project, path, f"not read: the settings stand in {MARKER}", MARKER)


def _is(path: Path, other: Path) -> bool:
    """Say whether two names are one file's: some systems do not tell capitals."""
    return path.name == other.name or (other.exists() and path.samefile(other))


def _renamed(project: Project, path: Path, what: str, name: str) -> Problem:
    return Problem(what, Place(project.name(path)), f"rename it to {name}", Severity.FINDING)


def _entries(folder: Path, but: str | None = None) -> list[Path]:
    """Return what stands in a folder, but hidden names; nothing where there is none.

    Files whose names end with ``but`` are left out: of articles there may be thousands.
    """
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        names = [
            one.name
            for one in entries
            if one.name[0] != "." and not (but and one.name.endswith(but) and one.is_file())
        ]
    return [folder / name for name in sorted(names)]


def _misnamed(project: Project, path: Path, endings: dict[str, str]) -> Iterator[Problem]:
    wanted = endings.get(path.suffix.lower())
    beside_articles = path.parent == project.root / article_files.FOLDER
    if beside_articles and path.stem.lower() == _REGISTRY and path.suffix.lower() in _YAML:
        if path.name != f"{_REGISTRY}.yaml":
            what = f"not read: the registry is called {_REGISTRY}.yaml"
            yield _renamed(project, path, what, f"{_REGISTRY}.yaml")
        return
    if wanted == ".j2" and not path.stem.lower().endswith(".md"):
        wanted = ".md.j2"
    if path.suffix.lower() == ".txt" and not _begins_as_article(path):
        return
    if wanted is not None and path.suffix != wanted:
        what = f"not read: the ending '{path.suffix}'"
        yield _renamed(project, path, what, f"{path.stem.removesuffix(wanted)}{wanted}")


def _within(
    project: Project, path: Path, folder: str, endings: dict[str, str]
) -> Iterator[Problem]:
    """Yield a finding for each file in a folder within one whose files alone are read."""
    if path.name in _OWN.get(folder, ()):
        return
    for inner in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
        if not hidden and inner.suffix.lower() in endings and is_file(inner):
            what = f"not read: it stands in a folder within {folder}/"
            by_year = " or a folder by year" if folder == article_files.FOLDER else ""
            meant = difflib.get_close_matches(path.name, _OWN.get(folder, ()), 1)
            hint = f"move it into {folder}/ itself{by_year}"
            if meant:
                hint = f"rename the folder to {meant[0]}"
            yield Problem(what, Place(project.name(inner)), hint, Severity.FINDING)


def _begins_as_article(path: Path) -> bool:
    """Say whether a text begins with front matter; other notes may stand beside articles."""
    if not path.is_file():  # a pipe would never end
        return False
    try:
        with path.open("rb") as file:
            return file.read(3) == b"---"
    except OSError:
        return False
