"""Find the clause of a text that an offset stands in, and what it speaks of."""

from __future__ import annotations

import re

from reebrief.analysis.support.lexicon import Reading
from reebrief.document.sentences import spans

_WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5
"""So many letters of a word are compared."""


def clause(text: str, at: int, reading: Reading) -> tuple[int, int] | None:
    """Return the offsets of the clause around an offset, None where no sentence holds it."""
    sentence = next(((start, end) for start, end in spans(text) if start <= at < end), None)
    return sentence and _within(text, at, sentence, reading)


def about(text: str, at: int, reading: Reading) -> frozenset[str]:
    """Return the stems of what the clause around an offset speaks of.

    Where a pronoun stands for what the sentence before speaks of, that sentence belongs to it.
    """
    before = (0, 0)
    for start, end in spans(text):
        if start <= at < end:
            first, last = _within(text, at, (start, end), reading)
            said = reading.words.patterns.pronouns.search(text, start, last)
            words = _stems(text, first, last, reading)
            return words | _stems(text, *before, reading) if said else words
        before = (start, end)
    return frozenset()


def _within(text: str, at: int, sentence: tuple[int, int], reading: Reading) -> tuple[int, int]:
    start, end = sentence
    pattern = reading.words.patterns.pause
    first = max((m.end() for m in pattern.finditer(text, start, at)), default=start)
    pause = pattern.search(text, at, end)
    return first, pause.start() if pause else end


def _stems(text: str, start: int, end: int, reading: Reading) -> frozenset[str]:
    """Return the stems of the words of a part of a text that say something."""
    words = (m[0].casefold() for m in _WORD.finditer(text, start, end))
    empty = (
        reading.figures.patterns.no_nouns,
        reading.words.patterns.empty,
        reading.figures.numbers,
    )
    return frozenset(word[:STEM] for word in words if not any(word in each for each in empty))
