"""Compose a definition and its articles into one tree, section by section.

``context`` holds what the parts share · ``changes``, ``items``, ``matrix``, ``charts``,
``judgements`` and ``source_list`` make sections · ``references`` gives ids, links and numbers to
the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reebrief.briefs.forms import SectionKind
from reebrief.briefs.inputs import BriefInputs
from reebrief.compose.changes import changes
from reebrief.compose.charts.build import charts
from reebrief.compose.context import ComposeContext, OwnText, Path, plain_line
from reebrief.compose.images import pictured, with_logo
from reebrief.compose.items import ItemsComposer
from reebrief.compose.judgements import judgements
from reebrief.compose.matrix.action_links import with_actions
from reebrief.compose.matrix.build import matrix
from reebrief.compose.matrix.to_table import TableOptions
from reebrief.compose.references import linked, numbered, unique_ids
from reebrief.compose.source_list import source_list
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
)
from reebrief.document.sentences import shortened
from reebrief.document.traverse import plain
from reebrief.editions.changes import ChangesSince


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed brief, with its author's texts by their keys in the definition.

    ``matrix`` is its matrix before it is laid out, None where it has none; ``problems`` are
    findings that did not keep it from being composed.
    """

    brief: Brief
    own: Mapping[Path, OwnText]
    matrix: TableOptions | None = None
    problems: tuple[Problem, ...] = ()


def compose(inputs: BriefInputs, since: ChangesSince | None = None) -> Composed:
    """Compose a brief of its inputs, and of what changed since the edition before.

    Raises ReebriefError with the places of text that is not supported Markdown, of articles,
    tables, rows, columns and sections that do not exist, and of faults in templates.
    """
    context = ComposeContext(inputs, since)
    definition = inputs.definition
    items = ItemsComposer(context)
    whole: list[TableOptions] = []
    makers: dict[SectionKind, Callable[[], Blocks]] = {
        "contents": lambda: _contents(context),
        "bottom-line": lambda: _written(context, "bottom-line", "bottom_line"),
        "ask": lambda: _ask(context),
        "main-messages": lambda: _listed(context, "main-messages", "main_messages"),
        "source-statement": lambda: context.render("source-statement"),
        "summary": lambda: _written(context, "summary", "summary"),
        "changes": lambda: changes(context),
        "items": items.section,
        "chart": lambda: charts(context),
        "matrix": lambda: matrix(context, whole.append),
        "text": lambda: _written(context, "text", "text"),
        "judgements": lambda: judgements(context),
        "watch-list": lambda: _listed(context, "watch-list", "watch_list"),
        "annex": lambda: _written(context, "annex", "annex"),
        "glossary": lambda: _terms(context, plain([n for b in done.values() for n in b])),
        "sources": lambda: source_list(context),
    }
    last: tuple[SectionKind, ...] = ("changes", "sources", "glossary")
    done: dict[SectionKind, Blocks] = {}
    for kind in definition.sections:
        if kind not in last:
            done[kind] = context.attempt(makers[kind])
    items.check_sections()
    # Last, whatever the order: every section may cite a source, and use a term.
    if "changes" in definition.sections:  # it cites what the author's texts cite
        done["changes"] = context.attempt(makers["changes"])
    done["sources"] = context.attempt(makers["sources"])
    done["glossary"] = context.attempt(makers["glossary"])
    order = [*definition.sections]
    if "sources" not in order:
        order.append("sources")
    turned = (
        {"matrix"} if context.model.matrix and context.model.matrix.landscape else frozenset[str]()
    )
    at = context.provenance("sections")
    sections = tuple(Section(k, done[k], at, landscape=k in turned) for k in order)
    head = Section("header", _header(context), context.provenance("title"))
    sections = with_actions((head, *sections), context)
    sections = linked(unique_ids(pictured(sections, context)), context.problems)
    if context.problems:
        raise ReebriefError(context.problems)
    sources = tuple(article.id for article in context.sources)
    brief = Brief(_meta(context), numbered(sections, sources), sources)
    brief = with_logo(brief, inputs.theme.logo)
    problems = (*context.findings, *context.sections.problems)
    return Composed(brief, context.own, next(iter(whole), None), problems)


