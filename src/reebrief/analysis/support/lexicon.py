"""Read the words of support: ``templates/support.yaml``, checked, and made patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from reebrief.analysis.figures import FigureWords
from reebrief.analysis.figures.lexicon import Amounts, Spellings, alternatives
from reebrief.analysis.support.comparison_words import ComparisonWords, Listed
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, language_key, validate
from reebrief.project.yaml import read

FILE = "support"

Bound = Literal["about", "above", "below", "exactly"]
"""What stands beside a number: it is rough, or a limit, or said to be neither."""


Bounds = dict[Bound, Listed]


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

    bounds: Bounds = Field(description="Words before a number that make it rough, or a limit.")
    bounds_after: Bounds = Field(description="The same after a number and its unit.")
    spans: Listed = Field(description='Units before which "over" is no limit: over seven years.')
    with_over: Listed = Field(description='Verbs that "over" belongs to: handed over.')
    prefixes: Listed = Field(description="Beginnings of units: peta, exa.")
    limits: Listed = Field(description="Words that make a number near them a limit: ceiling.")
    multiples: Amounts = Field(description="Words that multiply or divide what was: doubled.")
    short: Amounts = Field(description="Letters behind a number that multiply it: 1.9m.")
    changes: Listed = Field(description="Words before two amounts that are no range: from.")
    names: Listed = Field(description="Names with numbers.")
    plans: Listed = Field(description='What "five-year" stands before as a name.')
    conversions: dict[Filled, Conversion] = Field(description="How much a unit is of another.")
    either: Spellings = Field(description="Words that may mean either of several units.")
    per: Listed = Field(description="Words between an amount and what it is for one of.")
    months: Annotated[tuple[Listed, ...], Field(min_length=12, max_length=12)] = Field(
        description="What the twelve months are called."
    )
    ordinals: Annotated[tuple[Listed, ...], Field(min_length=4, max_length=4)] = Field(
        description="What the four quarters are counted with."
    )
    quarter: Listed = Field(description="What a quarter of a year is called, and several.")
    half: Listed = Field(description="What a half of a year is called.")
    month: Listed = Field(description="What months are counted as: the first nine months.")
    through: Listed = Field(description="Words between the ends of a span: January to June.")
    ending: Listed = Field(
        description="Words between a span and its last day: the year to 30 June."
    )
    between: Annotated[Listed, Field(min_length=2, max_length=2)] = Field(
        description="Around the first of two months that are the ends of a span."
    )
    same: Listed = Field(description="Before a year of which the same part is meant.")
    seasons: dict[Filled, Months] = Field(description="Seasons, each with its months: 3-5.")
    fiscal: Listed = Field(description="What stands before the year of an account.")
    year_before: Listed = Field(("a year earlier",), description="Words for a year before.")
    year_after: Listed = Field(("a year later",), description="Words for a year after.")
    month_before: Listed = Field(("last month",), description="Words for a month before.")
    month_after: Listed = Field(("next month",), description="Words for a month after.")
    before: Listed = Field(("before",), description="Before a time by whose beginning it is.")
    per_units: dict[Filled, Filled] = Field(
        default={}, description="What a unit is where a price is for one of it: a pound of weight."
    )
    in_parts: Listed = Field(("in",), description="Between a part and its whole: one wagon in 5.")
    further: Listed = Field(("more",), description="After a number of what was named: eight more.")
    one: Listed = Field(("a",), description="The article that may stand for one: a year.")
    as_of: Listed = Field(description="What stands before a date that is the brief's own.")
    pauses: Listed = Field(description="Words between clauses that speak of two things.")
    rising: Listed = Field((), description="Words by which a figure is of a rise: rose.")
    falling: Listed = Field((), description="Words by which a figure is of a fall: fell.")
    up: Listed = Field((), description="Words for a rise right before an amount: up.")
    down: Listed = Field((), description="Words for a fall right before an amount: down.")
    denials: Listed = Field((), description="Words by which a clause denies what it says: not.")
    pronouns: Listed = Field(description="Words that stand for what was said before: it.")
    empty: Listed = Field(description="Words that do not say what a figure is of.")
    attributed_before: Listed = Field(description="Words that leave a statement to a name.")
    attributed_after: Listed = Field(description="Verbs by which a medium says something.")
    own_nouns: Listed = Field(description="What a brief counts of itself: three points.")
    comparison: ComparisonWords = Field(
        ComparisonWords(), description="What figures of two articles are of."
    )

    @cached_property
    def patterns(self) -> SupportPatterns:
        """The patterns made of these words, once for each loaded list."""
        return SupportPatterns(self)


class SupportFile(Model):
    """The file ``support.yaml``."""

    format: Format
    languages: dict[str, SupportWords] = Field(description="The words by language code.")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How the texts of one language are read: its figures, and the words around them."""

    figures: FigureWords
    words: SupportWords


