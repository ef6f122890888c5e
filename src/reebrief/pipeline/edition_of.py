"""Find the edition that somebody names: a brief, a frozen file, or a Word or PDF file."""

from __future__ import annotations

from pathlib import Path

from reebrief.diagnostics import Place, error
from reebrief.editions import freeze
from reebrief.editions.snapshot import Snapshot, of_data
from reebrief.pipeline.gate import gated
from reebrief.pipeline.predecessor import as_it_stands
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.verify import verify_file

_FILES = (".docx", ".pdf")


def edition_of(session: Session | None, name: str) -> Snapshot:
    """Return the edition of a name: of a file its manifest's, of a brief the one that stands.

    A frozen file of the project may be named without folder and ending, ``week-49-2026-01-09``.
    ``session`` is None outside of a project, where only files can be named. Raises ReebriefError
    where there is none, and where a file does not say which edition it is.
    """
    path = Path(name)
    if path.suffix.lower() in _FILES:
        return _of_file(path)
    if session is None:
        raise error(f"'{name}' is no Word or PDF file", None, "briefs are named within a project")
    frozen = session.project.root / freeze.FOLDER / f"{path.stem}.json"
    if path.suffix == ".json" or frozen.is_file():
        found = path if path.suffix == ".json" and path.is_file() else frozen
        return freeze.read(session.project, found.absolute()).snapshot
    return as_it_stands(session, name)


def word_file(session: Session | None, name: str) -> bytes:
    """Return the Word file of a name: its bytes, or those of the brief that it names.

    Raises ReebriefError as ``edition_of``, and where the file cannot be read.
    """
    path = Path(name)
    if path.suffix.lower() == ".docx":
        try:
            return path.read_bytes()
        except OSError as fault:
            what = f"cannot be read: {(fault.strerror or str(fault)).lower()}"
            raise error(what, Place(path.as_posix())) from None
    if session is None or path.suffix:
        raise error(f"'{name}' is no Word file", None, "name a .docx, or a brief of the project")
    return gated("docx", prepare(session, name)).data


def _of_file(path: Path) -> Snapshot:
    verdict = verify_file(path)
    if not verdict.edition:
        hint = "render it again with this version, or name its brief"
        what = "does not say which edition it is"
        if verdict.exit_code == 1 or verdict.reason:
            what = str(verdict)
        raise error(what, Place(path.as_posix()), hint)
    try:
        return of_data(verdict.edition)
    except ValueError:
        raise error("holds no edition that can be read", Place(path.as_posix())) from None
