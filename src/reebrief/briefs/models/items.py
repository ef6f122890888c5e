"""The keys ``items`` and ``judgements``: what is shown of articles, and what the author thinks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from reebrief.briefs.models.grade import Grade
from reebrief.briefs.models.types import Block, Texts
from reebrief.project.validation import Filled, Model, Whole

Show = Literal["highlights", "summary", "full"]


class ItemModel(Model):
    """What the brief shows of one article; what is not given comes from ``items``."""

    show: Show | None = Field(default=None, description="How much of it is shown.")
    sections: Texts | None = Field(default=None, description="Sections of the article by id.")
    max_words: Whole | None = Field(
        default=None, ge=10, le=100_000, description="At most so many words of it."
    )
    headline: Filled | None = Field(default=None, description="Instead of the title.")
    summary: Block | None = Field(
        default=None,
        description="The author's own summary instead of highlights and lead, Markdown; marked as "
        "such.",
    )
    comment: Block | None = Field(
        default=None, description="The author's comment, Markdown; marked as such."
    )
    grade: Grade | None = Field(
        default=None, description="How far an analyst trusts it; without one it is not graded."
    )


class ItemsModel(Model):
    """What the brief shows of its articles."""

    show: Show = Field(
        default="highlights",
        description="How much of each article is shown: its highlights, the text before its first "
        "section, or all of it.",
    )
    sections: Texts = Field(default=(), description="Sections of the articles by id, besides.")
    max_words: Whole | None = Field(
        default=None,
        ge=10,
        le=100_000,
        description="At most so many words of an article; whole sentences are left out.",
    )
    each: dict[str, ItemModel] = Field(
        default={}, description="By article id: what differs, and the author's own words."
    )


class JudgementModel(Model):
    """A judgement of the author: text, and how sure somebody is of it."""

    text: Block = Field(description="The judgement, Markdown with citations.")
    grade: Grade | None = Field(
        default=None, description="How sure somebody is of it; without one it is not graded."
    )
