"""Find what is wrong with the origins of articles: unreviewed, missing, or resting on nothing.

``own_findings`` looks at one article, ``source_findings`` at the sources that many name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reebrief.caveats.omitted_origins import OmittedOrigin
from reebrief.corpus import source_entries
from reebrief.corpus.articles import Article
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Problem, Severity


def origin_findings(
    articles: Iterable[Article],
    registry: Registry,
    omitted_by: Callable[[Article], Iterable[OmittedOrigin]],
    has_article: Callable[[str], bool],
) -> Iterator[Problem]:
    """Yield findings on the origins of articles.

    ``omitted_by`` returns the sources that an article's origins omit; ``has_article`` says whether
    an id is one's.
    """
    every = [*articles]
    names = (name for article in every for name in article.origins)
    yield from source_findings(names, registry, has_article)
    for article in every:
        yield from own_findings(article, registry, omitted_by(article))


def source_findings(
    names: Iterable[str], registry: Registry, has_article: Callable[[str], bool]
) -> Iterator[Problem]:
    """Yield findings on the sources of origins by name, and on their owners, each once."""
    seen: set[str] = set()
    for source in filter(None, map(registry.find, dict.fromkeys(names))):
        for one in (source, *source.owners):
            # What ships or was imported has been read by others; own entries win over it.
            if one.id in registry.sources and one.id not in seen:
                seen.add(one.id)
                yield from registry.doubtful(one)
                yield from registry.unsupported(one, has_article)


def own_findings(
    article: Article, registry: Registry, omitted: Iterable[OmittedOrigin]
) -> Iterator[Problem]:
    """Yield findings on the origins of one article; ``omitted`` are those that they omit."""
    itself = registry.find(article.about.publisher or "")
    for n, name in enumerate(article.origins):
        if registry.find(name) is None:
            yield source_entries.not_in_registry(name, article.place("origins", n))
        elif not article.about.own_work and registry.find(name) == itself:
            yield Problem(
                "the publisher is named as the origin of its own article",
                article.place("origins", n),
                "name who the publisher had it from; of its own work say 'own_work: true'",
                Severity.FINDING,
            )
    for one in omitted:
        name = one.source.name
        yield Problem(
            f"'{one.by}': the origins omit {name}, whose caveats follow all the same",
            one.place,
            f"add '{name}' to origins, or type not_origins: [{name}]",
            Severity.FINDING,
        )
    publisher = article.about.publisher
    if publisher and not article.about.own_work and registry.find(publisher) is None:
        place = article.place("publisher")
        yield source_entries.not_in_registry(publisher, place, "unreviewed publisher")
    if not article.origins:
        yield Problem(
            "no origin: the brief says 'unreviewed source'",
            article.place("title"),
            "add 'origins: [NAME]' with a name in articles/sources.yaml, or 'own_work: true'",
            Severity.FINDING,
        )