class SupportLexicon:
    """The words of support in all languages."""

    def __init__(self, languages: Mapping[str, SupportWords]) -> None:
        self._languages = languages
        self._readings: dict[str, Reading] = {}

    def reading(self, code: str, figures: FigureWords | None) -> Reading | None:
        """Return how texts of a language are read, the same each time; None where it has no words.

        ``figures`` are the words by which its figures are found.
        """
        words, known = self.get(code), self._readings.get(code)
        if words is None or figures is None:
            return None
        if known is None or known.figures is not figures:
            known = self._readings[code] = Reading(figures, words)
        return known

    def get(self, code: str) -> SupportWords | None:
        """Return the words of a language, with a region or without, None where it has none."""
        key = language_key(code, self._languages)
        return self._languages[key] if key else None


def load(project: Project) -> SupportLexicon:
    """Load the words of support. Raises ReebriefError for an unknown or missing key."""
    path = project.choose(".", FILE, what="file of the words of support")
    return _lexicon(project.name(path), project.read(path))


@lru_cache(maxsize=4)  # a project that is opened again after an edit has the words it had
def _lexicon(name: str, text: str) -> SupportLexicon:
    return SupportLexicon(validate(SupportFile, read(text, name)).languages)


class SupportPatterns:
    """The patterns of one language's words of support, each made when it is first looked for."""

    def __init__(self, words: SupportWords) -> None:
        self._words = words
        self.kinds = _kinds(words.bounds)
        self.kinds_after = _kinds(words.bounds_after)
        self.months = {name: n for n, names in enumerate(words.months, 1) for name in names}
        self.ordinals = {
            one.lower(): n for n, spellings in enumerate(words.ordinals, 1) for one in spellings
        }
        self.seasons = {name.lower(): months for name, months in words.seasons.items()}
        self.own_nouns = frozenset(words.own_nouns)
        self.spans = frozenset(words.spans)
        self.empty = frozenset(words.empty)
        months = (name.casefold() for name in self.months)
        self.nobody = frozenset((*months, *words.comparison.generic, *words.pronouns))

    @cached_property
    def before(self) -> re.Pattern[str]:
        """A bound before a number: over."""
        return _pattern(rf"(?<!\w)(?P<said>{alternatives(self.kinds)})\s?\Z")

    @cached_property
    def after(self) -> re.Pattern[str]:
        """A bound right after a number and its unit: or more."""
        return _pattern(rf"\s(?P<said>{alternatives(self.kinds_after)})(?!\w)")

    @cached_property
    def far_after(self) -> re.Pattern[str]:
        """A bound some words after a number: EUR 30,000 that it pays at most."""
        after = alternatives(self.kinds_after)
        return _pattern(rf"[^\d.,;:()]{{0,40}}?\s(?P<said>{after})(?!\w|\s\S{{0,4}}\s?\d)")

    @cached_property
    def limit(self) -> re.Pattern[str]:
        """A word that makes the number after it a limit: the ceiling is."""
        return _pattern(rf"\b(?:{alternatives(self._words.limits)})\b[^\d;()]{{0,40}}\Z")

    @cached_property
    def multiple(self) -> re.Pattern[str]:
        """A word that multiplies: doubled."""
        return _pattern(rf"\b(?:{alternatives(self._words.multiples)})\b")

    @cached_property
    def short(self) -> re.Pattern[str]:
        """Letters that multiply the number before them: bn."""
        letters = "|".join(sorted(self._words.short, key=len, reverse=True))
        return re.compile(rf"\s?(?P<short>{letters})\b")

    @cached_property
    def with_over(self) -> re.Pattern[str]:
        """A verb that "over" belongs to: handed over."""
        return self._word_before(self._words.with_over)

    @cached_property
    def change(self) -> re.Pattern[str]:
        """A word before two amounts that are no range: from."""
        return self._word_before(self._words.changes)

    @cached_property
    def shifts(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """Words that mean a time without its date, with how many months it lies after another."""
        words = self._words
        each = (
            (words.year_before, -12),
            (words.year_after, 12),
            (words.month_before, -1),
            (words.month_after, 1),
        )
        return tuple((_pattern(rf"(?<!\w)(?:{alternatives(w)})(?!\w)"), n) for w, n in each)

    @cached_property
    def before_date(self) -> re.Pattern[str]:
        """What stands before a time by whose beginning something is done: before."""
        return self._word_before(self._words.before)

    @cached_property
    def in_parts(self) -> re.Pattern[str]:
        """What stands between a part and its whole, with what it is a part of: wagon in."""
        words = alternatives(self._words.in_parts)
        return _pattern(rf"(?:\s[^\W\d_]+){{1,2}}\s(?:{words})\s")

    @cached_property
    def further(self) -> re.Pattern[str]:
        """A word behind a number of what was named before: more."""
        return _pattern(rf"\s(?:{alternatives(self._words.further)})(?!\w)")

    @cached_property
    def and_half(self) -> re.Pattern[str]:
        """What stands before a half that more than one of something is: a day and."""
        one, conjunction = alternatives(self._words.one), self._words.between[1]
        return _pattern(rf"(?<!\w)(?:{one})\s(?P<unit>[^\W\d_]+)\s{conjunction}\s\Z")

    @cached_property
    def listed(self) -> re.Pattern[str]:
        """Names in a list: Jinsu, Oryong and Tarb."""
        name = r"[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,3}?"
        last = rf",?\s{re.escape(self._words.between[1])}\s"
        return re.compile(rf"(?<!\w){name}(?:,\s{name}){{0,9}}{last}[^\W\d_][\w’'-]*")

    @cached_property
    def numbers_between(self) -> re.Pattern[str]:
        """What stands between the first and the last number of a list: commas, numbers, and."""
        return _pattern(rf"(?:[\d.,\s%]|\b{re.escape(self._words.between[1])}\b){{1,60}}")

    @cached_property
    def between_things(self) -> re.Pattern[str]:
        """What stands between the things of a list: a comma, and."""
        return re.compile(rf",?\s{re.escape(self._words.between[1])}\s|,\s")

    @cached_property
    def one(self) -> re.Pattern[str]:
        """The article that may stand for one: a year."""
        return _pattern(rf"(?<!\w)(?:{alternatives(self._words.one)})\s")

    @cached_property
    def as_of(self) -> re.Pattern[str]:
        """What stands before a date that is the brief's own: as of."""
        return self._word_before(self._words.as_of)

    def _word_before(self, words: Sequence[str]) -> re.Pattern[str]:
        return _pattern(rf"\b(?:{alternatives(words)})\s\Z")

    @cached_property
    def prefix(self) -> re.Pattern[str]:
        """The beginning of a unit that makes another of it: peta."""
        return re.compile(rf"\A(?:{alternatives(self._words.prefixes)})")

    @cached_property
    def name(self) -> re.Pattern[str]:
        """A name with a number: Group of 20."""
        return re.compile(rf"\b(?:{alternatives(self._words.names)})\b")

    @cached_property
    def plan(self) -> re.Pattern[str]:
        """What "five-year" stands before as a name: plan."""
        return _pattern(rf"\s(?:{alternatives(self._words.plans)})\b")

    @cached_property
    def per(self) -> re.Pattern[str]:
        """What an amount is for one of: per 1,000, /kg."""
        unit = r"[^\W\d_]+[³²]?(?:[\s-][^\W\d_]+)?"
        number = r"\d[\d,.]*\d|\d"
        per = alternatives(self._words.per)
        return _pattern(rf"\s?(?:/|(?:{per})\s)\s?(?P<number>{number})?[\s-]?(?P<unit>{unit})?")

    @cached_property
    def of_unit(self) -> re.Pattern[str]:
        """What a spoken part is one of: half an hour, a quarter of an hour."""
        unit = r"[^\W\d_]+(?:\s[^\W\d_]+)?"
        return _pattern(rf"\s(?P<of>of\s)?(?:{alternatives(self._words.per)})\s(?P<unit>{unit})")

    @cached_property
    def pause(self) -> re.Pattern[str]:
        """What stands between two clauses."""
        words = alternatives(self._words.pauses)
        return _pattern(rf"[,;:()]\s|\s[–—-]\s|\s(?:{words})\s")

    @cached_property
    def way(self) -> re.Pattern[str]:
        """A word of a rise (group ``up``), of a fall (``down``), or that denies (``none``)."""
        words = self._words
        rising, falling = alternatives(words.rising), alternatives(words.falling)
        amount = r"(?=\s\W{0,2}\d)"
        return _pattern(
            rf"\b(?:(?P<up>(?:{rising})\b|(?:{alternatives(words.up)}){amount})"
            rf"|(?P<down>(?:{falling})\b|(?:{alternatives(words.down)}){amount})"
            rf"|(?P<none>(?:{alternatives(words.denials)})\b|n[’']t\b))"
        )

    @cached_property
    def pronouns(self) -> re.Pattern[str]:
        """A word that stands for what was said before."""
        return _pattern(rf"\b(?:{alternatives(self._words.pronouns)})\b")

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """What stands between a span and its last day: the year to."""
        return _pattern(rf"\s(?:{alternatives(self._words.ending)})\s")

    @cached_property
    def attributed_before(self) -> re.Pattern[str]:
        """What leaves a statement to the name behind it: according to."""
        return _pattern(rf"(?<!\w)(?:{alternatives(self._words.attributed_before)})\s\Z")

    @cached_property
    def attributed_after(self) -> re.Pattern[str]:
        """What a medium does that says something: reported."""
        return _pattern(rf"\s(?:{alternatives(self._words.attributed_after)})(?!\w)")

    @cached_property
    def through(self) -> re.Pattern[str]:
        """What stands between the ends of a span of months: to."""
        return _pattern(rf"\s?(?:{alternatives(self._words.through)})\s?")

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A date, a month, a quarter, a half, a season, a year, or two years."""
        words = self._words
        month, ordinal = alternatives(self.months), alternatives(self.ordinals)
        season, fiscal = alternatives(self.seasons), alternatives(words.fiscal)
        quarter, half = alternatives(words.quarter), alternatives(words.half)
        same = alternatives(words.same)
        year = r"(?:18|19|20|21)\d\d"
        joint = rf"(?:\s|,\s?|\sof\s|\sin\s)(?:the\s)?(?:(?:year|{fiscal})\s)?"
        day = r"(?P<{}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
        return re.compile(
            rf"(?<![\w/.])(?:"
            rf"(?P<iso>{year}-\d\d-\d\d)"
            rf"|(?:(?i:{alternatives(words.ordinals[0])})|(?P<later>(?i:{alternatives(words.ordinals[1])})))"
            rf"\s(?P<count>\w+)\s"
            rf"(?:{alternatives(words.month)}|(?P<quarters>{quarter}))(?:{joint}(?P<year_c>{year}))?"
            rf"|(?:{day.format('day')}\s(?:of\s)?)?(?P<month>{month})\.?"
            rf"(?:\s{day.format('day_after')}(?![\d,]\d))?"
            rf"(?:(?:,\s?|\s|\sof\s)(?P<year_m>{year}))?"
            rf"|(?i:q(?P<q>[1-4])|(?P<oq>{ordinal})[\s-](?:{quarter}))(?:{joint}(?P<year_q>{year}))?"
            rf"|(?i:h(?P<h>[12])|(?P<oh>{ordinal})[\s-](?:{half}))(?:{joint}(?P<year_h>{year}))?"
            rf"|(?i:(?P<season>{season})){joint}(?P<year_s>{year})"
            rf"|(?:(?:{fiscal})\s?)?(?P<first>{year})(?P<dash>[/–-])(?P<last>\d\d(?:\d\d)?)"
            rf"|(?P<same>(?i:{same})\s)?(?:(?:{fiscal})\s?)?(?P<year>{year})"
            rf"(?:[\s-]?(?:[Qq](?P<q_after>[1-4])|[Hh](?P<h_after>[12])))?"
            r")(?![\w/])(?!\.\d)"
        )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _kinds(words: Bounds) -> dict[str, frozenset[Bound]]:
    """Return what each phrase may make of a number, by the phrase in small letters."""
    done: dict[str, set[Bound]] = {}
    for kind, phrases in words.items():
        for phrase in phrases:
            done.setdefault(phrase.lower(), set()).add(kind)
    return {phrase: frozenset(kinds) for phrase, kinds in done.items()}
