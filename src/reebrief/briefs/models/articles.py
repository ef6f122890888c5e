"""The key ``articles`` of a definition: which articles a brief is made of."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, field_validator, model_validator

from reebrief.briefs.models.types import Texts
from reebrief.project import dates
from reebrief.project.dates import DayText
from reebrief.project.validation import Model, Whole


class WhereModel(Model):
    """Which articles to select: all that fit every key given."""

    period: str | None = Field(
        default=None,
        description="The days that end on the brief's date, a week, a month or a year.",
        examples=["7d", "2025-W45", "2025-11", "2025"],
    )
    since: DayText | None = Field(
        default=None, description="The first day.", examples=["2025-11-05"]
    )
    until: DayText | None = Field(
        default=None, description="The last day.", examples=["2025-11-11"]
    )
    topics: Texts = Field(default=(), description="Any of these topics.")
    origins: Texts = Field(default=(), description="Any of these origins, or what they own.")

    @field_validator("period")
    @classmethod
    def _period(cls, text: str | None) -> str | None:
        if text is not None:
            dates.period(text, dt.date(2000, 1, 1))
        return text

    @model_validator(mode="after")
    def _one_way(self) -> WhereModel:
        if self.period and (self.since or self.until):
            raise ValueError("a period and since/until at once; keep one of the two")
        return self


class ArticlesModel(Model):
    """The articles of a brief: a list of ids, or these keys."""

    include: Texts = Field(default=(), description="Articles by id, always in.")
    where: WhereModel | None = Field(default=None, description="Articles by what they are.")
    exclude: Texts = Field(default=(), description="Articles by id, never in.")
    sort: Literal["listed", "newest", "oldest", "title"] | None = Field(
        default=None, description="The order of articles; listed where ids are listed, else newest."
    )
    limit: Whole | None = Field(
        default=None, ge=1, le=10_000, description="At most so many articles."
    )
