"""Merge edits of a text into what it has become since: three ways, by what both started from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.pull.markdown_edits import SourceEdit, edited

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Merged:
    """Edits led to where they belong now; ``there`` that they are made already.

    Neither says that somebody else changed the same words: a conflict.
    """

    edits: tuple[SourceEdit, ...] | None = None
    there: bool = False


def merged(base: str, now: str, edits: Sequence[SourceEdit]) -> Merged:
    """Lead edits of ``base`` to ``now``, which was made of it by somebody else."""
    if base == now:
        return Merged((*edits,))
    if now == edited(base, edits):
        return Merged((), there=True)
    parted = _differences(base, now)
    made = {_slid(base, SourceEdit(a, b, now[c:d])) for a, b, c, d in parted}
    done: list[SourceEdit] = []
    there = 0
    for edit in edits:
        if _slid(base, edit) in made or _is_nearer(base, now, edit):
            there += 1
            continue
        touched = [each for each in parted if each[0] <= edit.end and edit.start <= each[1]]
        if touched:
            start = min(edit.start, touched[0][0])
            end = max(edit.end, touched[-1][1])
            inside = SourceEdit(edit.start - start, edit.end - start, edit.new)
            wanted = edited(base[start:end], [inside])
            if now[_moved(start, parted, first=True) : _moved(end, parted, first=False)] != wanted:
                return Merged()
            there += 1
            continue
        shift = _moved(edit.start, parted, first=False) - edit.start
        done.append(SourceEdit(edit.start + shift, edit.end + shift, edit.new))
    return Merged((*done,), there=there == len(edits))


def _is_nearer(base: str, now: str, edit: SourceEdit) -> bool:
    """Say whether an edit takes a text the whole of its way to another: then that has it."""
    way = _cost(base, now) - _cost(edited(base, [edit]), now)
    return way == edit.end - edit.start + len(edit.new)


def _cost(one: str, other: str) -> int:
    return sum(b - a + d - c for a, b, c, d in _differences(one, other))


def _slid(base: str, edit: SourceEdit) -> SourceEdit:
    """Return an insertion or a deletion as far ahead in a text as it says the same there."""
    start, end, new = edit.start, edit.end, edit.new
    if start == end:
        while start and new and base[start - 1] == new[-1]:
            start, new = start - 1, new[-1] + new[:-1]
        return SourceEdit(start, start, new)
    while start and not new and base[start - 1] == base[end - 1]:
        start, end = start - 1, end - 1
    return SourceEdit(start, end, new)


def _differences(base: str, now: str) -> list[tuple[int, int, int, int]]:
    """Return the stretches of two texts that differ, by words."""
    old, new = _TOKEN.findall(base), _TOKEN.findall(now)
    left, right = _offsets(old), _offsets(new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (left[a], left[b], right[c], right[d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _offsets(tokens: Sequence[str]) -> list[int]:
    done = [0]
    for token in tokens:
        done.append(done[-1] + len(token))
    return done


def _moved(at: int, parted: Sequence[tuple[int, int, int, int]], *, first: bool) -> int:
    """Return where an offset of the base is now; at an end of a difference before it, or behind."""
    shift = 0
    for a, b, c, d in parted:
        if b < at or (b == at and not (first and a == at)):
            shift = d - b
        elif a == at and first:
            return c
    return at + shift
