"""Find what is wrong with the origins of articles: unreviewed, missing, or resting on nothing."""

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
    seen: set[str] = set()
    for article in articles:
        for n, name in enumerate(article.origins):
            source = registry.find(name)
            if source is None:
                yield source_entries.not_in_registry(name, article.place("origins", n))
                continue
            for one in (source, *source.owners):
                # What ships or was imported has been read by others; own entries win over it.
                if one.id in registry.sources and one.id not in seen:
                    seen.add(one.id)
                    yield from registry.doubtful(one)
                    yield from registry.unsupported(one, has_article)
            if name == article.about.publisher and not article.about.own_work:
                yield Problem(
                    "the publisher is named as the origin of its own article",
                    article.place("origins", n),
                    "name who the publisher had it from; of its own work say 'own_work: true'",
                    Severity.FINDING,
                )
        for omitted in omitted_by(article):
            name = omitted.source.name
            yield Problem(
                f"'{omitted.by}': the origins omit {name}, whose caveats follow all the same",
                omitted.place,
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
