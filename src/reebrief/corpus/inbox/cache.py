"""Keep what feeds sent last, in ``.reebrief/inbox``: a cache, which may be deleted."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project


@dataclass(frozen=True, slots=True)
class Kept:
    """The last answer of a feed: its bytes, and what to ask with whether it still holds."""

    body: bytes
    etag: str = ""
    modified: str = ""


def kept_files(project: Project, address: str) -> tuple[Path, Path]:
    """Return the file that holds an answer, and the one that says what it is."""
    name = hashlib.sha256(address.encode()).hexdigest()[:24]
    path = project.root / ".reebrief" / "inbox" / name
    return path.with_suffix(".body"), path.with_suffix(".json")


def load(project: Project, address: str) -> Kept | None:
    """Return what is kept of an address, None where nothing is, or where it is damaged."""
    held, said = kept_files(project, address)
    try:
        about = json.loads(said.read_bytes())
        body = held.read_bytes()
        if about["hash"] != hashlib.sha256(body).hexdigest():
            return None
        return Kept(body, str(about["etag"]), str(about["modified"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep(project: Project, address: str, kept: Kept) -> None:
    """Keep an answer in the place of the last one. Raises ReebriefError where it cannot be."""
    held, said = kept_files(project, address)
    about = {
        "address": address,
        "etag": kept.etag,
        "modified": kept.modified,
        "hash": hashlib.sha256(kept.body).hexdigest(),
    }
    text = json.dumps(about, ensure_ascii=False, indent=1).encode()
    files = {held: kept.body, said: text}
    write_all(files, name=project.name)
