"""Examine articles for ``check``: each by itself, which the index keeps, then all together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reebrief.analysis.support import SupportLexicon, lexicon
from reebrief.caveats.omitted_origins import omitted_origins
from reebrief.corpus import source_lists, source_models
from reebrief.corpus.articles import Article
from reebrief.corpus.duplicates import repeats
from reebrief.corpus.examined import ExaminedArticle
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.shipped_sources import ShippedSources
from reebrief.corpus.sources import Registry
from reebrief.corpus.stories.clusters import Story
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.pipeline.origins import own_findings, source_findings
from reebrief.pipeline.session import Session
from reebrief.project.project import Project, is_file


def corpus_problems(
    session: Session, ids: Iterable[str] | None = None
) -> tuple[list[Problem], tuple[Story, ...]]:
    """Return what is wrong with articles of a project, those that there are, and its registry.

    ``ids`` are those of some articles, by default all. With it come the stories that several
    articles tell.
    """
    chosen = None if ids is None else [*filter(session.corpus.has, ids)]
    try:
        return _problems(session, chosen, _ByRegistry(session.registry, session.support))
    except ReebriefError as fault:  # of the registry: the rest can be told without it
        problems, stories = _problems(session, chosen, None)
        return [*problems, *fault.problems], stories


@dataclass(frozen=True, slots=True)
class _ByRegistry:
    """What the origins of articles are looked up in."""

    registry: Registry
    support: SupportLexicon

    def findings(self, article: Article) -> Iterable[Problem]:
        """Yield findings on the origins of an article."""
        omitted = omitted_origins(article, self.registry, self.support)
        return own_findings(article, self.registry, omitted)


class _Examination:
    """Examine an article by itself; without a registry nothing is said of its origins."""

    def __init__(self, project: Project, by: _ByRegistry | None) -> None:
        self.context = _context(project) if by else b""
        self._by = by

    def examine(self, article: Article) -> ExaminedArticle:
        """Return an article with the findings on it alone."""
        on_origins = self._by.findings(article) if self._by else ()
        return ExaminedArticle.of(article, (*article.findings, *on_origins))

    def pack(self, found: ExaminedArticle) -> tuple[str, bytes]:
        """Return an examined article as the index keeps it."""
        return found.pack()

    def unpack(self, facts: ArticleFacts, text: str, data: bytes) -> ExaminedArticle:
        """Return an examined article that the index kept."""
        return ExaminedArticle.unpack(facts, text, data)


def _problems(
    session: Session, ids: Iterable[str] | None, by: _ByRegistry | None
) -> tuple[list[Problem], tuple[Story, ...]]:
    how = _Examination(session.project, by)
    if ids is None:
        articles, problems = session.corpus.examined(how)
    else:
        articles, problems = _some(session, ids, how)
    repeated, stories = repeats(articles)
    problems += [*repeated, *(problem for one in articles for problem in one.findings)]
    if by:
        names = (name for one in articles for name in one.facts.origins)
        problems += source_findings(names, by.registry, session.corpus.has)
    return problems, tuple(stories)


def _some(
    session: Session, ids: Iterable[str], how: _Examination
) -> tuple[list[ExaminedArticle], list[Problem]]:
    """Examine some articles, which briefs have read; return the problems of the unreadable too."""
    problems: list[Problem] = []
    articles: list[ExaminedArticle] = []
    for article_id in ids:
        try:
            article = session.corpus.get(article_id)
        except ReebriefError as fault:
            problems += fault.problems
        else:
            articles.append(how.examine(article))
    return articles, problems


def _context(project: Project) -> bytes:
    """Return the hash of the registry, its lists, and the words that leave statements to names."""
    paths = [
        project.root / source_models.FILE,
        *project.files(source_lists.FOLDER, source_lists.ENDING),
        ShippedSources(project).path,
        project.choose(".", lexicon.FILE, what="file of the words of support"),
    ]
    found = [(project.name(path), project.data(path)) for path in paths if is_file(path)]
    return hashlib.sha256(repr(found).encode()).digest()
