"""Tell by size and times whether a file is as it was; standard library only."""

from __future__ import annotations

import hashlib
import os
import stat
import time

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Iterable

Stamp = tuple[int, int, int]
"""A file's size in bytes, and the times of its last changes: of content, of anything (ns)."""

GRAIN_NS = 2_000_000_000
"""The grain of the coarsest clock of a file system, FAT's: a change within it of the last one
cannot be seen by time."""


def now() -> int:
    """Return the time to compare files with, in nanoseconds: take it before they are looked at."""
    return time.time_ns()


def stamps(root: str, names: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of files by their names from the root, but of those that are no files."""
    found: dict[str, Stamp] = {}
    for name in names:
        try:
            one = os.stat(f"{root}/{name}")
        except OSError:
            continue
        if stat.S_ISREG(one.st_mode):
            found[name] = (one.st_size, one.st_mtime_ns, one.st_ctime_ns)
    return found


def is_fresh(found: Stamp, looked: int) -> bool:
    """Say whether a file that changed after the look may have the same stamp as before.

    ``looked`` is what ``now`` said before the look.
    """
    return looked - max(found[1], found[2]) < GRAIN_NS


def digest(path: str) -> str:
    """Return the SHA-256 of a file. Raises OSError where it cannot be read."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
