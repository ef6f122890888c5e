"""Make a Word file that holds a newer edition as tracked changes against an older one."""

from __future__ import annotations

import json

from reebrief.diagnostics import Place, error
from reebrief.pipeline.edition_of import word_file
from reebrief.pipeline.session import Session
from reebrief.project.bounded_zip import BadZipError, unzipped
from reebrief.verify.examine import found
from reebrief.verify.found import UnreadableError
from reebrief.writers.docx.package import zipped
from reebrief.writers.docx.redline import MAIN, NoBodyError, redlined


def redline(session: Session | None, old: str, new: str) -> bytes:
    """Return the Word file of the newer edition with tracked changes against the older one.

    Raises ReebriefError where one of them is no Word file that can be read.
    """
    newer, older = word_file(session, new), word_file(session, old)
    before, members = _members(older, old), _members(newer, new)
    try:
        made = redlined(members, before, _date(newer))
    except NoBodyError as fault:
        raise error(f"one of the two is no Word file that can be read: {fault}") from None
    return zipped(made)


def _members(data: bytes, name: str) -> dict[str, bytes]:
    try:
        members = unzipped(data)
    except BadZipError as fault:
        raise error(f"no Word file: {fault}", Place(name), "give a .docx") from None
    if MAIN not in members:
        raise error("a zip file, but no Word file", Place(name), "give a .docx")
    return members


def _date(data: bytes) -> str:
    """Return the date of the brief that a file says it is, of another file the earliest."""
    try:
        manifest = json.loads(found(data).manifest or "{}")
        return str(manifest["date"])
    except (UnreadableError, ValueError, KeyError, TypeError):
        return "1980-01-01"
