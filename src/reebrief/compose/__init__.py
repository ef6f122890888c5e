"""Composing: a definition and its articles become one tree, section by section.

``desk`` holds what the parts share · ``items``, ``matrices``, ``charting``, ``grading`` and
``entries`` make sections · ``linking`` gives ids, links and numbers to the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reebrief.analysis.claims import Lists
from reebrief.briefs import BriefDefinition
from reebrief.briefs.forms import SectionKind
from reebrief.compose.context import Desk
from reebrief.compose.images import pictured
from reebrief.compose.items import Items
from reebrief.compose.judgements import judgements
from reebrief.compose.matrix.action_links import with_actions
from reebrief.compose.matrix.build import matrix
from reebrief.compose.references import linked, numbered, unique_ids
from reebrief.compose.source_list import source_list
from reebrief.corpus.articles import Article, Corpus
from reebrief.diagnostics import Problem, ReebriefError
from reebrief.document.nodes import (
    Block,
    Blocks,
    Brief,
    Contents,
    Field,
    Fields,
    Heading,
    List,
    Meta,
    Paragraph,
    Section,
    Strong,
    Text,
    plain,
)
from reebrief.templates.glossary import Glossary
from reebrief.templates.language import Language
from reebrief.templates.sections import Templates


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed brief, and the articles it draws on in the order of its list of sources.

    ``problems`` are findings on templates.
    """

    brief: Brief
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def compose(
    templates: Templates,
    definition: BriefDefinition,
    corpus: Corpus,
    chosen: Sequence[Article],
    words: Language,
    lists: Lists,
    date: dt.date,
    glossary: Glossary,
) -> Composed:
    """Compose a brief of the chosen articles.

    Raises ReebriefError with the places of text that is not supported Markdown, of articles,
    tables, rows, columns and sections that do not exist, and of faults in templates.
    """
    desk = Desk(templates, definition, corpus, chosen, words, lists, date)
    items = Items(desk)
    makers: dict[SectionKind, Callable[[], Blocks]] = {
        "contents": lambda: _contents(desk),
        "bottom-line": lambda: _written(desk, "bottom-line", "bottom_line"),
        "ask": lambda: _ask(desk),
        "main-messages": lambda: _listed(desk, "main-messages", "main_messages"),
        "source-statement": lambda: desk.render("source-statement"),
        "summary": lambda: _written(desk, "summary", "summary"),
        "items": items.section,
        "chart": lambda: _charts(desk),
        "matrix": lambda: matrix(desk),
        "text": lambda: _written(desk, "text", "text"),
        "judgements": lambda: judgements(desk),
        "watch-list": lambda: _listed(desk, "watch-list", "watch_list"),
        "annex": lambda: _written(desk, "annex", "annex"),
        "glossary": lambda: _terms(desk, glossary, plain([n for b in done.values() for n in b])),
        "sources": lambda: source_list(desk),
    }
    last: tuple[SectionKind, ...] = ("sources", "glossary")
    done: dict[SectionKind, Blocks] = {}
    for kind in definition.sections:
        if kind not in last:
            done[kind] = desk.attempt(makers[kind])
    items.check_each()
    # Last, whatever the order: every section may cite a source, and use a term.
    done["sources"] = desk.attempt(makers["sources"])
    done["glossary"] = desk.attempt(makers["glossary"])
    order = [*definition.sections]
    if "sources" not in order:
        order.append("sources")
    turned = {"matrix"} if desk.model.matrix and desk.model.matrix.landscape else frozenset[str]()
    at = desk.provenance("sections")
    sections = tuple(Section(k, done[k], at, landscape=k in turned) for k in order)
    head = Section("header", _header(desk), desk.provenance("title"))
    sections = with_actions((head, *sections), words.matrix_words, desk.problems)
    sections = linked(unique_ids(pictured(sections, desk)), desk.problems)
    if desk.problems:
        raise ReebriefError(desk.problems)
    brief = Brief(_meta(desk, page=corpus.project.settings.page), numbered(sections, desk.sources))
    return Composed(brief, tuple(desk.sources), (*desk.findings, *desk.sections.problems))


