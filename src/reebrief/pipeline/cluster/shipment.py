"""Send a project to a worker as plain data, and name files so that both sides know them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reebrief.corpus.index.look import ArchiveLook
from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.cluster.program import program
from reebrief.pipeline.make import MadeBrief
from reebrief.pipeline.progress import Step
from reebrief.pipeline.session import Session, today
from reebrief.project.images import LARGEST
from reebrief.project.project import MARKER, Input, Project

_FOLDERS = ("articles", "briefs", "editions", "fonts", "pictures", "templates")
_ELSEWHERE = (".docx", ".dotx", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""The endings of pictures and Word templates, which may lie anywhere in a project."""

_PROGRAM = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Shipment:
    """What all briefs of one render are made of; ``run`` is its name.

    ``files`` are bytes by name from the project's root, ``today`` is an ISO 8601 date. The project
    ``is_package`` where it is the checkout of the program itself. ``looked`` are the facts of all
    articles where a brief selects some, so that no worker reads all.
    """

    run: str
    program: Mapping[str, str]
    files: Mapping[str, bytes]
    is_package: bool
    date: str | None
    parameters: Mapping[str, str]
    today: str
    looked: ArchiveLook | None


@dataclass(frozen=True, slots=True)
class Order:
    """One brief to be made: its name, the file of its definition, and what ``Making`` says."""

    name: str
    file: str
    to: tuple[str, ...]
    strict: bool
    step: Step


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an order; ``made`` is None where the brief has errors.

    ``fonts`` and ``read`` name files as ``named`` does; ``read`` are those that the worker has read
    for this render so far.
    """

    made: MadeBrief | None
    steps: tuple[Step, ...] = ()
    fonts: tuple[str, ...] = ()
    read: tuple[str, ...] = ()


def packed(session: Session, run: str) -> tuple[Shipment, dict[Path, Input]]:
    """Return what workers need of a session's project, and the files as they were read for it.

    Raises ReebriefError where SOURCE_DATE_EPOCH is none.
    """
    project = session.project
    read: dict[Path, Input] = {}
    for path in _paths(project):
        try:
            read[path] = project.inputs.get(path) or project.look(path)
        except ReebriefError:
            continue  # a brief that needs it has errors, and is made here
    files = {path.relative_to(project.root).as_posix(): one.data for path, one in read.items()}
    shipment = Shipment(
        run,
        program(),
        files,
        is_package=project.package == project.root,
        date=session.option,
        parameters=dict(session.parameters),
        today=today().isoformat(),
        looked=session.corpus.looked,
    )
    return shipment, read


def _paths(project: Project) -> Iterator[Path]:
    """Yield the files that briefs may be made of.

    They are those of the usual folders, and pictures and Word templates elsewhere. Hidden files are
    left out, what an import kept, and what was written.
    """
    root = project.root
    left = {root / "originals", (root / project.settings.output).absolute()}
    yield root / MARKER
    for folder, folders, names in os.walk(root, followlinks=True):
        here = Path(folder)
        seen = {path.resolve() for path in (here, *here.parents)}
        folders[:] = sorted(
            name
            for name in folders
            if name[0] != "." and here / name not in left and (here / name).resolve() not in seen
        )
        usual = here != root and here.relative_to(root).parts[0] in _FOLDERS
        for name in sorted(names):
            path = here / name
            wanted = name[0] != "." and (usual or path.suffix.lower() in _ELSEWHERE)
            if wanted and path.is_file() and path.stat().st_size <= LARGEST:
                yield path


def unpacked(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a project's files into a folder. Raises OSError where they cannot be."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def named(project: Project, path: Path) -> str:
    """Return a name for a file of a project or of the program; "" for one of neither."""
    for mark, base in _bases(project).items():
        if path.is_relative_to(base):
            return f"{mark}:{path.relative_to(base).as_posix()}"
    return ""


def found(project: Project, name: str) -> Path:
    """Return the file that another process ``named``."""
    mark, _, rest = name.partition(":")
    return _bases(project)[mark] / rest


def _bases(project: Project) -> dict[str, Path]:
    return {"project": project.root, "program": _PROGRAM, "data": project.package}
