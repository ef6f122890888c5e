"""Read the words of support: ``templates/support.yaml``, checked, and made patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from reebrief.analysis.figures import FigureWords
from reebrief.analysis.figures.lexicon import Amounts, Spellings, Words, alternatives
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, validate

FILE = "support"

Bound = Literal["about", "above", "below", "exactly"]
"""What stands beside a number: it is rough, or a limit, or said to be neither."""

_BOUNDS = dict[Bound, Words]


def _conversion(value: Any) -> Any:
    found = re.fullmatch(r"(\d{1,15}(?:/[1-9]\d{0,14})?) (\S.*)", str(value))
    if found is None:
        raise ValueError("a number and a unit are expected; type for example '1000 ton'")
    return Fraction(found[1]), found[2]


def _months(value: Any) -> Any:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", str(value))
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise ValueError("the numbers of two months are expected; type for example 3-5")
    span = range(first, last + 1) if first <= last else (*range(first, 13), *range(1, last + 1))
    return frozenset(span)


Conversion = Annotated[tuple[Fraction, str], BeforeValidator(_conversion)]
"""How much a unit is of another: 1000 ton."""

Months = Annotated[frozenset[int], BeforeValidator(_months)]
"""Months by number, from one to another: 3-5."""


class SupportWords(Model):
    """The words around figures and dates by which sentences are held against an article."""

    bounds: _BOUNDS = Field(description="Words before a number that make it rough, or a limit.")
    bounds_after: _BOUNDS = Field(description="The same after a number and its unit.")
    spans: Words = Field(description='Units before which "over" is no limit: over seven years.')
    with_over: Words = Field(description='Verbs that "over" belongs to: handed over.')
    prefixes: Words = Field(description="Beginnings of units: peta, exa.")
    limits: Words = Field(description="Words that make a number near them a limit: ceiling.")
    multiples: Amounts = Field(description="Words that multiply or divide what was: doubled.")
    short: Amounts = Field(description="Letters behind a number that multiply it: 1.9m.")
    changes: Words = Field(description="Words before two amounts that are no range: from.")
    names: Words = Field(description="Names with numbers.")
    plans: Words = Field(description='What "five-year" stands before as a name.')
    conversions: dict[Filled, Conversion] = Field(description="How much a unit is of another.")
    either: Spellings = Field(description="Words that may mean either of several units.")
    per: Words = Field(description="Words between an amount and what it is for one of.")
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)] = Field(
        description="What the twelve months are called."
    )
    ordinals: Annotated[tuple[Words, ...], Field(min_length=4, max_length=4)] = Field(
        description="What the four quarters are counted with."
    )
    quarter: Words = Field(description="What a quarter of a year is called.")
    half: Words = Field(description="What a half of a year is called.")
    month: Words = Field(description="What months are counted as: the first nine months.")
    through: Words = Field(description="Words between the ends of a span: January to June.")
    ending: Words = Field(description="Words between a span and its last day: the year to 30 June.")
    between: Annotated[Words, Field(min_length=2, max_length=2)] = Field(
        description="Around the first of two months that are the ends of a span."
    )
    same: Words = Field(description="Before a year of which the same part is meant.")
    seasons: dict[Filled, Months] = Field(description="Seasons, each with its months: 3-5.")
    fiscal: Words = Field(description="What stands before the year of an account.")
    as_of: Words = Field(description="What stands before a date that is the brief's own.")
    pauses: Words = Field(description="Words between clauses that speak of two things.")
    pronouns: Words = Field(description="Words that stand for what was said before: it.")
    empty: Words = Field(description="Words that do not say what a figure is of.")
    own_nouns: Words = Field(description="What a brief counts of itself: three points.")

    @cached_property
    def patterns(self) -> SupportPatterns:
        """The patterns made of these words, once for each loaded list."""
        return SupportPatterns(self)


class _File(Model):
    format: Format
    languages: dict[str, SupportWords] = Field(description="The words by language code.")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the texts of one language are read: its figures, and the words around them."""

    figures: FigureWords
    words: SupportWords


class SupportLexicon:
    """The words of support in all languages."""

    def __init__(self, languages: Mapping[str, SupportWords]) -> None:
        self._languages = {code.casefold(): words for code, words in languages.items()}

    def get(self, code: str) -> SupportWords | None:
        """Return the words of a language, with a region or without, None where it has none."""
        code = code.replace("_", "-").casefold()
        found = self._languages.get(code)
        return found or self._languages.get(code.partition("-")[0])


def load(project: Project) -> SupportLexicon:
    """Load the words of support. Raises ReebriefError for an unknown or missing key."""
    file = project.yaml(project.choose(".", FILE, what="file of the words of support"))
    return SupportLexicon(validate(_File, file).languages)


