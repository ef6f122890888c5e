"""The log of an import, and what it says of an article that already stands there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.given import Metadata
from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.project import yaml
from reebrief.project.project import Project
from reebrief.project.validation import validate


@dataclass(frozen=True, slots=True)
class Hashes:
    """The SHA-256 of a raw text and of the article made from it, in hexadecimal digits."""

    raw: str
    article: str

    @classmethod
    def of(cls, raw: bytes, article: bytes) -> Hashes:
        """Hash a raw text and its article."""
        return cls(hashlib.sha256(raw).hexdigest(), hashlib.sha256(article).hexdigest())


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log of an earlier import says: its hashes, and the metadata it was given."""

    hashes: Hashes
    given: Metadata


def log(
    hashes: Hashes, raw_name: str, article_name: str, given: Metadata, record: Record
) -> dict[str, Any]:
    """Return what the file ``articles/ID.import.yaml`` holds."""
    return {
        "format": 1,
        "raw": {"file": raw_name, "sha256": hashes.raw},
        "article": {"file": article_name, "sha256": hashes.article},
        **record.data(),
        "given": given.model_dump(mode="json", exclude_defaults=True),
    }


def logged(project: Project, log_path: Path, *, force: bool) -> Logged | None:
    """Read the log of an earlier import, None where there is none.

    Raises ReebriefError where the log is broken, unless ``force`` says to write over it.
    """
    if not log_path.exists():
        return None
    try:
        return _logged(_bytes(project, log_path), project.name(log_path))
    except ReebriefError:
        if force:
            return None
        raise


def _logged(data: bytes, name: str) -> Logged:
    file = yaml.read(data.decode("utf-8", "replace"), name)
    try:
        hashes = Hashes(str(file.data["raw"]["sha256"]), str(file.data["article"]["sha256"]))
        given = file.data["given"]
    except (KeyError, TypeError):
        raise error(
            "no log of an import: a hash, or what was given, is missing",
            Place(name),
            "restore the file, or type --force to import again",
        ) from None
    return Logged(hashes, validate(Metadata, file, given, ("given",)))


def is_unchanged(project: Project, path: Path, before: Logged | None, now: Logged) -> bool:
    """Say whether an article and its log stand as this import would write them.

    False means that the import may write over it. Raises ReebriefError where it must not: no import
    wrote the article, somebody edited it, or it comes from another raw text.
    """
    place = Place(project.name(path))
    other = "type --force to write over it, or --id for another id"
    standing = hashlib.sha256(_bytes(project, path)).hexdigest()
    if before is None:
        raise error("an article of this id exists, and no import wrote it", place, other)
    same = standing == now.hashes.article and before.hashes.raw == now.hashes.raw
    if not same and standing != before.hashes.article:
        hint = "type --force to write over the edits; --dry-run shows the import's report first"
        raise error("edited since its import", place, hint)
    if before.hashes.raw != now.hashes.raw:
        raise error("this article was imported from another raw text", place, other)
    return same and before.given == now.given


def _bytes(project: Project, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        what = f"cannot be read: {(fault.strerror or str(fault)).lower()}"
        raise error(what, Place(project.name(path))) from None
