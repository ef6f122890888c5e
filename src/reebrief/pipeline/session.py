"""Keep what the briefs of one project share, each thing read once."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from reebrief import briefs
from reebrief.analysis import claims, support
from reebrief.analysis.claims import Lexicon
from reebrief.analysis.support import SupportLexicon
from reebrief.briefs import BriefDefinition
from reebrief.briefs.named_articles import named_articles
from reebrief.briefs.text_faults import text_faults
from reebrief.corpus import sources
from reebrief.corpus.archive import Corpus
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Problem, ReebriefError, error
from reebrief.project import dates
from reebrief.project.project import Project

T = TypeVar("T")


class Session:
    """A project opened for a date and for values of parameters; ``once`` reads a thing once.

    ``option`` is the date as it was asked for, None where none was.
    """

    def __init__(
        self,
        project: Project,
        date: str | None = None,
        parameters: Mapping[str, str] | None = None,
        now: dt.date | None = None,
    ) -> None:
        """Open a project's articles and sources; ``now`` counts as today instead of the clock's.

        Raises ReebriefError on a bad ``--date``.
        """
        self.project = project
        self.parameters = parameters or {}
        self.corpus = Corpus(project)
        self.option = date
        self._now = now
        self._asked = self._today() if date == "today" else _asked(date)
        self._kept: dict[tuple[str, str | None], Any] = {}

    def once(self, what: str, name: str | None, load: Callable[[], T]) -> T:
        """Load something under its name, or return what was loaded under it before."""
        key = (what, name)
        if key not in self._kept:
            self._kept[key] = load()
        found: T = self._kept[key]
        return found

    @property
    def registry(self) -> Registry:
        """The source registry, read when it is first asked for."""
        return self.once("registry", None, lambda: sources.load(self.project))

    @property
    def lexicon(self) -> Lexicon:
        """The word lists that find claims, read when they are first asked for."""
        return self.once("lists", None, lambda: claims.load(self.project))

    @property
    def support(self) -> SupportLexicon:
        """The words by which sentences are held against articles, read when first asked for."""
        return self.once("support", None, lambda: support.load(self.project))

    @property
    def asked(self) -> dt.date | None:
        """The date that was asked for instead of each brief's own, None where none was."""
        return self._asked

    def date(self, definition: BriefDefinition) -> dt.date:
        """Return a brief's date: ``--date``, else its own, else SOURCE_DATE_EPOCH, else today."""
        if self._asked is not None:
            return self._asked
        own = definition.model.date
        return dates.day(own) if own != "today" else self._today()

    def _today(self) -> dt.date:
        return self._now or today()

    def uses_today(self, definition: BriefDefinition) -> bool:
        """Say whether another day would bring another brief."""
        return (self.option or definition.model.date) == "today"

    def definitions(self, name: str) -> tuple[BriefDefinition, ...]:
        """Load a definition, one for each of its variants.

        Raises ReebriefError as ``briefs.load``, with the articles that the definition names and
        that there are not, and with faulty Markdown: one fault does not hide the other.
        """
        try:
            return briefs.load(self.project, name, self.parameters)
        except ReebriefError as fault:
            problems = [*fault.problems, *self._further_faults(name)]
            raise ReebriefError(dict.fromkeys(problems)) from None

    def named(self, name: str) -> list[str]:
        """Return the articles that a definition names, faulty or not; none if it is unreadable."""
        try:
            files = briefs.files(self.project, name)
        except ReebriefError:
            return []
        return [article for file in files for article, _ in named_articles(file)]

    def _further_faults(self, name: str) -> list[Problem]:
        """Return an error for each article that a faulty definition names in vain, and of texts."""
        try:
            files = briefs.files(self.project, name)
        except ReebriefError:
            return []  # what cannot be read names nothing
        problems = [problem for file in files for problem in text_faults(file)]
        for article_id, place in (named for file in files for named in named_articles(file)):
            if not self.corpus.has(article_id):
                try:
                    self.corpus.get(article_id, place)
                except ReebriefError as fault:
                    problems += fault.problems
        return problems


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
    try:
        return dates.day(date)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(f"--date: {what}", None, hint) from None
