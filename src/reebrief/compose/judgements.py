"""Judgements and grades: what an analyst thinks, how sure, and that the rest is not graded."""

from __future__ import annotations

import datetime as dt

from reebrief.briefs.models.grade import Grade
from reebrief.compose.context import ComposeContext
from reebrief.diagnostics import Problem, Severity, error, known
from reebrief.document.nodes import Blocks, List, Paragraph, Text
from reebrief.document.sentences import capital


def judgements(context: ComposeContext) -> Blocks:
    """Return the section of the author's judgements."""
    entries: list[Blocks] = []
    for n, judgement in enumerate(context.model.judgements):
        text = context.own_text(judgement.text, "judgements", n, "text")
        said = graded(context, judgement.grade, "judgements", n, "grade")
        at = context.provenance("judgements", n)
        entries.append((*text, Paragraph((Text(said),), "meta", provenance=at)))
    listed = List(tuple(entries), provenance=context.provenance("judgements"))
    return context.render("judgements", judgements=context.sections.blocks((listed,)))


def graded(context: ComposeContext, grade: Grade | None, *path: str | int) -> str:
    """Return a grade in words; what has none is said not to be graded."""
    if grade is None:
        return context.words.not_graded
    if dt.date.fromisoformat(grade.date) > context.date:
        place = context.definition.place(*path, "date")
        what = f"a grade of {grade.date}, after the brief's date, {context.date}"
        context.findings.append(Problem(what, place, "change one of the two", Severity.FINDING))
    scales, said = context.words.scales, list[str]()
    if grade.source and grade.information:
        said.append(
            context.words.admiralty.format(
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
            place = context.definition.place(*path, "likelihood")
            terms = [term for row in scales.rows for term in row]
            hint = known(grade.likelihood, terms, kind="terms")
            raise error(f"no term of likelihood: '{grade.likelihood}'", place, hint)
        said.append(context.words.likely.format(term=grade.likelihood, range=likely))
    day = context.words.day(dt.date.fromisoformat(grade.date))
    return context.words.graded.format(
        grade=capital("; ".join(said)), analyst=grade.analyst, date=day, reason=grade.reason
    )
