"""Read the figures of a text as statements: what each is of, who is named with it, and of when."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reebrief.analysis.figures import figures
from reebrief.analysis.support.clauses import about
from reebrief.analysis.support.dates import StatedDate, dates
from reebrief.analysis.support.fit import rate
from reebrief.analysis.support.lexicon import Reading
from reebrief.analysis.support.quantities import Quantity, quantities
from reebrief.document.sentences import spans

_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"\b[A-Z][\w]*(?:[ -][A-Z][\w]*)*")
_KEY = 4
"""Letters by which a name is known: China and Chinese, Estonia and Estonian."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A figure as a sentence states it.

    ``text`` is the line that the sentence stands in. ``named`` are the keys of each name of its
    sentence, ``year`` and ``when`` the date that it is of.
    """

    line: int
    text: str
    sentence: str
    quantity: Quantity
    named: tuple[tuple[str, ...], ...]
    when: StatedDate | None
    year: int | None
    reading: Reading

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of all names."""
        return frozenset(key for name in self.named for key in name)

    @cached_property
    def said(self) -> frozenset[str]:
        """The keys of all words of the sentence."""
        return frozenset(m[0][:_KEY].casefold() for m in _WORD.finditer(self.sentence))

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of the words of its clause that say something."""
        stems = about(self.text, self.quantity.figure.start, self.reading)
        return frozenset(stem[:_KEY] for stem in stems)

    @cached_property
    def size(self) -> tuple[float, float]:
        """The least and the greatest amount that it may be, without its sign."""
        try:
            ends = sorted(abs(float(end)) for end in rate(self.quantity))
        except OverflowError:
            return math.inf, math.inf
        return ends[0], ends[1]

    @cached_property
    def kinds(self) -> tuple[frozenset[str], ...]:
        """By group, what it is a figure of."""
        return self.reading.words.comparison.kinds_of(self.sentence)


@dataclass(eq=False)
class Statements:
    """The figures of an article's lines with what they are of; ``published`` is its day."""

    lines: Sequence[str]
    reading: Reading
    published: dt.date | None = None
    _of_line: dict[int, tuple[Statement, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def outline(self) -> tuple[tuple[int, frozenset[str], frozenset[str]], ...]:
        """The lines with figures: their numbers, their units in a base one, and their names' keys.

        What two lines have none of in common, no quantity of them can be. A sign that is no listed
        unit, TEU, is "" here.
        """
        base = self.reading.words.conversions
        done: list[tuple[int, frozenset[str], frozenset[str]]] = []
        for n, line in enumerate(self.lines):
            found = {figure.measure for figure in figures(line, self.reading.figures)}
            if found:
                units = frozenset(base[unit][1] if unit in base else unit for unit in found)
                named = _names(line, (), self.reading)
                done.append((n, units, frozenset(key for name in named for key in name)))
        return tuple(done)

    def of(self, n: int) -> tuple[Statement, ...]:
        """Return every figure of a line with a unit, in a sentence that names somebody."""
        if n not in self._of_line:
            self._of_line[n] = tuple(self._read(n, self.lines[n]))
        return self._of_line[n]

    def _read(self, n: int, line: str) -> Iterator[Statement]:
        found = [*quantities(line, self.reading)]
        for start, end in spans(line) if found else ():
            inside = [q for q in found if start <= q.figure.start < end and any(q.measure)]
            sentence = line[start:end]
            places = [(q.figure.start - start, q.end - start) for q in inside]
            names = _names(sentence, places, self.reading) if inside else ()
            days = [*dates(sentence, self.reading)] if names else []
            for q in inside if names else ():
                at = q.figure.start - start
                if any(day.start <= at < day.end for day in days):
                    continue
                year, when = self._when(sentence, at, days)
                yield Statement(n, line, sentence, q, names, when, year, self.reading)

    def _when(
        self, sentence: str, at: int, days: Sequence[StatedDate]
    ) -> tuple[int | None, StatedDate | None]:
        """Return the year of a figure, and the date nearest to it; None where nothing says it.

        "Last year" is one too. A month without a year is the last one before the publication.
        """
        when = min(days, key=lambda day: abs(day.start - at), default=None)
        pattern = self.reading.words.comparison.last_year_pattern
        last = min((abs(m.start() - at) for m in pattern.finditer(sentence)), default=None)
        said = self.published
        if last is not None and (when is None or not when.year or last < abs(when.start - at)):
            return said.year - 1 if said else None, when if when and not when.year else None
        if when is not None and when.year:
            return when.year, when
        if said is None:
            return None, when
        late = when is not None and min(when.months, default=1) > said.month
        return said.year - late, when


@lru_cache(maxsize=256)  # the briefs of one run cite the same articles
def statements(lines: tuple[str, ...], reading: Reading, published: dt.date | None) -> Statements:
    """Return the figures of an article's lines, the same ones for the same article."""
    return Statements(lines, reading, published)


def _names(
    sentence: str, figures: Sequence[tuple[int, int]], reading: Reading
) -> tuple[tuple[str, ...], ...]:
    """Return the keys of each name of a sentence, in its order.

    Those that many bear, and those of units, are none; three words are a name together, whoever
    bears them: Northern Rare Earth. A word that begins the sentence alone may be no name: where it
    is the first, an empty one stands before it.
    """
    nobody = reading.words.patterns.nobody
    no_nouns = reading.figures.patterns.no_nouns
    done: list[tuple[str, ...]] = []
    for run in _RUN.finditer(sentence):
        if any(start <= run.start() < end for start, end in figures):
            continue
        words = run[0].casefold().replace("-", " ").split()
        keys = [
            word[:_KEY]
            for word in words
            if word not in nobody and word not in no_nouns and len(word) > 1
        ]
        keys += [" ".join(words[n : n + 3]) for n in range(len(words) - 2)]
        if keys:
            done += [()] if not run.start() and len(words) == 1 else []
            done.append(tuple(keys))
    return tuple(done)
