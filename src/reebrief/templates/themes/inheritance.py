"""One theme laid over another: what a theme file does not give comes from the theme it extends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reebrief.diagnostics import error, known
from reebrief.project.project import Project, is_file
from reebrief.project.yaml import YamlFile

_FOLDER = "themes"


def extended(project: Project, path: Path) -> tuple[YamlFile, tuple[Path, ...]]:
    """Return a theme file laid over those that it extends, and the paths of all of them.

    A font family replaces the one of its name whole, so that no face of another family is left in
    it; a role that gives a size has its own leading too. Raises ReebriefError where a theme is
    unknown, or extends itself.
    """
    return _laid_over(project, path, ())


def _laid_over(
    project: Project, path: Path, within: tuple[Path, ...]
) -> tuple[YamlFile, tuple[Path, ...]]:
    file, way = project.yaml(path), (*within, path)
    name = file.data.get("extends") if isinstance(file.data, dict) else None
    if name is None:
        return file, (path,)
    place = file.place(("extends",))
    base = _find(project, name, way) if isinstance(name, str) else None
    if base is None:
        if isinstance(name, str) and project.template(f"{_FOLDER}/{name}.yaml") in way:
            circle = " → ".join([p.stem for p in way] + [name])
            raise error(f"themes that extend each other: {circle}", place, "delete one 'extends'")
        names = {p.stem for f in project.template_folders() for p in (f / _FOLDER).glob("*.yaml")}
        hint = known(str(name), names - {path.stem}, kind="themes")
        raise error(f"no theme '{name}' to extend", place, hint)
    under, paths = _laid_over(project, base, way)
    done = file.over(under)
    for part, join in (("fonts", _replaced), ("roles", _led)):
        own, joined = file.data.get(part), done.data.get(part)
        if isinstance(own, dict) and isinstance(joined, dict):
            for key, value in own.items():
                if isinstance(value, dict):
                    joined[key] = join(value, joined[key])
    return done, (path, *paths)


def _find(project: Project, name: str, way: tuple[Path, ...]) -> Path | None:
    """Return the file of a theme, the project's own first; one on the way here is passed over.

    A theme may so have the name of the shipped one that it extends.
    """
    if "/" in name:
        return None
    found = (folder / _FOLDER / f"{name}.yaml" for folder in project.template_folders())
    return next((path for path in found if is_file(path) and path not in way), None)


def _replaced(own: dict[str, Any], _: dict[str, Any]) -> dict[str, Any]:
    return own


def _led(own: dict[str, Any], joined: dict[str, Any]) -> dict[str, Any]:
    if "size" in own and "leading" not in own:
        return {key: value for key, value in joined.items() if key != "leading"}
    return joined
