"""Compare the units that were sealed with those found: gone, new, in other words."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reebrief.verify.found import TextUnit

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters without a width, which programs add and take where lines break."""

_MOST_PAIRS = 1_000_000
"""The most pairs of words, or of equal lines, that are held against each other."""

_MOST_LINES = 10_000
"""The most pairs of lines whose words are counted."""

_ALIKE = 0.3
"""The share of words that a unit keeps when it is changed rather than replaced by another."""


def squeezed(text: str) -> str:
    """Return text as it is compared: without white space and what has no width, composed (NFC)."""
    if text.isascii():  # most is, and a word at a time
        return "".join(text.split())
    return "".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words of a unit and what stands in their place now; one of the two may be empty."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that changed, was taken out (``now`` is None) or put in (``was`` is None)."""

    was: TextUnit | None
    now: TextUnit | None
    index: int = -1
    """Which of the sealed units it is."""
    changes: tuple[WordChange, ...] = field(default=())

    @property
    def units(self) -> tuple[TextUnit, ...]:
        """The unit before, the unit now: one alone where it was taken out or put in."""
        return tuple(filter(None, (self.was, self.now)))


def equal(sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> bool:
    """Say whether the same text stands at the same places."""
    return _by_place(sealed) == _by_place(found)


def _by_place(units: Sequence[TextUnit]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for unit in units:
        texts.setdefault(unit.place, []).append(squeezed(unit.text))
    joined = {place: "".join(pieces) for place, pieces in texts.items()}
    return {place: text for place, text in joined.items() if text}


def differences(sealed: Sequence[TextUnit], found: Sequence[TextUnit]) -> Iterator[Difference]:
    """Yield how the units differ, in their order."""
    old, new = ([squeezed(unit.text) for unit in units] for units in (sealed, found))
    for start, end, first, last in blocks(old, new):
        pairs = _pairs(sealed[start:end], found[first:last])
        taken = {n for _, n in pairs.items()}
        for index in range(start, end):
            was = sealed[index]
            if index - start not in pairs:
                yield Difference(was, None, index)
                continue
            now = found[first + pairs[index - start]]
            if old[index] != new[first + pairs[index - start]]:
                yield Difference(was, now, index, tuple(_changes(was.text, now.text)))
        for n in range(last - first):
            if n not in taken:
                yield Difference(None, found[first + n])


def blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches of two sequences that differ, as ``difflib`` has them."""
    begin = 0
    while begin < min(len(old), len(new)) and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < min(len(old), len(new)) - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    rest, other = old[begin : len(old) - end], new[begin : len(new) - end]
    if not rest and not other:
        return []
    if len(rest) * len(other) > _MOST_PAIRS:
        return [(begin, begin + len(rest), begin, begin + len(other))]
    codes = difflib.SequenceMatcher(None, rest, other, autojunk=False).get_opcodes()
    return [
        (begin + a, begin + b, begin + c, begin + d) for tag, a, b, c, d in codes if tag != "equal"
    ]


def _pairs(old: Sequence[TextUnit], new: Sequence[TextUnit]) -> dict[int, int]:
    """Return which of the new units each old one became: the one that has most of its words.

    Any page may have become any other; a line stays in its part.
    """
    if len(old) * len(new) > _MOST_LINES:
        return {n: n for n in range(min(len(old), len(new)))}
    words = [{*unit.text.split()} for unit in new]
    pairs: dict[int, int] = {}
    for n, unit in enumerate(old):
        own = {*unit.text.split()}
        shares = {
            m: len(own & words[m]) / max(len(own), len(words[m]), 1)
            for m in range(len(new))
            if m not in pairs.values() and (unit.drawn or unit.place == new[m].place)
        }
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= _ALIKE:
            pairs[n] = best
    return pairs


def _changes(was: str, now: str) -> Iterator[WordChange]:
    old, new = was.split(), now.split()
    for a, b, c, d in blocks([squeezed(w) for w in old], [squeezed(w) for w in new]):
        yield WordChange(" ".join(old[a:b]), " ".join(new[c:d]))


def without_repeats(was: Sequence[TextUnit], now: Sequence[TextUnit]) -> list[TextUnit]:
    """Return what is shown now without headers and footers that are only shown once more.

    LibreOffice gives the last section a first page, as the first one has: the same lines stand
    there again, after all others. Elsewhere a line could stand in the place of one with a label.
    """
    done = list(now)
    for place in ("header", "footer"):
        before = [one for one in was if one.place == place]
        after = [one for one in done if one.place == place]
        once = [one for one, _ in groupby(before)]
        again = [one for one, _ in groupby(after)]
        if again[: len(once)] == once and {*once} == {*again}:
            first = next((n for n, one in enumerate(done) if one.place == place), 0)
            done = [one for one in done if one.place != place]
            done[first:first] = before
    return done
