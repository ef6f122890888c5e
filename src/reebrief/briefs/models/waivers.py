"""The key ``waivers``: caveats that somebody takes away."""

from __future__ import annotations

from pydantic import Field

from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Model


class WaiverModel(Model):
    """A caveat that is taken away; the brief prints that it was, by whom and why."""

    caveat: str = Field(
        description="The class of the caveat, as docs/caveats.md names it.", examples=["stale"]
    )
    article: str = Field(description="The article's id.")
    who: Filled = Field(description="Who waives it: a name that the brief prints.")
    why: Filled = Field(description="The reason, which the brief prints.")
    until: DayText = Field(
        description="The last day on which the waiver counts; after it the waiver is an error.",
        examples=["2026-03-31"],
    )
