"""What a brief shows of an article: highlights, lead or all, chosen sections, a word limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reebrief.articles import Article, ArticleSection
from reebrief.tree import (
    Block,
    Blocks,
    Excerpt,
    Heading,
    Inline,
    Inlines,
    List,
    Paragraph,
    Table,
    Text,
    plain,
    rewrite,
)

_SENTENCE = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+(?=[^\sa-z])")


def excerpts(
    article: Article, show: str, sections: Sequence[str], max_words: int | None, mark: str
) -> tuple[Excerpt, ...]:
    """Return the excerpts of an article, in the article's order.

    ``show`` is ``highlights``, ``summary`` (the lead) or ``full``; where an article has no
    highlights the lead stands for them, and the other way round. ``sections`` are ids of sections
    shown besides. Where ``max_words`` is reached, whole sentences are left out, and ``mark`` says
    so: a sentence, and with it its hedge, is never cut.
    """
    first: Blocks = (article.highlights,) if article.highlights else ()
    match show:
        case "full":
            shown, chosen = (*first, *article.lead), article.sections
        case "summary":
            shown, chosen = article.lead or first, _named(article, sections)
        case _:
            shown, chosen = first or article.lead, _named(article, sections)
    if not shown and not chosen:
        chosen = article.sections[:1]
    parts = [Excerpt(article.id, shown)] if shown else []
    parts += [Excerpt(article.id, _with_heading(s), part=s.id) for s in chosen]
    left = max_words
    done: list[Excerpt] = []
    for part in parts:
        blocks = own_ids(article.id, part.blocks)
        if left is not None:
            if left <= 0:
                done[-1] = replace(done[-1], blocks=_marked(done[-1].blocks, mark))
                break
            blocks, left = _cut(blocks, left, mark)
        done.append(replace(part, blocks=blocks))
    return tuple(done)


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
    return tuple(s for s in article.sections if s.id in ids)


def _with_heading(section: ArticleSection) -> Blocks:
    provenance = section.blocks[0].provenance if section.blocks else None
    heading = Heading(3, section.heading, section.id, provenance)
    inner = (
        replace(b, level=min(b.level + 1, 6)) if isinstance(b, Heading) else b
        for b in section.blocks
    )
    return (heading, *inner)


def _cut(blocks: Blocks, limit: int, mark: str) -> tuple[Blocks, int]:
    """Keep whole sentences up to a number of words; return them and how many words are left.

    The first sentence is always kept; 0 left says that something was left out.
    """
    done: list[Block] = []
    left = limit
    for block in blocks:
        words = len(plain([block]).split())
        if words <= left:
            done.append(block)
            left -= words
            continue
        match block:
            case List():
                items = _cut_items(block, left, mark, at_least=not done)
                done.extend((replace(block, items=items),) if items else ())
            case Paragraph():
                inlines = _cut_sentences(block.inlines, left, at_least=not done)
                done.extend((replace(block, inlines=inlines),) if inlines else ())
            case _ if not done:
                done.append(block)
            case _:
                pass
        while done and isinstance(done[-1], Heading):
            done.pop()
        return _marked(tuple(done), mark), 0
    return tuple(done), left


def _cut_items(block: List, limit: int, mark: str, *, at_least: bool) -> tuple[Blocks, ...]:
    items: list[Blocks] = []
    left = limit
    for item in block.items:
        words = len(plain(item).split())
        if words > left:
            if at_least and not items:
                items.append(_cut(item, left, mark)[0])
            break
        items.append(item)
        left -= words
    return tuple(items)


def _cut_sentences(inlines: Inlines, limit: int, *, at_least: bool) -> Inlines:
    """Keep the sentences that fit, at least the first if wanted; they end in plain text only."""
    kept: Inlines = ()
    before: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            for end in _SENTENCE.finditer(inline.text):
                sentences = (*before, Text(inline.text[: end.end()].rstrip()))
                fits = len(plain(sentences).split()) <= limit
                if not fits and (kept or not at_least):
                    return kept
                kept = sentences
                if not fits:
                    return kept
        before.append(inline)
    return kept if kept or not at_least else inlines


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
        case _:
            return (*blocks, Paragraph((Text(mark),), provenance=last.provenance))
