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
    planned: Annotated[Filled, naming("date")] = Field(
        description="A day after the brief's date, around {date}."
    )
    not_stated: Filled = Field(description="In the place of a value that is not stated.")
    figures_from: Filled = Field(description="Before the articles that values come from.")
