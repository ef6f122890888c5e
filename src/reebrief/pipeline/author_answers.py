"""Match what an author answers to the figures, dates and quotations that were not found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reebrief.analysis.support import ArticleText, Assertion
from reebrief.analysis.support.quantities import Quantity
from reebrief.analysis.support.quotations import said
from reebrief.briefs import BriefDefinition
from reebrief.briefs.models.answers import CalculatedModel, SupportedModel
from reebrief.diagnostics import Place, Problem, known
from reebrief.pipeline.author_sentences import AuthorSentence
from reebrief.pipeline.calculations import CalculationError, Calculator


@dataclass(slots=True)
class Answer:
    """An answer with its place; ``result`` is what a calculation comes to.

    ``met`` are the sentences that it answers; it must be one.
    """

    model: SupportedModel | CalculatedModel
    place: Place
    result: Quantity | None = None
    met: list[AuthorSentence] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What it answers, as the brief has it."""
        model = self.model
        return model.words if isinstance(model, SupportedModel) else model.result

    @property
    def passage(self) -> str:
        """What it rests on."""
        model = self.model
        return model.passage if isinstance(model, SupportedModel) else "; ".join(model.typed)

    def fits(self, one: Assertion, sentence: AuthorSentence) -> bool:
        """Say whether it answers what a sentence states."""
        if self.result is not None:
            result, what = self.result, one.what
            return isinstance(what, Quantity) and (
                (result.low, result.high, result.measure) == (what.low, what.high, what.measure)
            )
        words = self.words
        return words in sentence.text and (one.text in words or words in one.text)


class AuthorAnswers:
    """The answers of one brief; ``problems`` are errors of those that hold no longer."""

    def __init__(
        self,
        definition: BriefDefinition,
        articles: Mapping[str, ArticleText],
        calculator: Calculator | None,
    ) -> None:
        """Check each answer; one that is wrong answers nothing."""
        self.problems: list[Problem] = []
        self._answers: list[Answer] = []
        for n, supported in enumerate(definition.model.supported):
            place = definition.place("supported", n, "passage")
            wrong = _wrong(supported, articles)
            if wrong:
                what, hint = wrong
                self.problems.append(Problem(what, place, hint))
            else:
                at = definition.place("supported", n, "words")
                self._answers.append(Answer(supported, at))
        if calculator is None:  # in a language without words nothing is looked at
            return
        for n, calculated in enumerate(definition.model.calculated):
            place = definition.place("calculated", n, calculated.operation)
            try:
                result = calculator.check(calculated)
            except CalculationError as fault:
                what, _, hint = str(fault).partition("; ")
                self.problems.append(Problem(what, place, hint or None))
            else:
                at = definition.place("calculated", n, "result")
                self._answers.append(Answer(calculated, at, result))

    def to(self, one: Assertion, sentence: AuthorSentence) -> Answer | None:
        """Return the answer to what a sentence states, if there is one."""
        for answer in self._answers:
            if answer.fits(one, sentence):
                if sentence not in answer.met:
                    answer.met.append(sentence)
                return answer
        return None

    def unmatched(self) -> Iterator[Problem]:
        """Yield an error for each answer that answers nothing, or supports several sentences."""
        for answer in self._answers:
            if not answer.met:
                what = f"this answers nothing: no unsupported '{answer.words}' in this brief"
                hint = "delete it; 'reebrief evidence' shows what was not found"
                yield Problem(what, answer.place, hint)
            elif len(answer.met) > 1 and answer.result is None:
                lines = ", ".join(str(one.place.line) for one in answer.met)
                what = f"this answers several sentences, of lines {lines}"
                yield Problem(what, answer.place, "type more of the sentence that is meant")


def _wrong(model: SupportedModel, articles: Mapping[str, ArticleText]) -> tuple[str, str] | None:
    """Say what is wrong with an answer, and what to do; None where nothing is."""
    article = articles.get(model.article)
    if article is None:
        hint = known(model.article, articles, kind="articles of this brief")
        return f"'{model.article}' is not in this brief", hint
    if said(model.passage, article.lines) is None:
        what = f"'{model.article}' does not say '{model.passage}'"
        return what, "type the article's words; if they changed, look at the figure anew"
    return None
