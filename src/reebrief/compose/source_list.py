"""The list of sources: an entry for each article that the brief shows or cites."""

from __future__ import annotations

from dataclasses import replace

from reebrief.compose.context import ComposeContext, front, words_of
from reebrief.compose.items import joined
from reebrief.corpus.articles import Article
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
    blocks = context.render("sources", sources=context.sections.blocks(listed))
    shown = {node.article for node in walk(blocks) if isinstance(node, Item)}
    # What the text cites by number must stand in a numbered list, whatever the template says.
    return blocks if shown == context.source_ids else (*blocks, *listed)


def _entry(context: ComposeContext, article: Article) -> Item:
    """Make an entry."""
    about = article.about
    date = (
        context.words.published(article.published) if article.published else context.words.undated
    )

    address: Inlines = (Link(about.url, (Text(about.url),)),) if about.url else ()
    origins = "; ".join(article.origins).removesuffix(".")
    blocks = context.render(
        "source",
        title=context.sections.inlines(words_of(article, about.title)),
        stop="" if about.title.endswith(tuple(".!?…")) else ".",
        publisher=context.sections.inlines(words_of(article, about.publisher)),
        date=capital(date),
        address=context.sections.inlines(address),
        origins=context.sections.inlines(words_of(article, origins)),
        rights=context.sections.inlines(words_of(article, about.rights)),
        digest=about.text == "digest",
    )
    if not any(isinstance(node, InlineExcerpt) for node in walk(blocks)):
        known = (
            words_of(article, about.title),
            words_of(article, about.publisher),
            (Text(date),),
            address,
        )
        blocks = (Paragraph(joined([part for part in known if part])),)
    if blocks and isinstance(blocks[0], Paragraph):
        at = front(article)
        first = replace(blocks[0], id=f"source_{article.id}", provenance=at)
        blocks = (first, *blocks[1:])
    return Item(article.id, blocks, front(article))
