"""The articles of a project, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from reebrief.corpus import misnamed_articles
from reebrief.corpus.articles import Article, read, unknown
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index.examined import Examination, examined
from reebrief.corpus.index.look import ArchiveLook, best, look
from reebrief.corpus.misnamed_articles import names_of_articles, stem_of
from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.document.markdown import slug
from reebrief.project.file_names import composed
from reebrief.project.project import Project

T = TypeVar("T")


class Corpus:
    """The articles of a project, in ``articles/`` and its folders by year.

    ``looked`` says how all of them were when their facts were asked for; None where they were not.
    ``before`` is what an earlier corpus of this process saw.
    """

    def __init__(self, project: Project, before: ArchiveLook | None = None) -> None:
        self.project = project
        self._before = before
        self.looked: ArchiveLook | None = None
        self._read: dict[str, Article] = {}

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """The names of the files of each id, from the root; a misnamed file has none."""
        found: dict[str, list[str]] = {}
        for name in names_of_articles(self.project):
            stem = stem_of(name)
            if slug(stem) == stem:
                found.setdefault(stem, []).append(name)
        return found

    @property
    def ids(self) -> list[str]:
        """The ids of all articles, in alphabetical order."""
        return [*self._files]

    def has(self, article_id: str) -> bool:
        """Say whether there is an article of this id, readable or not."""
        return composed(article_id) in self._files

    def path(self, article_id: str, place: Place | None = None) -> Path:
        """Return the path of an article's file.

        Raises ReebriefError at ``place`` where there is none of this id, and where there are two
        or the folder cannot be read.
        """
        names = self._files.get(article_id)
        if names is None:
            hint = misnamed_articles.hint(self.project, article_id)
            if hint:
                raise error(f"no article '{article_id}'", place, hint)
            raise unknown(article_id, self.ids, place)
        if len(names) > 1:
            raise ReebriefError(_twice(article_id, names))
        return self.project.root / names[0]

    def get(self, article_id: str, place: Place | None = None) -> Article:
        """Return an article.

        Raises ReebriefError as ``path`` does, and with the problems of its file.
        """
        article_id = composed(article_id)
        if article_id not in self._read:
            path = self.path(article_id, place)
            self._read[article_id] = read(self.project, path)
        return self._read[article_id]

    def facts(self) -> tuple[ArticleFacts, ...]:
        """Return the facts of every article, in the order of the ids, from the index if it can.

        Raises ReebriefError with the problems of all articles that cannot be read.
        """
        looked, problems = self._look()
        if problems:
            raise ReebriefError(problems)
        return tuple(looked.facts.values())

    def examined(self, how: Examination[T]) -> tuple[list[T], list[Problem]]:
        """Return what is found in each readable article by itself, in the order of the ids.

        With it come the problems of all articles that cannot be read. What the index has is not
        looked for again. Raises ReebriefError as ``how.examine`` does.
        """
        looked, problems = self._look()
        once = {names[0] for names in self._files.values() if len(names) == 1}
        found = examined(self.project, looked, how)
        return [one for name, one in found.items() if name in once], problems

    def _look(self) -> tuple[ArchiveLook, list[Problem]]:
        """Look at all articles, once; return what was seen, and all that keeps one from use."""
        if self.looked is None:
            self.looked = look(
                self.project,
                [name for names in self._files.values() for name in names],
                self._before,
            )
        twice = [_twice(one, names) for one, names in self._files.items() if len(names) > 1]
        return self.looked, [*self.looked.problems, *twice]

    def best(self, query: str) -> list[ArticleFacts]:
        """Return the facts of the articles that hold all words of a query, the best first.

        Raises ReebriefError as ``facts`` does.
        """
        by_file = {one.file: one for one in self.facts()}
        names = best(self.project, self.looked, query) if self.looked else []
        return [by_file[name] for name in names]


def _twice(article_id: str, names: Sequence[str]) -> Problem:
    """Return the error for files of several folders that have one id."""
    what = f"the id '{article_id}' is also that of {' and of '.join(names[:-1])}"
    return Problem(what, Place(names[-1]), "delete or rename one: an id names one article")
