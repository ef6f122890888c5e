"""Scales: the exact terms of grades in one language, and how a text may use them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.sentences import ends
from reebrief.project.validation import Filled, Model

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
Confidence = Literal["low", "moderate", "high"]


class Likelihood(Model):
    """One step of the likelihood scale: its term in either row, and its range in per cent."""

    first: Filled
    second: Filled
    range: Filled = Field(description="55–80 %, for example; it is printed beside the term.")


class Scales(Model):
    """The scales' terms in one language.

    The Admiralty code is that of STANAG 2511 and AJP-2.1; likelihood and confidence are those of
    Intelligence Community Directive 203.
    """

    reliability: dict[Reliability, Filled] = Field(min_length=6)
    credibility: dict[Credibility, Filled] = Field(min_length=6)
    confidence: dict[Confidence, Filled] = Field(min_length=3)
    likelihood: tuple[Likelihood, ...] = Field(min_length=7, max_length=7)
    chance: tuple[Filled, ...] = Field(
        min_length=1, description="What follows a term that is a usual word too: remote chance."
    )
    usual: tuple[Filled, ...] = Field(description="Terms that count only before such a word.")

    @property
    def rows(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The terms of either row, the least likely first."""
        return tuple(s.first for s in self.likelihood), tuple(s.second for s in self.likelihood)

    def range_of(self, term: str) -> str | None:
        """Return the range of a likelihood term, None where it is no term."""
        found = (s.range for s in self.likelihood if term in {s.first, s.second})
        return next(found, None)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the terms of both rows, and of confidence, in a text."""
        chance = "|".join(map(re.escape, self.chance))

        def terms(row: tuple[str, ...]) -> str:
            longest = sorted(row, key=lambda term: (-len(term), term))
            return "|".join(
                rf"{re.escape(t)}(?=\s(?:{chance}))" if t in self.usual else re.escape(t)
                for t in longest
            )

        first, second = self.rows
        # A term of one row may begin or end one of the other: whole words, the longest first.
        return re.compile(
            rf"\b(?:(?P<sure>{terms((*self.confidence.values(),))})"
            rf"|(?P<second>{terms(second)})|(?P<first>{terms(first)}))\b",
            re.IGNORECASE,
        )


@dataclass(frozen=True, slots=True)
class _Used:
    """A term as an author's text uses it."""

    row: str
    term: str
    place: Place


def misused(texts: Iterable[tuple[str, Place]], scales: Scales) -> list[Problem]:
    """Return findings on an author's texts.

    The two rows of likelihood terms are not mixed in one brief; confidence and likelihood never
    stand in one sentence (ICD 203).
    """
    problems: list[Problem] = []
    used: dict[str, _Used] = {}
    for text, place in texts:
        start = 0
        for end in (*ends(text), len(text)):
            line = place.line + text.count("\n", 0, start) if place.line else 0
            at = Place(place.file, line)
            found = [
                _Used(match.lastgroup or "", match[0], at)
                for match in scales.pattern.finditer(text, start, end)
            ]
            rows = {one.row for one in found}
            if "sure" in rows and rows - {"sure"}:
                what = "confidence and likelihood stand in one sentence"
                problems.append(Problem(what, at, "make it two sentences", Severity.FINDING))
            for one in found:
                used.setdefault(one.row, one)
            start = end
    if "first" in used and "second" in used:
        first, second = used["first"], used["second"]
        what = f"'{second.term}' and '{first.term}' are of different rows of likelihood terms"
        hint = f"keep to one row: {', '.join(scales.rows[0])}"
        problems.append(Problem(what, second.place, hint, Severity.FINDING))
    return problems
