"""The key ``matrix``: the recommendation table of a brief, and what is done to it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from reebrief.briefs.models.types import Block, Texts
from reebrief.document.markdown import slug
from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Flag, Model, Number, SchemaHint, Whole

Typed = Literal["lead", "partners", "horizon", "date", "priority", "cost", "status", "confidence"]


_TABLE = r"[^#\s]+#[^#\s]+"
_HASH = "[0-9a-f]{12}"


def _table(text: str) -> str:
    if not re.fullmatch(_TABLE, text):
        hint = "type article-id#table-id: 'reebrief matrix ARTICLE' lists them"
        raise ValueError(f"'{text}' names no table; {hint}")
    return text


TableId = Annotated[
    str,
    AfterValidator(_table),
    SchemaHint(pattern=f"^{_TABLE}$"),
    Field(examples=["green-smelting-phase-two#west-actions"]),
]
"""A table of an article."""


def _short(key: str) -> BeforeValidator:
    """Read a single value as that of a model's first key."""
    return BeforeValidator(lambda v: {key: v} if isinstance(v, str) else v)


_NAME = SchemaHint(also={"type": "string"})


class TableModel(Model):
    """One of several tables, and where its columns go."""

    table: TableId = Field(
        description="The table; the columns of the first are those of the matrix."
    )
    columns: dict[str, str] = Field(
        default={}, description="By column of the matrix: the column of this table."
    )
    drop: Texts = Field(default=(), description="Columns of this table that are left out.")
    empty: Texts = Field(default=(), description="Columns of the matrix that it does not fill.")


class ActionModel(Model):
    """What the author says of a row, or of an action: values of columns, and evidence."""

    lead: Filled | None = Field(default=None, description="Who is to act.")
    partners: Texts = Field(default=(), description="Who is to help.")
    horizon: Filled | None = Field(
        default=None, description="Until about when, in words.", examples=["this year"]
    )
    date: DayText | None = Field(default=None, description="By which day.", examples=["2026-03-31"])
    priority: Literal["high", "medium", "low"] | None = Field(
        default=None, description="How urgent it is; cap keeps the highest."
    )
    cost: Filled | None = Field(default=None, description="What it costs, in words.")
    status: Literal["proposed", "agreed", "under-way", "done", "rejected"] | None = Field(
        default=None, description="How far it is."
    )
    confidence: Literal["low", "moderate", "high"] | None = Field(
        default=None, description="How sure the author is (ICD 203)."
    )
    evidence: Texts = Field(
        default=(), description="Articles by id that it rests on, besides its own."
    )
    cells: dict[str, Block] = Field(
        default={}, description="By column: Markdown for a cell that is empty."
    )


class OwnRowModel(ActionModel):
    """A row of the author's own."""

    id: Filled | None = Field(default=None, description="Its id; from its first cell if absent.")
    cells: dict[str, Block] = Field(
        min_length=1,
        description="By column: Markdown; what it cites is evidence. What is left out stays empty.",
    )

    @field_validator("id")
    @classmethod
    def _id(cls, text: str | None) -> str | None:
        if text and slug(text) != text:
            raise ValueError(f"'{text}' is no id; type {slug(text)}")
        return text


class AmendmentModel(Model):
    """New words for a cell, with what they replace."""

    row: str = Field(description="The row's id, or an action's.")
    column: str = Field(description="The column's id.")
    text: Block = Field(description="The new words, Markdown.")
    author: Filled = Field(description="Who amends it: a name that the brief prints.")
    reason: Filled = Field(description="Why, which the brief prints.")
    hash: Annotated[str, SchemaHint(pattern=f"^{_HASH}$")] = Field(
        description="Of the words that are replaced, as 'reebrief matrix' prints it. When they "
        "change, the brief is not rendered until somebody looked."
    )
    was: Filled | None = Field(
        default=None, description="The words that it replaces, to be shown when they change."
    )

    @field_validator("hash")
    @classmethod
    def _hash(cls, text: str) -> str:
        if not re.fullmatch(_HASH, text):
            raise ValueError(f"'{text}' is no hash; paste the one that 'reebrief matrix' prints")
        return text


class ActionsModel(Model):
    """Which column holds the actions, and how they are shown."""

    column: str = Field(description="The column by id.")
    split: Literal["rows", "cells", "none"] = Field(
        default="rows",
        description="rows: each sentence is a row; cells: they stay in their cell, each numbered; "
        "none: a cell is one action.",
    )


