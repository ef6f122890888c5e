"""Hold every sentence of the author against the articles that it cites, and say what fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reebrief.analysis import support
from reebrief.analysis.support import Assertion, Held
from reebrief.analysis.support.dates import StatedDate
from reebrief.analysis.support.quotations import Quotation
from reebrief.briefs.inputs import BriefInputs
from reebrief.caveats import Account
from reebrief.caveats.doubts import of_author
from reebrief.corpus.articles import Article, Articles
from reebrief.corpus.sources import mentions
from reebrief.diagnostics import Place, Problem, Severity
from reebrief.pipeline.author_answers import Answer, AuthorAnswers
from reebrief.pipeline.author_sentences import AuthorSentence
from reebrief.pipeline.calculations import Calculator
from reebrief.templates.caveat_classes import CLAIM_CLASSES

_WAIVERS = ("waivers",)
"""Texts on what somebody did, and when: dates in them are no claim of a source."""

_OWN_OUTLOOK = {("judgements",), ("title",), ("subtitle",)}
"""The texts in which a date to come is what the author foresees."""

_HINT = "type what the article says, cite another, or answer it under 'supported'"


@dataclass(frozen=True, slots=True)
class SupportVerdict:
    """What became of a figure, date or quotation of a sentence of the author.

    ``held`` is its passage; where the sentence cites nothing, or the cited articles do not have it,
    ``elsewhere`` is the passage of another article of the brief that does. ``answer`` is what the
    author says to it.
    """

    sentence: AuthorSentence
    held: Held
    elsewhere: Held | None = None
    answer: Answer | None = None

    @property
    def cited(self) -> bool:
        """Say whether the sentence rests on any article."""
        return bool(self.sentence.articles)

    @property
    def supported(self) -> bool:
        """Say whether an article on which the sentence rests bears it out."""
        return self.cited and self.held.held


def passage_place(held: Held, articles: Articles) -> Place | None:
    """Return where a passage stands in its article, None where there is none."""
    if held.article is None:
        return None
    article = articles.get(held.article)
    return Place(article.file.name, article.lines[held.line][1] if held.line is not None else 0)


@dataclass
class SupportGate:
    """Holds sentences against the articles of one brief.

    ``articles`` are those of its list of sources, ``account`` says what they doubt themselves.
    ``unread`` are those in a language without the words for it, which bear out whatever is cited
    to them.
    """

    inputs: BriefInputs
    articles: Sequence[Article]
    account: Account
    unread: list[Article] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the words of the languages; an article is read when a sentence cites it."""
        self.reading = self.inputs.reading(self.inputs.language.code)
        self._texts: dict[str, support.ArticleText] = {}
        for article in self.articles:
            reading = self.inputs.reading(article.about.language)
            if reading is None:
                self.unread.append(article)
                continue
            day = article.published.start if article.published else None
            lines = tuple(text for text, _ in article.lines)
            self._texts[article.id] = support.article_text(article.id, lines, reading, day)
        calculator = (
            Calculator(self._texts, self.account.doubts, self.reading) if self.reading else None
        )
        self.answers = AuthorAnswers(self.inputs.definition, self._texts, calculator)

    def verdicts(self, sentence: AuthorSentence) -> Iterator[SupportVerdict]:
        """Yield a verdict on each figure, date and quotation of a sentence, in its order."""
        if self.reading is None:
            return
        waiver = sentence.path[:1] == _WAIVERS
        found = [
            one
            for one in support.assertions(sentence.text, self.reading)
            if not self._of_the_author(one, sentence) and not (waiver and one.kind == "date")
        ]
        if not sentence.articles:
            for one in support.without_citation(found, self.inputs.date):
                held = Held(one, "missing")
                answer = self.answers.to(one, sentence)
                yield SupportVerdict(sentence, held, self._elsewhere(one, ()), answer)
            return
        if any(article.id in sentence.articles for article in self.unread):
            return
        texts = [self._texts[name] for name in sentence.articles if name in self._texts]
        for one in found:
            held = support.held_against(one, texts)
            if held.held:
                yield SupportVerdict(sentence, held)
            else:
                other = self._elsewhere(one, sentence.articles)
                yield SupportVerdict(sentence, held, other, self.answers.to(one, sentence))

    def _of_the_author(self, one: Assertion, sentence: AuthorSentence) -> bool:
        """Say whether a date is the brief's own, or one that its author foresees."""
        match one.what:
            case StatedDate(year=int(year), months=months, day=day):
                own = (self.inputs.date, self.inputs.cut_off)
                exact = (year, months, day)
                foreseen = sentence.path[:1] in _OWN_OUTLOOK and (
                    (year, max(months, default=12)) > (own[0].year, own[0].month)
                )
                return foreseen or exact in {(d.year, frozenset({d.month}), d.day) for d in own}
            case _:
                return False

    def _elsewhere(self, one: Assertion, but: Sequence[str]) -> Held | None:
        """Return the passage of another article of the brief that bears something out.

        One with another limit will do, "up to 520 tons": it is what was meant.
        """
        others = [text for name, text in self._texts.items() if name not in but]
        held = support.held_against(one, others)
        near = held.held or held.fault == "bound"
        return held if near and held.line is not None else None

    def problem(self, verdict: SupportVerdict) -> Problem | None:
        """Say what is wrong with what an author states; None where nothing is."""
        one, place = verdict.held.stated, verdict.sentence.place
        severity = Severity.ERROR if self._strict else Severity.FINDING
        if isinstance(one.what, Quotation) and not one.what.ended:
            return Problem("a quotation without an end", place, "close it with ”", severity)
        if verdict.supported or verdict.answer:
            return None
        what = self._what(verdict)
        return Problem(what, place, self._hint(verdict), severity)

    def note(self, verdict: SupportVerdict) -> Problem | None:
        """Note a source of the registry beside a figure whose paragraph does not name it.

        Who published the article, and whom it goes back to, may be named anywhere.
        """
        held, sentence = verdict.held, verdict.sentence
        if not verdict.supported or held.stated.kind != "figure" or held.line is None:
            return None
        article = self.inputs.articles.get(held.article or "")
        paragraph, text = article.lines[held.line][0].lower(), sentence.text.lower()
        known = {article.about.publisher, *article.origins}
        for source in self.inputs.registry.sources.values():
            if known & {*source.names} or not mentions(text, source):
                continue
            if not mentions(paragraph, source):
                what = f"{source.name} stands beside '{held.stated.text}', and not in its paragraph"
                at = passage_place(held, self.inputs.articles)
                hint = f"see {at}: '{held.passage}'"
                return Problem(what, sentence.place, hint, Severity.NOTE)
        return None

    @property
    def _strict(self) -> bool:
        return self.inputs.settings.unsupported == "error"

    def _what(self, verdict: SupportVerdict) -> str:
        held, sentence = verdict.held, verdict.sentence
        one = held.stated
        said = f"“{one.text}”" if one.kind == "quotation" else f"'{one.text}'"
        if not verdict.cited:
            return f"a {one.kind} without its source: {said}"
        names = " and ".join(f"'{name}'" for name in sentence.articles)
        place = passage_place(held, self.inputs.articles)
        at = f", {place}" if place else ""
        if verdict.elsewhere is not None:
            other = verdict.elsewhere
            limit = "" if other.held else f" with another limit: '{other.passage}'"
            return f"{said} is not in {names}, but in '{other.article}'{limit}"
        match held.fault:
            case "bound":
                return f"{said} has another limit in {names}: '{held.passage}'{at}"
            case "unit":
                return f"{said} has another unit in {names}: '{held.passage}'{at}"
            case "direction":
                return f"{said} goes the other way in {names}: '{held.passage}'{at}"
            case "other-thing":
                return f"{said} is said of another thing in {names}; of this: '{held.passage}'{at}"
            case _:
                near = f"; nearest: '{held.passage}'{at}" if held.passage else ""
                return f"{said} is not in {names}{near}"

    def _hint(self, verdict: SupportVerdict) -> str:
        if verdict.elsewhere is None:
            return "cite the article that has it" if not verdict.cited else _HINT
        said = f"cite it: [@{verdict.elsewhere.article}]"
        doubt = next(self._doubted(verdict.sentence.text, verdict.elsewhere.article or ""), None)
        return f"{said}; {doubt}" if doubt else said

    def _doubted(self, text: str, article: str) -> Iterator[str]:
        """Yield what an article says against a sentence's figures, with the line that says it."""
        words = self.inputs.lexicon.of(self.inputs.language.code)
        found = [
            doubt
            for sentence in of_author(text, self.account.doubts[article], words)
            for doubt in sentence.doubts
            if doubt.by
        ]
        for doubt in sorted(found, key=lambda each: CLAIM_CLASSES.index(each.caveat)):
            yield f"{doubt.place} says '{doubt.by}'"


def support_findings(gate: SupportGate, verdicts: Iterable[SupportVerdict]) -> Iterator[Problem]:
    """Yield a problem for each thing that no article bears out, and each answer that is wrong.

    What was not read is a note.
    """
    for verdict in verdicts:
        problem = gate.problem(verdict) or gate.note(verdict)
        if problem is not None:
            yield problem
    yield from gate.answers.problems
    yield from gate.answers.unmatched()
    for article in gate.unread:
        what = f"no words of support in the language '{article.about.language}'"
        hint = "compare what you cite of it yourself, or add the language to templates/support.yaml"
        yield Problem(what, article.place("language"), hint, Severity.NOTE)
