"""Judgements and grades: what an analyst thinks, how sure, and that the rest is not graded."""

from __future__ import annotations

import datetime as dt

from reebrief.briefs.models.grade import Grade
from reebrief.compose.context import Desk
from reebrief.diagnostics import Problem, Severity, error, known
from reebrief.document.nodes import Blocks, List, Paragraph, Text


def judgements(desk: Desk) -> Blocks:
    """Return the section of the author's judgements."""
    entries: list[Blocks] = []
    for n, judgement in enumerate(desk.model.judgements):
        text = desk.own_text(judgement.text, "judgements", n, "text")
        said = graded(desk, judgement.grade, "judgements", n, "grade")
        at = desk.provenance("judgements", n)
        entries.append((*text, Paragraph((Text(said),), "meta", provenance=at)))
    listed = List(tuple(entries), provenance=desk.provenance("judgements"))
    return desk.render("judgements", judgements=desk.sections.blocks((listed,)))


def graded(desk: Desk, grade: Grade | None, *path: str | int) -> str:
    """Return a grade in words; what has none is said not to be graded."""
    if grade is None:
        return desk.words.not_graded
    if dt.date.fromisoformat(grade.date) > desk.date:
        place = desk.definition.place(*path, "date")
        what = f"a grade of {grade.date}, after the brief's date, {desk.date}"
        desk.findings.append(Problem(what, place, "change one of the two", Severity.FINDING))
    scales, said = desk.words.scales, list[str]()
    if grade.source and grade.information:
        said.append(
            desk.words.admiralty.format(
                code=grade.source + grade.information,
                reliability=scales.reliability[grade.source],
                credibility=scales.credibility[grade.information],
            )
        )
    if grade.confidence:
        said.append(scales.confidence[grade.confidence])
    if grade.likelihood:
        likely = scales.range_of(grade.likelihood)
        if likely is None:
            place = desk.definition.place(*path, "likelihood")
            terms = [term for row in scales.rows for term in row]
            hint = known(grade.likelihood, terms, kind="terms")
            raise error(f"no term of likelihood: '{grade.likelihood}'", place, hint)
        said.append(desk.words.likely.format(term=grade.likelihood, range=likely))
    day = desk.words.day(dt.date.fromisoformat(grade.date))
    return desk.words.graded.format(
        grade="; ".join(said), analyst=grade.analyst, date=day, reason=grade.reason
    )
