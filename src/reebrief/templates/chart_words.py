"""The fixed words of charts in one language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reebrief.project.validation import Filled, Model, naming


class ChartWords(Model):
    """The fixed words of charts, in a language's file."""

    decimal: str = Field(min_length=1, max_length=1, description="The decimal mark of numbers.")
    group: str = Field(min_length=1, max_length=1, description="The mark between thousands.")
    kinds: dict[Literal["bar", "line", "before-after", "timeline"], Filled] = Field(min_length=4)
    described: Annotated[Filled, naming("kind", "caption", "count")] = Field(
        description="What is said instead of a drawing, from {kind}, {caption} and {count}."
    )
    data: Filled = Field(description="The header of the column that names rows.")
    value: Filled = Field(description="The header of values that have no name.")
    before: Filled
    after: Filled
    event: Filled
    date: Filled
    planned: Annotated[Filled, naming("date")] | None = Field(
        None, description="Of earlier versions: a table says how far an event is."
    )
    state: Filled = Field("State", description="The header of the column of how far events are.")
    done: Filled = Field("done", description="Of an event that came about.")
    under_way: Filled = Field("under way", description="Of one whose month or year goes on.")
    to_come: Filled = Field("planned", description="Of one that is to come.")
    overdue: Filled = Field(
        "passed, not reported",
        description="Of a plan whose day has passed, while no article says what came of it.",
    )
    not_stated: Filled = Field(description="In the place of a value that is not stated.")
    figures_from: Filled = Field(description="Before the articles that values come from.")
