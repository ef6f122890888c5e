"""What a definition says of the rows of its matrix: values, evidence, rows of the author's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from reebrief.briefs.models.matrix import ActionModel, AmendmentModel, OwnRowModel
from reebrief.compose.context import Desk
from reebrief.compose.matrix.amend import Amending, Setting
from reebrief.compose.matrix.columns import OwnRow, Said
from reebrief.compose.matrix.model import Amendment, Cell, Kind, MatrixRow, Piece, line, union
from reebrief.compose.matrix.names import Named
from reebrief.document.markdown import slug
from reebrief.document.nodes import Cite, Inline, Inlines, Text, walk

Path = tuple[str | int, ...]

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


def named(desk: Desk, name: str, *path: str | int, key: bool = False) -> Named:
    """Return an id with the place of the definition that names it."""
    return name, desk.definition.file.place(path, key=key)


def own_row(desk: Desk, model: OwnRowModel, n: int) -> OwnRow:
    """Return a row of the author's own; what its words cite is evidence too."""
    path: Path = ("matrix", "own", n)
    cells: dict[Named, Cell] = {}
    cited: list[str] = []
    for name, text in model.cells.items():
        where = (*path, "cells", name)
        blocks = desk.own_text(text, *where)
        cited += [node.article for node in walk(blocks) if isinstance(node, Cite)]
        piece = Piece(blocks, (desk.provenance(*where),))
        cells[named(desk, name, *where, key=True)] = Cell((piece,))
    name = model.id or slug(next(iter(cells.values())).words)
    evidence = union((_evidence(desk, model, path), cited))
    at = desk.provenance(*path)
    row = MatrixRow(name, (), at, evidence, own=True, values=_values(desk, model, path))
    return OwnRow(row, cells)


def said(desk: Desk, name: str, model: ActionModel) -> Said:
    """Return what the definition says of a row: values of typed columns, and evidence."""
    path: Path = ("matrix", "each", name)
    cells = _values(desk, model, path)
    return Said(named(desk, name, *path, key=True), cells, _evidence(desk, model, path))


def settings(desk: Desk, name: str, model: ActionModel) -> Iterator[Setting]:
    """Yield what the definition puts into empty cells of a row."""
    row = named(desk, name, "matrix", "each", name, key=True)
    for column, text in model.cells.items():
        where = ("matrix", "each", name, "cells", column)
        blocks = desk.own_text(text, *where)
        at = desk.provenance(*where)
        yield Setting(row, named(desk, column, *where, key=True), blocks, at)


def amending(desk: Desk, model: AmendmentModel, n: int) -> Amending:
    """Return an amendment with the places of what it names."""
    path: Path = ("matrix", "amend", n)
    return Amending(
        named(desk, model.row, *path, "row"),
        named(desk, model.column, *path, "column"),
        desk.own_text(model.text, *path, "text"),
        desk.provenance(*path, "text"),
        Amendment(model.author, model.reason),
        named(desk, model.hash, *path, "hash"),
        named(desk, model.was or "", *path, "was"),
    )


def _evidence(desk: Desk, model: ActionModel, path: Path) -> tuple[str, ...]:
    """Return the articles that are named as evidence; they become sources."""
    for n, name in enumerate(model.evidence):
        desk.add_source(desk.corpus.get(name, desk.definition.place(*path, "evidence", n)))
    return model.evidence


def _values(desk: Desk, model: ActionModel, path: Path) -> dict[str, Cell]:
    """Return the cells of typed columns, by their kind."""
    cells: dict[str, Cell] = {}
    for kind in TYPED:
        value = getattr(model, kind)
        if value:
            at = desk.provenance(*path, kind)
            raw = "" if kind == "partners" else str(value)
            cells[kind] = line(_shown(desk, kind, value, path), at, raw)
    return cells


def _shown(desk: Desk, kind: Kind, value: str | tuple[str, ...], path: Path) -> Inlines:
    """Return how a value of a typed column is printed."""
    if isinstance(value, tuple):
        done: list[Inline] = []
        for n, one in enumerate(value):
            done += [Text(", ")] if done else []
            done += desk.own_line(one, *path, kind, n)
        return tuple(done)
    words = desk.words.matrix_words
    terms: dict[Kind, Mapping[Any, str]] = {
        "priority": words.priorities,
        "status": words.states,
        "confidence": desk.words.scales.confidence,
    }
    if kind in terms:
        return (Text(terms[kind][value]),)
    if kind == "date":
        return (Text(desk.words.day(dt.date.fromisoformat(value))),)
    return desk.own_line(value, *path, kind)