class SupportPatterns:
    """The patterns of one language's words of support."""

    def __init__(self, words: SupportWords) -> None:
        self.before = _bounds(words.bounds, r"(?<!\w)(?:{})\s?\Z")
        self.after = _bounds(words.bounds_after, r"\s(?:{})(?!\w)")
        self.far_after = _bounds(
            words.bounds_after, r"[^\d.,;:()]{{0,40}}?\s(?:{})(?!\w|\s\S{{0,4}}\s?\d)"
        )
        limits = alternatives(words.limits)
        self.limit = re.compile(rf"\b(?:{limits})\b[^\d;()]{{0,40}}\Z", re.IGNORECASE)
        self.multiple = re.compile(rf"\b(?:{alternatives(words.multiples)})\b", re.IGNORECASE)
        short = "|".join(sorted(words.short, key=len, reverse=True))
        self.short = re.compile(rf"\s?(?P<short>{short})\b")
        self.with_over = re.compile(rf"\b(?:{alternatives(words.with_over)})\s\Z", re.IGNORECASE)
        self.prefix = re.compile(rf"\A(?:{alternatives(words.prefixes)})")
        self.change = re.compile(rf"\b(?:{alternatives(words.changes)})\s\Z", re.IGNORECASE)
        self.name = re.compile(rf"\b(?:{alternatives(words.names)})\b")
        self.plan = re.compile(rf"\s(?:{alternatives(words.plans)})\b", re.IGNORECASE)
        per = alternatives(words.per)
        self.per = re.compile(
            rf"\s?(?:/|(?:{per})\s)\s?(?P<number>\d[\d,.]*\d|\d)?[\s-]?(?P<unit>[^\W\d_]+[³²]?(?:[\s-][^\W\d_]+)?)?",
            re.IGNORECASE,
        )
        self.of_unit = re.compile(
            rf"\s(?P<of>of\s)?(?:{per})\s(?P<unit>[^\W\d_]+(?:\s[^\W\d_]+)?)", re.IGNORECASE
        )
        self.months = {name: n for n, names in enumerate(words.months, 1) for name in names}
        self.ordinals = {
            one.lower(): n for n, spellings in enumerate(words.ordinals, 1) for one in spellings
        }
        self.seasons = {name.lower(): months for name, months in words.seasons.items()}
        self.own_nouns = frozenset(words.own_nouns)
        self.spans = frozenset(words.spans)
        self.pause = re.compile(
            rf"[,;:()]\s|\s[–—-]\s|\s(?:{alternatives(words.pauses)})\s", re.IGNORECASE
        )
        self.pronouns = re.compile(rf"\b(?:{alternatives(words.pronouns)})\b", re.IGNORECASE)
        self.ending = re.compile(rf"\s(?:{alternatives(words.ending)})\s", re.IGNORECASE)
        self._dates(words)

    def _dates(self, words: SupportWords) -> None:
        month = alternatives(self.months)
        ordinal = alternatives(self.ordinals)
        season = alternatives(self.seasons)
        fiscal = alternatives(words.fiscal)
        quarter, half = alternatives(words.quarter), alternatives(words.half)
        first, second = map(re.escape, words.between)
        year = r"(?:18|19|20|21)\d\d"
        joint = rf"(?:\s|,\s?|\sof\s|\sin\s)(?:the\s)?(?:(?:year|{fiscal})\s)?"
        day = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
        self.date = re.compile(
            rf"(?<![\w/.])(?:"
            rf"(?P<iso>{year}-\d\d-\d\d)"
            rf"|(?:(?i:{first})\s(?P<from_between>{month})\s(?i:{second})"
            rf"|(?P<month_from>{month})\.?\s?(?:{alternatives(words.through)}))\s?"
            rf"(?P<month_to>{month})(?:\s(?P<year_r>{year}))?"
            rf"|(?i:{alternatives(words.ordinals[0])})\s(?P<count>\w+)\s"
            rf"(?:{alternatives(words.month)})(?:{joint}(?P<year_c>{year}))?"
            rf"|(?:{day.format('day')}\s(?:of\s)?)?(?P<month>{month})\.?"
            rf"(?:\s{day.format('day_after')}(?![\d,]\d))?(?:(?:,\s?|\s|\sof\s)(?P<year_m>{year}))?"
            rf"|(?i:q(?P<q>[1-4])|(?P<oq>{ordinal})[\s-](?:{quarter}))(?:{joint}(?P<year_q>{year}))?"
            rf"|(?i:h(?P<h>[12])|(?P<oh>{ordinal})[\s-](?:{half}))(?:{joint}(?P<year_h>{year}))?"
            rf"|(?i:(?P<season>{season})){joint}(?P<year_s>{year})"
            rf"|(?:(?:{fiscal})\s?)?(?P<first>{year})(?P<dash>[/–-])(?P<last>\d\d(?:\d\d)?)"
            rf"|(?P<same>(?i:{alternatives(words.same)})\s)?(?:(?:{fiscal})\s?)?(?P<year>{year})"
            rf"(?:[\s-]?(?:[Qq](?P<q_after>[1-4])|[Hh](?P<h_after>[12])))?"
            r")(?![\w/])(?!\.\d)"
        )
        self.as_of = re.compile(rf"\b(?:{alternatives(words.as_of)})\s\Z", re.IGNORECASE)


def _bounds(words: _BOUNDS, form: str) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    """Make a pattern of each kind of bound; "no more than" is looked for before "more than"."""
    return tuple(
        (kind, re.compile(form.format(alternatives(listed)), re.IGNORECASE))
        for kind, listed in words.items()
    )
