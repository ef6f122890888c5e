"""Say whether a render would change anything, before anything heavy is imported.

Only the standard library is imported here, and little of it: the answer costs less than the import
of one renderer. What the last render read and wrote is kept in ``.reebrief/state.json``.
"""

from __future__ import annotations

import os
import sys
import time

from reebrief import __version__
from reebrief.project import article_files

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_KEPT = 40
_RACE_NS = (
    2_000_000_000  # a change within the clock's grain of the last look cannot be seen by time
)


class Inputs:
    """What a render was made from.

    ``read`` holds what was read, with the time of its last change then (nanoseconds), ``files``
    what else counts, both by absolute path; ``folders`` are the ``listings`` from before;
    ``uses_today`` says that another day would bring another brief.
    """

    __slots__ = ("files", "folders", "read", "uses_today")

    def __init__(
        self,
        read: Mapping[str, tuple[bytes, int]],
        files: Iterable[str],
        folders: Mapping[str, list[str]],
        *,
        uses_today: bool,
    ) -> None:
        self.read = read
        self.files = files
        self.folders = folders
        self.uses_today = uses_today


class KeptOutput:
    """What a render told: ``printed`` on stdout, ``said`` on stderr, and both as JSON ``data``."""

    __slots__ = ("data", "printed", "said")

    def __init__(self, printed: Sequence[str], said: Sequence[str], data: str) -> None:
        self.printed = printed
        self.said = said
        self.data = data


def find_root(start: str | None) -> str | None:
    """Return the project's root as ``project.root_of`` does, or None where there is none."""
    folder = os.path.realpath(start or ".")
    while not os.path.isfile(os.path.join(folder, "reebrief.yaml")):
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return None
    return folder


def answer(root: str, key: str) -> KeptOutput | None:
    """Return what the last render of a key told, if nothing changed."""
    try:
        entry = _load(root).get(key)
        if not entry or entry["program"] != _program() or entry["today"] not in {"", _today()}:
            return None
        if entry["folders"] != listings(root):
            return None
        for path, known in entry["files"].items():
            if not _same(os.path.join(root, path), known):
                return None
        return KeptOutput(entry["printed"], entry["said"], entry["data"])
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return None  # a state that another version wrote


def remember(root: str, key: str, inputs: Inputs, told: KeptOutput) -> None:
    """Keep what a render was made from and what it told, under its key.

    A file that changes, appears or goes makes the next render do its work again. Raises OSError
    where it cannot be written.
    """
    read, files = inputs.read, set(inputs.files)
    entry = {
        "program": _program(),
        "today": _today() if inputs.uses_today else "",
        "files": {
            **{os.path.relpath(p, root): _known(p) for p in sorted(files)},
            **{os.path.relpath(p, root): _was(*read[p]) for p in sorted(read)},
        },
        "folders": dict(inputs.folders),
        "printed": list(told.printed),
        "said": list(told.said),
        "data": told.data,
    }
    entries = _load(root)
    entries.pop(key, None)
    entries[key] = entry
    while len(entries) > _KEPT:
        entries.pop(next(iter(entries)))
    import json  # noqa: PLC0415  only when something was rendered

    path = _state(root)
    new = f"{path}.{os.getpid()}"
    with open(new, "w", encoding="utf-8") as file:
        json.dump(entries, file)
    os.replace(new, path)


def _state(root: str) -> str:
    return os.path.join(root, ".reebrief", "state.json")


def _load(root: str) -> dict[str, Any]:
    """Return the state, empty where there is none that can be read."""
    import json  # noqa: PLC0415  not where there is no project

    try:
        with open(_state(root), encoding="utf-8") as file:
            entries = json.load(file)
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def _program() -> str:
    """Return what changes when the program or a package it uses does."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    marks = [__version__, sys.version]
    for folder, _, names in os.walk(package):
        marks += [
            f"{n}:{(s := os.stat(os.path.join(folder, n))).st_mtime_ns}:{s.st_size}"
            for n in sorted(names)
            if n.endswith(".py")
        ]
    for path in sys.path:
        if path.endswith("site-packages"):
            marks.append(f"{path}:{os.stat(path).st_mtime_ns}" if os.path.isdir(path) else path)
    return "|".join(marks)


def listings(root: str) -> dict[str, list[str]]:
    """Return the names in every folder of a project that a render looks for files in."""
    found = article_files.listings(root)
    for name in ("briefs", "fonts", "pictures"):
        folder = os.path.join(root, name)
        found[name] = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for folder, _, names in os.walk(os.path.join(root, "templates"), followlinks=True):
        found[os.path.relpath(folder, root)] = sorted(names)
    return found


def _known(path: str) -> list[Any]:
    stat = os.stat(path)
    fresh = time.time_ns() - stat.st_mtime_ns < _RACE_NS
    return [stat.st_size, 0 if fresh else stat.st_mtime_ns, _digest(path)]


def _was(data: bytes, changed: int) -> list[Any]:
    import hashlib  # noqa: PLC0415  only when something was rendered

    fresh = time.time_ns() - changed < _RACE_NS
    return [len(data), 0 if fresh else changed, hashlib.sha256(data).hexdigest()]


def _same(path: str, known: list[Any]) -> bool:
    try:
        stat = os.stat(path)
        if stat.st_size != known[0]:
            return False
        return bool(stat.st_mtime_ns == known[1] or _digest(path) == known[2])
    except OSError:
        return False


def _digest(path: str) -> str:
    import hashlib  # noqa: PLC0415  rarely needed: most files are known by their times

    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
