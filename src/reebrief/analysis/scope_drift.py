"""Scope drift: a highlight states a figure of the body without what narrows it there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from pydantic import Field

from reebrief.analysis.figures import Figure, FigureWords, figures, same
from reebrief.analysis.figures.lexicon import FigurePatterns, Words, alternatives
from reebrief.project.validation import Model

_TOPIC = 3
"""A word that so many sentences of the body hold is the article's topic, and narrows nothing."""

_STEM = 5
"""Letters that two words of one stem share at their beginning, at least."""


class DriftWords(Model):
    """The words by which a body narrows a figure, and those that narrow nothing."""

    scopes: Words = Field(description="Prepositions before what narrows: costs of the mill.")
    openings: Words = Field(description="Those that open a clause: on line 3, the costs.")
    determiners: Words = Field(description="Words that may stand before a noun: the, its.")
    changes: Words = Field(description="Verbs and directions of a change: fell, lower.")
    nouns: Words = Field(description="Nouns for a change or a measure: reduction, rate.")
    neutral: Words = Field(description="Words that narrow nothing: overall, average, new.")
    times: Words = Field(description="Words for times, which narrow no scope: year.")
    verb_endings: Words = Field(description="Endings of verbs in the past: -ed.")
    bounds: Words = Field(description="Words that make a figure a limit: up to.")

    @cached_property
    def patterns(self) -> DriftPatterns:
        """The words as they are looked up, once for each loaded list."""
        return DriftPatterns(self)


