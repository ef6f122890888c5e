"""Compile what numbers, units and periods are called in a language into patterns, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from reebrief.project.validation import Filled, Model


def _amount(value: Any) -> Any:
    if not re.fullmatch(r"\d{1,15}(\.\d{1,9}|/[1-9]\d{0,5})?", str(value)):
        raise ValueError("an amount is expected; type it in digits, for example 12, 0.5 or 1/3")
    return Fraction(str(value))


Amounts = Annotated[
    dict[Filled, Annotated[Fraction, BeforeValidator(_amount)]], Field(min_length=1)
]
"""Words in lower case, each with the number that it stands for: 12, 0.5 or 1/3."""

Words = Annotated[tuple[Filled, ...], Field(min_length=1)]
"""Words or phrases, in lower case unless they are always written with a capital letter."""

Spellings = Annotated[dict[Filled, tuple[Filled, ...]], Field(min_length=1)]
"""Names, each with its other spellings."""


class FigureWords(Model):
    """What numbers, units and periods are called in one language."""

    decimal: str = Field(min_length=1, max_length=1, description="The decimal mark of numbers.")
    group: str = Field(min_length=1, max_length=1, description="The mark between thousands.")
    numbers: Amounts = Field(description="Number words up to ninety.")
    multipliers: Amounts = Field(description="Words that multiply the number before them.")
    money_multipliers: Amounts = Field(description="The same, for sums of money only: EUR 5m.")
    fractions: Amounts = Field(description="Parts of a whole; a half needs no number before it.")
    repeats: Amounts = Field(description="Words such as twice.")
    articles: Words = Field(description="Articles that may stand for one: a third, a million.")
    conjunction: Filled = Field(description="Stands in long numbers: a hundred and two.")
    to: Words = Field(description="Joins the ends of a range, or of a change.")
    between: Filled = Field(description="Before a range whose ends the conjunction joins.")
    change_from: Filled = Field(description="Before a change: from 50 to 80 %.")
    of: Words = Field(description="Joins a part and a whole: nine of ten beds.")
    percent: Filled = Field(description="The unit of parts of a whole.")
    times: Filled = Field(description="The unit of repeats.")
    units: Spellings = Field(description="Units, each with its other spellings.")
    no_measures: Words = Field(description="Units that measure no thing: percent, years.")
    currencies: Spellings = Field(description="Currencies, each with its signs and names.")
    periods: Spellings = Field(description="What is said after an amount: a day, per year.")
    periods_before: Spellings = Field(description="What is said before it: daily, annual.")
    ago: Words = Field(("ago",), description="After a period, where it is no period: a year ago.")
    plural_endings: dict[Filled, str] = Field(
        description="Endings of plurals, each with the singular's; the first that fits holds."
    )
    plurals: dict[Filled, Filled] = Field(description="Other plurals, each with its singular.")
    months: Words = Field(description="What months are called.")
    numbered: Words = Field(description="What has a number for a name: line 3.")
    ordinals: Words = Field(description="Words before a half that is no amount: the first half.")
    no_nouns: Words = Field(description="Words that are not what is counted.")
    apart: Words = Field(
        ("do not add",), description="What says of figures that they are not to be added up."
    )

    @model_validator(mode="after")
    def _units_are_known(self) -> Self:
        unknown = {self.percent, self.times, *self.no_measures} - self.units.keys()
        if unknown:
            raise ValueError(f"'{min(unknown)}' is no unit; add it to units, or correct it")
        return self

    @cached_property
    def patterns(self) -> FigurePatterns:
        """The patterns made of these words, once for each loaded list."""
        return FigurePatterns(self)

    def singular(self, noun: str) -> str | None:
        """Return the singular of a plural in lower case, or None where the word is no plural."""
        if noun in self.plurals:
            return self.plurals[noun]
        for ending, instead in self.plural_endings.items():
            if noun.endswith(ending) and len(noun) > len(ending) + 1:
                singular = noun.removesuffix(ending) + instead
                return singular if singular != noun else None
        return None


def alternatives(spellings: Iterable[str]) -> str:
    """Make a pattern of words, the longest first; a space fits any white space, or a hyphen."""
    longest_first = sorted(set(spellings), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", "[\\s-]") for word in longest_first)


def named(spelling: str, names: dict[str, str]) -> str | None:
    """Return what a spelling, or its plural, stands for, or None; signs keep their case."""
    word = _key(re.sub(r"[\s-]+", " ", spelling))
    return (
        names.get(word) or names.get(word.removesuffix("s")) or names.get(word.removesuffix("es"))
    )


def _key(spelling: str) -> str:
    """Return what a spelling is looked up by: t, MW and °C are not T, mw and °c."""
    spoken = len(spelling) > 2 and spelling.replace(" ", "").isalpha()
    return spelling.lower() if spoken else spelling


_PARTED = "\u00a0\u2009\u202f"
"""No-break and thin spaces, which part thousands in the style of many houses."""


class FigurePatterns:
    """The patterns of one language's words, and what each spelling stands for."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words
        self.money = _by_spelling(words.currencies)
        self.units = self.money | _by_spelling(words.units)
        self.periods = _by_spelling(words.periods) | _by_spelling(words.periods_before)
        self.parts = words.fractions | {f"{part}s": of for part, of in words.fractions.items()}
        self.no_nouns = frozenset(words.no_nouns)
        self._numbers(words)
        self._units(words)
        self._surroundings(words)

    def _numbers(self, words: FigureWords) -> None:
        articles = alternatives(words.articles)
        spoken = [*words.numbers, *words.multipliers, *words.repeats, *self.parts]
        first = "".join(sorted({word[0] for word in spoken}))
        number = f"(?:{alternatives(spoken)})"
        # The letters that a number word begins with are quick to look for.
        self.spoken = re.compile(
            rf"\b(?=[{re.escape(first)}]){number}"
            rf"(?:[\s-](?:{re.escape(words.conjunction)}\s)?(?:(?:{articles})\s)?{number})*\b",
            re.IGNORECASE,
        )
        self.word = re.compile(r"[^\W\d_]+")
        self.article = re.compile(rf"\b(?:{articles})[\s-]\Z", re.IGNORECASE)
        large = f"(?:{alternatives(words.multipliers)})"
        point, group = re.escape(words.decimal), re.escape(words.group)
        short = alternatives(words.money_multipliers)
        # It begins with a digit, as that is quick to look for; what stands before comes after.
        self.digits = re.compile(
            rf"\d(?<![\w{point}{group}:/#]\d)(?:\d{{0,2}}(?:[{group}{_PARTED}]\d{{3}})+(?!\d)|\d*)"
            rf"(?:{point}\d+)?(?![{point}{group}:/]?\d)"
            rf"(?P<after>[\s-](?P<large>(?i:{large}))\b|\s?(?P<short>(?i:{short}))\b)?"
        )
        # "The firm won 5 orders": only codes and signs stand before a sum.
        written = {s: name for name, all_ in words.currencies.items() for s in (name, *all_)}
        self.signs = {s.lower(): name for s, name in written.items() if s == s.upper()}
        signs = alternatives(s for s in written if s == s.upper())
        self.before = re.compile(rf"(?<!\w)(?P<money>{signs})\s?[−-]?\Z|(?<![\w%–-])[−-]\Z")

    def _units(self, words: FigureWords) -> None:
        # Up to three words, or signs; whether they are a unit is looked up.
        word = r"((?:[^\W\d_]|[%‰°$€£¥₹₩₽₺₸₦₱₴₫฿₪])++)(?!\d)"
        self.unit = re.compile(rf"[\s-]?{word}(?:[\s-]{word})?(?:[\s-]{word})?")
        joined = re.escape(words.conjunction)
        self.listed = re.compile(rf",?\s{joined}\s|,\s", re.IGNORECASE)
        self.noun = re.compile(r"([\s-])([^\W\d_]+(?:-[^\W\d_]+){0,3})")
        of = alternatives(words.of)
        self.period = re.compile(
            rf"(?:\s(?:{of})\s[^\d,;:.()]{{1,40}}?)?(?:[\s-]|(?=/))"
            rf"(?P<period>{alternatives(_spellings(words.periods))})(?!\w)"
            rf"(?!\s(?:{alternatives(words.ago)})\b)",
            re.IGNORECASE,
        )
        before = alternatives(_spellings(words.periods_before))
        self.period_before = re.compile(rf"\b(?P<period>{before})\b[^\d,;:.()]*\Z", re.IGNORECASE)

    def _surroundings(self, words: FigureWords) -> None:
        self.last_word = re.compile(
            r"(?P<first>(?:\A|[.!?:;]\s+))?\b(?P<word>[^\W\d_][\w-]*)\.?\s\Z"
        )
        months = alternatives(words.months)
        self.month_after = re.compile(rf"\s(?:{months})\b")
        self.to = re.compile(rf"\s?[–—-]\s?|\s(?:{alternatives(words.to)})\s", re.IGNORECASE)
        self.of = re.compile(rf"\s(?:{alternatives(words.of)})\s", re.IGNORECASE)


def _spellings(names: dict[str, tuple[str, ...]]) -> list[str]:
    return [spelling for spellings in names.values() for spelling in spellings]


def _by_spelling(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the name that each spelling stands for, by the spelling as it is looked up."""
    return {_key(s): name for name, spellings in names.items() for s in (name, *spellings)}
