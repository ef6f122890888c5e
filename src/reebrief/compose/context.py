"""Hold what the parts of a brief share while it is composed: inputs, sources, problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace

from reebrief.analysis.figures import FigureWords
from reebrief.briefs.inputs import BriefInputs
from reebrief.briefs.named_articles import cited, named_articles
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.document.markdown import parse, parse_inline
from reebrief.document.nodes import (
    AuthorLine,
    Blocks,
    Cite,
    InlineExcerpt,
    Inlines,
    Provenance,
    Text,
)
from reebrief.document.traverse import walk
from reebrief.editions.changes import ChangesSince
from reebrief.templates.sections import Sections

Path = tuple[str | int, ...]
"""Where a text stands in a definition, key by key."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of the author: as it is typed, and parsed."""

    raw: str
    nodes: Blocks | Inlines


class ComposeContext:
    """What the parts of a brief share while they are composed.

    ``sources`` are the articles of the list of sources in its order: those chosen, then those that
    the author's texts cite. ``own`` are those texts, by their keys. ``problems`` are errors, all
    reported at once; ``findings`` did not keep the brief from being composed. ``actions`` are what
    those of the matrix are called, by their numbers. ``since`` is what changed since the edition
    before, None where there is none.
    """

    def __init__(self, inputs: BriefInputs, since: ChangesSince | None = None) -> None:
        self.inputs = inputs
        self.since = since
        self.definition = inputs.definition
        self.model = inputs.definition.model
        self.words = inputs.language
        self.problems: list[Problem] = []
        self.findings: list[Problem] = []
        self.own: dict[Path, OwnText] = {}
        self.actions: dict[int, tuple[str, ...]] = {}
        self.sources = list(inputs.chosen)
        self.source_ids = {article.id for article in inputs.chosen}
        self.sections = Sections(inputs.templates)
        names = {key: getattr(self.words, key) for key in type(self.words).model_fields}
        self.names = SimpleNamespace(**names)

    @cached_property
    def known(self) -> tuple[Article, ...]:
        """The articles that the brief may have as sources: those chosen, and those it names."""
        articles = self.inputs.articles
        named = (name for name, _ in named_articles(self.definition.file) if name in articles)
        found = {a.id: a for a in (*self.chosen, *map(articles.get, named))}
        return (*found.values(),)

    @cached_property
    def publishers(self) -> frozenset[str | None]:
        """Those who published its articles: of one alone only the box on the sources speaks."""
        return frozenset(article.about.publisher for article in self.known)

    def publisher(self, article: Article, *, full: bool = False) -> str | None:
        """Return who published an article, by the short name that the registry has, or in full."""
        name = article.about.publisher
        source = self.inputs.registry.find(name or "")
        short = source.about.short if source else None
        return f"{name} ({short})" if full and short else short or name

    def dated(self, article: Article) -> str:
        """Return the date of an article in words; that all are inferred the box says once."""
        date = article.published
        if date is None:
            return self.words.undated
        if all(a.published and a.published.inferred for a in self.known):
            date = replace(date, inferred=False)
        return self.words.published(date)

    @property
    def chosen(self) -> tuple[Article, ...]:
        """The articles that the brief shows as items, in order."""
        return self.inputs.chosen

    @property
    def date(self) -> dt.date:
        """The brief's date."""
        return self.inputs.date

    def article(self, article_id: str, place: Place | None = None) -> Article:
        """Return an article. Raises ReebriefError at ``place`` where there is none."""
        return self.inputs.articles.get(article_id, place)

    def attempt(self, make: Callable[[], Blocks]) -> Blocks:
        """Make a section; keep its problems, so that all sections' are reported at once."""
        try:
            return make()
        except ReebriefError as fault:
            self.problems.extend(p for p in fault.problems if p not in self.problems)
            return ()

    def render(self, kind: str, **values: object) -> Blocks:
        """Render the template of a section's kind."""
        return self.sections.render(kind, values, words=self.names)

    def provenance(self, *path: str | int) -> Provenance:
        """Return where a key of the definition stands, as a node has it."""
        place = self.definition.place(*path)
        return Provenance(place.file, place.line)

    def numbers(self, article: Article | None = None) -> FigureWords:
        """Return how numbers are written: in the brief's language, or in that of an article.

        An article's language without word lists is read like the brief's. Raises ReebriefError
        where that has none.
        """
        lexicon = self.inputs.lexicon
        own = lexicon.of(self.words.code)
        return ((lexicon.get(article.about.language) if article else None) or own).figures

    def own_text(self, text: str, *path: str | int) -> Blocks:
        """Parse the author's text; the articles it cites become sources."""
        blocks = parse(self.definition.source(text, *path))
        self._cite_all(blocks, text, *path)
        return blocks

    def own_line(self, text: str, *path: str | int) -> Inlines:
        """Parse one line of the author's text; the articles it cites become sources."""
        inlines = parse_inline(self.definition.source(text, *path))
        self._cite_all(inlines, text, *path)
        return inlines

    def _cite_all(self, nodes: Blocks | Inlines, text: str, *path: str | int) -> None:
        """Keep an author's text; make sources of the articles that it cites."""
        self.own[path] = OwnText(text, nodes)
        places = dict(reversed([*cited(text, self.definition.place(*path))]))
        for node in walk(nodes):
            if isinstance(node, Cite):
                self.add_source(self.article(node.article, places.get(node.article)))

    def add_source(self, article: Article) -> None:
        """Make an article a source, once."""
        if article.id not in self.source_ids:
            self.source_ids.add(article.id)
            self.sources.append(article)


def plain_line(text: str, *path: str | int) -> AuthorLine:
    """Return which line of the author's a text is that is no Markdown."""
    return AuthorLine(path, 0, text, plain=True)


def words_of(article: Article, text: str | None) -> Inlines:
    """Return words of an article within a line; nothing where there are none."""
    return (InlineExcerpt(article.id, (Text(text),)),) if text else ()


def front(article: Article) -> Provenance:
    """Return an article's front matter as the place of a node."""
    return Provenance(article.file.name, article.place("title").line, article.id)