class DriftPatterns:
    """The words of one language in sets and patterns."""

    def __init__(self, words: DriftWords) -> None:
        self.scopes, self.openings = frozenset(words.scopes), frozenset(words.openings)
        self.determiners, self.times = frozenset(words.determiners), frozenset(words.times)
        self.changes, self.nouns = frozenset(words.changes), frozenset(words.nouns)
        self.empty = frozenset((*words.changes, *words.nouns, *words.neutral, *words.times))
        self.verb_endings = words.verb_endings
        self.bound = re.compile(rf"\b(?:{alternatives(words.bounds)})\s\Z", re.IGNORECASE)
        self.bounds = re.compile(rf"\b(?:{alternatives(words.bounds)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drift:
    """A highlight's figure that the body states of less.

    ``body`` is the index of the body's sentence, ``offered`` that sentence's own words, from what
    narrows the figure to the figure; ``why`` is the words that narrow it.
    """

    figure: Figure
    body: int
    offered: str
    why: str


def drift(
    highlight: str, body: Sequence[str], words: DriftWords, figure_words: FigureWords
) -> Drift | None:
    """Return the first figure of a highlight that the body's sentences state of less, or None.

    The figure must be the same in number and unit, beside a word that the highlight has too; and
    what narrows it must stand at that word or at the figure: words before the noun ("iron-related
    costs"), a phrase after it ("costs of the drying stage"), a phrase that opens the clause ("On
    line 3, costs …"), or a limit ("up to"). Where any sentence states the figure without all that,
    nothing has drifted.
    """
    reader: _Reader | None = None
    for figure in figures(highlight, figure_words):
        found: list[Drift] = []
        for index, sentence in enumerate(body):
            stated = figures(sentence, figure_words)
            for at in (at for at, one in enumerate(stated) if same(figure, one)):
                reader = reader or _Reader(highlight, tuple(body), words, figure_words)
                clause = _Clause(reader, sentence, stated, at)
                if clause.anchors:
                    found.append(Drift(figure, index, *clause.narrowed()))
        if found and all(one.why for one in found):
            return found[0]
    return None


class _Word(NamedTuple):
    """A word in lower case and where it stands; numbers, signs and units are empty words."""

    text: str
    start: int
    end: int


_REACH = 400
"""Characters on each side of a figure that are read at most; clauses are shorter."""

_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(['’]s\b|['’](?=\s))?|\d[\d.,]*|\S")
"""A word, with the ending of a possessive; or a number, or a sign."""

_BREAK = re.compile(r"[;:—()?!]|[,.](?!\d)")
"""What parts clauses; a mark within a number does not."""


def _split(text: str, start: int = 0, end: int | None = None) -> list[_Word]:
    """Return a text's words; the owner in "the plant’s" is empty, as a noun phrase begins there."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [_Word("" if m[2] or not m[1] else m[1].lower(), *m.span()) for m in found]


def _parts(word: _Word, words: FigureWords) -> list[str]:
    """Return what a word is made of, each part in the singular."""
    return [words.singular(part) or part for part in word.text.split("-")]


def _without_units(
    words: list[_Word], stated: Iterable[Figure], figure_words: FigureWords
) -> list[_Word]:
    """Return words with those empty that belong to a figure itself: million, tons."""
    patterns = figure_words.patterns
    units = {*patterns.units, *figure_words.numbers, *figure_words.multipliers, *patterns.parts}
    inside = {n for figure in stated for n in range(figure.start, figure.end)}
    return [
        word._replace(text="")
        if word.start in inside and not units.isdisjoint(_parts(word, figure_words))
        else word
        for word in words
    ]


@lru_cache(maxsize=8)  # a body is compared with one highlight after the other
def _topic(body: tuple[str, ...], patterns: FigurePatterns) -> frozenset[str]:
    """Return the words that many sentences hold."""
    counted: Counter[str] = Counter()
    for sentence in body:
        counted.update({part for w in _split(sentence) for part in _parts(w, patterns.words)})
    return frozenset(part for part, sentences in counted.items() if sentences >= _TOPIC)


class _Reader:
    """Knows what the highlight says, and what is the topic of the whole article."""

    def __init__(
        self,
        highlight: str,
        body: tuple[str, ...],
        words: DriftWords,
        figure_words: FigureWords,
    ) -> None:
        self.words, self.figure_words = words.patterns, figure_words
        self.closed = figure_words.patterns.no_nouns | self.words.scopes | self.words.determiners
        patterns = figure_words.patterns
        stated = _without_units(_split(highlight), figures(highlight, figure_words), figure_words)
        said = [part for word in stated for part in self.parts(word)]
        self.said = [part for part in said if self.full(part)]
        self.bare = not self.said
        if self.bare:  # "EUR 5 million saved" has no word but that for the change
            self.said = [part for part in said if len(part) > 1 and part not in self.closed]
        self.limited = self.words.bounds.search(highlight) is not None
        self.topic = _topic(body, patterns)
        self.stops = self.closed | self.words.changes

    def parts(self, word: _Word) -> list[str]:
        """Return what a word is made of, each part in the singular."""
        return _parts(word, self.figure_words)

    def full(self, part: str) -> bool:
        """Say whether a word may say of what a figure is."""
        return len(part) > 1 and part not in self.closed and part not in self.words.empty

    def shared(self, word: _Word) -> bool:
        """Say whether the highlight has a word too, or one of its stem."""
        parts = self.parts(word)
        return any((self.bare or self.full(part)) and self.in_highlight(part) for part in parts)

    def in_highlight(self, part: str) -> bool:
        return any(part == said or _one_stem(part, said) for said in self.said)

    def narrows(self, word: _Word) -> bool:
        """Say whether a word brings in what the highlight does not say."""
        parts = (part for part in self.parts(word) if self.full(part) and part not in self.topic)
        return any(not self.in_highlight(part) for part in parts)


def _one_stem(one: str, other: str) -> bool:
    """Say whether two words begin alike for most of their length: utilized, utilization."""
    length = max(_STEM, round(0.6 * max(len(one), len(other))))
    return one[:length] == other[:length] and min(len(one), len(other)) >= length


class _Clause:
    """The clause of a sentence that states a figure.

    ``words`` are the clause's, and ``anchors`` say which of them the highlight shares.
    It ends where another figure with a unit stands: the words beyond belong to that one.
    """

    def __init__(self, reader: _Reader, text: str, stated: Sequence[Figure], at: int) -> None:
        self.reader, self.text, self.figure = reader, text, stated[at]
        first, last = self.figure.start, self.figure.end
        earlier = (other.end for other in reversed(stated[max(at - 9, 0) : at]) if other.unit)
        later = (other.start for other in stated[at + 1 : at + 10] if other.unit)
        before = [m.end() for m in _BREAK.finditer(text, max(first - _REACH, 0), first)]
        after = _BREAK.search(text, last, last + _REACH)
        start = max(first - _REACH, 0, *before[-1:], next(earlier, 0))
        end = min(
            len(text), last + _REACH, next(later, len(text)), after.start() if after else len(text)
        )
        self.opening = self._opening(before, start)
        self.words = _without_units(_split(text, start, end), [self.figure], reader.figure_words)
        self.anchors = [n for n, word in enumerate(self.words) if reader.shared(word)]

    def _opening(self, before: list[int], start: int) -> list[_Word]:
        """Return the words between the clause and the break before, where a comma parts the two."""
        if start == 0 or self.text[start - 1] != ",":
            return []
        return _split(self.text, max(0, *before[-2:-1], start - _REACH), start - 1)

    def narrowed(self) -> tuple[str, str]:
        """Return the words to offer and those that narrow the figure; none where nothing does."""
        spans: list[tuple[int, int]] = []
        why: list[tuple[int, int]] = []
        for anchor in self.anchors:
            first, before = self._before(anchor)
            after = self._phrase(self._noun_end(anchor))
            if before or after:
                spans.append((self.words[first].start, self.words[anchor].end))
            why += [*before, *after]
        at_figure = next((n for n, w in enumerate(self.words) if w.start >= self.figure.end), None)
        if at_figure is not None:
            why += self._phrase(at_figure)
        if not why:
            why = self._limit() or self._opened()
            spans = [self._nearest()] if why else []
        if not why:
            return "", ""
        why = sorted(set(why))
        spans += [*why, (self.figure.start, self._figure_end(at_figure))]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        return self.text[start:end], ", ".join(self.text[s:e] for s, e in why)

    def _before(self, anchor: int) -> tuple[int, list[tuple[int, int]]]:
        """Return where an anchor's noun phrase begins, and the words before it that narrow it."""
        words, first, found = self.words, anchor, []
        states = anchor + 1 < len(words) and words[anchor + 1].start == self.figure.start
        said = not set(_parts(words[anchor], self.reader.figure_words)).isdisjoint(self.reader.said)
        if states or not said or self._is_verb(anchor):  # "the plant recovers 94 %": a verb
            return anchor, []
        while first > 0 and self._modifies(first - 1):
            first -= 1
            if self.reader.narrows(words[first]):
                found.append((words[first].start, words[first].end))
        # "Holding" for "Qinghai Salt Lake Holding": a name that the highlight says in short.
        starts = (words[anchor].start, *(start for start, _ in found))
        named = all(self.text[start].isupper() for start in starts)
        return first, [] if named else found

    def _modifies(self, n: int) -> bool:
        """Say whether a word may belong to the noun after it: it is no verb and no other noun."""
        word = self.words[n]
        if not word.text or word.text in self.reader.stops:
            return False
        plural = self.reader.figure_words.singular(word.text) is not None
        return not self._is_verb(n) and (not plural or self.reader.shared(word))

    def _is_verb(self, n: int) -> bool:
        """Say whether a word in -ed is the verb: nothing before it opens a noun phrase."""
        word, opening = self.words[n], self.reader.words
        if "-" in word.text or not word.text.endswith(opening.verb_endings):
            return False
        before = self.words[n - 1].text if n else "?"
        return not (before == "" or before in opening.determiners | opening.scopes)

    def _noun_end(self, anchor: int) -> int:
        """Return the word after the noun that an anchor is part of: "energy use" is one."""
        n = anchor + 1
        while n < len(self.words) and (
            self.reader.shared(self.words[n]) or self.words[n].text in self.reader.words.nouns
        ):
            n += 1
        return n

    def _phrase(self, n: int) -> list[tuple[int, int]]:
        """Return what narrows in the phrases that begin with a preposition at a word."""
        words, reader, found = self.words, self.reader, []
        while n < len(words) and words[n].text in reader.words.scopes:
            first = n
            n += 1
            while n < len(words) and (words[n].text in reader.words.determiners):
                n += 1
            noun = n
            while n < len(words) and words[n].text and words[n].text not in reader.stops:
                n += 1
            inside = words[noun:n]
            if any(w.text in reader.words.times for w in inside):
                break  # "in the first year of operation" narrows no scope
            if any(reader.narrows(w) for w in inside):
                found.append((words[first].start, inside[-1].end))
        return found

    def _limit(self) -> list[tuple[int, int]]:
        """Return the limit before the figure ("up to"), where the highlight states none."""
        start = self.figure.start
        found = self.reader.words.bound.search(self.text, max(start - 30, 0), start)
        return [] if found is None or self.reader.limited else [(found.start(), found.end() - 1)]

    def _opened(self) -> list[tuple[int, int]]:
        """Return the phrase that opens the clause before its noun, where it narrows."""
        words = self.opening
        if not words:
            ends = (n for n in range(2, len(self.words)) if self._begins_noun(n))
            words = self.words[: next(ends, 0)]
        if not words or words[0].text not in self.reader.words.openings:
            return []
        timed = any(word.text in self.reader.words.times or not word.text for word in words[1:])
        if timed or not any(map(self.reader.narrows, words)):
            return []
        return [(words[0].start, words[-1].end)]

    def _begins_noun(self, n: int) -> bool:
        """Say whether a determiner begins a new noun phrase here, not one after a preposition."""
        scopes, determiners = self.reader.words.scopes, self.reader.words.determiners
        before = self.words[n - 1].text
        return self.words[n].text in determiners and before not in scopes | determiners

    def _nearest(self) -> tuple[int, int]:
        """Return the anchor next to the figure."""
        spans = [(self.words[n].start, self.words[n].end) for n in self.anchors]
        return min(spans, key=lambda span: abs(span[0] - self.figure.start))

    def _figure_end(self, n: int | None) -> int:
        """Return the end of the figure with its period, and with what it says: 20 % more output."""
        period = self.reader.figure_words.patterns.period.match(self.text, self.figure.end)
        end = self.figure.end if period is None else period.end()
        said, reader = self.words[n:] if n is not None else [], self.reader
        for word in said:
            if reader.shared(word):
                end = max(end, word.end)
            elif word.text not in reader.words.changes | reader.words.nouns:
                break
        return end
