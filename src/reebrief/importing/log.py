"""The log of an import, and what it says of an article that already stands there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reebrief import yamlfile
from reebrief.errors import Place, error
from reebrief.importing.record import Record
from reebrief.project import Project


@dataclass(frozen=True, slots=True)
class Hashes:
    """The SHA-256 of a raw text and of the article made from it, in hexadecimal digits."""

    raw: str
    article: str

    @classmethod
    def of(cls, raw: bytes, article: bytes) -> Hashes:
        """Hash a raw text and its article."""
        return cls(hashlib.sha256(raw).hexdigest(), hashlib.sha256(article).hexdigest())


def log(hashes: Hashes, raw_name: str, article_name: str, record: Record) -> dict[str, Any]:
    """Return what the file ``articles/ID.import.yaml`` holds."""
    return {
        "format": 1,
        "raw": {"file": raw_name, "sha256": hashes.raw},
        "article": {"file": article_name, "sha256": hashes.article},
        **record.data(),
    }


def is_unchanged(project: Project, path: Path, log_path: Path, hashes: Hashes) -> bool:
    """Say whether an article stands as this import would write it.

    False means that the import may write over it. Raises ReebriefError where it must not: no import
    wrote the article, somebody edited it, or it comes from another raw text.
    """
    place = Place(project.name(path))
    other = "type --force to write over it, or --id for another id"
    try:
        standing = path.read_bytes()
        logged = log_path.read_bytes() if log_path.exists() else None
    except OSError as fault:
        raise error(f"cannot be read: {(fault.strerror or str(fault)).lower()}", place) from None
    if logged is None:
        raise error("an article of this id exists, and no import wrote it", place, other)
    before = _hashes(logged, project.name(log_path))
    if Hashes.of(b"", standing).article == hashes.article and before.raw == hashes.raw:
        return True
    if Hashes.of(b"", standing).article != before.article:
        hint = "type --force to write over the edits; --dry-run shows the import's report first"
        raise error("edited since its import", place, hint)
    if before.raw != hashes.raw:
        raise error("this article was imported from another raw text", place, other)
    return False


def _hashes(data: bytes, name: str) -> Hashes:
    """Read the hashes of a log."""
    read = yamlfile.read(data.decode("utf-8", "replace"), name).data
    try:
        return Hashes(str(read["raw"]["sha256"]), str(read["article"]["sha256"]))
    except (KeyError, TypeError):
        raise error(
            "no log of an import: a hash is missing",
            Place(name),
            "restore the file, or type --force to import again",
        ) from None
