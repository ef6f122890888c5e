"""Write and read frozen editions: ``editions/NAME-DATE.json``, what was handed over and of what.

A frozen edition holds its snapshot, its definition as resolved, the hashes of its inputs, and the
manifest and hash of each file. It is committed with the project and never written again unasked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reebrief import __version__
from reebrief.diagnostics import Place, error
from reebrief.document.manifest import digest
from reebrief.editions.snapshot import Snapshot, of_data
from reebrief.project.project import Project

FOLDER = "editions"
_NAME = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2})\.json")


@dataclass(frozen=True, slots=True)
class FrozenEdition:
    """An edition as it was handed over: its file's name, its snapshot, the day of its issue."""

    name: str
    snapshot: Snapshot
    issued: str


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A file that was handed over: its name, its bytes, its manifest."""

    name: str
    data: bytes
    manifest: Mapping[str, Any]


def path_of(project: Project, brief: str, date: str) -> Path:
    """Return where the edition of a brief of an ISO 8601 day is kept."""
    return project.root / FOLDER / f"{brief}-{date}.json"


def newest(project: Project, brief: str, *, until: str = "") -> Path | None:
    """Return the newest frozen edition of a brief, None where there is none.

    ``until`` is the last ISO 8601 day that it may be of.
    """
    dated = {
        found[2]: path
        for path in project.files(FOLDER, ".json")
        if (found := _NAME.fullmatch(path.name)) and found[1] == brief
    }
    days = [day for day in dated if not until or day <= until]
    return dated[max(days)] if days else None


def read(project: Project, path: Path) -> FrozenEdition:
    """Read a frozen edition. Raises ReebriefError where the file is damaged, or is none."""
    name = project.name(path)
    try:
        data = json.loads(project.read(path))
        return FrozenEdition(name, of_data(data["edition"]), str(data["issued"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "restore it from version control; it is written by 'reebrief issue'"
        raise error("not a frozen edition", Place(name), hint) from None


def content(
    edition: Mapping[str, Any],
    definition: Any,
    inputs: Mapping[str, str],
    files: Iterable[FrozenFile],
    issued: str,
) -> bytes:
    """Return what is written of an edition: the same bytes of the same brief and day of issue.

    ``edition`` is its snapshot's data, ``definition`` its own as resolved, ``inputs`` are the
    hashes of the files that it was made of.
    """
    data = {
        "format": 1,
        "made_by": f"reebrief {__version__}",
        "issued": issued,
        "edition": dict(edition),
        "definition": definition,
        "inputs": dict(inputs),
        "files": [
            {"name": one.name, "sha256": digest(one.data), "manifest": one.manifest}
            for one in files
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
