"""Pictures of the texts, read from their files: an author's own must say whose it is."""

from __future__ import annotations

from dataclasses import replace

from reebrief import pictures
from reebrief.compose.desk import Desk
from reebrief.errors import Place, Problem, ReebriefError, Severity
from reebrief.tree import Block, Blocks, Brief, Picture, Section, rewrite, walk


def pictured(sections: tuple[Section, ...], desk: Desk) -> tuple[Section, ...]:
    """Return the sections with their pictures; what is wrong with one is kept as a problem."""
    if not any(isinstance(node, Picture) for node in walk(sections)):
        return sections

    def read(block: Block) -> Blocks:
        return (_read(block, desk),) if isinstance(block, Picture) else (block,)

    return tuple(
        replace(s, blocks=rewrite(s.blocks, read, lambda inline: (inline,))) for s in sections
    )


def with_logo(brief: Brief, logo: Picture | None) -> Brief:
    """Return a brief with a logo above its title."""
    if logo is None:
        return brief
    head, *sections = brief.sections
    return replace(brief, sections=(replace(head, blocks=(logo, *head.blocks)), *sections))


def _read(node: Picture, desk: Desk) -> Picture:
    at = node.provenance
    place = Place(at.file, at.line) if at else Place("")
    if at and at.article is None and not node.caption:
        what = f"nothing says whose picture '{node.file}' is"
        hint = "type a paragraph below it: 'Picture: what it shows, and whose it is [@article-id]'"
        desk.findings.append(Problem(what, place, hint, Severity.FINDING))
    try:
        return replace(node, image=pictures.load(desk.corpus.project, node.file, place))
    except ReebriefError as fault:
        desk.problems += [p for p in fault.problems if p not in desk.problems]
        return node
