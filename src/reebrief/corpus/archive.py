"""The articles of a project, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reebrief.corpus import misnamed_articles
from reebrief.corpus.articles import Article, read, unknown
from reebrief.corpus.misnamed_articles import FOLDER
from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.document.markdown import slug
from reebrief.project.file_names import composed
from reebrief.project.project import Project, is_file


@dataclass(slots=True)
class Corpus:
    """The articles of a project, each read when it is first asked for."""

    project: Project
    _read: dict[str, Article] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """The ids of all articles, in alphabetical order; a misnamed file has none."""
        stems = (composed(path.stem) for path in self.project.files(FOLDER, ".md"))
        return [stem for stem in stems if slug(stem) == stem]

    def has(self, article_id: str) -> bool:
        """Say whether there is an article of this id, readable or not."""
        return slug(article_id) == composed(article_id) and is_file(self._path(article_id))

    def _path(self, article_id: str) -> Path:
        return self.project.find(self.project.root / FOLDER / f"{article_id}.md")

    def get(self, article_id: str, place: Place | None = None) -> Article:
        """Return an article.

        Raises ReebriefError at ``place`` where there is none of this id, or with the problems of
        its file.
        """
        article_id = composed(article_id)
        if article_id not in self._read:
            if not self.has(article_id):
                hint = misnamed_articles.hint(self.project, article_id)
                if hint:
                    raise error(f"no article '{article_id}'", place, hint)
                raise unknown(article_id, self.ids, place)
            self._read[article_id] = read(self.project, self._path(article_id))
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