class AddedModel(Model):
    """A column of the author's own."""

    id: Filled = Field(description="Its id; lead, priority and so on are typed.")
    header: Filled | None = Field(
        default=None, description="Its header; typed ones have their own."
    )


class DropModel(Model):
    """Rows and columns that are left out."""

    rows: Texts = Field(default=(), description="Rows by id.")
    columns: Texts = Field(default=(), description="Columns by id.")


class RenameModel(Model):
    """Words of the author instead of headers and of the first cells of rows."""

    rows: dict[str, Filled] = Field(default={}, description="By row: what its first cell says.")
    columns: dict[str, Filled] = Field(default={}, description="By column: its header.")


class SortModel(Model):
    """The order of rows."""

    by: str = Field(description="The column by id.")
    descending: Flag = Field(default=False, description="true: the last first.")


class CapModel(Model):
    """How many rows are shown."""

    most: Whole = Field(ge=1, le=10_000, description="At most so many.")
    by: str | None = Field(
        default=None, description="The column whose order says which; priority where it is there."
    )


class MatrixModel(Model):
    """The recommendation table of a brief: where it comes from, and what is done to it."""

    table: TableId | None = Field(
        default=None,
        description="The table of an article.",
        examples=["green-smelting-phase-two#west-actions"],
    )
    tables: tuple[TableModel, ...] = Field(default=(), description="Several tables as one.")
    own: tuple[OwnRowModel, ...] = Field(default=(), description="Rows of the author's own.")
    fold: str | None = Field(
        default=None, description="A column: rows that say the same in it become one."
    )
    amend: tuple[AmendmentModel, ...] = Field(default=(), description="Cells with new words.")
    actions: Annotated[ActionsModel, _short("column"), _NAME] | None = Field(
        default=None, description="The column of actions, which are split and numbered."
    )
    numbered: Flag = Field(
        default=True,
        description="false: without 'actions' nothing is numbered, whatever a column's header.",
    )
    add: tuple[Annotated[AddedModel, _short("id"), _NAME], ...] = Field(
        default=(),
        description="Columns: lead, partners, horizon, date, priority, cost, status, "
        "confidence, or id and header of another.",
    )
    each: dict[str, ActionModel] = Field(default={}, description="By row: values and evidence.")
    rename: RenameModel = Field(default=RenameModel(), description="Headers and first cells.")
    rows: Texts = Field(default=(), description="Rows by id, in order; all where absent.")
    columns: Texts = Field(default=(), description="Columns by id, in order; all where absent.")
    drop: DropModel = Field(default=DropModel(), description="Rows and columns left out.")
    sort: Annotated[SortModel, _short("by"), _NAME] | None = Field(
        default=None, description="The column to sort rows by."
    )
    group: str | None = Field(default=None, description="The column to group rows by.")
    cap: Annotated[CapModel, _short("most"), SchemaHint(also={"type": "integer"})] | None = Field(
        default=None, description="At most so many rows or actions, by priority."
    )
    transpose: Flag = Field(default=False, description="true: rows become columns.")
    widths: dict[str, Number] = Field(
        default={}, description="By column: its width relative to the others, which have 1."
    )
    layout: Literal["table", "cards"] = Field(
        default="table", description="cards: each row is a block below a heading."
    )
    landscape: Flag = Field(default=False, description="true: on pages that are wider than high.")
    caption: Filled | None = Field(default=None, description="Instead of the table's.")

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose tables it shows, by id."""
        tables = (*((self.table,) if self.table else ()), *(one.table for one in self.tables))
        return tuple(dict.fromkeys(name.partition("#")[0] for name in tables))

    @field_validator("widths")
    @classmethod
    def _widths(cls, widths: dict[str, float]) -> dict[str, float]:
        for name, width in widths.items():
            if not 0 < width <= 100:
                raise ValueError(f"the width of '{name}' is out of range; type 2, or 0.5")
        return widths

    @model_validator(mode="before")
    @classmethod
    def _one_source(cls, data: Any) -> Any:
        given = data if isinstance(data, dict) else {}
        if "table" in given and "tables" in given:
            raise ValueError("'table' and 'tables' at once; keep one of the two")
        if isinstance(data, dict) and not given.keys() & {"table", "tables", "own"}:
            raise ValueError("no table; type table: article-id#table-id")
        return data
