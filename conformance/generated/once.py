"""Read what ships once for all trials of a process: their cost is that of their own inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar
from unittest import mock

from reebrief.analysis import claims, support
from reebrief.project.project import Project, package_data
from reebrief.project.yaml import YamlFile, read

T = TypeVar("T")


@contextmanager
def what_ships_is_read_once() -> Iterator[None]:
    """Keep the package's own YAML files, and the word lists where a project has none."""
    own = Project.yaml

    def read_once(self: Project, path: Path) -> YamlFile:
        return _shipped(path) if path.is_relative_to(self.package) else own(self, path)

    with (
        mock.patch.object(Project, "yaml", read_once),
        mock.patch.object(claims, "load", _kept(claims.load)),
        mock.patch.object(support, "load", _kept(support.load)),
    ):
        yield


@cache
def _shipped(path: Path) -> YamlFile:
    name = f"reebrief/{path.relative_to(package_data()).as_posix()}"
    return read(path.read_text(encoding="utf-8"), name)


def _kept(load: Callable[[Project], T]) -> Callable[[Project], T]:
    kept: list[T] = []

    def loaded(project: Project) -> T:
        if (project.root / "templates" / "claims.yaml").exists():
            return load(project)
        if not kept:
            kept.append(load(project))
        return kept[0]

    return loaded
