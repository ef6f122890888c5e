"""Edits of a line: applied together, and noted by the words that they change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.change_record import Change, Confidence

_RANK: dict[Confidence, int] = {"low": 0, "medium": 1, "high": 2}
_AROUND = 24
"""How many characters of a long word are noted on each side of an edit."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a line become ``new``."""

    start: int
    end: int
    new: str
    confidence: Confidence
    reason: str


def apply(number: int, line: str, edits: Iterable[Edit]) -> tuple[str, list[Change]]:
    """Apply edits that do not overlap; return the line, and a change for each word they touch.

    A change over several edits has the confidence of the least sure one.
    """
    ordered = sorted(edits, key=lambda e: e.start)
    done: list[str] = []
    changes: list[Change] = []
    at = 0
    for group in _by_word(line, ordered):
        start, end = _word(line, group[0].start, group[-1].end)
        new = _edited(line, start, end, group)
        least = min(group, key=lambda e: _RANK[e.confidence])
        reasons = ", ".join(dict.fromkeys(e.reason for e in group))
        old = line[start:end]
        changes.append(Change(number, old.strip(), new.strip(), least.confidence, reasons))
    for edit in ordered:
        done += (line[at : edit.start], edit.new)
        at = edit.end
    return "".join([*done, line[at:]]), changes


def _by_word(line: str, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Group neighbouring edits between which the line has no white space."""
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1][-1] if groups else None
        if (
            last
            and edit.start - last.end <= _AROUND
            and not re.search(r"\s", line[last.start : edit.start])
        ):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _word(line: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to the white space around it, so that the note can be read."""
    before = re.search(r"\S*\Z", line[max(start - _AROUND, 0) : start])
    after = re.match(r"\S*", line[end : end + _AROUND])
    return start - len(before[0] if before else ""), end + len(after[0] if after else "")


def around(line: str, start: int, end: int) -> str:
    """Return a span and the word around it, cut where that is long."""
    start, end = _word(line, start, end)
    return line[start:end]


def _edited(line: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    done: list[str] = []
    for edit in edits:
        done += (line[start : edit.start], edit.new)
        start = edit.end
    return "".join([*done, line[start:end]])
