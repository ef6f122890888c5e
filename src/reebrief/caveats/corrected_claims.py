"""Take a claim away that is none: the author says so, with who and why, for one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reebrief.analysis.claims import claims
from reebrief.briefs import BriefDefinition
from reebrief.briefs.models.answers import CorrectedModel
from reebrief.caveats.doubts import Doubts, class_of, said_in
from reebrief.diagnostics import Problem, ReebriefError, known

CORRECTABLE = ("hedge", "unnamed-source", "forward-looking", "publishers-opinion", "unit")
"""The classes that words give away and may give away wrongly; who a source is, what could not be
verified and what another article denies nobody corrects."""


def correct(definition: BriefDefinition, doubts: Mapping[str, Doubts]) -> None:
    """Let the articles' doubts pass by what the author corrected.

    Raises ReebriefError with the place of each correction of a class that cannot be corrected, of
    an article that the brief does not have, and of words in which no sentence, or several, of that
    class are found.
    """
    problems: list[Problem] = []
    for n, model in enumerate(definition.model.claims):
        fault = _fault(model, doubts)
        if fault:
            key, what, hint = fault
            problems.append(Problem(what, definition.place("claims", n, key), hint))
        else:
            doubts[model.article].corrected.append((model.caveat, _normal(model.words)))
    if problems:
        raise ReebriefError(problems)


def _fault(model: CorrectedModel, doubts: Mapping[str, Doubts]) -> tuple[str, str, str] | None:
    """Return the key, what is wrong and a hint; None where nothing is."""
    if model.caveat not in CORRECTABLE:
        what = f"'{model.caveat}' is no claim that can be corrected"
        return "caveat", what, known(model.caveat, CORRECTABLE, kind="classes")
    if model.article not in doubts:
        what = f"'{model.article}' is not in this brief"
        return "article", what, known(model.article, doubts, kind="articles of this brief")
    found = {*_sentences(doubts[model.article], model.caveat, _normal(model.words))}
    if not found:
        what = f"'{model.article}' has no {model.caveat} in a sentence with “{model.words}”"
        return "words", what, "'reebrief check' shows the claims; or delete this"
    if len(found) > 1:
        what = f"{len(found)} sentences of '{model.article}' have “{model.words}”, {model.caveat}"
        return "words", what, "type more of the sentence that is meant"
    return None


def _sentences(doubts: Doubts, caveat: str, words: str) -> Iterator[str]:
    """Yield the sentences of an article that hold words, and a claim of a class."""
    if doubts.words is None:
        return
    for text, _ in doubts.lines:
        if words in _normal(text):
            for claim in claims(text, doubts.words, doubts.said):
                if class_of(claim) == caveat and words in said_in(claim, text):
                    yield said_in(claim, text)


def _normal(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())
