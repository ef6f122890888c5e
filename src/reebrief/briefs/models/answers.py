"""The keys ``supported`` and ``calculated``: answers to figures that were not found."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

from pydantic import Field, model_validator

from reebrief.briefs.models.types import Texts
from reebrief.project.dates import DayText
from reebrief.project.validation import Filled, Model

Operation = Literal["sum", "difference", "share", "ratio", "convert"]
"""How a figure was calculated of others."""

OPERATIONS: tuple[Operation, ...] = get_args(Operation)

_OPERAND = re.compile(r"(.*\S)\s+@(\S+)")


class Operand(NamedTuple):
    """A figure that something was calculated of, and its article; None where it names none."""

    figure: str
    article: str | None


class SupportedModel(Model):
    """A figure, date or quotation that its article bears out in other words."""

    words: Filled = Field(
        description="The figure, date or quotation as the brief has it.", examples=["52 tonnes"]
    )
    article: Filled = Field(description="The article's id.")
    passage: Filled = Field(description="The article's own words that bear it out.")
    who: Filled = Field(description="Who says so: a name that the brief prints.")
    why: Filled = Field(description="Why, which the brief prints.")
    date: DayText = Field(description="The day on which it was looked at.", examples=["2026-01-08"])


class CorrectedModel(Model):
    """A sentence of an article that is no claim of a class, whatever its words."""

    caveat: Filled = Field(
        description="The class: hedge, unnamed-source, forward-looking, publishers-opinion, unit.",
        examples=["hedge"],
    )
    article: Filled = Field(description="The article's id.")
    words: Filled = Field(
        description="Words of the sentence, found in that one alone.",
        examples=["may not ship more than 500 tonnes"],
    )
    who: Filled = Field(description="Who says so: a name that the brief prints.")
    why: Filled = Field(description="Why, which the brief prints.")
    date: DayText = Field(description="The day on which it was looked at.", examples=["2026-01-08"])


class CarriedModel(Model):
    """A text of the edition before that still holds; it lapses when the text changes."""

    who: Filled = Field(description="Who says so: a name that the brief prints.")
    why: Filled = Field(description="Why, which the brief prints.")
    date: DayText = Field(description="The day on which it was looked at.", examples=["2026-01-15"])


class CalculatedModel(Model):
    """A figure that the author calculated of figures of articles."""

    result: Filled = Field(
        description="The figure as the brief has it.", examples=["23,200 tonnes"]
    )
    sum: Texts = Field(
        default=(),
        description="The figures that were added, each with its article.",
        examples=[["11,200 tons @northern-capacity", "400 tons @gansu-updates"]],
    )
    difference: Texts = Field(default=(), description="A figure, and one taken from it.")
    share: Texts = Field(default=(), description="A part, and its whole: the result is in %.")
    ratio: Texts = Field(default=(), description="A figure, and one that it is so many times of.")
    convert: Texts = Field(default=(), description="A figure, and the number it was multiplied by.")
    who: Filled = Field(description="Who calculated it: a name that the brief prints.")
    why: Filled = Field(description="What for, which the brief prints.")
    date: DayText = Field(description="The day on which it was done.", examples=["2026-01-08"])

    @property
    def operation(self) -> Operation:
        """How it was calculated."""
        return next(name for name in OPERATIONS if getattr(self, name))

    @property
    def typed(self) -> tuple[str, ...]:
        """The figures that it was calculated of, as they are typed: 400 tons @gansu-updates."""
        found: tuple[str, ...] = getattr(self, self.operation)
        return found

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The figures that it was calculated of, each with its article."""
        found = ((text, _OPERAND.fullmatch(text)) for text in self.typed)
        return tuple(Operand(m[1], m[2]) if m else Operand(text, None) for text, m in found)

    @model_validator(mode="after")
    def _one_operation(self) -> CalculatedModel:
        given = [name for name in OPERATIONS if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"one operation is expected; give one of {', '.join(OPERATIONS)}")
        if len(self.typed) < 2 or (given[0] != "sum" and len(self.typed) > 2):
            raise ValueError("two figures are expected; of a sum there may be more")
        return self
