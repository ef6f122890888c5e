"""Choose what a brief shows of an article: highlights, lead or all, sections, a word limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reebrief.corpus.articles import Article, ArticleSection
from reebrief.document.nodes import (
    Block,
    Blocks,
    Excerpt,
    Heading,
    Inlines,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from reebrief.document.sentences import ends
from reebrief.document.traverse import characters, plain, rewrite

_CAPTION = "Caption: "
"""What stands before the caption of a picture that an article does not hold."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of an article is shown.

    ``show`` is ``highlights``, ``summary`` (the lead) or ``full``; where an article has no
    highlights the lead stands for them, and the other way round. ``sections`` are ids of sections
    shown besides. Where ``max_words`` is reached, whole sentences are left out: a sentence, and
    with it its hedge, is never cut. Without ``lead`` highlights and lead are left out: the author's
    own summary stands for them.
    """

    show: str
    sections: Sequence[str] = ()
    max_words: int | None = None
    lead: bool = True


def excerpts(article: Article, extent: Extent, mark: str) -> tuple[Excerpt, ...]:
    """Return the excerpts of an article, in the article's order.

    ``mark`` stands where sentences were left out.
    """
    show, sections = extent.show, extent.sections
    first: Blocks = (article.highlights,) if article.highlights else ()
    match show:
        case "full":
            shown, chosen = (*first, *article.lead), article.sections
        case "summary":
            shown, chosen = article.lead or first, _named(article, sections)
        case _:
            shown, chosen = first or article.lead, _named(article, sections)
    if show != "full":  # what a picture shows says nothing without it
        shown = tuple(block for block in shown if not _is_caption(block)) or shown
    if not extent.lead:
        shown = ()
    elif not shown and not chosen:
        chosen = article.sections[:1]
    parts = [Excerpt(article.id, shown)] if shown else []
    parts += [Excerpt(article.id, _with_heading(s), part=s.id) for s in chosen]
    left = extent.max_words
    done: list[Excerpt] = []
    for part in parts:
        blocks = own_ids(article.id, part.blocks)
        if left is not None:
            blocks, left = _cut(blocks, left, mark, at_least=not done)
            if not blocks:
                done[-1] = replace(done[-1], blocks=_marked(done[-1].blocks, mark))
                break
        done.append(replace(part, blocks=blocks))
    return tuple(done)


def _is_caption(block: Block) -> bool:
    return isinstance(block, Paragraph) and plain(block.inlines).startswith(_CAPTION)


def own_ids(article_id: str, blocks: Blocks) -> Blocks:
    """Put the article's id before the ids of its headings and tables: unique in the brief."""

    def named(block: Block) -> Blocks:
        match block:
            case Heading() | Table():
                return (replace(block, id=f"{article_id}_{block.id}"),)
            case _:
                return (block,)

    return rewrite(blocks, named, lambda inline: (inline,))


def _named(article: Article, ids: Sequence[str]) -> tuple[ArticleSection, ...]:
    chosen = frozenset(ids)
    return tuple(s for s in article.sections if s.id in chosen)


def _with_heading(section: ArticleSection) -> Blocks:
    provenance = section.blocks[0].provenance if section.blocks else None
    heading = Heading(3, section.heading, section.id, provenance)
    inner = (
        replace(b, level=min(b.level + 1, 6)) if isinstance(b, Heading) else b
        for b in section.blocks
    )
    return (heading, *inner)


def _cut(blocks: Blocks, limit: int, mark: str, *, at_least: bool) -> tuple[Blocks, int]:
    """Keep whole sentences up to a number of words; return them and how many words are left.

    The first sentence is kept whatever its length if ``at_least`` is set. What is left out leaves
    its mark, where anything stands before it, and no words for what follows.
    """
    done: list[Block] = []
    left = limit
    for block in blocks:
        words = len(plain([block]).split())
        if words <= left:
            done.append(block)
            left -= words
            continue
        first = at_least and all(isinstance(before, Heading) for before in done)
        part = _cut_block(block, left, mark, at_least=first)
        left = 0
        if part is not None:
            done.append(part)
        if part is block:  # longer than the limit, but all of it is its first sentence
            continue
        while done and isinstance(done[-1], Heading):
            done.pop()
        return _marked(tuple(done), mark), 0
    return blocks, left


def _cut_block(block: Block, limit: int, mark: str, *, at_least: bool) -> Block | None:
    """Return what is kept of a block that is too long: the block itself where that is all of it."""
    match block:
        case Quote():
            blocks, _ = _cut(block.blocks, limit, mark, at_least=at_least)
            cut: Block | None = replace(block, blocks=blocks) if blocks else None
            return block if blocks is block.blocks else cut
        case List():
            items = _cut_items(block, limit, mark, at_least=at_least)
            cut = replace(block, items=items) if items else None
            return block if items == block.items else cut
        case Paragraph():
            inlines = _cut_sentences(block.inlines, limit, at_least=at_least)
            cut = replace(block, inlines=inlines) if inlines else None
            return block if inlines is block.inlines else cut
        case _:
            return block if at_least else None


def _cut_items(block: List, limit: int, mark: str, *, at_least: bool) -> tuple[Blocks, ...]:
    items: list[Blocks] = []
    left = limit
    for item in block.items:
        words = len(plain(item).split())
        if words > left:
            if at_least and not items:
                kept, left = _cut(item, left, mark, at_least=True)
                items.append(kept)
                if kept is item:
                    continue
            break
        items.append(item)
        left -= words
    return tuple(items)


def _cut_sentences(inlines: Inlines, limit: int, *, at_least: bool) -> Inlines:
    """Keep the sentences that fit, at least the first if wanted; they end in plain text only.

    Returns the same inlines where they are one sentence that is wanted.
    """
    texts = [characters([inline]) for inline in inlines]
    whole = "".join(texts)
    at = begin = counted = words = 0  # the inline in which a sentence ends, and where that begins
    kept: tuple[int, int] | None = None
    for end in ends(whole):
        while end > begin + len(texts[at]):
            begin += len(texts[at])
            at += 1
        words += len(whole[counted:end].split())
        counted = end
        if words > limit and (kept or not at_least):
            break
        if isinstance(inlines[at], Text):
            kept = at, end - begin
    if kept is None:
        return inlines if at_least else ()
    at, length = kept
    last = texts[at][:length].rstrip()
    return (*inlines[:at], Text(last)) if last else inlines[:at]


def _marked(blocks: Blocks, mark: str) -> Blocks:
    """Put the mark of what was left out at the end of the last paragraph."""
    if not blocks:
        return blocks
    last = blocks[-1]
    match last:
        case Paragraph():
            if plain(last.inlines).endswith(mark):
                return blocks
            return (*blocks[:-1], replace(last, inlines=(*last.inlines, Text(f" {mark}"))))
        case List():
            items = (*last.items[:-1], _marked(last.items[-1], mark))
            return (*blocks[:-1], replace(last, items=items))
        case _ if plain([last]).endswith(mark):  # a quote that was cut within
            return blocks
        case _:
            return (*blocks, Paragraph((Text(mark),), provenance=last.provenance))
