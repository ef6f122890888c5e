"""Find phrases in a sentence, by comparing words, without patterns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from reebrief.analysis.claims.phrase_syntax import Element, Phrase
from reebrief.analysis.claims.tokens import BREAKS, SentenceTokens

T = TypeVar("T")

_WIDE = 50
"""Words of an element, at least, that is not worth counting: one of them stands everywhere."""

_REACH = 60
"""Words before its anchor in which a phrase may begin: more than two of the longest gaps."""


class PhraseMatch(NamedTuple):
    """What was found: the positions of its words from ``first`` up to ``last``, not included."""

    first: int
    last: int


class _Entry(NamedTuple, Generic[T]):
    """A phrase and what it is for, with the element that it is looked up by.

    ``anchored`` says that as many words as elements stand before that one. ``beside`` are the words
    of which one must stand ``step`` words from it, none where any may stand there.
    """

    phrase: Phrase
    purpose: T
    anchor: int
    anchored: bool
    beside: frozenset[str]
    step: int


@dataclass(slots=True)
class Phrases(Generic[T]):
    """Phrases, each with what it is for, by a word that none of their occurrences lacks."""

    _by_word: dict[str, list[list[_Entry[T]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Sequence[tuple[Phrase, T]]) -> Phrases[T]:
        """Arrange phrases: each by its element whose words are the rarest among all phrases."""
        common: Counter[str] = Counter()
        distinct = {element.words for phrase, _ in phrases for element in phrase.elements}
        narrow = [words for words in distinct if len(words) < _WIDE]
        for words in narrow:
            common.update(words)
        rank = {words: max(map(common.__getitem__, words), default=0) for words in narrow}
        groups: dict[frozenset[str], list[_Entry[T]]] = {}
        for phrase, purpose in phrases:
            best, anchor, anchored, moved = 0, 0, True, False
            for number, element in enumerate(phrase.elements):
                if element.moves:
                    moved = True
                elif not best or rank.get(element.words, len(distinct)) < best:
                    best = rank.get(element.words, len(distinct))
                    anchor, anchored = number, not moved
            step = -1 if anchor and not phrase.elements[anchor - 1].moves else 1
            next_to = phrase.elements[anchor + step : anchor + step + 1]
            beside = next_to[0].words if next_to and not next_to[0].moves else frozenset[str]()
            entry = _Entry(phrase, purpose, anchor, anchored, beside, step)
            groups.setdefault(phrase.elements[anchor].words, []).append(entry)
        done = cls()
        for words, group in groups.items():
            for word in words:
                done._by_word.setdefault(word, []).append(group)
        return done

    def found(self, words: SentenceTokens) -> Iterator[tuple[T, PhraseMatch]]:
        """Yield what is found in a sentence, each phrase wherever it stands, once."""
        seen: set[tuple[int, int]] = set()
        for at, entry in self._candidates(words):
            for begin in _beginnings(entry, words, at):
                hit = _match(entry.phrase.elements, 0, words, begin, None)
                if hit is not None and (id(entry), begin) not in seen:
                    seen.add((id(entry), begin))
                    yield entry.purpose, hit

    def _candidates(self, words: SentenceTokens) -> Iterator[tuple[int, _Entry[T]]]:
        """Yield the phrases whose anchor stands in a sentence, with its position."""
        find = self._by_word.get
        nothing: tuple[str, ...] = ()
        sides = (
            *words.keys,
            nothing,
            nothing,
        )  # what stands after the last word and before the first
        for at, keys in enumerate(words.keys):
            for key in keys:
                for group in find(key, ()):
                    for entry in group:
                        if not entry.beside or not entry.beside.isdisjoint(sides[at + entry.step]):
                            yield at, entry


def _beginnings(entry: _Entry[T], words: SentenceTokens, at: int) -> Sequence[int]:
    """Return the positions at which a phrase may begin whose anchor stands at ``at``."""
    if entry.phrase.at_start:
        return () if entry.anchored and at != entry.anchor else (0,)
    if entry.anchored:
        return (at - entry.anchor,) if at >= entry.anchor else ()
    first = entry.phrase.elements[0].words
    near = max(at - _REACH, 0)
    return [n for n in range(near, at) if not first.isdisjoint(words.keys[n])]


def _match(
    elements: Sequence[Element],
    index: int,
    words: SentenceTokens,
    at: int,
    seen: PhraseMatch | None,
) -> PhraseMatch | None:
    """Compare elements from ``index`` with words from ``at``; ``seen`` is what was found so far."""
    for number in range(index, len(elements)):
        element = elements[number]
        if element.gap:
            return _over_gap(elements, number, words, at, seen)
        if "<end>" in element.words and at >= words.tail:
            continue
        if at < len(words.keys) and not element.words.isdisjoint(words.keys[at]):
            taken = seen if element.context else PhraseMatch(seen.first if seen else at, at + 1)
            if element.optional:
                hit = _match(elements, number + 1, words, at + 1, taken)
                if hit is not None:
                    return hit
            else:
                seen, at = taken, at + 1
        elif not element.optional:
            return None
    return seen


def _over_gap(
    elements: Sequence[Element],
    index: int,
    words: SentenceTokens,
    at: int,
    seen: PhraseMatch | None,
) -> PhraseMatch | None:
    """Compare what follows the gap at ``index``, with as few words in the gap as possible."""
    for end in range(at, min(at + elements[index].gap, len(words.raw)) + 1):
        hit = _match(elements, index + 1, words, end, seen)
        if hit is not None or (end < len(words.raw) and words.raw[end] in BREAKS):
            return hit
    return None
