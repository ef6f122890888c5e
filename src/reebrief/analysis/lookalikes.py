"""Look-alikes: figures of different things that are so close that they invite merging."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from reebrief.analysis.figures import Figure, FigureWords, figures

LARGE = 1000
"""From here on a figure may be a plant's capacity; smaller ones come near each other by chance."""

CLOSE = Fraction(9, 10)
"""Values are close where the smaller is at least this part of the larger.

A reader who rounds to thousands takes 11,200 for 11,000, and 11,000 for "about 12,000 or so": a
tenth covers both, and a fifth would join figures that nobody confuses.
"""


@dataclass(frozen=True, slots=True)
class Alike:
    """Figures that look alike, each with the id of its article, two or more, in reading order."""

    figures: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A figure, where its text stands among all, and what it amounts to."""

    text: int
    article: str
    figure: Figure
    value: Fraction

    @property
    def measure(self) -> str:
        return self.figure.measure


def alike(texts: Sequence[tuple[str, str]], words: FigureWords) -> tuple[Alike, ...]:
    """Return the figures that look alike among texts, each given with the id of its article.

    They have one unit of measure (no percentage, time, money or count), are large, and follow each
    other within a tenth; a period makes no difference, as 12,000 tons a year and 11,200 tons of
    unsaid period are confused most easily. Where one text states all of them, it tells them apart
    itself ("from 10,500 to 11,200 tons"), and they are no look-alikes.
    """
    found = sorted(_large(texts, words), key=attrgetter("measure", "value"))
    groups: list[list[_Found]] = []
    for _, of_measure in groupby(found, key=attrgetter("measure")):
        last: _Found | None = None
        for one in of_measure:
            if last is None or last.value < one.value * CLOSE:
                groups.append([])
            groups[-1].append(one)
            last = one
    in_order = (
        sorted(g, key=lambda one: (one.text, one.figure.start)) for g in groups if _apart(g)
    )
    done = sorted(in_order, key=lambda group: (group[0].text, group[0].figure.start))
    return tuple(Alike(tuple((one.article, one.figure) for one in group)) for group in done)


def _large(texts: Sequence[tuple[str, str]], words: FigureWords) -> Iterator[_Found]:
    """Yield the large figures in units of measure; a range is none, as it claims no exactness."""
    measures = words.units.keys() - set(words.no_measures)
    for number, (article, text) in enumerate(texts):
        for figure in figures(text, words):
            if figure.measure in measures and "–" not in figure.value:
                value = Fraction(figure.value)
                if value >= LARGE:
                    yield _Found(number, article, figure, value)


def _apart(group: Sequence[_Found]) -> bool:
    """Say whether a group has several values, and no text that states all of them."""
    values = {one.value for one in group}
    stated: dict[int, set[Fraction]] = {}
    for one in group:
        stated.setdefault(one.text, set()).add(one.value)
    return len(values) > 1 and all(len(of_text) < len(values) for of_text in stated.values())
