"""The shop: what briefs of one project share, and one brief made ready for the writers."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from reebrief import briefs, caveats
from reebrief.analysis import claims
from reebrief.analysis.claims import Lists
from reebrief.briefs import BriefDefinition
from reebrief.caveats import Account, waivers, wording_models
from reebrief.caveats.wording import Phrasing
from reebrief.compose import compose
from reebrief.compose.images import with_logo
from reebrief.compose.selection import Choice, select
from reebrief.corpus import sources
from reebrief.corpus.articles import Article, Corpus
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Problem, ReebriefError, Severity, error
from reebrief.document.annotated import Caveated, Head
from reebrief.document.nodes import Picture, walk
from reebrief.pipeline.input_hashes import inputs
from reebrief.project import dates
from reebrief.project.project import MARKER, Project
from reebrief.templates import glossary, language, themes
from reebrief.templates.estimative_language import misused
from reebrief.templates.language import Language
from reebrief.templates.sections import Templates
from reebrief.templates.themes import Theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief that is ready for the writers, with everything that was found on the way."""

    definition: BriefDefinition
    date: dt.date
    caveated: Caveated
    theme: Theme
    words: Language
    choices: tuple[Choice, ...]
    account: Account
    problems: tuple[Problem, ...]


class Shop:
    """What briefs of one project share: its corpus, registry, theme, words and templates."""

    def __init__(
        self,
        project: Project,
        date: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> None:
        """Open a project's articles and sources. Raises ReebriefError on a bad ``--date``."""
        self.project = project
        self.parameters = parameters or {}
        self.corpus = Corpus(project)
        self.option = date
        self.asked = _asked(date)
        self._kept: dict[tuple[str, str | None], Any] = {}

    def _once(self, what: str, name: str | None, load: Callable[[], T]) -> T:
        """Load something under its name, or return what was loaded under it before."""
        key = (what, name)
        if key not in self._kept:
            self._kept[key] = load()
        found: T = self._kept[key]
        return found

    @property
    def registry(self) -> Registry:
        """The source registry, read when it is first asked for."""
        return self._once("registry", None, lambda: sources.load(self.project))

    @property
    def lists(self) -> Lists:
        """The word lists that find claims, read when they are first asked for."""
        return self._once("lists", None, lambda: claims.load(self.project))

    def date(self, definition: BriefDefinition) -> dt.date:
        """Return a brief's date: ``--date``, else its own, else SOURCE_DATE_EPOCH, else today."""
        if self.asked is not None:
            return self.asked
        own = definition.model.date
        return dates.day(own) if own != "today" else today()

    def uses_today(self, definition: BriefDefinition) -> bool:
        """Say whether another day would bring another brief."""
        return (self.option or definition.model.date) == "today"

    def definitions(self, name: str) -> tuple[BriefDefinition, ...]:
        """Load a definition, one for each of its variants. Raises ReebriefError as ``briefs``."""
        return briefs.load(self.project, name, self.parameters)

    def theme(self, definition: BriefDefinition) -> Theme:
        """Load a brief's theme, with its Word template where it names one.

        Raises ReebriefError as ``themes`` does.
        """
        project, model = self.project, definition.model
        style = model.theme or project.settings.theme
        theme = self._once(
            "theme", style, lambda: themes.load(project, style, definition.place("theme"))
        )
        name = model.reference or project.settings.reference
        if name is None:
            return theme
        own = model.reference is not None
        file = definition.file if own else project.yaml(project.root / MARKER)
        place = file.place(("reference",))
        return self._once(
            "reference",
            f"{style} {name}",
            lambda: themes.with_reference(project, theme, name, place),
        )

    def prepare(self, definition: BriefDefinition | str) -> Prepared:
        """Select, compose and add the caveats, of a definition or of the one that has a name.

        Raises ReebriefError with every error.
        """
        project = self.project
        if isinstance(definition, str):
            definition = self.definitions(definition)[0]
        model = definition.model
        settings = project.settings
        code = model.language or settings.language
        at, folder = definition.place, model.template
        date = self.date(definition)
        loads: dict[str, Callable[[], Any]] = {
            "theme": lambda: self.theme(definition),
            "words": lambda: self._once(
                "words", code, lambda: language.load(project, code, at("language"))
            ),
            "templates": lambda: self._once(
                "templates", folder, lambda: Templates(project, folder, at("template"))
            ),
            "selection": lambda: select(definition, self.corpus, self.registry, date),
        }
        loaded = _together(loads)
        theme: Theme = loaded["theme"]
        words: Language = loaded["words"]
        templates: Templates = loaded["templates"]
        chosen, choices = loaded["selection"]
        said = self._once("wordings", code, lambda: wording_models.load(project, code))
        terms = self._once("glossary", code, lambda: glossary.load(project, code))
        composed = compose(
            templates, definition, self.corpus, chosen, words, self.lists, date, terms
        )
        composed = replace(composed, brief=with_logo(composed.brief, theme.logo))
        caveated, account = caveats.add(
            composed,
            self.registry,
            Phrasing(self.corpus, said, words, definition.cut_off(date)),
            self.lists,
            waivers.load(definition, [a.id for a in composed.articles], date),
            date=date,
            stale_after_days=settings.stale_after_days,
        )
        shown = (n.shown.name for n in walk(composed.brief.sections) if isinstance(n, Picture))
        chosen_files = (
            project.choose("languages", code, what="language"),
            *theme.files,
            *(project.root / name for name in shown),
        )
        made_of = inputs(project, definition, composed.articles, templates, chosen_files)
        head = Head(definition.name, date.isoformat(), made_of)
        caveated = replace(caveated, head=head)
        problems = [*definition.file.notes, *definition.check(), *templates.problems]
        problems += [*composed.problems, *definition.late_cut_off(date)]
        problems += misused(definition.own_texts(), words.scales)
        listed = "glossary" in definition.sections
        problems += glossary.unexplained(definition.own_texts(), terms, listed=listed)
        problems += self.origins(composed.articles)
        problems += [p for article in composed.articles for p in article.findings]
        problems += [*account.problems, *_confirmed_alone(definition, account)]
        if not chosen:
            what = "no article is selected"
            hint = f"reebrief explain {definition.name} says why"
            place = definition.place("articles")
            problems.append(Problem(what, place, hint, Severity.FINDING))
        return Prepared(definition, date, caveated, theme, words, choices, account, tuple(problems))

    def origins(self, used: Iterable[Article]) -> Iterator[Problem]:
        """Yield findings on the origins of articles: unreviewed, missing, or resting on nothing."""
        seen: dict[str, None] = {}
        for article in used:
            for n, name in enumerate(article.about.origins):
                source = self.registry.find(name)
                if source is None:
                    yield sources.not_in_registry(name, article.place("origins", n))
                    continue
                for one in (source, *source.owners):
                    if one.id not in seen:
                        seen[one.id] = None
                        yield from self.registry.doubtful(one)
                        yield from self.registry.unsupported(one, self.corpus.has)
                if name == article.about.publisher:
                    yield Problem(
                        "the publisher is named as the origin of its own article",
                        article.place("origins", n),
                        "name who the publisher had it from; of its own work, say so in notes",
                        Severity.FINDING,
                    )
            if not article.about.origins:
                yield Problem(
                    "no origin: the brief says 'unreviewed source'",
                    article.place("title"),
                    "add 'origins: [NAME]' with a name in articles/sources.yaml",
                    Severity.FINDING,
                )


def _together(loads: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Load several things; raise ReebriefError with the problems of all that cannot be."""
    problems: list[Problem] = []
    done: dict[str, Any] = {}
    for name, load in loads.items():
        try:
            done[name] = load()
        except ReebriefError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ReebriefError(problems)
    return done


def _confirmed_alone(definition: BriefDefinition, account: Account) -> Iterator[Problem]:
    """Yield a finding for each grade 1, confirmed by other sources, of an article of one origin."""
    for name, item in definition.model.items.each.items():
        if item.grade and item.grade.information == "1" and len(account.origins.get(name, ())) < 2:
            place = definition.place("items", "each", name, "grade", "information")
            what = f"'{name}' is graded as confirmed by other sources, but has no second origin"
            yield Problem(
                what,
                place,
                "grade it 2 or less, or say who confirms it in the reason",
                Severity.FINDING,
            )


def today() -> dt.date:
    """Return SOURCE_DATE_EPOCH's day in UTC, else today's; the only look at a clock.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise error(
            f"SOURCE_DATE_EPOCH is '{epoch}'", None, "set it to seconds since 1970, or unset it"
        ) from None


def _asked(date: str | None) -> dt.date | None:
    if date is None:
        return None
    if date == "today":
        return today()
    try:
        return dates.day(date)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(f"--date: {what}", None, hint) from None
