"""The key ``ask``: what the reader of an action memo is asked for."""

from __future__ import annotations

from pydantic import Field

from reebrief.briefs.models.types import Block
from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Model


class AskModel(Model):
    """One ask: of whom, by when."""

    text: Block = Field(description="What is asked for, Markdown.")
    of: Filled = Field(description="Who is to decide.")
    by: DayText = Field(description="The day by which the decision is needed, 2026-01-31.")
