"""Make the sheet by which an editor checks a brief: each sentence beside its passage."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.pipeline.prepare import Prepared
from reebrief.pipeline.support_gate import SupportVerdict, passage_place

HEADER = (
    "place",
    "sentence",
    "rests on",
    "states",
    "verdict",
    "passage",
    "stands in",
    "answer",
    "initials",
)
"""The columns; the last one stays empty for whoever checks a row."""

_FAULTS = {
    "": "supported",
    "bound": "another limit",
    "unit": "another unit",
    "direction": "goes the other way",
    "other-thing": "said of another thing",
    "missing": "not found",
}


def evidence(prepared: Prepared) -> Iterator[tuple[str, ...]]:
    """Yield the header, then a row for each figure, date and quotation of the author.

    A sentence that states none of them has one row. ``stands in`` is the passage's file and line.
    """
    yield HEADER
    for sentence, verdicts in prepared.examined.items():
        first = (str(sentence.place), sentence.text, ", ".join(sentence.articles))
        if not (verdicts or sentence.path):
            continue  # fixed words of a template
        if not verdicts:
            yield (*first, "", "nothing to compare", "", "", "", "")
        for verdict in verdicts:
            yield (*first, *_of(prepared, verdict), "")


def _of(prepared: Prepared, verdict: SupportVerdict) -> tuple[str, ...]:
    found = verdict.elsewhere or verdict.held
    place = passage_place(found, prepared.inputs.articles)
    said = _FAULTS[verdict.held.fault] if verdict.cited else "no citation"
    if verdict.elsewhere is not None:
        said += f"; '{verdict.elsewhere.article}' has it"
    answer = f"{verdict.answer.model.who}: {verdict.answer.passage}" if verdict.answer else ""
    return verdict.held.stated.text, said, found.passage, str(place) if place else "", answer
