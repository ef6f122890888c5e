"""The word lists of claims: ``templates/claims.yaml``, for analysts to edit, checked, indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from reebrief.analysis.claims.phrase_matcher import Phrases
from reebrief.analysis.claims.phrase_syntax import Parser, Phrase, PhraseError
from reebrief.analysis.figures import FigureWords
from reebrief.analysis.scope_drift import DriftWords
from reebrief.diagnostics import Problem, ReebriefError, Severity
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, in_language, language_key, validate
from reebrief.project.yaml import Path, YamlFile, read

FILE = "claims"

Class = Literal["hedge", "cannot-verify", "unnamed-source", "forward-looking", "opinion", "unit"]
"""The classes of claims, named as the classes of caveats that they call for."""

CLASSES: tuple[Class, ...] = get_args(Class)
"""The classes, in the order in which a sentence's claims are returned."""


def _lines(value: Any) -> Any:
    return tuple(value.split("\n")) if isinstance(value, str) and value.strip() else value


Lines = Annotated[tuple[str, ...], BeforeValidator(_lines), Field(min_length=1)]
"""Phrases, or names of units, one on each line: at least one."""


def _split(value: Any) -> Any:
    return tuple(value.replace("’", "'").split()) if isinstance(value, str) else value


Words = Annotated[tuple[Filled, ...], BeforeValidator(_split), Field(min_length=1)]
"""Words with spaces between them: at least one."""


class _Section(Model):
    """The phrases of one class."""

    phrases: Lines = Field(description="What gives the class away.")
    except_: Lines = Field(alias="except", description="The same words in another sense.")


class _Hedge(_Section):
    asides: Words = Field(description="Words that begin a clause which a hedge does not cover.")
    reports: Lines = Field(description="Verbs that leave what follows them to somebody.")
    sources: Lines = Field(description="The naming of somebody to whom the sentence is left.")


class _CannotVerify(_Section):
    whole: Lines = Field(description="Words of a doubt that covers the whole paragraph.")
    before: Lines = Field(description="Words of a doubt that covers what stands before it.")
    after: Lines = Field(description="Words of a doubt that covers what stands after it.")
    nearest: Lines = Field(description="Words of a doubt that covers the last figures before it.")


class _Opinion(_Section):
    always: Lines = Field(description="Opinion, whatever stands beside it.")
    unless: Lines = Field(description="What makes a judgement somebody else's: a reported fact.")


class UnitWords(Model):
    """The words around figures whose unit, period or currency may be unclear."""

    ambiguous: Words = Field(description="Units that mean more than one thing.")
    exact: Words = Field(description="Words beside such a unit that say which is meant.")
    rates: Lines = Field(description="Phrases before an amount that is one of each period.")
    rates_after: Lines = Field(description="Phrases after an amount that is one of each period.")
    rated: Lines = Field(description="Units of which there is so much in a period.")
    pay: Lines = Field(description="Phrases before a sum that is paid for each period.")
    stocks: Words = Field(description="Words that make an amount one at a time: tanks, stores.")
    periods: Lines = Field(description="Phrases that say the period elsewhere in the sentence.")
    sums: Lines = Field(description="Phrases before a number that is a sum of money.")
    currencies: Words = Field(description="Currencies beside those of the figures' section.")
    converted: Words = Field(description="Words between a sum and what it was converted to.")


class _Language(Model):
    words: dict[Filled, Words] = Field(description="Lists that phrases name as <name>.")
    hedge: _Hedge
    cannot_verify: _CannotVerify = Field(alias="cannot-verify")
    unnamed_source: _Section = Field(alias="unnamed-source")
    forward_looking: _Section = Field(alias="forward-looking")
    opinion: _Opinion
    unit: UnitWords
    figures: FigureWords
    drift: DriftWords


class ClaimsFile(Model):
    """The file ``claims.yaml``."""

    format: Format
    languages: dict[str, _Language] = Field(description="The lists by language code.")


