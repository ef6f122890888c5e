"""The keys ``sections`` and ``budget``: what a brief has of its form, and how many caveats."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from reebrief.briefs.forms import SECTIONS, SectionKind
from reebrief.project.validation import Model, SchemaHint, Whole

LEAST_CAVEATS = 20
"""The least share of words, in percent, in which a brief can say who speaks and who owns whom."""


class SectionsModel(Model):
    """The order of sections: a full list, or what is changed of the form's."""

    only: tuple[SectionKind, ...] | None = Field(
        default=None, min_length=1, description="All sections, in their order."
    )
    add: tuple[SectionKind, ...] = Field(
        default=(), description="Sections besides, each before the first that usually follows it."
    )
    drop: tuple[SectionKind, ...] = Field(default=(), description="Sections that are left out.")


def _listed(value: Any) -> Any:
    """Read a plain list as all sections in their order."""
    return {"only": value} if isinstance(value, list) else value


Sections = Annotated[
    SectionsModel,
    BeforeValidator(_listed),
    SchemaHint(also={"type": "array", "items": {"enum": [*SECTIONS]}, "minItems": 1}),
]


class BudgetModel(Model):
    """How many caveats a brief should have at most, instead of its form's budget."""

    caveats: Whole | None = Field(
        default=None,
        ge=LEAST_CAVEATS,
        le=100,
        description="The share of its words that are caveats, in percent.",
    )
    marks: Whole | None = Field(
        default=None, ge=1, le=100, description="The marks of claims on one page."
    )
