"""Find the figures of a paragraph that a doubt covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reebrief.analysis.claims.evidence import Evidence, Findings
from reebrief.analysis.claims.tokens import SentenceTokens
from reebrief.analysis.figures import Figure

_PAUSES = frozenset(",;:")
_TERM = 4
"""Words of a quotation with its marks, at most, that stands for its sentence: a word in quotes."""

_QUOTATION = re.compile('“[^”]*”|«[^»]*»|„[^“]*“|「[^」]*」|"[^"]*"')
_UNENDED = re.compile(r"\s*[“«„「][^”»“」]*\Z")
"""A quotation that begins its paragraph and goes on in the next."""


@dataclass
class ParagraphFigures:
    """A paragraph's text, its figures in their order, and where its sentences begin and end."""

    text: str
    figures: Sequence[Figure]
    bounds: Sequence[int]

    @cached_property
    def _starts(self) -> list[int]:
        return [f.start for f in self.figures]

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        if _UNENDED.match(self.text):
            return [(0, len(self.text) + 1)]
        return [m.span() for m in _QUOTATION.finditer(self.text)]

    def within(self, start: int, end: int) -> Sequence[Figure]:
        """Return the figures that begin between two offsets."""
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def quoted(self, start: int, end: int) -> tuple[int, int]:
        """Return the span from ``start`` to ``end`` with the quotations that cross its ends."""
        first = bisect_right(self._quotations, (start, 0)) - 1
        last = bisect_left(self._quotations, (end, 0)) - 1
        if first >= 0 and start < self._quotations[first][1]:
            start = self._quotations[first][0]
        if last >= 0:
            end = max(end, self._quotations[last][1])
        return start, end

    def last_before(self, offset: int) -> Sequence[Figure]:
        """Return the figures of the last sentence with any that ends before an offset."""
        at = bisect_left(self._starts, offset) - 1
        if at < 0:
            return ()
        bound = bisect_right(self.bounds, self._starts[at]) - 1
        return self.within(self.bounds[bound], offset)


def hedged(
    words: SentenceTokens,
    hedges: Sequence[Evidence],
    paragraph: ParagraphFigures,
    asides: frozenset[str],
) -> tuple[Figure, ...]:
    """Return the figures that the hedges of a sentence cover.

    A word of doubt covers its sentence, a verb such as "claims" what follows it, and a source
    named beside the statement all but its own name. A relative clause between commas (``asides``
    are the words that one begins with) is covered only by a hedge within it, which covers nothing
    else. A quotation that runs over several sentences is covered as a whole.
    """
    clauses = _clauses(words, asides)
    pauses = [at for at, word in enumerate(words.raw) if word in _PAUSES]
    by_clause: dict[int | None, list[Evidence]] = {}
    for hedge in hedges:
        by_clause.setdefault(clauses.get(hedge.found.first), []).append(hedge)
    reach = {clause: _Reach.of(inside, words, pauses) for clause, inside in by_clause.items()}
    own = []
    for figure in paragraph.within(words.start, words.end):
        at = words.at(figure.start)
        covering = reach.get(clauses.get(at))
        if covering is not None and covering.covers(at):
            own.append(figure)
    begin, end = paragraph.quoted(words.start, words.end)
    return (*paragraph.within(begin, words.start), *own, *paragraph.within(words.end, end))


@dataclass(frozen=True, slots=True)
class _Reach:
    """The positions of a sentence that hedges cover.

    They are those from ``since`` on, those in ``quoted``, and all but ``source`` if there is one.
    """

    since: int
    quoted: frozenset[int]
    source: range | None

    def covers(self, at: int) -> bool:
        """Say whether a position is covered."""
        named = self.source is None or at in self.source
        return at >= self.since or at in self.quoted or not named

    @classmethod
    def of(cls, hedges: Sequence[Evidence], words: SentenceTokens, pauses: Sequence[int]) -> _Reach:
        """Put together what hedges cover; a source's name ends at one of the ``pauses``."""
        since, quoted, source = len(words.raw), set[int](), None
        for key, (first, last) in hedges:
            match key:
                case "reports":
                    since = min(since, first)
                case "quotes" if last - first > _TERM:
                    quoted.update(range(first, last))
                case "sources":
                    # One word is a verb whose subject stands before it: ", its director claims".
                    pause = bisect_left(pauses, first)
                    before = pauses[pause - 1] if pause else 0
                    after = bisect_left(pauses, last)
                    named = range(
                        first if last - first > 1 else before,
                        pauses[after] if after < len(pauses) else len(words.raw),
                    )
                    source = named if source is None else _common(source, named)
                case _:
                    since = 0
        return cls(since, frozenset(quoted), source)


def _common(one: range, other: range) -> range:
    """Return the positions that are in both."""
    return range(max(one.start, other.start), min(one.stop, other.stop))


def _clauses(words: SentenceTokens, asides: frozenset[str]) -> dict[int, int]:
    """Return the positions in relative clauses between commas, each with that of its clause."""
    commas = [at for at, word in enumerate(words.raw) if word == ","]
    return {
        at: opened
        for opened, closed in pairwise(commas)
        if not asides.isdisjoint(words.folded[opened + 1 : opened + 2])
        for at in range(opened, closed)
    }


def doubted(
    words: SentenceTokens, found: Findings, paragraph: ParagraphFigures
) -> tuple[Figure, ...]:
    """Return the figures that "could not be verified" covers.

    Those after it where it says "the following", those before it where it says "the above", those
    of the last sentence with figures where it says "this figure", the sentence's own where it
    names any, and else the whole paragraph's.
    """
    own = paragraph.within(words.start, words.end)
    if found.of("cannot-verify", "after"):
        return tuple(paragraph.within(words.start, len(paragraph.text)))
    if found.of("cannot-verify", "before"):
        return tuple(paragraph.within(0, words.start))
    if own and not found.of("cannot-verify", "whole"):
        return tuple(own)
    if found.of("cannot-verify", "nearest"):
        return tuple(paragraph.last_before(words.start))
    return tuple(paragraph.figures)
