"""The key ``charts``: figures of articles shown as charts, each value with its article."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from reebrief.briefs.models.types import Texts
from reebrief.project.dates import PublishedText
from reebrief.project.validation import Filled, Model, SchemaHint


def _listed(value: Any) -> Any:
    """Read one value as a list of one, and a text as a value without a source of its own."""
    several = value if isinstance(value, list) else [value]
    return [one if isinstance(one, dict) else {"value": one} for one in several]


class ValueModel(Model):
    """One value: a number with or without its unit; nothing where none is stated."""

    value: str | None = Field(description="The value as it is written: 11,200 or 93 %.")
    source: Filled | None = Field(default=None, description="The article that states it.")


Values = Annotated[
    tuple[
        Annotated[ValueModel, SchemaHint(also={"anyOf": [{"type": "string"}, {"type": "null"}]})],
        ...,
    ],
    BeforeValidator(_listed),
    SchemaHint(single=True),
    Field(min_length=1),
]
"""The values of a row, one for each series; a single one needs no list."""


class RowModel(Model):
    """A row of a chart."""

    label: Filled = Field(description="What the values are of.")
    values: Values = Field(description="One value for each series; ~ where none is stated.")
    source: Filled | None = Field(default=None, description="The article that states them.")


class EventModel(Model):
    """An event of a timeline."""

    date: PublishedText = Field(description="2026-01-09, 2026-01 or 2026.")
    label: Filled = Field(description="What happened, or is planned.")
    source: Filled | None = Field(default=None, description="The article that reports it.")


class FromModel(Model):
    """What a chart takes from a table of an article."""

    table: Filled = Field(description="The table: article-id#table-id.")
    labels: Filled | None = Field(
        default=None, description="The column that names rows; the first where absent."
    )
    values: Texts = Field(min_length=1, description="The columns of the values.")
    rows: Texts = Field(default=(), description="The rows, in this order; all where absent.")


class ChartModel(Model):
    """A chart of figures that articles state."""

    kind: Literal["bar", "line", "before-after", "timeline"] = Field(
        description="bar, line, before-after or timeline."
    )
    caption: Filled = Field(description="What it shows, in one line of Markdown.")
    alt: Filled | None = Field(
        default=None, description="What is said instead of the drawing, without its figures."
    )
    unit: Filled | None = Field(
        default=None, description="The unit of all values; that of the first where absent."
    )
    series: Texts = Field(default=(), description="What the values of each row are called.")
    source: Filled | None = Field(
        default=None, description="The article of all values that name no other."
    )
    rows: tuple[RowModel, ...] = Field(default=(), description="The rows, each with its values.")
    events: tuple[EventModel, ...] = Field(default=(), description="The events of a timeline.")
    from_: FromModel | None = Field(
        default=None, alias="from", description="A table of an article that holds them."
    )

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that state what it shows, by id."""
        values = (value.source for row in self.rows for value in row.values)
        named = (self.source, *(row.source for row in self.rows), *values)
        events = (event.source for event in self.events)
        table = (self.from_.table.partition("#")[0],) if self.from_ else ()
        return tuple(dict.fromkeys(name for name in (*named, *events, *table) if name))
