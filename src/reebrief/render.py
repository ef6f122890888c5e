"""Rendering and checking briefs: the steps in order, and the gate before a byte leaves."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from reebrief import articles, briefs, caveats, dates, language, repeats, sources, themes
from reebrief.articles import Article, Corpus
from reebrief.aside import Aside
from reebrief.briefs import BriefDefinition
from reebrief.caveated import Caveated, Written
from reebrief.caveats import Caveat, wordings
from reebrief.compose import compose
from reebrief.errors import (
    LostCaveatError,
    Place,
    Problem,
    ReebriefError,
    Severity,
    error,
    known,
)
from reebrief.files import write_all
from reebrief.language import Language
from reebrief.locking import only_one
from reebrief.project import Project
from reebrief.selection import Choice, select
from reebrief.sources import Registry
from reebrief.templating import Templates
from reebrief.themes import Theme
from reebrief.writers import FORMATS, write

DEFAULT_FORMATS = ("docx", "pdf")
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
    caveats: tuple[Caveat, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one brief: the files written, and every problem found.

    ``inputs`` are files that were read besides the project's texts; ``uses_today`` says that
    another day would bring another brief.
    """

    name: str
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    inputs: tuple[Path, ...] = ()
    uses_today: bool = False

    @property
    def failed(self) -> bool:
        """Say whether errors kept the brief from being written."""
        return any(p.severity is Severity.ERROR for p in self.problems)


