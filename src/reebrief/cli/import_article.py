"""The command ``reebrief import``: read files, import them, print the reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reebrief.cli.errors import fail
from reebrief.cli.output import FAILED, OK, give
from reebrief.corpus.ingest import (
    LARGEST,
    STANDARD_INPUT,
    Imported,
    Importer,
    Metadata,
    read_sidecar,
)
from reebrief.corpus.ingest.limited import read_limited
from reebrief.corpus.ingest.reference_offers import offers
from reebrief.diagnostics import ReebriefError, error
from reebrief.project.project import open_project
from reebrief.project.validation import from_options

_OPTIONS = {"published": "--date", "origins": "--origin"}
"""The options that are not called by the key that they give."""

_PARTS_OF_PAGES = ("_files", "_Dateien", "_fichiers", "_archivos", ".fld")
"""How a folder ends that a browser or Word saves beside a page, with its pictures and scripts."""


def run_import(
    folder: str | None,
    files: Sequence[str],
    given: Mapping[str, Any],
    *,
    force: bool,
    dry_run: bool,
) -> int:
    """Import files and what folders hold; ``given`` holds what the command line says, by key.

    Its ``metadata`` is a file that says it instead. A file that cannot be imported does not keep
    the others from it. Returns the exit code; raises ReebriefError where nothing can be imported.
    """
    project = open_project(folder)
    metadata = given.get("metadata")
    own = {key: value for key, value in given.items() if key != "metadata"}
    options = {key: _OPTIONS.get(key, f"--{key}") for key in own}
    told = from_options(Metadata, own, options)
    sidecar = read_sidecar(project, Path(metadata).absolute()) if metadata else {}
    importer = Importer(project, limits=True)
    names = [name for given_name in files for name in _files(given_name)]
    if len(names) > 1 and given.keys() & {"title", "id"}:
        raise error("one title or id for several files", None, "import them one by one")
    done: list[Imported] = []
    failed = 0
    for name in names:
        raw, shown = b"", name
        try:
            raw, shown = _raw(name)
            if metadata and shown not in sidecar:
                hint = f"add '{shown}:' with what is known of it, {{}} where nothing is"
                raise error(f"{metadata}: says nothing of '{shown}'", None, hint)
            documents = read_limited(raw, shown)
            if len(documents) > 1 and given.keys() & {"title", "id"}:
                what = f"one title or id for the {len(documents)} documents of '{shown}'"
                raise error(what, None, "leave it out: each has its own")
        except ReebriefError as fault:
            fail(fault, project.root.as_posix())
            for line in offers(project, raw, shown):
                give(line)
            failed += 1
            continue
        for document in documents:
            try:
                facts = sidecar.get(shown, told)
                done.append(importer.add(document, facts, force=force, dry_run=dry_run))
            except ReebriefError as fault:
                fail(fault, project.root.as_posix())
                failed += 1
                continue
            for line in done[-1].report:
                give(line)
    _conclude(done, failed)
    return FAILED if failed else OK


def _conclude(done: Sequence[Imported], failed: int) -> None:
    """Print what holds for the whole run: articles without a disclaimer, and how many there are."""
    without = [made.id for made in done if not made.log["found"]["disclaimers"]]
    if without:
        among = f" in {len(without)} of {len(done)} articles" if len(done) > 1 else ""
        give(f"no disclaimer was found{among}: check the publisher's page")
    if failed and done:
        give(f"imported {len(done)}, not imported {failed}: the messages above say why")


def _files(name: str) -> Iterator[str]:
    """Yield a file, or the files of a folder and those within it, in order."""
    path = Path(name)
    if name == "-" or not path.is_dir():
        yield name
        return
    for inner in sorted(path.rglob("*")):
        parts = inner.relative_to(path).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        of_page = any(part.endswith(_PARTS_OF_PAGES) for part in parts[:-1])
        if inner.is_file() and not hidden and not of_page:
            yield inner.as_posix()


def _raw(name: str) -> tuple[bytes, str]:
    """Read a file, or standard input for ``-``; return the bytes and a name."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1), STANDARD_INPUT
    try:
        if Path(name).is_fifo():  # nothing may ever come out of it
            raise OSError("it is a pipe")
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1), Path(name).name
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise error(f"{name}: cannot be read: {reason}", None, "check the file's name") from None
