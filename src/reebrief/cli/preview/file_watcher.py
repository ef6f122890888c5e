"""Notice that a file that briefs are made of changed, appeared or went, by looking again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from reebrief.project.build_state import listings
from reebrief.project.project import MARKER

PAUSE = 0.1
"""Seconds between two looks: a change is to be seen on the page within one second."""

_SETTLING = 0.05
_LOOKS = 10
_WRITTEN = (".docx", ".pdf", ".html", "~")
"""Endings of what is written beside inputs, by a render or by an editor, and never read."""

Mark = tuple[int, int]
"""A file's last change (nanoseconds) and its size (bytes)."""


class Watch:
    """Watches what briefs are made of: the project's own files, and any others.

    It looks at times and sizes; the system's own notices of changes do not reach over every disk,
    and would need a package.
    """

    def __init__(self, root: Path, others: Iterable[Path] = ()) -> None:
        self._root = root.as_posix()
        self._others = {path.absolute().as_posix() for path in others}
        self._last = self._look()

    def add(self, read: Mapping[Path, Mark]) -> None:
        """Watch other files too, from what they were when they were read."""
        for path, mark in read.items():
            name = path.as_posix()
            if name not in self._last:
                self._others.add(name)
                self._last[name] = mark

    def changed(self) -> bool:
        """Say whether anything changed since the last time that this said so.

        Where something did, it waits until nothing changes any more, half a second at most: an
        editor may write a file in several steps.
        """
        now = self._look()
        if now == self._last:
            return False
        for _ in range(_LOOKS):
            time.sleep(_SETTLING)
            before, now = now, self._look()
            if before == now:
                break
        self._last = now
        return True

    def _look(self) -> dict[str, Mark]:
        found: dict[str, Mark] = {}
        for path in self._paths():
            try:
                stat = os.stat(path)  # noqa: PTH116  many files, several times a second
            except (OSError, ValueError):
                continue
            found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def _paths(self) -> Iterable[str]:
        yield f"{self._root}/{MARKER}"
        try:
            folders = listings(self._root)
        except OSError:  # a folder went while it was listed: the next look tells
            folders = {}
        for folder, names in folders.items():
            for name in names:
                if not name.startswith(".") and not name.endswith(_WRITTEN):
                    yield f"{self._root}/{folder}/{name}"
        yield from self._others
