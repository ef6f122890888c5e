"""Move marks that all values of a chart's column bear to the head of the column, and say them once.

What a part says of an article (a fact) goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from reebrief.caveats.claim_labels import CLOSES, OPENS, ClaimLabels, bracket
from reebrief.document.nodes import (
    Blocks,
    CaveatLabel,
    Emphasis,
    Inline,
    InlineExcerpt,
    Inlines,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from reebrief.document.traverse import walk

_LEAST = 2
"""Values of a column that make its head the shorter place, at least."""


def with_column_marks(table: Table, claim_labels: ClaimLabels) -> Table:
    """Return the table of a chart with the marks that a whole column bears in the column's head."""
    for number in range(1, len(table.columns)):
        shared = _shared([row.cells[number] for row in table.rows], claim_labels)
        if shared:
            table = _moved(table, number, shared, claim_labels)
    return table


def _shared(cells: Sequence[Blocks], claim_labels: ClaimLabels) -> dict[str, list[CaveatLabel]]:
    """Return the labels of marks that every cell with a value bears, by their text."""
    stated = [cell for cell in cells if any(isinstance(n, InlineExcerpt) for n in walk(cell))]
    if len(stated) < _LEAST:
        return {}
    by_cell = [{label.text: label for label in _marks(cell, claim_labels)} for cell in stated]
    return {
        text: [cell[text] for cell in by_cell]
        for text in by_cell[0]
        if all(text in cell for cell in by_cell)
    }


def _marks(cell: Blocks, claim_labels: ClaimLabels) -> Iterator[CaveatLabel]:
    for node in walk(cell):
        if isinstance(node, CaveatLabel) and node.part in claim_labels.keys:
            yield node


def _moved(
    table: Table, number: int, shared: dict[str, list[CaveatLabel]], claim_labels: ClaimLabels
) -> Table:
    gone = {label.part for labels in shared.values() for label in labels}
    columns = [*table.columns]
    head = bracket([*map(claim_labels.joined, shared.values())])
    columns[number] = replace(columns[number], header=(*columns[number].header, *head))
    rows = tuple(_without(row, number, gone) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=rows)


def _without(row: Row, number: int, gone: Set[str]) -> Row:
    """Return a row whose cell lacks the marks that the head of its column says."""
    cells = [*row.cells]
    cells[number] = tuple(
        replace(block, inlines=_fewer(block.inlines, gone))
        if isinstance(block, Paragraph)
        else block
        for block in cells[number]
    )
    return replace(row, cells=tuple(cells))


def _fewer(inlines: Inlines, gone: Set[str]) -> Inlines:
    """Return a line without some of its marks; an empty bracket goes with them."""
    done: list[Inline] = []
    left = [*inlines]
    while left:
        match left.pop(0):
            case Text() as node if node == OPENS and CLOSES in left:
                end = left.index(CLOSES)
                inside = [one for one in left[:end] if isinstance(one, CaveatLabel)]
                kept = [one for one in inside if one.part not in gone]
                done += bracket(kept) if kept else ()
                del left[: end + 1]
            case Strong() | Emphasis() | InlineExcerpt() as node:
                done.append(replace(node, inlines=_fewer(node.inlines, gone)))
            case node:
                done.append(node)
    return tuple(done)
