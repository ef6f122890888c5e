"""Problems with a place and a hint, and the errors that carry them to the command line."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


class Severity(enum.IntEnum):
    """How much a problem weighs: a note never counts, a finding counts under ``--strict``."""

    NOTE = 0
    FINDING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file named from the project's root, a line and a column from 1.

    Line 0 means the whole file; column 0 the whole line.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        file = self.file.replace("\n", "\u240a")
        return ":".join([file, *(str(n) for n in (self.line, self.column) if n)])

    def within(self, text: str, offset: int) -> Place:
        """Return the place of a character of a text that begins here.

        In the text's first line it is this place, as signs that open a text may stand before it;
        the lines below are indented as the first is.
        """
        line = text.count("\n", 0, offset)
        if not line:
            return self
        column = max(self.column, 1) + offset - text.rfind("\n", 0, offset) - 1
        return Place(self.file, self.line + line, column)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an analyst should know: what is wrong, where, and what to type instead.

    An ``urgent`` one is told before the others of its severity.
    """

    what: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR
    urgent: bool = False

    @property
    def rank(self) -> tuple[int, bool]:
        """What problems are sorted by, the worst first."""
        return -self.severity, not self.urgent

    def __str__(self) -> str:
        mark = {Severity.NOTE: "note: ", Severity.FINDING: "finding: ", Severity.ERROR: ""}
        text = mark[self.severity] + self.what
        if self.place is not None:
            text = f"{self.place}: {text}"
        if self.hint:
            text += "\n  hint: " + self.hint.replace("\n", "\n        ")
        return text


class ReebriefError(Exception):
    """The input has errors: every problem found, not only the first. Exit code 1."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Keep the problems where an error goes from one process to another."""
        return type(self), (self.problems,)


class LostCaveatError(ReebriefError):
    """A writer did not draw a caveat it had to draw: our own fault. Exit code 70."""

    exit_code = 70


def error(what: str, place: Place | None = None, hint: str | None = None) -> ReebriefError:
    """Make the exception for one problem."""
    return ReebriefError(Problem(what, place, hint))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the hint that names the known word nearest to ``word``, or None where none is near."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.52)
    return f"did you mean '{found[0]}'?" if found else None


def known(word: str, words: Iterable[str], *, kind: str) -> str:
    """Return a hint for an unknown word: the nearest known one, else the list of all."""
    words = sorted(words)
    return nearest(word, words) or (
        f"known {kind}: {', '.join(words)}" if words else f"there are no {kind}"
    )
