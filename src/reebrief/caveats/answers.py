"""Say in the list of sources what the author answered: what is no claim, what is borne out."""

from __future__ import annotations

import datetime as dt

from reebrief.briefs.models.answers import CalculatedModel, CorrectedModel, SupportedModel
from reebrief.briefs.models.brief import BriefModel
from reebrief.caveats.bold_words import said
from reebrief.caveats.wording import Wording
from reebrief.document.nodes import Inlines


def answered(model: BriefModel, wording: Wording) -> dict[str, list[Inlines]]:
    """Return a sentence on each answer, by the article in whose entry it stands.

    A calculation stands with the first article that it is of; whatever names none of the sources
    has no entry to stand in, and is an error elsewhere.
    """
    done: dict[str, list[Inlines]] = {name: [] for name in wording.numbers}
    for corrected in model.claims:
        if corrected.article in done:
            done[corrected.article].append(_corrected(corrected, wording))
    for supported in model.supported:
        if supported.article in done:
            done[supported.article].append(_supported(supported, wording))
    for calculated in model.calculated:
        of = (operand.article for operand in calculated.operands)
        first = next((name for name in of if name in done), None)
        if first is not None:
            done[first].append(_calculated(calculated, wording))
    return done


def _corrected(model: CorrectedModel, wording: Wording) -> Inlines:
    label = wording.caveat_words.classes[model.caveat].label
    form, day = wording.caveat_words.corrected, _day(model.date, wording)
    return said(form, words=model.words, label=label, who=model.who, why=model.why, date=day)


def _supported(model: SupportedModel, wording: Wording) -> Inlines:
    form, day = wording.caveat_words.supported, _day(model.date, wording)
    values = {"words": model.words, "passage": model.passage}
    return said(form, **values, who=model.who, why=model.why, date=day)


def _calculated(model: CalculatedModel, wording: Wording) -> Inlines:
    words, numbers = wording.caveat_words, wording.numbers
    figures = [
        f"{figure} [{numbers.get(article, article)}]" if article else figure
        for figure, article in model.operands
    ]
    return said(
        words.calculated,
        result=model.result,
        operation=words.operations[model.operation],
        figures=words.joined(figures),
        who=model.who,
        why=model.why,
        date=_day(model.date, wording),
    )


def _day(date: str, wording: Wording) -> str:
    return wording.words.day(dt.date.fromisoformat(date))
