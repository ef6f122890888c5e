"""Read what a definition says of matrix rows: values, evidence, rows of the author's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from reebrief.briefs.models.matrix import ActionModel, AmendmentModel, OwnRowModel
from reebrief.compose.context import ComposeContext, Path
from reebrief.compose.matrix.amend import Amending, CellSetting
from reebrief.compose.matrix.columns import OwnRow, Said
from reebrief.compose.matrix.model import Amendment, Cell, CellPiece, Kind, MatrixRow, line, union
from reebrief.compose.matrix.names import Named
from reebrief.document.markdown import slug
from reebrief.document.nodes import AuthorLine, Cite, Inline, Inlines, Text
from reebrief.document.traverse import walk

TYPED: tuple[Kind, ...] = (
    "lead",
    "partners",
    "horizon",
    "date",
    "priority",
    "cost",
    "status",
    "confidence",
)
"""The columns of typed values, in the order in which they stand where nothing else is asked."""

_FREE: frozenset[Kind] = frozenset({"lead", "horizon", "cost"})
"""Those that hold words of the author as they are typed."""


def named(context: ComposeContext, name: str, *path: str | int, key: bool = False) -> Named:
    """Return an id with the place of the definition that names it."""
    return name, context.definition.file.place(path, key=key)


def own_row(context: ComposeContext, model: OwnRowModel, n: int) -> OwnRow:
    """Return a row of the author's own; what its words cite is evidence too."""
    path: Path = ("matrix", "own", n)
    cells: dict[Named, Cell] = {}
    cited: list[str] = []
    for name, text in model.cells.items():
        where = (*path, "cells", name)
        blocks = context.own_text(text, *where)
        cited += [node.article for node in walk(blocks) if isinstance(node, Cite)]
        piece = CellPiece(blocks, (context.provenance(*where),))
        cells[named(context, name, *where, key=True)] = Cell((piece,))
    name = model.id or slug(next(iter(cells.values())).words)
    evidence = union((_evidence(context, model, path), cited))
    at = context.provenance(*path)
    row = MatrixRow(name, (), at, evidence, own=True, values=_values(context, model, path))
    return OwnRow(row, cells)


def said(context: ComposeContext, name: str, model: ActionModel) -> Said:
    """Return what the definition says of a row: values of typed columns, and evidence."""
    path: Path = ("matrix", "each", name)
    cells = _values(context, model, path)
    return Said(named(context, name, *path, key=True), cells, _evidence(context, model, path))


def settings(context: ComposeContext, name: str, model: ActionModel) -> Iterator[CellSetting]:
    """Yield what the definition puts into empty cells of a row."""
    row = named(context, name, "matrix", "each", name, key=True)
    for column, text in model.cells.items():
        where = ("matrix", "each", name, "cells", column)
        blocks = context.own_text(text, *where)
        at = context.provenance(*where)
        yield CellSetting(row, named(context, column, *where, key=True), blocks, at)


def amending(context: ComposeContext, model: AmendmentModel, n: int) -> Amending:
    """Return an amendment with the places of what it names."""
    path: Path = ("matrix", "amend", n)
    return Amending(
        named(context, model.row, *path, "row"),
        named(context, model.column, *path, "column"),
        context.own_text(model.text, *path, "text"),
        context.provenance(*path, "text"),
        Amendment(model.author, model.reason),
        named(context, model.hash, *path, "hash"),
        named(context, model.was or "", *path, "was"),
    )


def _evidence(context: ComposeContext, model: ActionModel, path: Path) -> tuple[str, ...]:
    """Return the articles that are named as evidence; they become sources."""
    for n, name in enumerate(model.evidence):
        context.add_source(context.article(name, context.definition.place(*path, "evidence", n)))
    return model.evidence


def _values(context: ComposeContext, model: ActionModel, path: Path) -> dict[str, Cell]:
    """Return the cells of typed columns, by their kind."""
    cells: dict[str, Cell] = {}
    for kind in TYPED:
        value = getattr(model, kind)
        if value:
            at = context.provenance(*path, kind)
            raw = "" if kind == "partners" else str(value)
            own = AuthorLine((*path, kind), 0, raw) if kind in _FREE else None
            cells[kind] = line(_shown(context, kind, value, path), at, raw, own=own)
    return cells


def _shown(
    context: ComposeContext, kind: Kind, value: str | tuple[str, ...], path: Path
) -> Inlines:
    """Return how a value of a typed column is printed."""
    if isinstance(value, tuple):
        done: list[Inline] = []
        for n, one in enumerate(value):
            done += [Text(", ")] if done else []
            done += context.own_line(one, *path, kind, n)
        return tuple(done)
    words = context.words.matrix_words
    terms: dict[Kind, Mapping[Any, str]] = {
        "priority": words.priorities,
        "status": words.states,
        "confidence": context.words.scales.confidence,
    }
    if kind in terms:
        return (Text(terms[kind][value]),)
    if kind == "date":
        return (Text(context.words.day(dt.date.fromisoformat(value))),)
    return context.own_line(value, *path, kind)
