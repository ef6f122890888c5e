"""Show problems: as lines with the text that they are about, as JSON, as an exit code."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable

from reebrief.cli.output import FAILED, FOUND, OK
from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.characters import visible

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
    path = os.path.join(root, place.file)  # noqa: PTH118  a path as it was typed
    try:
        known = os.stat(path)  # noqa: PTH116  a path as it was typed
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
    with open(path, "rb") as file:  # noqa: PTH123  a path as it was typed
        text, _unsafe = visible(file.read().decode("utf-8-sig", errors="replace"))
    return tuple(text.split("\n"))


def as_data(problem: Problem) -> dict[str, object]:
    """Return a problem as JSON has it."""
    place = problem.place
    return {
        "severity": problem.severity.name.lower(),
        "file": place.file if place else None,
        "line": place.line if place and place.line else None,
        "column": place.column if place and place.column else None,
        "what": problem.what,
        "hint": problem.hint,
    }


def exit_code(problems: Iterable[Problem], *, strict: bool) -> int:
    """Return the exit code that problems call for: notes never count."""
    worst = max((p.severity for p in problems), default=Severity.NOTE)
    if worst is Severity.ERROR:
        return FAILED
    return FOUND if strict and worst is Severity.FINDING else OK


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many errors, findings and notes there are."""
    found = [problem.severity for problem in problems]
    names = {"errors": Severity.ERROR, "findings": Severity.FINDING, "notes": Severity.NOTE}
    return {name: found.count(severity) for name, severity in names.items()}


def counted(problems: Iterable[Problem]) -> str:
    """Return the line of counts: 1 error, 2 findings, no notes."""
    parts = (
        f"{number or 'no'} {name if number != 1 else name.removesuffix('s')}"
        for name, number in counts(problems).items()
    )
    return ", ".join(parts)


def number_of(count: int, noun: str) -> str:
    """Return how many there are of something: 1 row, 2 rows."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
