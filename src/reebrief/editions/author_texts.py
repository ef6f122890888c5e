"""List the texts that the author of a brief wrote, by their keys in its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reebrief.briefs.models.brief import BriefModel
from reebrief.briefs.models.matrix import MatrixModel
from reebrief.project.yaml import Path

_CITED = re.compile(r"\s*(?<!\\)\[@[^\]\s]+\]")
_MARKS = re.compile(r"(?<!\\)[*_`]+(?=\S)|(?<=\S)[*_`]+(?!\w)|^#+\s+", re.MULTILINE)


def author_texts(model: BriefModel) -> Iterator[tuple[Path, str]]:
    """Yield each text of the author that a brief shows, as it is typed, with its path."""
    for key in ("bottom_line", "summary", "text", "annex"):
        if getattr(model, key):
            yield (key,), getattr(model, key)
    if model.ask:
        yield ("ask", "text"), model.ask.text
    for key in ("main_messages", "watch_list"):
        for n, text in enumerate(getattr(model, key)):
            yield (key, n), text
    for n, judgement in enumerate(model.judgements):
        yield ("judgements", n, "text"), judgement.text
    for name, item in model.items.each.items():
        for key in ("headline", "summary", "comment"):
            if getattr(item, key):
                yield ("items", "each", name, key), getattr(item, key)
    if model.matrix:
        yield from _of_matrix(model.matrix)


def _of_matrix(matrix: MatrixModel) -> Iterator[tuple[Path, str]]:
    for n, row in enumerate(matrix.own):
        for column, text in row.cells.items():
            yield ("matrix", "own", n, "cells", column), text
    for n, amendment in enumerate(matrix.amend):
        yield ("matrix", "amend", n, "text"), amendment.text


def said(text: str) -> str:
    """Return the words of a text as a reader sees them: no citations, no marks of Markdown."""
    return " ".join(_MARKS.sub("", _CITED.sub("", text)).split())
