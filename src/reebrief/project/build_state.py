"""Say whether a render would change anything, before anything heavy is imported.

Only the standard library is imported here, and little of it: the answer costs less than the import
of one renderer. What a render read and wrote is kept in a small file of its own, in
``.reebrief/state/``: the articles that a brief was selected from are one mark in it.
"""

from __future__ import annotations

import hashlib
import os
import time

from reebrief.project import article_files
from reebrief.project.archive_mark import archive_mark, unchanged
from reebrief.project.file_stamps import GRAIN_NS, digest, now
from reebrief.project.program_mark import program_mark

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from reebrief.project.file_stamps import Stamp

_KEPT = 1000


class Archive:
    """All articles as they were when a brief was selected from them: ``archive_mark`` says how."""

    __slots__ = ("fresh", "stamps")

    def __init__(self, stamps: Mapping[str, Stamp], fresh: Mapping[str, str]) -> None:
        self.stamps = stamps
        self.fresh = fresh


class Inputs:
    """What a render was made from.

    ``read`` holds what was read, with the time of its last change then (nanoseconds), ``files``
    what else counts, both by absolute path; ``folders`` are the ``listings`` from before, in marks;
    ``archive`` is None where no brief selects; ``uses_today`` says that another day would bring
    another brief.
    """

    __slots__ = ("archive", "files", "folders", "read", "uses_today")

    def __init__(
        self,
        read: Mapping[str, tuple[bytes, int]],
        files: Iterable[str],
        folders: Mapping[str, str],
        *,
        archive: Archive | None = None,
        uses_today: bool,
    ) -> None:
        self.read = read
        self.files = files
        self.folders = folders
        self.archive = archive
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
        entry = _load(root, key)
        if entry["program"] != program_mark() or entry["today"] not in {"", _today()}:
            return None
        listed = listings(root)
        if entry["folders"] != folder_marks(listed):
            return None
        for path, known in entry["files"].items():
            if not _same(os.path.join(root, path), known):
                return None
        if entry["archive"] is not None:
            mark = unchanged(root, article_files.article_files(listed), entry["archive"])
            if mark is None:
                return None
            if mark != entry["archive"]:
                _save(root, key, {**entry, "archive": mark})
        return KeptOutput(entry["printed"], entry["said"], entry["data"])
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None  # none, or one that another version wrote


def remember(root: str, key: str, inputs: Inputs, told: KeptOutput) -> None:
    """Keep what a render was made from and what it told, under its key.

    A file that changes, appears or goes makes the next render do its work again. Raises OSError
    where it cannot be written.
    """
    read, files, archive = inputs.read, set(inputs.files), inputs.archive
    entry = {
        "program": program_mark(),
        "today": _today() if inputs.uses_today else "",
        "files": {
            **{os.path.relpath(p, root): _known(p) for p in sorted(files)},
            **{os.path.relpath(p, root): _was(*read[p]) for p in sorted(read)},
        },
        "folders": dict(inputs.folders),
        "archive": archive_mark(archive.stamps, archive.fresh) if archive else None,
        "printed": list(told.printed),
        "said": list(told.said),
        "data": told.data,
    }
    _save(root, key, entry)
    _forget_oldest(os.path.dirname(state_file(root, key)))


def state_file(root: str, key: str) -> str:
    """Return the path of the file that holds the entry of a key."""
    name = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return os.path.join(root, ".reebrief", "state", f"{name}.json")


def _load(root: str, key: str) -> dict[str, Any]:
    """Return the entry of a key. Raises OSError or ValueError where there is none to be read."""
    import json  # noqa: PLC0415  not where there is no project

    with open(state_file(root, key), "rb") as file:
        seal, _, text = file.read().partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != seal:
        raise ValueError("it is damaged")
    entry: dict[str, Any] = json.loads(text)
    return entry


def _save(root: str, key: str, entry: Mapping[str, Any]) -> None:
    """Write the entry of a key behind a hash of it, whole or not at all."""
    import json  # noqa: PLC0415  as in _load

    path = state_file(root, key)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    new = f"{path}.{os.getpid()}"
    text = json.dumps(entry).encode()
    with open(new, "wb") as file:
        file.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    os.replace(new, path)


def _forget_oldest(folder: str) -> None:
    """Keep the newest entries alone."""
    names = os.listdir(folder)
    if len(names) > _KEPT:
        paths = [os.path.join(folder, name) for name in names]
        paths.sort(key=lambda path: (os.stat(path).st_mtime_ns, path))
        for path in paths[: len(names) - _KEPT]:
            os.unlink(path)


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def folder_marks(listed: Mapping[str, list[str]]) -> dict[str, str]:
    """Return a mark of the names in each folder, in a few bytes."""
    return {
        folder: hashlib.sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()
        for folder, names in listed.items()
    }


def listings(root: str) -> dict[str, list[str]]:
    """Return the names in every folder of a project that a render looks for files in."""
    found = article_files.listings(root)
    for name in ("briefs", "fonts", "pictures"):
        folder = os.path.join(root, name)
        found[name] = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    lists = os.path.join(root, "articles", "lists")
    names = os.listdir(lists) if os.path.isdir(lists) else []
    found["articles/lists"] = sorted(name for name in names if name.endswith(".tsv"))
    for folder, _, names in os.walk(os.path.join(root, "templates"), followlinks=True):
        found[os.path.relpath(folder, root)] = sorted(names)
    return found


def _known(path: str) -> list[Any]:
    looked = now()
    stat = os.stat(path)
    fresh = looked - stat.st_mtime_ns < GRAIN_NS
    return [stat.st_size, 0 if fresh else stat.st_mtime_ns, digest(path)]


def _was(data: bytes, changed: int) -> list[Any]:
    fresh = now() - changed < GRAIN_NS
    return [len(data), 0 if fresh else changed, hashlib.sha256(data).hexdigest()]


def _same(path: str, known: list[Any]) -> bool:
    try:
        stat = os.stat(path)
        if stat.st_size != known[0]:
            return False
        return bool(stat.st_mtime_ns == known[1] or digest(path) == known[2])
    except OSError:
        return False
