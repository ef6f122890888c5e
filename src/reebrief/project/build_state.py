"""Whether a render would change anything: asked before anything heavy is imported.

Only the standard library is imported here, and little of it: the answer costs less than the import
of one renderer. What the last render read and wrote is kept in ``.reebrief/state.json``.
"""

from __future__ import annotations

import os
import sys
import time

from reebrief import __version__

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_KEPT = 40
_RACE_NS = (
    2_000_000_000  # a change within the clock's grain of the last look cannot be seen by time
)


class RenderOptions:
    """What ``reebrief render`` was asked for."""

    __slots__ = ("date", "force", "names", "output", "parameters", "project", "strict", "to")

    def __init__(
        self,
        *,
        names: Sequence[str] = (),
        to: Sequence[str] = ("docx", "pdf"),
        output: str | None = None,
        date: str | None = None,
        parameters: Mapping[str, str] | None = None,
        project: str | None = None,
        force: bool = False,
        strict: bool = False,
    ) -> None:
        self.names = list(names)
        self.to = list(to)
        self.output = output
        self.date = date
        self.parameters = dict(parameters or {})
        self.project = project
        self.force = force
        self.strict = strict


def formats(text: str) -> list[str]:
    """Read ``docx,pdf`` as formats, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def parse(arguments: Sequence[str]) -> RenderOptions | None:
    """Read plain render options; None where the command line's own parser has to look at them."""
    options = RenderOptions()
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in {"--to", "--output", "--date", "--project"}:
            if not equals:
                if not rest or rest[0].startswith("-"):
                    return None
                value = rest.pop(0)
            if name == "--to":
                options.to = formats(value)
            else:
                setattr(options, name[2:], value)
        elif word in {"--force", "--strict"}:
            setattr(options, word[2:], True)
        elif word.startswith("-"):
            return None
        else:
            options.names.append(word)
    return options if options.to else None


def find_root(options: RenderOptions) -> str | None:
    """Return the project's root as ``project.root_of`` does, or None."""
    folder = os.path.realpath(options.project or ".")
    while not os.path.isfile(os.path.join(folder, "reebrief.yaml")):
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return None
    return folder


def _key(options: RenderOptions) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    # Paths are read and printed as they are from here.
    here = os.getcwd()
    asked = (options.names, options.to, options.output, options.date, options.strict)
    parts = (*asked, sorted(options.parameters.items()), epoch, here)
    return repr(parts)


def answer(options: RenderOptions) -> tuple[list[str], list[str]] | None:
    """Return what the last render printed, on stdout and stderr, if nothing changed since."""
    try:
        root = find_root(options)
        if options.force or root is None:
            return None
        entry = _load(root).get(_key(options))
        if not entry or entry["program"] != _program() or entry["today"] not in {"", _today()}:
            return None
        if entry["folders"] != listings(root):
            return None
        for path, known in entry["files"].items():
            if not _same(os.path.join(root, path), known):
                return None
        return entry["printed"], entry["said"]
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return None  # a state that another version wrote, or no folder to stand in


def remember(
    options: RenderOptions,
    *,
    root: str,
    read: Mapping[str, tuple[bytes, int]],
    files: Iterable[str],
    folders: Mapping[str, list[str]],
    uses_today: bool,
    printed: Sequence[str],
    said: Sequence[str],
) -> None:
    """Keep what a render read and wrote, and what it printed.

    ``read`` holds what was read, with the time of its last change then (nanoseconds), ``files``
    what else counts, both by absolute path; ``folders`` are the ``listings`` from before. A file
    that changes, appears or goes makes the next render do its work again.
    """
    entry = {
        "program": _program(),
        "today": _today() if uses_today else "",
        "files": {
            **{os.path.relpath(p, root): _known(p) for p in sorted(set(files))},
            **{os.path.relpath(p, root): _was(*read[p]) for p in sorted(read)},
        },
        "folders": dict(folders),
        "printed": list(printed),
        "said": list(said),
    }
    entries = _load(root)
    entries.pop(_key(options), None)
    entries[_key(options)] = entry
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
    found: dict[str, list[str]] = {}
    for name in ("articles", "briefs", "fonts", "pictures"):
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
