"""Say whether a figure is of a rise or of a fall, by the words of the clause that states it."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.analysis.support.clauses import clause
from reebrief.analysis.support.lexicon import Reading


@dataclass(frozen=True, slots=True)
class Direction:
    """A rise, or else a fall, with the offsets of the word that says so in its text."""

    rises: bool
    start: int
    end: int


def direction(text: str, at: int, reading: Reading) -> Direction | None:
    """Return where a figure at an offset goes; None where its clause says nothing clear of it.

    A clause that names both, or denies what it says, is not clear.
    """
    bounds = clause(text, at, reading)
    if bounds is None:
        return None
    found = [*reading.words.patterns.way.finditer(text, *bounds)]
    if len({m.lastgroup for m in found}) != 1 or found[0]["none"]:
        return None
    return Direction(found[0]["up"] is not None, *found[0].span())
