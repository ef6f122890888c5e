"""Kinds of values that several models of a definition share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from reebrief.project.validation import SchemaHint


def _several(value: Any) -> Any:
    """Read one text as a list of one."""
    return [value] if isinstance(value, str) else value


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("empty; type something, or delete the key")
    return text


Block = Annotated[str, AfterValidator(_not_blank)]
"""Markdown, kept as typed so that lines can be counted."""

Texts = Annotated[tuple[str, ...], BeforeValidator(_several), SchemaHint(single=True)]
