"""Divide the sections of a brief into what stands across the page, and what in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reebrief.document.nodes import (
    Block,
    Blocks,
    CaveatText,
    Chart,
    Fields,
    Heading,
    Item,
    Picture,
    Section,
    Table,
)
from reebrief.document.traverse import walk

RegionKind = Literal["across", "columns", "opening", "box"]
"""How a region stands: ``opening`` is what the brief says first, with the box on the sources beside
it, ``box`` that box alone."""

GUTTER = 18.0
"""The space between two columns, in points."""

INSET = 8.0
"""The space between a panel's edge and its text, in points."""

_FIRST = frozenset({"bottom-line", "main-messages", "ask"})
"""Sections that stand beside the box on the sources where it follows them."""

_ACROSS = frozenset({"header", *_FIRST, "source-statement"})
"""Sections that never stand in columns."""


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks that stand in one way, each with the section that they are of."""

    kind: RegionKind
    pieces: tuple[tuple[Section, Blocks], ...]

    def opening(self) -> Opening:
        """Return the parts of an ``opening``, whose last section is the box on the sources."""
        *first, (section, blocks) = self.pieces
        key = tuple(b for b in blocks if isinstance(b, CaveatText) and b.role == "key")
        box = tuple(block for block in blocks if block not in key)
        return Opening(tuple(first), section, box, key)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the brief says first, the section and blocks of the box beside it, the key of marks."""

    first: tuple[tuple[Section, Blocks], ...]
    section: Section
    box: Blocks
    key: Blocks


def regions(sections: Sequence[Section], columns: int) -> list[Region]:
    """Return the regions of sections in their order; with one column nothing stands beside others.

    A heading of a section that has a region of its own stands across its columns.
    """
    done: list[Region] = []
    for section in sections:
        if section.kind == "source-statement":
            done += _with_box(done, section, columns)
            continue
        for kind, blocks in _runs(section, columns):
            if kind == "columns" and done and _goes_on(done[-1]):
                done[-1] = Region("columns", (*done[-1].pieces, (section, blocks)))
            else:
                done.append(Region(kind, ((section, blocks),)))
    return [part for region in done for part in _headed(region)]


def _with_box(done: list[Region], section: Section, columns: int) -> Iterator[Region]:
    """Yield the region of the box: with what the brief says first, which it takes from ``done``.

    The entry of the list of sources that the box of one article holds goes on below, in columns.
    No table of an ask stands beside that box: LibreOffice does not balance columns below it.
    """
    pieces: list[tuple[Section, Blocks]] = []
    entry = (*filter(_is_of_entry, section.blocks),)
    while columns > 1 and done and _is_first(done[-1], wide=not entry):
        pieces = [*done.pop().pieces, *pieces]
    if not pieces:
        yield Region("box", ((section, section.blocks),))
        return
    box = tuple(block for block in section.blocks if block not in entry)
    yield Region("opening", (*pieces, (section, box)))
    if entry:
        yield Region("columns", ((section, entry),))


def _is_of_entry(block: Block) -> bool:
    """Say whether a block of the box is of the list of sources: the entry, or on its owners."""
    if isinstance(block, CaveatText):
        return block.role == "entry"
    return any(isinstance(node, Item) for node in walk((block,)))


def _goes_on(region: Region) -> bool:
    """Say whether sections after a region go on in its columns: not after the entry of the box."""
    return region.kind == "columns" and region.pieces[0][0].kind != "source-statement"


def _is_first(region: Region, *, wide: bool) -> bool:
    """Say whether a region is what a brief says first; only with ``wide`` it may hold a table."""
    if region.kind != "across" or any(s.kind not in _FIRST for s, _ in region.pieces):
        return False
    return wide or not any(_is_wide(block) for _, blocks in region.pieces for block in blocks)


def _runs(section: Section, columns: int) -> Iterator[tuple[RegionKind, Blocks]]:
    """Yield the blocks of a section in runs of one kind; a heading goes with what follows it."""
    if columns < 2 or section.landscape or section.kind in _ACROSS:
        yield "across", section.blocks
        return
    run: list[Block] = []
    kind: RegionKind = "columns"
    held: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Heading):
            held.append(block)
            continue
        own: RegionKind = "across" if _is_wide(block) else "columns"
        if run and own != kind:
            yield kind, (*run,)
            run = []
        kind = own
        run += [*held, block]
        held = []
    if run or held:
        yield kind, (*run, *held)


def _is_wide(block: Block) -> bool:
    """Say whether a block has no room in a column."""
    return any(isinstance(node, Table | Chart | Picture | Fields) for node in walk((block,)))


def _headed(region: Region) -> Iterator[Region]:
    """Yield a region, the heading of its only section before it where it stands in columns."""
    if region.kind == "columns" and len(region.pieces) == 1:
        ((section, blocks),) = region.pieces
        match blocks:
            case (Heading(level=1) as heading, *rest) if rest:
                yield Region("across", ((section, (heading,)),))
                region = Region("columns", ((section, (*rest,)),))
            case _:
                pass
    yield region
