"""Items: one article each, as the definition shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reebrief.briefs.models.items import ItemModel
from reebrief.compose.context import ComposeContext, front, words_of
from reebrief.compose.excerpts import Extent, excerpts
from reebrief.compose.judgements import graded
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Problem, known
from reebrief.document.nodes import (
    AuthorLine,
    Block,
    Blocks,
    Cite,
    Comment,
    Emphasis,
    Excerpt,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    Paragraph,
    Table,
    Text,
)
from reebrief.document.sentences import capital
from reebrief.document.traverse import rewrite


class ItemsComposer:
    """Makes the items of a brief."""

    def __init__(self, context: ComposeContext) -> None:
        self.context = context
        self.model = context.model
        self.words = context.words

    def section(self) -> Blocks:
        """Return the section of items."""
        blocks: list[Block] = []
        for article in self.context.chosen:
            blocks.extend(self.context.attempt(lambda a=article: (self._item(a),)))  # type: ignore[misc]
        return self.context.render("items", items=self.context.sections.blocks(tuple(blocks)))

    def _item(self, article: Article) -> Item:
        items = self.model.items
        own = items.each.get(article.id, ItemModel())
        path = ("items", "each", article.id)
        wanted = items.sections if own.sections is None else own.sections
        summary = self.context.own_text(own.summary, *path, "summary") if own.summary else ()
        extent = Extent(
            own.show or items.show, wanted, own.max_words or items.max_words, lead=not summary
        )
        shown = excerpts(article, extent, self.words.cut)
        title: Inlines = words_of(article, article.shown_title)
        if own.headline:
            title = self.context.own_line(own.headline, *path, "headline")
        comment = self.context.own_text(own.comment, *path, "comment") if own.comment else ()
        blocks = self.context.render(
            "item",
            headline=self.context.sections.inlines(title),
            source_line=self.context.sections.blocks((self._source_line(article, own),)),
            excerpt=self.context.sections.blocks(tuple(map(_of_brief, shown))),
            summary=self.context.sections.blocks(_comment(summary, self.words.summary)),
            comment=self.context.sections.blocks(_comment(comment, self.words.comment)),
        )
        if blocks and isinstance(blocks[0], Heading):
            own_place = self.context.provenance(*path, "headline") if own.headline else None
            at = own_place or front(article)
            numbered: Inlines = (
                Cite(article.id),
                Text(" ", computed=True),
                *blocks[0].inlines,
            )
            own_line = AuthorLine((*path, "headline"), 0, own.headline) if own.headline else None
            first = replace(
                blocks[0],
                inlines=numbered,
                id=f"item_{article.id}",
                provenance=at,
                own=own_line,
            )
            blocks = (first, *blocks[1:])
        return Item(article.id, blocks, front(article))

    def _source_line(self, article: Article, own: ItemModel) -> Paragraph:
        """Say beneath an item's heading when it was published, and what other items lack."""
        parts: list[Inlines] = []
        path = ("items", "each", article.id, "grade")
        if own.headline:
            title = words_of(article, article.about.title)
            parts.append((Text(f"{self.words.own_headline}: "), *title))
        if len(self.context.publishers) > 1:
            parts.append(words_of(article, self.context.publisher(article)))
        parts.append((Text(capital(self.context.dated(article))),))
        parts += self._news(article)
        if any(one.grade for one in self.model.items.each.values()):
            parts.append((Text(graded(self.context, own.grade, *path)),))
        parts = [part for part in parts if part]
        return Paragraph(joined(parts), "meta", provenance=front(article))

    def _news(self, article: Article) -> list[Inlines]:
        """Say in a word whether the item is new since the edition before, or updated."""
        words = self.words.change_words
        said = {"item-new": words.new, "item-updated": words.updated}
        kind = self.context.since.of_item(article.id) if self.context.since else None
        return [(Text(said[kind]),)] if kind in said else []

    def check_sections(self) -> None:
        """Report what ``items`` says of sections that the articles shown do not have."""
        items = self.model.items
        for name, own in items.each.items():
            has = [s.id for s in self.context.article(name).sections]
            self._unknown_sections(own.sections or (), has, "items", "each", name, "sections")
        every = [s.id for a in self.context.chosen for s in a.sections]
        self._unknown_sections(items.sections, every, "items", "sections")

    def _unknown_sections(self, ids: Sequence[str], has: list[str], *path: str | int) -> None:
        for n, name in enumerate(ids):
            if name not in has:
                hint = known(name, has, kind="sections")
                place = self.context.definition.place(*path, n)
                self.context.problems.append(Problem(f"no section '{name}'", place, hint))


def _of_brief(excerpt: Excerpt) -> Excerpt:
    """Make each table within an excerpt a part with caveats of its own; lead links to new ids."""
    prefix = f"{excerpt.article}_"

    def part(block: Block) -> Blocks:
        if not isinstance(block, Table):
            return (block,)
        own = block.id.removeprefix(prefix)
        return (Excerpt(excerpt.article, (block,), part=own, provenance=block.provenance),)

    def link(node: Inline) -> Inlines:
        if isinstance(node, Link) and node.href.startswith("#"):
            return (replace(node, href=f"#{prefix}{node.href[1:]}"),)
        return (node,)

    return replace(excerpt, blocks=rewrite(excerpt.blocks, part, link))


def joined(parts: Sequence[Inlines]) -> Inlines:
    """Join inlines by a middle dot."""
    done: list[Inline] = []
    for part in parts:
        if done:
            done.append(Text(" · "))
        done.extend(part)
    return tuple(done)


def _comment(blocks: Blocks, lead: str) -> Blocks:
    """Wrap the author's words, and begin them with who speaks."""
    if not blocks:
        return ()
    first = blocks[0]
    said: Inlines = (Emphasis((Text(f"{lead}: ", computed=True),)),)
    if isinstance(first, Paragraph):
        blocks = (replace(first, inlines=(*said, *first.inlines)), *blocks[1:])
    else:
        blocks = (Paragraph(said, provenance=first.provenance), *blocks)
    return (Comment(blocks, first.provenance),)
