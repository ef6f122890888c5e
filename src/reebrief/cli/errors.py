"""Commands end in an exit code and lines, whatever happens: no traceback reaches a user."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable

from reebrief.cli.output import FAULT, say, written
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity
from reebrief.document.characters import visible
from reebrief.project.build_state import RenderOptions, find_root

_WIDTH = 90
"""The most characters of a line that are shown."""

_LARGEST = 10_000_000
"""The largest file, in bytes, of which a line is shown."""


def quoted(problem: Problem, root: str | None) -> str:
    """Return a problem with the line of the file that it is about, where there is one.

    ``root`` is the project's folder. Notes do without the line: nothing is to be mended there.
    """
    line = _line(problem.place, root) if problem.severity is not Severity.NOTE else ""
    what, hint, rest = str(problem).partition("\n  hint: ")
    return f"{what}\n  | {line}{hint}{rest}" if line else f"{what}{hint}{rest}"


def _line(place: Place | None, root: str | None) -> str:
    """Return the line at a place, of a long one the part around the column; nothing without one."""
    if place is None or not place.line or root is None:
        return ""
    path = os.path.join(root, place.file)  # noqa: PTH118  as in uptodate
    try:
        known = os.stat(path)  # noqa: PTH116  as in uptodate
        lines = _lines(path, known.st_mtime_ns) if known.st_size <= _LARGEST else ()
    except (OSError, ValueError):
        return ""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    start = max(0, min(place.column - _WIDTH // 3, len(line) - _WIDTH))
    part = line[start : start + _WIDTH].strip()
    before, after = "…" * (start > 0), "…" * (start + _WIDTH < len(line))
    return f"{before}{part}{after}" if part else ""


@functools.lru_cache(maxsize=8)
def _lines(path: str, _: int) -> tuple[str, ...]:
    """Return the lines of a file as it was when it last changed."""
    with open(path, "rb") as file:  # noqa: PTH123  as in uptodate
        text, _unsafe = visible(file.read().decode("utf-8-sig", errors="replace"))
    return tuple(text.split("\n"))


def fail(fault: ReebriefError, folder: str | None = None) -> int:
    """Print an error's problems, and return its exit code.

    ``folder`` is what ``--project`` names: lines of that project's files are shown.
    """
    root = find_root(RenderOptions(project=folder))
    for problem in fault.problems:
        say(quoted(problem, root))
    return fault.exit_code


def guarded(run: Callable[[], int], folder: str | None = None) -> int:
    """Run a command; turn errors into lines and their exit code, never into a traceback."""
    try:
        return written(run)
    except ReebriefError as fault:
        return fail(fault, folder)
    except KeyboardInterrupt:
        say("interrupted; nothing was left half-written")
        return 130
    except Exception as fault:
        if os.environ.get("REEBRIEF_TRACEBACK"):
            raise
        say(f"a fault of reebrief itself: {type(fault).__name__}: {fault}")
        say("  hint: please report it, with what REEBRIEF_TRACEBACK=1 prints")
        return FAULT
