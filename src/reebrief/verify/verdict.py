"""The verdict on a file: one state, what was found, and an exit code."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from reebrief.document.characters import visible
from reebrief.signatures.seen import Signature


class State(enum.StrEnum):
    """What a file is, in a word or two."""

    INTACT = "intact"
    RESAVED = "resaved"
    CHANGED = "changed"
    SWAPPED = "manifest swapped"
    EDITED = "manifest edited"
    UNSEALED = "not sealed"
    UNREADABLE = "not readable"


_LONGEST = 90
"""Characters of a text that are shown."""

_FAILED = {State.UNSEALED, State.UNREADABLE}
_NOTHING_TO_HOLD = {State.SWAPPED, State.EDITED, State.UNREADABLE}
"""States in which there is nothing that a file's text could be held against."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed; ``what`` is said of ``where``, ``was`` and ``now``.

    An empty ``where`` means the file, an empty ``was`` that something came new, an empty ``now``
    that it is gone.
    """

    what: str
    where: str = ""
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        shown = " → ".join(f"‘{text}’" for text in (self.was, self.now) if text)
        said = f"{self.what}: {shown}" if self.what and shown else self.what or shown
        return f"{self.where}: {said}" if self.where else said


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one file.

    ``reason`` says more of the state in one clause. ``caveats`` counts those that were sealed,
    ``whole`` those of them that still stand; ``more`` counts findings that are left out.
    ``made_by``, ``brief``, ``date`` and ``inputs``, hashes of files by name, are what the manifest
    says, empty for a file without one; ``edition`` is what editions are compared by, ``document``
    its id, ``issued`` the day of its issue, as far as the project at hand knows. ``signatures`` are
    those of the file, or beside it. ``since`` is what became of the inputs; ``project`` says
    whether the project at hand made the file (None: none was asked).
    """

    state: State
    reason: str = ""
    caveats: int = 0
    whole: int = 0
    findings: tuple[Finding, ...] = ()
    more: int = 0
    made_by: str = ""
    brief: str = ""
    date: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    since: tuple[Finding, ...] = ()
    project: bool | None = None
    edition: Mapping[str, Any] = field(default_factory=dict)
    document: str = ""
    issued: str = ""

    @property
    def named(self) -> str:
        """Which edition the file is, in a line: number, predecessor, issue; "" if it has none."""
        number, after = self.edition.get("number"), self.edition.get("previous")
        if not (number or after or self.issued):
            return ""
        parts = (
            f"{number or self.brief} of {self.date}",
            f"after {after}" if after else "",
            f"issued on {self.issued}" if self.issued else "",
        )
        return short(", ".join(filter(None, parts)))

    @property
    def exit_code(self) -> int:
        """0: nothing is wrong; 3: something is; 1: there is nothing to compare the file with."""
        if self.state in _FAILED:
            return 1
        void = any(one.void for one in self.signatures)
        return 0 if self.state is State.INTACT and not (self.since or void) else 3

    def __str__(self) -> str:
        return "; ".join([self._of_text(), *map(str, self.signatures)])

    def _of_text(self) -> str:
        if self.state is State.UNSEALED:
            return self.reason
        if self.state in _NOTHING_TO_HOLD:
            return f"{self.state}: {self.reason}"
        plural = "" if self.caveats == 1 else "s"
        of = "" if self.whole == self.caveats else f"{self.whole} of "
        return f"{self.state}, {of}{self.caveats} caveat{plural} whole"

    def as_data(self, file: str) -> dict[str, Any]:
        """Return the verdict as JSON has it."""
        findings = (*self.findings, *self.since)
        return {
            "file": file,
            "state": self.state.value,
            "reason": self.reason,
            "exit_code": self.exit_code,
            "caveats": self.caveats,
            "whole": self.whole,
            "findings": [
                {"what": f.what, "where": f.where, "was": f.was, "now": f.now} for f in findings
            ],
            "more_findings": self.more,
            "signatures": [asdict(one) for one in self.signatures],
            "made_by": self.made_by,
            "brief": self.brief,
            "date": self.date,
            "of_this_project": self.project,
            "edition": self.named,
        }


def short(text: str, most: int = _LONGEST) -> str:
    """Return a text as it may be shown in a terminal: on one line, its end cut off."""
    line = " ".join(visible(text[: 20 * most])[0].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
