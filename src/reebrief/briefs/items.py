"""The keys ``items`` and ``judgements``: what is shown of articles, and what the author thinks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reebrief.briefs.keys import Block, Texts
from reebrief.grades import Grade
from reebrief.models import Filled, Model, Whole

Show = Literal["highlights", "summary", "full"]


class ItemModel(Model):
    """What the brief shows of one article; what is not given comes from ``items``."""

    show: Show | None = Field(default=None, description="highlights, summary or full.")
    sections: Texts | None = Field(default=None, description="Sections of the article by id.")
    max_words: Whole | None = Field(default=None, ge=10, le=100_000)
    headline: Filled | None = Field(default=None, description="Instead of the title.")
    summary: Block | None = Field(default=None, description="The author's own summary, Markdown.")
    comment: Block | None = Field(
        default=None, description="The author's comment, Markdown; marked as such."
    )
    grade: Grade | None = Field(default=None, description="How far an analyst trusts it.")


class ItemsModel(Model):
    """What the brief shows of its articles."""

    show: Show = Field(default="highlights", description="highlights, summary or full.")
    sections: Texts = Field(default=(), description="Sections of the articles by id, besides.")
    max_words: Whole | None = Field(
        default=None, ge=10, le=100_000, description="At most so many words of an article."
    )
    each: dict[str, ItemModel] = Field(default={}, description="By article id: what differs.")


class JudgementModel(Model):
    """A judgement of the author: text, and how sure somebody is of it."""

    text: Block = Field(description="The judgement, Markdown with citations.")
    grade: Grade | None = Field(default=None, description="Its confidence or likelihood.")
