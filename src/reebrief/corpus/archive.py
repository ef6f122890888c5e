"""The articles of a project, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from reebrief.corpus import misnamed_articles
from reebrief.corpus.articles import Article, read, unknown
from reebrief.corpus.misnamed_articles import names_of_articles, stem_of
from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.document.markdown import slug
from reebrief.project.file_names import composed
from reebrief.project.project import Project


class Corpus:
    """The articles of a project, in ``articles/`` and its folders by year."""

    def __init__(self, project: Project) -> None:
        self.project = project
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
            what = f"the id '{article_id}' is also that of {' and of '.join(names[:-1])}"
            raise error(what, Place(names[-1]), "delete or rename one: an id names one article")
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

    def all(self) -> Iterator[Article]:
        """Yield every article; raises ReebriefError with the problems of all unreadable ones."""
        problems: list[Problem] = []
        done: list[Article] = []
        for article_id in self.ids:
            try:
                done.append(self.get(article_id))
            except ReebriefError as fault:
                problems.extend(fault.problems)
        if problems:
            raise ReebriefError(problems)
        yield from done
