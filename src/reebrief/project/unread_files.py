"""Name the files of a project that nothing reads: another ending, a folder within a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.project.project import Project, is_file

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
"""The folders within a folder that are read themselves."""

_REGISTRY = "sources"


def unread(project: Project) -> Iterator[Problem]:
    """Yield a finding for each file that looks as if it were meant to be read, and is not."""
    for folder, endings in _READ.items():
        for path in _entries(project.root / folder):
            if path.is_dir():
                yield from _within(project, path, folder, endings)
            elif is_file(path):
                yield from _misnamed(project, path, folder, endings)


def _entries(folder: Path) -> list[Path]:
    """Return what stands in a folder, but hidden names; nothing where there is none."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((p for p in found if not p.name.startswith(".")), key=lambda p: p.name)


def _misnamed(
    project: Project, path: Path, folder: str, endings: dict[str, str]
) -> Iterator[Problem]:
    wanted = endings.get(path.suffix.lower())
    if folder == "articles" and path.stem.lower() == _REGISTRY and path.suffix.lower() == ".yml":
        wanted = ".yaml"
    if path.suffix.lower() == ".txt" and not _begins_as_article(path):
        return
    if wanted is not None and path.suffix != wanted:
        what = f"not read: the ending '{path.suffix}'"
        hint = f"rename it to {path.stem.removesuffix(wanted)}{wanted}"
        yield Problem(what, Place(project.name(path)), hint, Severity.FINDING)


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
            hint = f"move it into {folder}/ itself"
            yield Problem(what, Place(project.name(inner)), hint, Severity.FINDING)


def _begins_as_article(path: Path) -> bool:
    """Say whether a text begins with front matter; other notes may stand beside articles."""
    try:
        return path.read_bytes()[:3] == b"---"
    except OSError:
        return False
