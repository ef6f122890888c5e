"""Say which of a brief's texts are those of the edition before, and what is about to run out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from reebrief.briefs.inputs import BriefInputs
from reebrief.diagnostics import Problem, Severity
from reebrief.editions.carry_over import CarriedText
from reebrief.editions.changes import EditionChange
from reebrief.project import dates
from reebrief.project.yaml import Path

_SOON = dt.timedelta(days=14)
"""How long before its last day a waiver is told to run out."""

_LONGEST = 60
"""Characters of a text that a finding quotes."""


def stale_texts(inputs: BriefInputs, carried: Sequence[CarriedText]) -> Iterator[Problem]:
    """Yield a finding for each text that was carried over and that nobody answered for."""
    answers = inputs.definition.model.carried
    for one in carried:
        if one.key in answers:
            continue
        times = "" if one.editions == 1 else f" {one.editions} editions in a row,"
        what = f"carried over:{times} {one.days} days old: '{_short(one.text)}'"
        what += "".join(f"; {news}" for news in one.news)
        hint = f"say it anew, or answer it: carried: {{{one.key}: {{who: …, why: …, date: …}}}}"
        yield _finding(inputs, one.path, what, hint)
    known = {one.key for one in carried}
    for key in answers:
        if key not in known:
            place = inputs.definition.file.place(("carried", key), key=True)
            what = f"'{key}' is no text that was carried over: the answer lapsed"
            yield Problem(what, place, "delete the answer", Severity.FINDING)


def unexplained_grades(inputs: BriefInputs, changes: Sequence[EditionChange]) -> Iterator[Problem]:
    """Yield a finding for each likelihood or grade that moved without a reason of its own."""
    for one in changes:
        if one.kind == "grade-changed" and one.now and not one.why:
            moved = f"{one.was or 'not graded'} → {one.now}"
            what = f"the grade moved, {moved}, and its reason is that of the edition before"
            yield _finding(inputs, f"{one.path}.reason", what, "say why it moved")
        elif one.kind == "grade-changed" and not one.now:
            what = f"the grade {one.was} of the edition before is gone, without a reason"
            hint = "give a grade, or say in the text why there is none"
            yield _finding(inputs, one.path, what, hint)


def ending_waivers(inputs: BriefInputs) -> Iterator[Problem]:
    """Yield a finding for each waiver that runs out within two weeks of the brief's date."""
    for n, waiver in enumerate(inputs.definition.model.waivers):
        if inputs.date <= dates.day(waiver.until) <= inputs.date + _SOON:
            what = f"the waiver of '{waiver.caveat}' runs out on {waiver.until}"
            hint = "look at it again before the next edition"
            yield _finding(inputs, f"waivers.{n}.until", what, hint)


def _finding(inputs: BriefInputs, dotted: str, what: str, hint: str) -> Problem:
    path: Path = tuple(int(p) if p.isdecimal() else p for p in dotted.split("."))
    return Problem(what, inputs.definition.place(*path), hint, Severity.FINDING)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
