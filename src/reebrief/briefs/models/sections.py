"""The key ``sections``: what a brief has of its form."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from reebrief.briefs.forms import SECTIONS, SectionKind
from reebrief.project.validation import Model, SchemaHint


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