Use = tuple[str, str]
"""What a phrase is for: its section and its key there, ``("hedge", "reports")``."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimWords:
    """The lists of one language: ``phrases`` ready to be found, and the others as they are.

    They are read once and never compared, so that what they find can be kept with them. ``months``
    are their names in the order of the year.
    """

    phrases: Phrases[Use]
    asides: frozenset[str]
    months: tuple[str, ...]
    unit: UnitWords
    figures: FigureWords
    drift: DriftWords


_SECTIONS = ("hedge", "cannot-verify", "unnamed-source", "forward-looking", "opinion")
_UNIT_PHRASES = ("rates", "rates_after", "pay", "periods", "sums")


def load(project: Project) -> Lexicon:
    """Load the word lists. Raises ReebriefError for an unknown or missing key, or an empty list.

    What a project's own lists lack of those that ship is a problem of the lexicon.
    """
    path = project.choose(".", FILE, what="file of word lists")
    shipped = project.package / "templates" / f"{FILE}.yaml"
    ours = None if path == shipped else (project.name(shipped), project.read(shipped))
    return _lexicon((project.name(path), project.read(path)), ours)


@lru_cache(maxsize=4)  # a project that is opened again after an edit has the lists it had
def _lexicon(own: tuple[str, str], shipped: tuple[str, str] | None) -> Lexicon:
    """Load the lists of a file, and compare them with those that ship: names and texts of both."""
    file = read(own[1], own[0])
    languages = validate(ClaimsFile, file).languages
    lexicon = Lexicon(file, languages)
    if shipped is not None:
        ours = validate(ClaimsFile, read(shipped[1], shipped[0])).languages
        lexicon.problems = (*_lacking(file, languages, ours),)
    return lexicon


def _lacking(
    file: YamlFile, own: Mapping[str, _Language], shipped: Mapping[str, _Language]
) -> Iterator[Problem]:
    """Yield a finding for each language whose lists lack phrases that ship, or except more."""
    for code in filter(shipped.__contains__, own):
        said = []
        for name in _SECTIONS:
            key = name.replace("-", "_")
            ours, theirs = getattr(own[code], key), getattr(shipped[code], key)
            lost = _listed(theirs, given=True) - _listed(ours, given=True)
            excepted = _listed(ours, given=False) - _listed(theirs, given=False)
            if lost or excepted:
                said.append(f"'{name}' lacks {len(lost)} and excepts {len(excepted)} more")
        if said:
            what = f"these word lists find less than those that ship: {', '.join(said)}"
            hint = f"compare them with templates/{FILE}.yaml of the program"
            place = file.place(("languages", code), key=True)
            yield Problem(what, place, hint, Severity.FINDING)


def _listed(section: _Section, *, given: bool) -> set[str]:
    """Return the phrases that give a class away, or those that do not."""
    takes = {"except_", "unless", "asides"}
    keys = type(section).model_fields
    return {text for key in keys if (key not in takes) is given for text in getattr(section, key)}


class Lexicon:
    """The word lists of all languages; those of one are made ready when they are first asked for.

    Both ways to ask raise ReebriefError for phrases that cannot be read, and for lists that are
    named and not there. ``problems`` are what a project's own lists lack.
    """

    def __init__(self, file: YamlFile, languages: Mapping[str, _Language]) -> None:
        self._file = file
        self._languages = languages
        self._ready: dict[str, ClaimWords] = {}
        self.problems: tuple[Problem, ...] = ()

    def get(self, code: str) -> ClaimWords | None:
        """Return the lists of a language, None where it has none."""
        return self.of(code) if language_key(code, self._languages) else None

    def of(self, code: str) -> ClaimWords:
        """Return the lists of a language. Raises ReebriefError where it has none."""
        code = language_key(code, self._languages) or code
        if code not in self._ready:
            lexicon = in_language(self._file, self._languages, code, what="word lists")
            self._ready[code] = _ready(self._file, code, lexicon)
        return self._ready[code]


def _ready(file: YamlFile, code: str, lexicon: _Language) -> ClaimWords:
    phrases: list[tuple[Phrase, Use]] = []
    problems = list(_fill(phrases, file, ("languages", code), lexicon))
    if problems:
        raise ReebriefError(problems)
    asides = frozenset(lexicon.hedge.asides)
    named = lexicon.words.get("month", ())
    months = named if len(named) == 12 else ()
    return ClaimWords(
        Phrases.of(phrases), asides, months, lexicon.unit, lexicon.figures, lexicon.drift
    )


def _fill(
    phrases: list[tuple[Phrase, Use]], file: YamlFile, path: Path, lexicon: _Language
) -> Iterator[Problem]:
    """Add every phrase of a language to ``phrases``; yield what is wrong with them."""
    parser = Parser(lexicon.words)
    for section, key, texts in _phrases(lexicon):
        for number, text in enumerate(texts):
            try:
                if text.strip():
                    phrases.append((parser.phrase(text), (section, key)))
            except PhraseError as fault:
                what, _, hint = str(fault).partition("; ")
                first = file.place((*path, section, key))
                yield Problem(what, replace(first, line=first.line + number), hint)


def _phrases(lexicon: _Language) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield section, key and texts of everything that is a list of phrases."""
    by_alias: Mapping[str, Any] = {
        (field.alias or name): getattr(lexicon, name)
        for name, field in _Language.model_fields.items()
    }
    for section in _SECTIONS:
        model = by_alias[section]
        for name, field in type(model).model_fields.items():
            if name != "asides":
                yield section, field.alias or name, getattr(model, name)
    for key in _UNIT_PHRASES:
        yield "unit", key, getattr(lexicon.unit, key)
