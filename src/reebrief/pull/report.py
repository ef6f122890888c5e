"""Tell what came back in a Word file: change by change, as lines for people and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reebrief.pull.changes import PulledChange
from reebrief.pull.comments import PlacedComment
from reebrief.pull.new_lines import shown_key
from reebrief.pull.patches import Patches

_LONGEST = 300
"""The most characters of a text that are shown."""


@dataclass(frozen=True, slots=True)
class PullReport:
    """What came back in a file of a brief: every change with what becomes of it, and comments."""

    brief: str
    date: str
    changes: tuple[PulledChange, ...]
    comments: tuple[PlacedComment, ...]
    patches: Patches

    @property
    def counts(self) -> dict[str, int]:
        """How many changes have each fate; together they are all changes."""
        states = [change.state for change in self.changes]
        return {name: states.count(name) for name in ("applied", "there", "refused", "unplaced")}

    @property
    def conflicts(self) -> int:
        """How many of the refused changes are conflicts with the definition."""
        return sum(bool(change.conflict) for change in self.changes)

    @property
    def left(self) -> int:
        """How many changes somebody must look at: refused and unplaced ones."""
        return self.counts["refused"] + self.counts["unplaced"]

    def lines(self) -> Iterator[str]:
        """Yield the report as lines, without the diff."""
        for change in self.changes:
            yield from _lines(change)
        for comment in self.comments:
            yield from _comment_lines(comment)

    def summary(self, *, applied: bool) -> str:
        """Return the last line: how many changes there are, and what becomes of them."""
        counts = self.counts
        done = "applied" if applied else "to apply"
        said = (
            f"{counts['applied']} {done}, {counts['there']} there already, "
            f"{counts['refused']} refused, {counts['unplaced']} unplaced"
        )
        if self.conflicts:
            said += f" ({self.conflicts} in conflict)" if self.conflicts else ""
        remarks = f"; {_number(len(self.comments), 'comment')}" if self.comments else ""
        return f"{_number(len(self.changes), 'change')}: {said}{remarks}"

    def as_data(self, file: str) -> dict[str, Any]:
        """Return the report as JSON has it."""
        return {
            "file": file,
            "brief": self.brief,
            "date": self.date,
            "counts": {"changes": len(self.changes), **self.counts, "conflicts": self.conflicts},
            "changes": [_change_data(change) for change in self.changes],
            "comments": [_comment_data(comment) for comment in self.comments],
            "diff": self.patches.diff(),
        }


def _number(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _key(change: PulledChange) -> str:
    return shown_key(change.own.path if change.own else change.key)


def _lines(change: PulledChange) -> Iterator[str]:
    by = "; ".join(map(str, change.hands)) or "somebody"
    place = ":".join(map(str, change.places[0])) if change.places else ""
    said = {"applied": "", "there": "there already", "open": ""}.get(change.state, change.state)
    named = " ".join(filter(None, ("new in" if change.key else "", _key(change))))
    parts = (place, named or change.kind, said, change.reason)
    yield f"{': '.join(filter(None, parts))} ({by})"
    if change.old:
        yield f"  - {_short(change.old)}"
    if change.new:
        yield f"  + {_short(change.new)}"
    if change.conflict:
        yield f"  = {_short(change.conflict)}"
    if change.hint:
        yield "  hint: " + change.hint.replace("\n", "\n        ")


def _comment_lines(comment: PlacedComment) -> Iterator[str]:
    about = f" on “{comment.about}”" if comment.about else ""
    where = shown_key(comment.path) if comment.path else comment.whose
    yield f"comment by {comment.comment.by} at {where}{about}"
    for line in comment.comment.text.splitlines():
        yield f"  > {line}"


def _change_data(change: PulledChange) -> dict[str, Any]:
    file, line = change.places[0] if change.places else (None, None)
    return {
        "state": change.state,
        "kind": change.kind,
        "key": _key(change) or None,
        "file": file,
        "line": line,
        "old": change.old,
        "new": change.new,
        "by": [{"who": hand.who, "when": hand.when} for hand in change.hands],
        "reason": change.reason or None,
        "hint": change.hint or None,
        "definition_says": change.conflict or None,
    }


def _comment_data(comment: PlacedComment) -> dict[str, Any]:
    by = comment.comment.by
    return {
        "who": by.who,
        "when": by.when,
        "text": comment.comment.text,
        "about": comment.about,
        "key": shown_key(comment.path) if comment.path else None,
        "of": comment.whose if comment.path is None else "the author",
        "kept": comment.kept,
    }