def _header(context: ComposeContext) -> Blocks:
    m, w = context.model, context.words
    at = context.provenance("title")
    own = plain_line(m.title, "title")
    blocks: list[Block] = [Paragraph((Text(m.title),), "title", provenance=at, own=own)]
    if m.subtitle:
        own = plain_line(m.subtitle, "subtitle")
        blocks.append(Paragraph((Text(m.subtitle),), "subtitle", provenance=at, own=own))
    if m.status == "draft":
        blocks.append(Paragraph((Text(w.draft),), "status", provenance=at))
    typed = (
        (w.to, m.to, "to"),
        (w.sender, m.sender, "from"),
        (w.author, m.author, "author"),
        (w.number, m.number, "number"),
    )
    days = ((w.as_of, context.date), (w.cut_off, context.inputs.cut_off))
    fields = (
        *(Field(name, (Text(text),), plain_line(text, key)) for name, text, key in typed if text),
        *(Field(name, (Text(w.day(day)),)) for name, day in days),
    )
    return (*blocks, Fields(fields, at))


_RUNNING = 90
"""Characters of the title in the running header, at most: it stays one line, or two."""


def _meta(context: ComposeContext) -> Meta:
    m = context.model
    title = shortened(m.title, _RUNNING)
    # A page of a draft that is copied alone says that it is one.
    draft = context.words.draft if m.status == "draft" else None
    running = " · ".join(part for part in (m.sender, title, m.number, draft) if part)
    return Meta(
        title=m.title,
        language=context.words.code,
        date=context.date.isoformat(),
        page=m.page or context.inputs.settings.page,
        author=m.author or m.sender or "",
        subject=m.subtitle or "",
        number=m.number or "",
        marking=m.marking or "",
        keywords=tuple(sorted({t for a in context.sources for t in a.about.topics})),
        running=running,
    )


def _contents(context: ComposeContext) -> Blocks:
    contents = Contents(1, provenance=context.provenance("sections"))
    return context.render("contents", contents=context.sections.blocks((contents,)))


def _written(context: ComposeContext, kind: str, key: str) -> Blocks:
    text: str = getattr(context.model, key)
    blocks = context.own_text(text, key)
    head = blocks[0] if blocks and isinstance(blocks[0], Heading) else None
    if head:
        blocks = _raised(blocks, head.level - 1)
    return context.render(kind, text=context.sections.blocks(blocks), untitled=head is None)


def _raised(blocks: Blocks, by: int) -> Blocks:
    """Return blocks whose headings are so many levels higher: the first one heads its section."""
    return tuple(
        replace(block, level=max(1, block.level - by)) if isinstance(block, Heading) else block
        for block in blocks
    )


def _listed(context: ComposeContext, kind: str, key: str) -> Blocks:
    texts: Sequence[str] = getattr(context.model, key)
    entries = tuple(context.own_text(text, key, n) for n, text in enumerate(texts))
    listed = List(entries, provenance=context.provenance(key))
    return context.render(kind, **{key: context.sections.blocks((listed,))})


def _terms(context: ComposeContext, text: str) -> Blocks:
    """List the terms of the glossary that a text uses."""
    at = context.provenance("sections")
    entries = tuple(
        (Paragraph((Strong((Text(term),)), Text(f": {said}")), provenance=at),)
        for term, said in context.inputs.glossary.used(text).items()
    )
    listed: Blocks = (List(entries, provenance=at),) if entries else ()
    return context.render("glossary", glossary=context.sections.blocks(listed))


def _ask(context: ComposeContext) -> Blocks:
    ask = context.model.ask
    if ask is None:
        return ()
    text = context.own_text(ask.text, "ask", "text")
    at = context.provenance("ask")
    by = context.words.day(dt.date.fromisoformat(ask.by))
    fields = (
        Field(context.words.asked_of, (Text(ask.of),), plain_line(ask.of, "ask", "of")),
        Field(context.words.decide_by, (Text(by),)),
    )
    asked = context.sections.blocks((Fields(fields, at),))
    return context.render("ask", text=context.sections.blocks(text), asked=asked)
