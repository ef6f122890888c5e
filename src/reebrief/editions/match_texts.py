"""Match texts of two editions, and find the figures and dates that moved within them.

It reads no language: a figure is a word with a digit in it, and it moved where the words around it
stayed. So "12,000 tons" to "12,500 tons" and "December 2025" to "March 2026" are found in any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from reebrief.document.sentences import spans

_ALIKE = 0.6
"""The share of words that two sentences, or two entries of a list, have in common at least."""

_LONGEST = 4
"""The most words that may change together with a figure: "by the end of 2025" to "in 2026"."""


def pairs(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return which of the newer texts is which of the older ones, by their names, each once.

    Equal texts belong together first, then those that have the most words in common.
    """
    done: dict[str, str] = {}
    left = dict(old)
    for name, text in new.items():
        same = next((one for one, other in left.items() if other == text), None)
        if same is not None:
            done[name] = same
            del left[same]
    open_ = [name for name in new if name not in done]
    scores = [(likeness(left[one], new[name]), one, name) for name in open_ for one in left]
    for score, one, name in sorted(scores, key=lambda found: -found[0]):
        if score >= _ALIKE and one in left and name not in done:
            done[name] = one
            del left[one]
    return done


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common in their order, from 0 to 1."""
    words = _words(one), _words(other)
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def moves(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the newer sentence of each figure that moved, what it was, and what it is.

    The texts are sentences, of both editions.
    """
    before = {str(n): text for n, text in enumerate(old)}
    after = {str(n): text for n, text in enumerate(new)}
    for name, other in pairs(before, after).items():
        for was, now in _moved(before[other], after[name]):
            yield after[name], was, now


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part for start, end in spans(text) if (part := text[start:end].strip())]


def _moved(old: str, new: str) -> Iterator[tuple[str, str]]:
    if old == new:
        return
    before, after = _words(old), _words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        was, now = before[start:end], after[first:last]
        if tag == "replace" and len(was) <= _LONGEST and len(now) <= _LONGEST:
            unit = after[last : last + 1]
            whole = _figures(was), _figures(now)
            if all(whole) and whole[0] != whole[1]:
                yield _shown(was, unit), _shown(now, unit)


def _figures(words: list[str]) -> list[str]:
    return [bare for word in words if any(map(str.isdecimal, bare := _bare(word)))]


def _shown(words: list[str], unit: list[str]) -> str:
    """Return words as they are told, with the unit behind a figure that has none of its own."""
    text = " ".join(words)
    stands_alone = text[-1:].isdecimal() and unit and unit[0][:1].isalpha()
    return _bare(f"{text} {unit[0]}" if stands_alone else text)


def _bare(text: str) -> str:
    return text.strip(".,;:!?()[]“”\"'‘’")


def _words(text: str) -> list[str]:
    return text.split()
