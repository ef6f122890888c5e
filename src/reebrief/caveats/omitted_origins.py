"""Find the reviewed sources to which an article leaves what it says, and which its origins omit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reebrief.analysis.attributions import Attribution, attributions
from reebrief.analysis.support import SupportLexicon
from reebrief.analysis.support.lexicon import SupportPatterns
from reebrief.corpus.articles import Article
from reebrief.corpus.source import Source
from reebrief.corpus.source_models import MEDIA
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Place


@dataclass(frozen=True, slots=True)
class OmittedOrigin:
    """A source of the registry, where an article leaves something to it, and in which words."""

    source: Source
    place: Place
    by: str


def omitted_origins(
    article: Article, registry: Registry, support: SupportLexicon
) -> Iterator[OmittedOrigin]:
    """Yield the sources that an article's origins omit, each once, in the order of the text.

    The publisher, and whom the article says to be no origin (``not_origins``), are none.
    """
    words = support.get(article.about.language)
    if words is None or article.about.own_work:
        return
    named = (*article.origins, *article.about.not_origins, article.about.publisher or "")
    seen = {source.id for name in named if (source := registry.find(name))}
    lines = tuple(text for text, _ in article.lines)
    for found, source in _attributed(lines, registry, words.patterns):
        if source.id not in seen:
            seen.add(source.id)
            place = Place(article.file.name, article.lines[found.line][1])
            yield OmittedOrigin(source, place, found.by)


@lru_cache(maxsize=256)  # the briefs of one run show the same articles
def _attributed(
    lines: tuple[str, ...], registry: Registry, patterns: SupportPatterns
) -> tuple[tuple[Attribution, Source], ...]:
    """Return what lines leave to sources of the registry, in the order of the lines."""
    text = "\n".join(lines).casefold()
    names = {a.text: a.name for a in registry.aliases if a.text.casefold() in text}
    media = [n for n in names if (s := registry.find(names[n])) and s.about.kind in MEDIA]
    found = attributions(lines, names, media, patterns)
    sources = ((one, registry.find(names.get(one.name, one.name))) for one in found)
    return tuple((one, source) for one, source in sources if source is not None)