class Shop:
    """What briefs of one project share: its corpus, registry, theme, words and templates."""

    def __init__(self, project: Project, date: str | None = None) -> None:
        """Open a project's articles and sources. Raises ReebriefError on a bad ``--date``."""
        self.project = project
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

    def date(self, definition: BriefDefinition) -> dt.date:
        """Return a brief's date: ``--date``, else its own, else SOURCE_DATE_EPOCH, else today."""
        if self.asked is not None:
            return self.asked
        own = definition.model.date
        return dates.day(own) if own != "today" else today()

    def uses_today(self, definition: BriefDefinition) -> bool:
        """Say whether another day would bring another brief."""
        return (self.option or definition.model.date) == "today"

    def prepare(self, name: str) -> Prepared:
        """Load, select, compose and add the caveats. Raises ReebriefError with every error."""
        project = self.project
        definition = briefs.load(project, name)
        model = definition.model
        settings = project.settings
        code = model.language or settings.language
        style = model.theme or settings.theme
        at, folder = definition.place, model.template
        date = self.date(definition)
        loads: dict[str, Callable[[], Any]] = {
            "theme": lambda: self._once(
                "theme", style, lambda: themes.load(project, style, at("theme"))
            ),
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
        said = self._once("wordings", code, lambda: wordings.load(project, code))
        composed = compose(project, templates, definition, self.corpus, chosen, words, date)
        caveated, added = caveats.add(
            composed,
            self.corpus,
            self.registry,
            said,
            words,
            date=date,
            cut_off=definition.cut_off(date),
            stale_after_days=settings.stale_after_days,
        )
        problems = [*definition.file.notes, *definition.check(), *templates.problems]
        problems += [*composed.problems, *definition.late_cut_off(date)]
        problems += self.origins(composed.articles)
        problems += [p for article in composed.articles for p in article.findings]
        if not chosen:
            what = "no article is selected"
            hint = f"reebrief explain {name} says why"
            place = definition.place("articles")
            problems.append(Problem(what, place, hint, Severity.FINDING))
        return Prepared(definition, date, caveated, theme, words, choices, added, tuple(problems))

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


def gated(form: str, prepared: Prepared) -> Written:
    """Write one format, and let it pass only with every caveat drawn.

    Raises LostCaveatError with the names of what a writer left out.
    """
    place = Place(prepared.definition.file.name)
    try:
        written = write(form, prepared.caveated, prepared.theme, prepared.words)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        # What no article and no line of the definition holds is a value of the definition.
        raise ReebriefError([replace(p, place=p.place or place) for p in fault.problems]) from None
    lost = prepared.caveated.parts - written.parts
    if lost or not written.parts <= prepared.caveated.parts:
        what = (
            f"the {form} writer lost caveats: {', '.join(sorted(lost)) or 'none, but made some up'}"
        )
        hint = "this is a fault of reebrief, nothing was written; please report it"
        raise LostCaveatError(Problem(what, place, hint))
    return written


def too_long(prepared: Prepared, pages: int) -> list[Problem]:
    """Return a finding where a brief has more pages than its form should have."""
    form = prepared.definition.form
    if pages <= form.pages:
        return []
    name = prepared.definition.model.form
    return [
        Problem(
            f"{pages} pages; the form '{name}' should have at most {form.pages}",
            prepared.definition.place("form"),
            "show fewer items, lower items.max_words, or choose another form",
            Severity.FINDING,
        )
    ]


def render(project: Project, names: Sequence[str] = (), **options: Any) -> list[Rendered]:
    """Render briefs, by default every one; return what became of each.

    The options are those of ``rendering``, which does the same one brief at a time.
    """
    return list(rendering(project, names, **options))


def rendering(
    project: Project,
    names: Sequence[str] = (),
    *,
    to: Sequence[str] = DEFAULT_FORMATS,
    output: Path | None = None,
    date: str | None = None,
    strict: bool = False,
    aside: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Rendered]:
    """Render briefs, by default every one; yield what became of each, the good ones written.

    All formats of a brief are made before any file is replaced. With ``strict``, findings keep a
    brief from being written. With ``aside`` Word is written by a process of its own beside the PDF:
    for callers without threads. ``progress`` is told each step as it begins. Raises ReebriefError
    where another render is running, where a format is unknown, and where two briefs would have one
    file name.
    """
    if not to:
        raise error("--to: no format", None, f"known formats: {', '.join(FORMATS)}")
    for form in to:
        if form not in FORMATS:
            raise error(f"--to: no format '{form}'", None, known(form, FORMATS, kind="formats"))
    folder = output or project.root / project.settings.output
    with only_one(project.root):
        shop = Shop(project, date)
        wanted = list(dict.fromkeys(names or briefs.names(project)))
        taken: dict[str, str] = {}
        for name in wanted:
            other = taken.setdefault(Path(name).stem, name)
            if other != name:
                what = f"'{other}' and '{name}' would be written to one file"
                raise error(what, None, "rename one of the two")
        for n, name in enumerate(wanted, 1):
            progress(f"{n} of {len(wanted)}: {name}")
            yield _render(shop, name, to, folder, strict=strict, aside=aside, progress=progress)


def _render(
    shop: Shop,
    name: str,
    to: Sequence[str],
    folder: Path,
    *,
    strict: bool,
    aside: bool,
    progress: Callable[[str], None],
) -> Rendered:
    try:
        prepared = shop.prepare(name)
        made: dict[str, Written] = {}
        with contextlib.ExitStack() as stack:
            word: Aside | None = None
            if aside and {"docx", "pdf"} <= {*to}:
                word = stack.enter_context(Aside(lambda: gated("docx", prepared)))
            for form in to:
                if word is None or form != "docx":
                    progress(f"{name}: {form}")
                    made[form] = gated(form, prepared)
            if word is not None:
                made["docx"] = word.result()
        problems = list(prepared.problems)
        if "pdf" in made:
            problems += too_long(prepared, made["pdf"].pages)
        elif strict:
            problems += too_long(prepared, gated("pdf", prepared).pages)
        if strict and any(p.severity is Severity.FINDING for p in problems):
            return Rendered(name, (), tuple(problems))
        stem = f"{prepared.definition.name}-{prepared.date.isoformat()}"
        files = {folder / f"{stem}.{form}": made[form].data for form in to}
        write_all(files, name=shop.project.name)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        return Rendered(name, (), fault.problems)
    return Rendered(
        name,
        tuple(files),
        tuple(problems),
        inputs=tuple(font for family in prepared.theme.fonts.values() for font in family.files),
        uses_today=shop.uses_today(prepared.definition),
    )


def check(
    project: Project, names: Sequence[str] = (), *, date: str | None = None
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """Yield everything that would be wrong with briefs, by default all, without writing a file.

    First the articles and the registry (under the name ``articles``), those that no brief uses
    included; then each brief with its count of pages.
    """
    shop = Shop(project, date)
    yield "articles", tuple(corpus_problems(shop))
    for name in names or briefs.names(project):
        try:
            prepared = shop.prepare(name)
            pages = gated("pdf", prepared).pages
        except LostCaveatError:
            raise
        except ReebriefError as fault:
            yield name, fault.problems
        else:
            yield name, (*prepared.problems, *too_long(prepared, pages))


def corpus_problems(shop: Shop) -> list[Problem]:
    """Return what is wrong with a project's articles and its registry."""
    problems = articles.misnamed(shop.project)
    readable: list[Article] = []
    for article_id in shop.corpus.ids:
        try:
            readable.append(shop.corpus.get(article_id))
        except ReebriefError as fault:
            problems.extend(fault.problems)
    problems += [p for article in readable for p in article.findings]
    problems += repeats.repeats(readable)
    try:
        problems += shop.origins(readable)
    except ReebriefError as fault:
        problems.extend(fault.problems)
    return problems
