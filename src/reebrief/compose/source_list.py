"""The list of sources: an entry for each article that the brief shows or cites."""

from __future__ import annotations

from dataclasses import replace

from reebrief.compose.context import ComposeContext, front, words_of
from reebrief.compose.items import joined
from reebrief.corpus.articles import Article
from reebrief.document.addresses import without_scheme
from reebrief.document.nodes import (
    Blocks,
    InlineExcerpt,
    Inlines,
    Item,
    Link,
    List,
    Paragraph,
    Text,
)
from reebrief.document.sentences import capital
from reebrief.document.traverse import walk


def source_list(context: ComposeContext) -> Blocks:
    """Return the section that lists the sources, numbered."""
    entries = tuple((_entry(context, a),) for a in context.sources)
    at = context.provenance("articles")
    listed: Blocks = (List(entries, ordered=True, provenance=at),) if entries else ()
    blocks = context.render(
        "sources",
        sources=context.sections.blocks(listed),
        digests=_all_digests(context) and len(context.sources) > 1,
    )
    shown = {node.article for node in walk(blocks) if isinstance(node, Item)}
    # What the text cites by number must stand in a numbered list, whatever the template says.
    return blocks if shown == context.source_ids else (*blocks, *listed)


def _all_digests(context: ComposeContext) -> bool:
    """Say whether all articles are digests, which the list of sources then says once."""
    return all(article.about.text == "digest" for article in context.sources)


def _titled(context: ComposeContext, article: Article) -> bool:
    """Say whether an article's item says its whole title, so that its entry need not."""
    if "items" not in context.definition.sections or article not in context.chosen:
        return False
    own = context.model.items.each.get(article.id)
    return not article.about.short_title or bool(own and own.headline)


def _entry(context: ComposeContext, article: Article) -> Item:
    """Make an entry."""
    about = article.about
    date = context.dated(article)
    publisher = context.publisher(article, full=not context.sources[1:])
    address: Inlines = (Link(about.url, (Text(without_scheme(about.url)),)),) if about.url else ()
    alone = not context.sources[1:]  # the box speaks of one article with its origins
    origins = "" if alone else "; ".join(article.origins).removesuffix(".")
    blocks = context.render(
        "source",
        title=context.sections.inlines(words_of(article, about.title)),
        stop="" if about.title.endswith(tuple(".!?…")) else ".",
        publisher=context.sections.inlines(words_of(article, publisher)),
        date=capital(date),
        address=context.sections.inlines(address),
        origins=context.sections.inlines(words_of(article, origins)),
        rights=context.sections.inlines(words_of(article, about.rights)),
        digest=about.text == "digest" and (alone or not _all_digests(context)),
        itemised=_titled(context, article),
    )
    if not any(isinstance(node, InlineExcerpt) for node in walk(blocks)):
        known = (
            words_of(article, about.title),
            words_of(article, publisher),
            (Text(date),),
            address,
        )
        blocks = (Paragraph(joined([part for part in known if part])),)
    if blocks and isinstance(blocks[0], Paragraph):
        at = front(article)
        first = replace(blocks[0], id=f"source_{article.id}", provenance=at)
        blocks = (first, *blocks[1:])
    return Item(article.id, blocks, front(article))
