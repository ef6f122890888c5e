"""Find the texts that may be alike, by the runs of words that they share: one index for all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, takewhile

from reebrief.corpus.stories.fingerprint import Fingerprint, telling

_SLOTS, _FEWER_SLOTS = 16_777_213, 65_521
"""Bytes in which runs are counted by their remainder: primes, so that they spread.

The second number is enough for a brief, whose few texts would wait for so many bytes to be cleared.
"""
_FEW = 8_000
"""So many runs of all texts hardly ever meet in the smaller number of bytes."""

_COMMON = 30
"""How many texts may share a run that is looked at for pairs; more share a common phrase."""
_SHARED = 4
_TELLING = 2  # figures; a long one counts as two, and so does a quotation
_LONG = 4  # characters

_LIMIT = 0.7
_MOST = 100
"""How many texts are compared for one run that they share."""
_LEAST = 17  # runs: of a shorter text nothing can be said


class SharedRuns:
    """The texts of an archive by the runs that two or more of them hold."""

    def __init__(self, prints: Sequence[Fingerprint]) -> None:
        self.prints = prints
        self._holders = _holders(prints)

    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs that share several runs which few others have."""
        shared: Counter[tuple[int, int]] = Counter()
        for some in self._holders.values():
            if len(some) <= _COMMON:
                shared.update(combinations(some, 2))
        return sorted(pair for pair, count in shared.items() if count >= _SHARED)

    def likely(self) -> list[tuple[int, int]]:
        """Return the pairs that share a quotation, or several figures, which few others have."""
        holders: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(self.prints):
            for said in (*telling(one), *one.quotations):
                holders[said].append(n)
        shared: Counter[tuple[int, int]] = Counter()
        for said, some in holders.items():
            if 1 < len(some) <= _COMMON:
                pairs = combinations(some, 2)
                shared.update(dict.fromkeys(pairs, 1 if len(said) < _LONG else _TELLING))
        return sorted(pair for pair, count in shared.items() if count >= _TELLING)

    def nearest(self, n: int) -> int | None:
        """Return the earlier text that is nearest to the nth, None where none is near.

        Texts are near where their sets of runs overlap by 0.7 or more (Jaccard index of shingles;
        A. Z. Broder, "On the resemblance and containment of documents", 1997). Two such texts share
        one of the 0.3 of their runs that are rarest in all texts, so only those are looked up, and
        phrases that every text ends with cost nothing (prefix filtering; S. Chaudhuri, V. Ganti and
        R. Kaushik, "A primitive operator for similarity joins in data cleaning", 2006).
        """
        own = set(self.prints[n].runs)
        if len(own) < _LEAST:
            return None
        shared = [run for run in own if run in self._holders]
        left = len(own) * 3 // 10 + 1 - (len(own) - len(shared))  # runs of no other are the rarest
        if left <= 0:
            return None
        near: dict[int, float] = {}
        for run in sorted(shared, key=lambda run: (len(self._holders[run]), run))[:left]:
            for other in takewhile(lambda one: one < n, self._holders[run][:_MOST]):
                if other not in near:
                    near[other] = _overlap(own, set(self.prints[other].runs))
        best = max(near, key=lambda other: (near[other], -other), default=None)
        return best if best is not None and near[best] >= _LIMIT else None


def _holders(prints: Sequence[Fingerprint]) -> dict[int, list[int]]:
    """Return which texts hold a run, for those that several hold.

    Most runs stand in one text alone, and keeping these would take most of the memory.
    """
    few = sum(len(one.runs) for one in prints) <= _FEW
    slots = _FEWER_SLOTS if few else _SLOTS
    seen = bytearray(slots)
    for one in prints:
        for slot in {run % slots for run in one.runs}:
            if seen[slot] < 2:
                seen[slot] += 1
    holders: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(prints):
        for run in dict.fromkeys(one.runs):
            if seen[run % slots] > 1:
                holders[run].append(n)
    return {run: some for run, some in holders.items() if len(some) > 1}


def _overlap(one: set[int], other: set[int]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)
