"""Say in the list of sources what the author answered: what is no claim, what is borne out."""

from __future__ import annotations

import datetime as dt

from reebrief.briefs.models.answers import CalculatedModel, CorrectedModel, SupportedModel
from reebrief.briefs.models.brief import BriefModel
from reebrief.caveats.source_statement import one_stop
from reebrief.caveats.wording import Wording
from reebrief.document.sentences import capital


def answered(model: BriefModel, wording: Wording) -> dict[str, list[str]]:
    """Return a sentence on each answer, by the article in whose entry it stands.

    A calculation stands with the first article that it is of; whatever names none of the sources
    has no entry to stand in, and is an error elsewhere.
    """
    done: dict[str, list[str]] = {name: [] for name in wording.numbers}
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


def _corrected(model: CorrectedModel, wording: Wording) -> str:
    return one_stop(
        wording.caveat_words.corrected.format(
            words=model.words,
            label=wording.label(model.caveat),
            who=model.who,
            why=model.why,
            date=wording.words.day(dt.date.fromisoformat(model.date)),
        )
    )


def _supported(model: SupportedModel, wording: Wording) -> str:
    return one_stop(
        wording.caveat_words.supported.format(
            words=model.words,
            passage=model.passage,
            who=model.who,
            why=model.why,
            date=wording.words.day(dt.date.fromisoformat(model.date)),
        )
    )


def _calculated(model: CalculatedModel, wording: Wording) -> str:
    words, numbers = wording.caveat_words, wording.numbers
    figures = [
        f"{figure} [{numbers.get(article, article)}]" if article else figure
        for figure, article in model.operands
    ]
    said = words.calculated.format(
        result=model.result,
        operation=words.operations[model.operation],
        figures=words.joined(figures),
        who=model.who,
        why=model.why,
        date=wording.words.day(dt.date.fromisoformat(model.date)),
    )
    return one_stop(capital(said))
