"""Grades: how far an analyst trusts an item or a judgement, and what that rests on."""

from __future__ import annotations

from pydantic import Field, model_validator

from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Model
from reebrief.templates.estimative_language import Confidence, Credibility, Reliability


class Grade(Model):
    """How far somebody trusts an item or a judgement: who, why, and when.

    The information's digit is never derived from the source's letter, so both are given or none.
    """

    source: Reliability | None = Field(
        default=None, description="How reliable the source is (Admiralty code)."
    )
    information: Credibility | None = Field(
        default=None, description="How credible the information is (Admiralty code)."
    )
    confidence: Confidence | None = Field(
        default=None, description="How sure the analyst is (ICD 203); not beside a likelihood."
    )
    likelihood: Filled | None = Field(
        default=None,
        description="A term of ICD 203, which prints with its range.",
        examples=["likely", "very unlikely"],
    )
    analyst: Filled = Field(description="Who gave the grade.")
    reason: Filled = Field(description="What it rests on.")
    date: DayText = Field(description="The day on which it was given.", examples=["2026-01-08"])

    @model_validator(mode="after")
    def _one_way(self) -> Grade:
        if (self.source is None) != (self.information is None):
            raise ValueError(
                "a letter and a digit belong together; give 'source' and 'information'"
            )
        if self.confidence and self.likelihood:
            raise ValueError("confidence and likelihood at once; keep one of the two")
        if not (self.source or self.confidence or self.likelihood):
            raise ValueError("the grade says nothing; add 'source' and 'information', for example")
        return self
