"""Declare where a highlight says more than the text of its article, and check that both stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from reebrief.diagnostics import Problem
from reebrief.project.validation import Filled, Model
from reebrief.project.yaml import YamlFile


class Narrower(Model):
    """Words of a highlight, and the narrower words of the text below the highlights."""

    highlight: Filled = Field(
        description="Words of one line of the highlights that say more than the text.",
        examples=["hundreds of tons"],
    )
    text: Filled = Field(
        description="The text's own narrower words; a mark puts them beside the highlight.",
        examples=["over 32 tons daily"],
    )


def faults(
    declared: Sequence[Narrower], file: YamlFile, highlights: Sequence[str], body: Sequence[str]
) -> Iterator[Problem]:
    """Yield an error for words that not exactly one line of the highlights has, or no text has."""
    for n, one in enumerate(declared):
        found = sum(line.count(one.highlight) for line in highlights)
        if found != 1:
            what = f"{found or 'no'} highlights have “{one.highlight}”"
            hint = "type words of one highlight as they stand there" if found else "copy its words"
            yield Problem(what, file.place(("narrower", n, "highlight")), hint)
        if not any(one.text in line for line in body):
            what = f"the text below the highlights has no “{one.text}”"
            yield Problem(what, file.place(("narrower", n, "text")), "copy its words")
