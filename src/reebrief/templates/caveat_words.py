"""The words of caveats: ``templates/caveats.yaml``, for analysts to edit, checked for facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from reebrief.diagnostics import Problem, ReebriefError, Severity, known
from reebrief.project.project import Project
from reebrief.project.validation import Filled, Format, Model, in_language, naming, validate
from reebrief.project.yaml import YamlFile
from reebrief.templates import own_wording
from reebrief.templates.caveat_classes import NAMES
from reebrief.templates.class_words import ClassWords, class_faults
from reebrief.templates.plural import COUNT, Plural, counted, forms_naming
from reebrief.templates.source_words import OwnerWords, StatementWords

FILE = "caveats"


_ASKS = {
    "unit": "which {unit}?",
    "period": "per what?",
    "rate": "at what rate?",
    "currency": "which currency?",
}
_ASKED = {
    "unit": "its kind is not said",
    "period": "for which time it holds is not said",
    "rate": "at which rate it was converted is not said",
    "currency": "in which currency it is counted is not said",
}


_CALCULATION = ("result", "operation", "figures")
"""What the line on a calculation must name."""


_UNEXAMINED = {
    "language": "there are no word lists for its language",
    "text": "it, or a part of it, is in another language than it declares",
    "scan": "a part of it is a scan",
    "excerpt": "the text breaks off",
}
_TRANSLATORS = {
    "publisher": "{publisher} translated it",
    "desk": "it was translated for this brief",
    "machine": "a machine translated it",
    "unknown": "who made it is not known",
}
_Translator = Annotated[str, naming("publisher", must=())]


def _completed(shipped: Mapping[str, str]) -> AfterValidator:
    """Return what adds the words that ship where a file of its own has none."""
    return AfterValidator(lambda own: {**shipped, **own})


_RETIRED = ("of_article",)
"""Keys of earlier versions: their words are not needed any more."""


def _without_retired(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: words for key, words in value.items() if key not in _RETIRED}


class CaveatWords(Model):
    """The words of caveats in one language."""

    numbers: tuple[str, ...] = Field(min_length=2, description="no, one, two, …")
    joined_by: str = Field(description="Between the last two of several names.")
    not_established: str
    unverified: Filled = Field(
        description="That nobody independent verified it, after what it reports was …"
    )
    unknown_state: str = Field(description="A state that is not established, within a sentence.")
    unnamed_publisher: str = Field(description="Articles without a publisher, in the statement.")
    read: Annotated[str, naming("reference", "date", must=(), words=False)] = Field(
        description="After a fact: what was read, from {reference} and {date}."
    )
    facts_read: Annotated[Plural, forms_naming("first", "last", must=["first"])] = Field(
        default=Plural(
            one="All read on {first}.",
            other="All read from {first} to {last}.",
        ),
        description="Once, in the source statement: when facts on sources were read.",
    )
    described: Annotated[str, naming("title", must=())] = Field(
        description="After a fact that an article states, from {title}."
    )
    seen: Annotated[str, naming("number")] = Field(
        default="see [{number}]",
        description="After a fact that an article of the brief states, from its {number}.",
    )
    owners: OwnerWords = Field(default=OwnerWords(), description="Who owns whom.")
    several_origins: Annotated[str, naming(*COUNT, "origins", must=["origins"])] = Field(
        description="Of an article with several origins: {number}, {Number}, {origins}."
    )
    outlets: Annotated[Plural, counted()] = Field(
        default=Plural(one="one outlet", other="{number} outlets"),
        description="same-text: who printed one text, as {outlets}.",
    )
    waived: Annotated[str, naming("label", "who", "until", "why")] = Field(
        description="A waiver: {label}, {who}, {until} and {why}."
    )
    corrected: Annotated[str, naming("words", "label", "who", "why", "date")] = Field(
        default="{who} found that “{words}” is not to be labelled “{label}”, on {date}: {why}.",
        description="A correction: {words}, {label}, {who}, {why} and {date}.",
    )
    supported: Annotated[str, naming("words", "passage", "who", "why", "date")] = Field(
        default="On {date} {who} read “{words}” from “{passage}”: {why}.",
        description="An answer: {words}, {passage}, {who}, {why} and {date}.",
    )
    calculated: Annotated[str, naming(*_CALCULATION, "who", "why", "date", must=_CALCULATION)] = (
        Field(
            default="{result} was calculated for this brief, as the {operation} of {figures}, by "
            "{who} on {date}: {why}.",
            description="A calculation: {result}, {operation}, {figures}, {who}, {why} and {date}.",
        )
    )
    operations: dict[str, Filled] = Field(
        default={
            "sum": "sum",
            "difference": "difference",
            "share": "share",
            "ratio": "ratio",
            "convert": "product",
        },
        description="What is done with figures: sum, difference, share, ratio, convert.",
    )
    unexamined: Annotated[dict[str, Filled], _completed(_UNEXAMINED)] = Field(
        default=_UNEXAMINED,
        description="Why a text was not examined: language, text, scan, excerpt.",
    )
    translators: Annotated[dict[str, _Translator], _completed(_TRANSLATORS)] = Field(
        default=_TRANSLATORS,
        description="Who translated: publisher, desk, machine, unknown; may name {publisher}.",
    )
    any_origin: Filled = Field(
        default="whom it has it from", description="Origins that an article does not name."
    )
    the_publisher: str = Field(description="A publisher whose name is not known.")
    opinion_headings: tuple[str, ...] = Field(
        description="How headings of a publisher's opinion begin, in articles of this language."
    )
    strict_words: tuple[str, ...] = Field(
        min_length=1, description="What makes a disclaimer strict; of several that one comes first."
    )
    mark_words: tuple[Filled, ...] = Field(
        default=(), description="Words in brackets that would read as a mark of the program."
    )
    denials: tuple[Filled, ...] = Field(
        default=(), description="Words that deny: not, no, unknown. A text keeps them."
    )
    own_words: Annotated[str, naming("caveats")] = Field(
        default="The words of these caveats were changed by the project that made this brief: "
        "{caveats}.",
        description="In the source statement, where words differ from the shipped: {caveats}.",
    )
    own_general: Filled = Field(
        default="other words on sources",
        description="Within that sentence: words that belong to no class.",
    )
    same_warning: Annotated[str, naming("publisher", "number", must=["number"])] = Field(
        description="Instead of a disclaimer that {publisher} gives with [{number}] already."
    )
    same_caveat: Annotated[str, naming("label", "number")] = Field(
        default="{label}: as in [{number}].",
        description="Instead of a sentence that stands with [{number}] already.",
    )
    key: Annotated[str, naming("marks")] = Field(
        default="**Marks in the text, all ours:** {marks}.",
        description="The key of the marks, around {marks}.",
    )
    asks: Annotated[dict[str, Filled], _completed(_ASKS)] = Field(
        default=_ASKS,
        description="The marks of units: unit (names {unit}), period, rate, currency.",
    )
    asked: Annotated[dict[str, Filled], _completed(_ASKED)] = Field(
        default=_ASKED, description="What the key says of these marks."
    )
    statement: StatementWords
    classes: dict[str, ClassWords]
    _problems: tuple[Problem, ...] = PrivateAttr(default=())
    _own_said: str = PrivateAttr(default="")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the project's words lack or say otherwise than those that ship."""
        return self._problems

    @property
    def own_said(self) -> str:
        """The sentence that tells a reader of the project's own words; "" where there are none."""
        return self._own_said

    def number(self, number: int) -> str:
        """Return a number in words where the language file has one, else in digits."""
        return self.numbers[number] if number < len(self.numbers) else str(number)

    def joined(self, names: Sequence[str]) -> str:
        """Return names as a list in a sentence: ``A, B and C``."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.joined_by} {names[-1]}"


class CaveatsFile(Model):
    """The file ``caveats.yaml``."""

    format: Format
    languages: dict[str, Annotated[CaveatWords, BeforeValidator(_without_retired)]] = Field(
        description="The words by language code."
    )


def load(project: Project, language: str) -> CaveatWords:
    """Load the words of caveats in a language; of a class that has none, those that ship.

    Raises ReebriefError where a class is unknown, or a wording uses a name that it cannot have, or
    lost a fact that it must state.
    """
    path = project.choose(".", FILE, what="file of caveats")
    file = project.yaml(path)
    caveat_words = in_language(
        file, validate(CaveatsFile, file).languages, language, what="caveats"
    )
    at = ("languages", language)
    if path != project.package / "templates" / f"{FILE}.yaml":
        caveat_words = _compared(project, file, caveat_words, language)
    problems = class_faults(file, (*at, "classes"), caveat_words.classes)
    problems += _unknown(file, at, caveat_words)
    if not caveat_words.opinion_headings:
        where = file.place((*at, "opinion_headings"))
        problems.append(Problem("no heading of opinion", where, "name one: why this matters"))
    if problems:
        raise ReebriefError(problems)
    return caveat_words


_NAMED = (
    ("asks", "mark", _ASKS),
    ("asked", "mark", _ASKED),
    ("unexamined", "reason", _UNEXAMINED),
    ("translators", "translator", _TRANSLATORS),
)
"""The keys that have words by name, what such a name is of, and those that ship."""


def _unknown(file: YamlFile, at: tuple[str, ...], words: CaveatWords) -> Iterator[Problem]:
    """Yield a problem for each name that nothing would ever look up."""
    for key, kind, shipped in _NAMED:
        for name in getattr(words, key):
            if name not in shipped:
                where = file.place((*at, key, name), key=True)
                hint = known(name, shipped, kind=f"{kind}s")
                yield Problem(f"unknown {kind} '{name}'", where, hint)


def _compared(project: Project, file: YamlFile, own: CaveatWords, language: str) -> CaveatWords:
    """Return a project's words, filled up from those that ship, with all in which they differ.

    In a language that does not ship nothing can be compared, and all words are the project's own.
    """
    at: tuple[str, ...] = ("languages", language)
    ours = validate(
        CaveatsFile, project.yaml(project.package / "templates" / f"{FILE}.yaml")
    ).languages
    shipped = ours.get(language) or next(iter(ours.values()))
    missing = [name for name in NAMES if name not in own.classes]
    problems = [
        Problem(
            f"the class '{name}' has no wording here: the shipped one is used",
            file.place((*at, "classes"), key=True),
            f"add '{name}: …', as templates/{FILE}.yaml of the program has it",
            Severity.NOTE,
        )
        for name in missing
    ]
    if language in ours:
        found = own_wording.compared(own.model_dump(exclude_unset=True), shipped.model_dump())
        own = CaveatWords.model_validate(found.words)
    else:
        full = {**own.classes, **{name: shipped.classes[name] for name in missing}}
        own = own.model_copy(update={"classes": full})
        found = own_wording.OwnWording({}, (), tuple(NAMES), ())
    problems += _differing(file, at, found)
    if found.classes or found.general:
        names = [shipped.classes[name].label for name in found.classes if name in shipped.classes]
        names += [shipped.own_general] if found.general and not names else []
        own._own_said = shipped.own_words.format(caveats=shipped.joined(names))  # noqa: SLF001  of its own class
    own._problems = tuple(problems)  # noqa: SLF001  of its own class
    return own


def _differing(
    file: YamlFile, at: tuple[str, ...], found: own_wording.OwnWording
) -> Iterator[Problem]:
    """Yield a finding on all words that are the project's own, and one for each turned round."""
    for path in found.turned:
        what = f"'{'.'.join(path)}' denies nothing any more: the shipped words are used"
        hint = f"delete it, or word it as templates/{FILE}.yaml of the program does"
        yield Problem(what, file.place((*at, *path)), hint, Severity.FINDING)
    said = [f"of the classes {', '.join(found.classes)}"] if found.classes else []
    said += [f"under {', '.join(found.general)}"] if found.general else []
    if said:
        what = f"words {' and '.join(said)} are changed by this project, and the brief says so"
        hint = f"compare them with templates/{FILE}.yaml of the program"
        yield Problem(what, file.place(at, key=True), hint, Severity.FINDING)
