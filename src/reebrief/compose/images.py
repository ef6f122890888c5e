"""Pictures of the texts, read from their files: an author's own must say whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reebrief.analysis.figures import figures
from reebrief.compose.context import ComposeContext
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity
from reebrief.document.nodes import Block, Blocks, Brief, Cite, Picture, Section
from reebrief.document.traverse import rewrite, walk


def pictured(sections: tuple[Section, ...], context: ComposeContext) -> tuple[Section, ...]:
    """Return the sections with their pictures; what is wrong with one is kept as a problem."""
    if not any(isinstance(node, Picture) for node in walk(sections)):
        return sections

    def read(block: Block) -> Blocks:
        return (_read(block, context),) if isinstance(block, Picture) else (block,)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, read, lambda inline: (inline,))) for s in sections
    )


def with_logo(brief: Brief, logo: Picture | None) -> Brief:
    """Return a brief with a logo above its title."""
    if logo is None:
        return brief
    head, *sections = brief.sections
    return replace(brief, sections=(replace(head, blocks=(logo, *head.blocks)), *sections))


def _unsourced(node: Picture, context: ComposeContext, place: Place) -> Iterator[Problem]:
    """Yield a finding for an author's picture that does not say whose it is."""
    hint = "type a paragraph below it: 'Picture: what it shows, and whose it is [@{}]'"
    if not node.caption:
        what = f"nothing says whose picture '{node.file}' is"
        yield Problem(what, place, hint.format("article-id"), Severity.FINDING)
    cited = {one.article for one in walk(node.caption) if isinstance(one, Cite)}
    for article in context.sources:
        shown = {one.file for one in walk(article.blocks) if isinstance(one, Picture)}
        if node.file in shown and article.id not in cited:
            what = f"'{node.file}' is a picture of '{article.id}', which its caption does not cite"
            yield Problem(what, place, hint.format(article.id), Severity.FINDING)


def _read(node: Picture, context: ComposeContext) -> Picture:
    at = node.provenance
    place = Place(at.file, at.line) if at else Place("")
    if at and at.article is None:
        context.findings += _unsourced(node, context, place)
    article = context.article(at.article) if at and at.article else None
    if figures(node.alt, context.numbers(article)):
        what = f"what is said instead of '{node.file}' holds figures, which bear no caveats there"
        hint = "say what it shows, and put the figures into the caption"
        context.findings.append(Problem(what, place, hint, Severity.FINDING))
    try:
        return replace(node, image=context.inputs.picture(node.file, place))
    except ReebriefError as fault:
        context.problems += [p for p in fault.problems if p not in context.problems]
        return node
