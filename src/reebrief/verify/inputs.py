"""Find what became, in the project at hand, of the files that a brief was made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from reebrief.project.project import Project
from reebrief.verify.verdict import Finding, Verdict, short

_TEMPLATES = ("templates/", "reebrief/templates/")
_PACKAGE = "reebrief/"
"""What the names of the files begin with that reebrief brings along."""


def asked(verdict: Verdict, project: Project) -> Verdict:
    """Return a verdict with what changed since in the project, if that is where the file is from.

    A project without the brief's definition did not make the file: nothing is compared then.
    """
    path = _path(project, _definition(verdict))
    if path is None or not path.is_file():
        return replace(verdict, project=False)
    return replace(verdict, project=True, since=tuple(_changed(verdict, project)))


def _definition(verdict: Verdict) -> str:
    """Return the name of the definition among the inputs; a variant's name goes on after it."""
    stems = {
        PurePosixPath(name).stem: name
        for name in verdict.inputs
        if name.endswith(".yaml") and not name.startswith(_TEMPLATES)
    }
    named = (s for s in stems if verdict.brief == s or verdict.brief.startswith(f"{s}-"))
    return stems.get(max(named, key=len, default=""), "")


def _changed(verdict: Verdict, project: Project) -> Iterator[Finding]:
    for name, sealed in sorted(verdict.inputs.items()):
        path = _path(project, name)
        if path is None:
            continue
        try:
            now = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            yield Finding("gone since", short(name))
        else:
            if now != sealed:
                yield Finding("changed since", short(name))


def _path(project: Project, name: str) -> Path | None:
    """Return where a file of this name would lie, None for a name that leads elsewhere."""
    inside = name.startswith(_PACKAGE)
    parts = PurePosixPath(name.removeprefix(_PACKAGE) if inside else name).parts
    odd = {"", "..", "/"} & {*parts} or "\0" in name or "\\" in name or ":" in name
    if not parts or odd:
        return None
    path = (project.package if inside else project.root).joinpath(*parts)
    return path if path.is_file() or not path.exists() else None
