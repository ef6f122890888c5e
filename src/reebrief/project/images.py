"""Read the pictures of a project, within limits.

What reaches a document is only what is seen: no metadata, no colour profile, no second frame, no
bytes after the picture's end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath

from reebrief.diagnostics import Place, error, known
from reebrief.document.nodes import Image
from reebrief.project.project import Project, is_file

LARGEST = 25_000_000
"""The most bytes of a picture's file."""

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def load(project: Project, name: str, place: Place) -> Image:
    """Return the picture in a file, named from the project's root.

    Raises ReebriefError at ``place`` where the file is missing, lies outside of the project, is too
    large, or is no picture that can be read.
    """
    path = _path(project, name, place)
    try:
        # Pillow is imported where a picture is read: most briefs have none.
        encoding = import_module("reebrief.project.image_encoding")
        image: Image = replace(encoding.encoded(project.data(path)), name=name)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(f"'{name}' {what}", place, hint) from None
    return image


def _path(project: Project, name: str, place: Place) -> Path:
    """Return the path of a picture's file. Raises as ``load`` does."""
    path = project.find(project.root / name)
    inside = not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts
    try:
        if not inside or not path.resolve().is_relative_to(project.root.resolve()):
            raise error(f"'{name}' leaves the project", place, "copy the picture to pictures/")
        if not is_file(path):
            hint = known(name, _pictures(project, path.parent), kind="pictures")
            raise error(f"no picture '{name}'", place, hint)
        if path.stat().st_size > LARGEST:
            what = f"'{name}' has more than {LARGEST // 1_000_000} MB"
            raise error(what, place, "save it as a smaller JPEG or PNG")
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no file can have
        raise error(
            f"'{name[:60]}' cannot be read", place, "copy the picture to pictures/"
        ) from None
    return path


def _pictures(project: Project, folder: Path) -> Iterator[str]:
    """Yield the names of the pictures in a folder, and in the usual one."""
    for each in dict.fromkeys((folder, project.root / "pictures")):
        if each.is_dir():
            files = (p for p in sorted(each.iterdir()) if is_file(p))
            yield from (project.name(p) for p in files if p.suffix.lower() in _ENDINGS)
