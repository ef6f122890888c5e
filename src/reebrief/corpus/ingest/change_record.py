"""Record what an import did to a raw text: changed runs, and what the analyst must review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Confidence = Literal["high", "medium", "low"]
"""How sure a change is: one reading is possible; the context speaks for it; it is a guess."""


_LONGEST = 200
"""Characters of a changed run that are printed; the log has all of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of the raw text that was changed or, where ``new`` is empty, removed.

    ``line`` counts the raw text's lines from 1.
    """

    line: int
    old: str
    new: str
    confidence: Confidence
    reason: str

    def __str__(self) -> str:
        done = f"became '{self.new}'" if self.new else "was removed"
        at = f"line {self.line}: " if self.line else ""
        return f"{at}'{_short(self.old)}' {done} ({self.confidence}: {self.reason})"


@dataclass(frozen=True, slots=True)
class Review:
    """Something the analyst must look at, on a line of the raw text; line 0 is the whole text."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


@dataclass(slots=True)
class Record:
    """Collects what an import finds and does, in any order; shown in the order of the raw text.

    ``unit`` is what the numbers of changes and reviews count: lines, paragraphs or pages.
    ``repaired`` says which characters of a damaged text were restored by inference.
    """

    unit: str = "line"
    found: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    looks: dict[Review, None] = field(default_factory=dict)  # a set that keeps its order
    repaired: str | None = None

    def note(self, change: Change) -> None:
        """Note a change; a guess is something to look at, too."""
        self.changes.append(change)
        if change.confidence == "low":
            done = f"became '{change.new}'" if change.new else "was removed"
            self.look(change.line, f"'{change.old}' {done}, a guess: {change.reason}")

    def removed(self, line: int, old: str, reason: str, confidence: Confidence = "high") -> None:
        """Note a run that was taken out of the text."""
        self.note(Change(line, old, "", confidence, reason))

    def look(self, line: int, what: str) -> None:
        """Note something that the analyst must look at."""
        self.looks[Review(line, what)] = None

    def settled(self, line: int, text: str) -> None:
        """Forget what was doubtful of a line's text, which turned out to be something else."""
        doubt = (line, f"'{text}' ")
        self.looks = {
            look: None for look in self.looks if (look.line, look.what[: len(doubt[1])]) != doubt
        }

    def copy(self) -> Record:
        """Return a record that goes on from here while this one stays as it is."""
        return Record(
            self.unit, dict(self.found), list(self.changes), dict(self.looks), self.repaired
        )

    def data(self) -> dict[str, Any]:
        """Return the record as plain data, for the log."""
        return {
            "found": self.found,
            "look_at": [{"line": k.line, "what": k.what} for k in _by_line(self.looks)],
            "changes": [
                {
                    "line": c.line,
                    "old": c.old,
                    "new": c.new,
                    "confidence": c.confidence,
                    "reason": c.reason,
                }
                for c in _by_line(self.changes)
            ],
        }

    def report(self) -> Iterator[str]:
        """Yield the lines that are printed."""
        found = {
            what: len(them) if isinstance(them, list) else them
            for what, them in self.found.items()
            if what != "facts"
        }
        yield "  found: " + ", ".join(f"{what.replace('_', ' ')} {n}" for what, n in found.items())
        facts: list[str] = self.found.get("facts", [])
        keys = [fact.partition(":")[0] for fact in facts]
        told = [fact for n, fact in enumerate(facts) if keys.index(keys[n]) == n]
        yield from (f"  proposed {fact}" for fact in told)
        levels = Counter(c.confidence for c in self.changes)
        yield f"  changed: {', '.join(f'{n} {level}' for level, n in sorted(levels.items())) or 0}"
        yield from (f"    {self._said(change)}" for change in _by_line(self.changes))
        if self.looks:
            yield f"  look at, by the {self.unit}s of the raw text:"
        yield from (f"    {self._said(look)}" for look in _by_line(self.looks))

    def _said(self, note: Change | Review) -> str:
        return re.sub(r"^line ", f"{self.unit} ", str(note))


def _short(text: str) -> str:
    """Return a run on one line, its middle left out where it is long."""
    line = " / ".join(text.split("\n"))
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 4 :]}"


def _by_line(notes: Any) -> list[Any]:
    """Sort by line and no further: on one line, things stay in the order they were done."""
    return sorted(notes, key=lambda note: note.line)
