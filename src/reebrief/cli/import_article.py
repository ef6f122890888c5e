"""The command ``reebrief import``: read files, import them, print the reports."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reebrief.cli.errors import fail
from reebrief.cli.output import OK, give
from reebrief.corpus.ingest import (
    STANDARD_INPUT,
    Importer,
    Metadata,
    read_documents,
    read_sidecar,
)
from reebrief.diagnostics import ReebriefError, error
from reebrief.project.project import open_project
from reebrief.project.validation import from_options

_OPTIONS = {"published": "--date", "origins": "--origin"}
"""The options that are not called by the key that they give."""


def run_import(
    folder: str | None,
    files: Sequence[str],
    given: Mapping[str, Any],
    *,
    force: bool,
    dry_run: bool,
) -> int:
    """Import raw texts; ``given`` holds what the command line says of them, by key.

    Its ``metadata`` is a file that says it instead. A text that cannot be imported does not keep
    the others from it. Returns the exit code; raises ReebriefError where nothing can be imported.
    """
    project = open_project(folder)
    metadata = given.get("metadata")
    own = {key: value for key, value in given.items() if key != "metadata"}
    options = {key: _OPTIONS.get(key, f"--{key}") for key in own}
    told = from_options(Metadata, own, options)
    sidecar = read_sidecar(project, Path(metadata).absolute()) if metadata else {}
    importer = Importer(project)
    if len(files) > 1 and given.keys() & {"title", "id"}:
        raise error("one title or id for several files", None, "import them one by one")
    code = OK
    for name in files:
        try:
            raw, shown = _raw(name)
            if metadata and shown not in sidecar:
                hint = f"add '{shown}:' with what is known of it, {{}} where nothing is"
                raise error(f"{metadata}: says nothing of '{shown}'", None, hint)
            documents = read_documents(raw, shown)
        except ReebriefError as fault:
            code = fail(fault, project.root.as_posix())
            continue
        for document in documents:
            try:
                done = importer.add(
                    document, sidecar.get(shown, told), force=force, dry_run=dry_run
                )
            except ReebriefError as fault:
                code = fail(fault, project.root.as_posix())
                continue
            for line in done.report:
                give(line)
    return code


def _raw(name: str) -> tuple[bytes, str]:
    """Read a file, or standard input for ``-``; return the bytes and a name."""
    if name == "-":
        return sys.stdin.buffer.read(), STANDARD_INPUT
    try:
        return Path(name).read_bytes(), Path(name).name
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise error(f"{name}: cannot be read: {reason}", None, "check the file's name") from None
