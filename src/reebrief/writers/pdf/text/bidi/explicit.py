"""Obey the marks of direction: embeddings, overrides, isolates (UAX #9, X1 to X10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
"""Classes of characters that take no part in what follows (X9)."""

_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
_DEEPEST = 125
"""The deepest level (BD2)."""


@dataclass(slots=True)
class Obeyed:
    """Levels and classes after the marks of direction, and the runs that are resolved as one.

    ``runs`` are isolating run sequences: offsets of characters that none of ``REMOVED`` is.
    ``ends`` holds the matching end of each isolate.
    """

    levels: list[int]
    kinds: list[str]
    runs: list[list[int]]


@dataclass(frozen=True, slots=True)
class _Status:
    level: int
    override: str = ""
    isolate: bool = False


def obeyed(kinds: Sequence[str], base: int) -> Obeyed:
    """Return levels and classes of characters in a paragraph of a level."""
    ends = _ends(kinds)
    levels, classes = _levels(kinds, base, ends)
    return Obeyed(levels, classes, _runs(kinds, levels, ends))


def _ends(kinds: Sequence[str]) -> dict[int, int]:
    """Return the offset of the mark that ends each isolate, where there is one (BD9)."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for n, kind in enumerate(kinds):
        if kind in _ISOLATES:
            opened.append(n)
        elif kind == "PDI" and opened:
            ends[opened.pop()] = n
        elif kind == "B":
            opened.clear()
    return ends


class _Stack:
    """The directions that are in force, the innermost last (X1)."""

    def __init__(self, base: int) -> None:
        self._open = [_Status(base)]
        self._lost_isolates = self._lost_embeddings = self._isolates = 0

    @property
    def top(self) -> _Status:
        """The innermost one."""
        return self._open[-1]

    def isolate(self, *, rightward: bool) -> None:
        """Begin an isolate, or count one that is too deep (X5a, X5b)."""
        level = _next(self.top.level, rightward=rightward)
        if level <= _DEEPEST and not self._lost_isolates and not self._lost_embeddings:
            self._isolates += 1
            self._open.append(_Status(level, isolate=True))
        else:
            self._lost_isolates += 1

    def embed(self, kind: str) -> None:
        """Begin an embedding or an override, or count one that is too deep (X2 to X5)."""
        level = _next(self.top.level, rightward=kind[0] == "L")
        if level <= _DEEPEST and not self._lost_isolates and not self._lost_embeddings:
            self._open.append(_Status(level, kind[0] if kind[2] == "O" else ""))
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def end_isolate(self) -> None:
        """End an isolate, and what was begun in it (X6a)."""
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._lost_embeddings = 0
            while not self._open.pop().isolate:
                pass
            self._isolates -= 1

    def end_embedding(self) -> None:
        """End an embedding or an override (X7)."""
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif not self.top.isolate and len(self._open) > 1:
            self._open.pop()


def _levels(kinds: Sequence[str], base: int, ends: dict[int, int]) -> tuple[list[int], list[str]]:
    stack = _Stack(base)
    levels, classes = [base] * len(kinds), [*kinds]
    for n, kind in enumerate(kinds):
        if kind == "PDI":
            stack.end_isolate()
        levels[n] = base if kind == "B" else stack.top.level
        if kind not in REMOVED and kind != "B":
            classes[n] = stack.top.override or kind
        if kind in _ISOLATES:
            stack.isolate(rightward=_goes_right(kinds, n, kind, ends))
        elif kind in _EMBEDDINGS:
            stack.embed(kind)
        elif kind == "PDF":
            stack.end_embedding()
    return levels, classes


def _goes_right(kinds: Sequence[str], at: int, kind: str, ends: dict[int, int]) -> bool:
    """Say whether an isolate goes from left to right: one of its own choice as its text (X5c)."""
    if kind != "FSI":
        return kind == "LRI"
    n, end = at + 1, ends.get(at, len(kinds))
    while n < end:
        if kinds[n] in {"L", "R", "AL"}:
            return kinds[n] == "L"
        n = ends.get(n, end) if kinds[n] in _ISOLATES else n + 1
    return True


def _next(level: int, *, rightward: bool) -> int:
    """Return the next level of a direction: an even one goes rightward."""
    return level + 2 - level % 2 if rightward else level + 1 + level % 2


def _runs(kinds: Sequence[str], levels: Sequence[int], ends: dict[int, int]) -> list[list[int]]:
    """Return the runs of one level, joined where an isolate parts them (BD13)."""
    runs: list[list[int]] = []
    for n, kind in enumerate(kinds):
        if kind in REMOVED:
            continue
        if runs and levels[runs[-1][-1]] == levels[n]:
            runs[-1].append(n)
        else:
            runs.append([n])
    starts = {run[0]: run for run in runs}
    joined: list[list[int]] = []
    follows = {end for end in ends.values() if end in starts}
    for run in runs:
        if run[0] in follows and kinds[run[0]] == "PDI":
            continue
        whole = [*run]
        while whole[-1] in ends and ends[whole[-1]] in starts:
            whole += starts[ends[whole[-1]]]
        joined.append(whole)
    return joined