def _charts(desk: Desk) -> Blocks:
    from reebrief.compose.charts.build import charts  # noqa: PLC0415  most briefs have no chart

    return charts(desk)


def _header(desk: Desk) -> Blocks:
    m, w = desk.model, desk.words
    at = desk.provenance("title")
    blocks: list[Block] = [Paragraph((Text(m.title),), "title", provenance=at)]
    if m.subtitle:
        blocks.append(Paragraph((Text(m.subtitle),), "subtitle", provenance=at))
    if m.status == "draft":
        blocks.append(Paragraph((Text(w.draft),), "status", provenance=at))
    pairs = (
        (w.to, m.to),
        (w.sender, m.sender),
        (w.author, m.author),
        (w.number, m.number),
        (w.as_of, w.day(desk.date)),
        (w.cut_off, w.day(desk.definition.cut_off(desk.date))),
    )
    fields = tuple(Field(name, (Text(value),)) for name, value in pairs if value)
    return (*blocks, Fields(fields, at))


def _meta(desk: Desk, *, page: Literal["A4", "Letter"]) -> Meta:
    m = desk.model
    running = " · ".join(part for part in (m.sender, m.title, m.number) if part)
    return Meta(
        title=m.title,
        language=desk.words.code,
        date=desk.date.isoformat(),
        page=m.page or page,
        author=m.author or m.sender or "",
        subject=m.subtitle or "",
        number=m.number or "",
        marking=m.marking or "",
        keywords=tuple(sorted({t for a in desk.sources for t in a.about.topics})),
        running=running,
    )


def _contents(desk: Desk) -> Blocks:
    contents = Contents(provenance=desk.provenance("sections"))
    return desk.render("contents", contents=desk.sections.blocks((contents,)))


def _written(desk: Desk, kind: str, key: str) -> Blocks:
    text: str = getattr(desk.model, key)
    blocks = desk.own_text(text, key)
    head = blocks[0] if blocks and isinstance(blocks[0], Heading) else None
    if head:
        blocks = _raised(blocks, head.level - 1)
    return desk.render(kind, text=desk.sections.blocks(blocks), untitled=head is None)


def _raised(blocks: Blocks, by: int) -> Blocks:
    """Return blocks whose headings are so many levels higher: the first one heads its section."""
    return tuple(
        replace(block, level=max(1, block.level - by)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _listed(desk: Desk, kind: str, key: str) -> Blocks:
    texts: Sequence[str] = getattr(desk.model, key)
    entries = tuple(desk.own_text(text, key, n) for n, text in enumerate(texts))
    listed = List(entries, provenance=desk.provenance(key))
    return desk.render(kind, **{key: desk.sections.blocks((listed,))})


def _terms(desk: Desk, glossary: Glossary, text: str) -> Blocks:
    """List the terms of the glossary that a text uses."""
    at = desk.provenance("sections")
    entries = tuple(
        (Paragraph((Strong((Text(term),)), Text(f": {said}")), provenance=at),)
        for term, said in glossary.used(text).items()
    )
    listed: Blocks = (List(entries, provenance=at),) if entries else ()
    return desk.render("glossary", glossary=desk.sections.blocks(listed))


def _ask(desk: Desk) -> Blocks:
    ask = desk.model.ask
    if ask is None:
        return ()
    text = desk.own_text(ask.text, "ask", "text")
    at = desk.provenance("ask")
    by = desk.words.day(dt.date.fromisoformat(ask.by))
    fields = (
        Field(desk.words.asked_of, (Text(ask.of),)),
        Field(desk.words.decide_by, (Text(by),)),
    )
    asked = desk.sections.blocks((Fields(fields, at),))
    return desk.render("ask", text=desk.sections.blocks(text), asked=asked)
