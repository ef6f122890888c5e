"""Notice that a file that briefs are made of changed, appeared or went, by looking again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reebrief.project.build_state import listings
from reebrief.project.project import MARKER

PAUSE = 0.15
"""Seconds between two looks: a change is seen at once, and to wait takes under 1 % of a core."""

_SHARE = 0.005
"""The share of a core that looking at every file may take: the more there are, the rarer it is."""

_SETTLING = 0.05
_LOOKS = 10
_WRITTEN = (".docx", ".pdf", ".html", "~")
"""Endings of what is written beside inputs, by a render or by an editor, and never read."""

Mark = tuple[int, int]
"""A file's last change (nanoseconds) and its size (bytes)."""


class Watch:
    """Watches what briefs are made of: the project's own files, and any others.

    It looks at times and sizes; the system's own notices of changes do not reach over every disk,
    and would need a package. What was read, and each folder, is looked at every time; all files,
    where these are thousands, after a rest that keeps to ``_SHARE``.
    """

    def __init__(self, root: Path, others: Iterable[Path] = ()) -> None:
        self._root = root.as_posix()
        self._others = {path.absolute().as_posix() for path in others}
        self._near = {f"{self._root}/{MARKER}", *self._others}
        self._folders: dict[str, int] = {}
        self._due = 0.0
        self._last = self._look()

    def add(self, read: Mapping[Path, Mark]) -> None:
        """Watch the files that were read each time, others too, from what they were then."""
        for path, mark in read.items():
            name = path.as_posix()
            self._near.add(name)
            if name not in self._last:
                self._others.add(name)
                self._last[name] = mark

    def changed(self) -> bool:
        """Say whether anything changed since the last time that this said so.

        Where something did, it waits until nothing changes any more, half a second at most: an
        editor may write a file in several steps.
        """
        now = self._now()
        if now == self._last:
            return False
        for _ in range(_LOOKS):
            time.sleep(_SETTLING)
            before, now = now, self._now()
            if before == now:
                break
        self._last = now
        return True

    def _now(self) -> dict[str, Mark]:
        """Return what is known of all files by now: each looked at, or those that are near."""
        if time.monotonic() >= self._due or self._folders != _changes(self._folders):
            return self._look()
        near = _marks(self._near)
        if all(self._last.get(path) == near.get(path) for path in self._near):
            return self._last
        return {path: m for path, m in self._last.items() if path not in self._near} | near

    def _look(self) -> dict[str, Mark]:
        """Look at every file, and say when that may be done again."""
        begun = time.thread_time()
        before = _changes(self._folders)  # first: a name that comes while they are listed is seen
        try:
            listed = listings(self._root)
        except OSError:  # a folder went while it was listed: the next look tells
            listed = {}
        names = (self._root, *(f"{self._root}/{folder}" for folder in listed))
        self._folders = {name: before.get(name, -1) for name in names}
        found = _marks(self._paths(listed))
        rest = (time.thread_time() - begun) / _SHARE
        self._due = time.monotonic() + (rest if rest > 2 * PAUSE else 0)
        return found

    def _paths(self, listed: Mapping[str, Iterable[str]]) -> Iterator[str]:
        yield f"{self._root}/{MARKER}"
        for folder, names in listed.items():
            for name in names:
                if not name.startswith(".") and not name.endswith(_WRITTEN):
                    yield f"{self._root}/{folder}/{name}"
        yield from self._others


def _marks(paths: Iterable[str]) -> dict[str, Mark]:
    """Return the marks of the files that there are."""
    found: dict[str, Mark] = {}
    for path in paths:
        try:
            stat = os.stat(path)  # noqa: PTH116  many files, several times a second
        except (OSError, ValueError):
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _changes(folders: Iterable[str]) -> dict[str, int]:
    """Return when each folder last had a name added or taken away; 0 where there is none."""
    found = _marks(folders)
    return {folder: found.get(folder, (0, 0))[0] for folder in folders}
