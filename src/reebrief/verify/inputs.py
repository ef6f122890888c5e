"""Find what became, in the project at hand, of a file and of what its brief was made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from reebrief.diagnostics import ReebriefError
from reebrief.document.manifest import canonical, digest, input_digest
from reebrief.project import yaml
from reebrief.project.project import Project
from reebrief.verify.verdict import Finding, Verdict, short

_TEMPLATES = ("templates/", "reebrief/templates/")
_EDITIONS = "editions"
_REGISTRY = "articles/sources.yaml"
_PACKAGE = "reebrief/"
"""What the names of the files begin with that reebrief brings along."""


def asked(verdict: Verdict, project: Project) -> Verdict:
    """Return a verdict with what changed since in the project, if that is where the file is from.

    A project without the brief's definition did not make the file: nothing is compared then.
    """
    path = _path(project, _definition(verdict))
    if path is None or not path.is_file():
        return replace(verdict, project=False)
    since = tuple(_changed(verdict, project))
    return replace(verdict, project=True, since=since, issued=_issued(verdict, project))


def _issued(verdict: Verdict, project: Project) -> str:
    """Return the day on which the file was issued, "" where no frozen edition holds it."""
    path = _path(project, f"{_EDITIONS}/{verdict.brief}-{verdict.date}.json")
    if path is None or not path.is_file():
        return ""
    try:
        frozen = json.loads(path.read_bytes())
        held = {one["manifest"]["document"] for one in frozen["files"]}
        return short(str(frozen["issued"])) if verdict.document in held else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


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
            data = path.read_bytes()
        except OSError:
            yield Finding("gone since", short(name))
        else:
            if input_digest(name, data) != sealed and not _other_sources(verdict, name, data):
                yield Finding("changed since", short(name))


def _other_sources(verdict: Verdict, name: str, data: bytes) -> bool:
    """Say whether what changed in the registry are only sources on which the brief does not rest.

    A file that does not say on which entries it rests may rest on any.
    """
    used = verdict.edition.get("sources")
    if name != _REGISTRY or not isinstance(used, dict) or not used:
        return False
    try:
        entries = yaml.read(data.decode("utf-8-sig"), name).data["sources"]
        now = {key: digest(canonical(entries[key]).encode()) for key in used}
    except (ReebriefError, ValueError, KeyError, TypeError):
        return False
    return all(now[key].startswith(str(value) or "-") for key, value in used.items())


def _path(project: Project, name: str) -> Path | None:
    """Return where a file of this name would lie, None for a name that leads elsewhere."""
    inside = name.startswith(_PACKAGE)
    parts = PurePosixPath(name.removeprefix(_PACKAGE) if inside else name).parts
    odd = {"", "..", "/"} & {*parts} or "\0" in name or "\\" in name or ":" in name
    if not parts or odd:
        return None
    path = (project.package if inside else project.root).joinpath(*parts)
    return path if path.is_file() or not path.exists() else None
