"""Find what an article says against its own claims, by sentence and by figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from reebrief.analysis.claims import Claim, ClaimWords, claims
from reebrief.analysis.declared_language import is_in_another
from reebrief.analysis.figures import Figure, figures, same
from reebrief.analysis.scope_drift import drift
from reebrief.corpus.articles import Article, lines_of
from reebrief.diagnostics import Place
from reebrief.document.sentences import spans

EVIDENT = frozenset({"cannot-verify", "hedge", "forward-looking", "look-alike"})
"""Classes that need no label where the sentence itself holds the words that say so."""

_CLASSES = {"opinion": "publishers-opinion"}
"""Kinds of claim that go by another name among caveats."""

_BREAK = re.compile(r"[;:–—()]\s|,\s(?!\d)|\s[–—]\s")
_LONGEST = 160
"""Characters of an article's own words that a label may show."""

_WORD = re.compile(r"\s?([^\W\d_][\w’'-]*)")
_MOST_NOUNS = 4
"""Words behind a figure that may belong to it, at most."""

_OF_FIGURE = frozenset({"contradicted", "unit", "look-alike", "scope-drift"})
"""Classes whose label stands beside the figure itself, not at the end of its sentence."""

_OF_SENTENCE = frozenset({"publishers-opinion"})
"""Classes that concern a sentence, and not its figures wherever they stand."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A caveat's class on a claim, the words that are evidence for it, and where they stand.

    ``detail`` are the article's own words that say it more narrowly, or of a unit what there is to
    ask (``UnclearUnit``); "" where there is nothing more to say.
    """

    caveat: str
    by: str
    place: Place
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DoubtedSentence:
    """A sentence as it is shown: its offsets in its line, its words, and its doubts.

    ``evident`` holds the classes that its own words make plain; ``after`` the ends of the figures
    that a class concerns, where its label stands beside them, and ``details`` what the label of a
    class says at such an end, where figures of one sentence differ in it.
    """

    start: int
    end: int
    text: str
    doubts: tuple[Doubt, ...]
    evident: frozenset[str]
    after: Mapping[str, tuple[int, ...]]
    details: Mapping[tuple[str, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class Doubts:
    """The doubts of one article, each line of which is read when one of its figures is shown.

    Without the words of its language there are none of its own. ``lines`` are its lines, the title
    first, each with its line in the file; ``corrected`` the classes and the words of sentences
    that are no claims of these classes.
    """

    article: Article
    words: ClaimWords | None
    lines: tuple[tuple[str, int], ...] = field(init=False)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    _with_value: dict[str, list[int]] = field(default_factory=dict)
    _of_line: dict[int, list[tuple[Figure, Doubt]]] = field(default_factory=dict)
    _more: dict[str, list[tuple[Figure, Doubt]]] = field(default_factory=dict)
    _drifts: list[tuple[str, Figure, Doubt]] = field(default_factory=list)
    _on_nobody: bool | None = None

    def __post_init__(self) -> None:
        """Look for the figures of the article's lines."""
        self.lines = self.article.lines
        if self.words is None:
            return
        for n, (text, _) in enumerate(self.lines):
            for figure in figures(text, self.words.figures):
                for value in values(figure) if figure.unit else ():
                    self._with_value.setdefault(value, []).append(n)
        self._find_drift(self.words)

    def _find_drift(self, words: ClaimWords) -> None:
        """Compare each line of the highlights with each sentence of the body."""
        stated = [t for t in self.article.highlight_lines if figures(t, words.figures)]
        if not stated:
            return
        body = [
            (text[start:end].strip(), line)
            for text, line in lines_of(self.article.body)
            if not is_in_another(text, words.figures.patterns.no_nouns)
            for start, end in spans(text)
        ]
        sentences = [text for text, _ in body]
        for text in stated:
            found = drift(text, sentences, words.drift, words.figures)
            if found is not None:
                sentence, line = body[found.body]
                place = Place(self.article.file.name, line)
                doubt = Doubt("scope-drift", found.why, place, _clause(sentence, found.offered))
                self._drifts.append((text, found.figure, doubt))

    def _declared(self, text: str) -> Iterator[tuple[int, Doubt]]:
        """Yield what the article declares narrower of a line of its highlights, and where it ends.

        The line may be shown cut short.
        """
        for n, one in enumerate(self.article.about.narrower):
            end = text.find(one.highlight) + len(one.highlight)
            lines = (line for line in self.article.highlight_lines if one.highlight in line)
            if one.highlight in text and any(line[:end] == text[:end] for line in lines):
                place = self.article.place("narrower", n)
                yield end, Doubt("scope-drift", one.highlight, place, one.text)

    @property
    def rests_on_nobody(self) -> bool:
        """Whether any of its sentences rests on persons or papers that it does not name.

        All of them count, shown or not: what says where an article comes from speaks of all of it.
        """
        if self._on_nobody is None:
            self._on_nobody = any(
                claim.kind == "unnamed-source"
                for text, _ in self.lines
                for claim in self.claims_of(text)
            )
        return self._on_nobody

    @property
    def any(self) -> bool:
        """Whether the article has figures, any of which may be doubted."""
        return bool(self._with_value)

    @property
    def said(self) -> dt.date | None:
        """The day on which the article was published, or the first on which it may have been."""
        return self.article.published.start if self.article.published else None

    def doubt(self, figure: Figure, doubt: Doubt) -> None:
        """Cast one more doubt on a figure, wherever it is shown."""
        for value in values(figure):
            self._more.setdefault(value, []).append((figure, doubt))

    def on(self, figure: Figure) -> Iterator[Doubt]:
        """Yield the doubts on a figure, of a range those on either end.

        One without a unit could be any, and has none.
        """
        if not figure.unit:
            return
        ends = [replace(figure, value=value) for value in values(figure)]
        lines = dict.fromkeys(n for one in ends for n in self._with_value.get(one.value, ()))
        more = dict.fromkeys(cast for one in ends for cast in self._more.get(one.value, ()))
        for known, doubt in (*(d for n in lines for d in self._cast(n)), *more):
            both = (replace(known, value=value) for value in values(known))
            if any(same(known_end, end) for known_end in both for end in ends):
                yield doubt

    def narrowed(self, figure: Figure, text: str) -> Iterator[Doubt]:
        """Yield the drift of a figure that an author's text repeats without what limits it."""
        words = text.casefold()
        for _, known, doubt in self._drifts:
            limits = doubt.by.casefold().split()
            if same(known, figure) and not all(word in words for word in limits):
                yield doubt

    def _cast(self, n: int) -> list[tuple[Figure, Doubt]]:
        """Return the doubts that a line casts on its figures."""
        if n not in self._of_line and self.words is not None:
            text, line = self.lines[n]
            place = Place(self.article.file.name, line)
            found = self.claims_of(text)
            self._of_line[n] = [
                one
                for claim in found
                if class_of(claim) not in _OF_SENTENCE
                for one in _of_figures(claim, place)
            ]
        return self._of_line[n]

    def claims_of(self, text: str) -> list[Claim]:
        """Return the claims of a line, but those that the author corrected."""
        return [
            claim
            for claim in (claims(text, self.words, self.said) if self.words else ())
            if not any(
                class_of(claim) == caveat and said in said_in(claim, text)
                for caveat, said in self.corrected
            )
        ]

    def of(self, text: str, place: Place) -> list[DoubtedSentence]:
        """Return the sentences of a line of the article with their doubts."""
        if self.words is None:
            return []
        # Asked now, the article is read once: of a long brief the claims are not kept to its end.
        _ = self.rests_on_nobody
        found = self.claims_of(text)
        shown = figures(text, self.words.figures)
        drifted = [
            (figure, doubt)
            for line, figure, doubt in self._drifts
            if line[: figure.end] == text[: figure.end]
        ]
        done: list[DoubtedSentence] = []
        for start, end in spans(text):
            doubts = _Gathered(text, start, end, self.words)
            for figure, doubt in drifted:
                doubts.add(doubt, figure)
            for at, doubt in self._declared(text):
                doubts.beside(doubt, at)
            for claim in found:
                if start <= claim.start < end:
                    doubts.own(claim, place)
            for figure in shown:
                for doubt in self.on(figure) if start <= figure.start < end else ():
                    doubts.add(doubt, figure)
            done += doubts.sentence()
        return done


class _Gathered:
    """Gathers the doubts of one sentence, one of each class."""

    def __init__(self, text: str, start: int, end: int, words: ClaimWords) -> None:
        self.text, self.start, self.end = text, start, end
        self.words = words
        self.doubts: dict[str, Doubt] = {}
        self.evident: set[str] = set()
        self.after: dict[str, tuple[int, ...]] = {}
        self.details: dict[tuple[str, int], str] = {}

    def own(self, claim: Claim, place: Place) -> None:
        """Add the doubt that a claim of the sentence casts, on it and on its figures."""
        doubt = _doubt(claim, place)
        if claim.evident:
            self.evident.add(doubt.caveat)
        self.doubts.setdefault(doubt.caveat, doubt)
        for figure, cast in _of_figures(claim, place):
            self.add(cast, figure)

    def beside(self, doubt: Doubt, at: int) -> None:
        """Add a doubt on the words that end at an offset."""
        if self.start < at <= self.end:
            self.doubts.setdefault(doubt.caveat, doubt)
            self.after[doubt.caveat] = (*self.after.get(doubt.caveat, ()), at)
            self.details[doubt.caveat, at] = doubt.detail

    def add(self, doubt: Doubt, figure: Figure) -> None:
        """Add a doubt on a figure, which may stand in another sentence."""
        if not self.start <= figure.start < self.end:
            return
        if doubt.caveat == "contradicted" and doubt.by in self.text[self.start : self.end]:
            return  # the sentence says both
        self.doubts.setdefault(doubt.caveat, doubt)
        # "12,000-ton" belongs to the noun after it: its label stands at the sentence's end.
        if doubt.caveat in _OF_FIGURE and "-" not in figure.text:
            ends_, end = self.after.get(doubt.caveat, ()), self._end(figure)
            self.after[doubt.caveat] = tuple(dict.fromkeys((*ends_, end)))
            self.details.setdefault((doubt.caveat, end), doubt.detail)

    def _end(self, figure: Figure) -> int:
        """Return where the phrase of a figure ends: no mark stands within it.

        It takes a period along, "12,000 tons of ore a year", what it is of, "12,000 tons of ore",
        and behind an article what it belongs to: "a 30% cost reduction".
        """
        patterns = self.words.figures.patterns
        period = patterns.period.match(self.text, figure.end)
        if period is not None:
            return period.end()
        of = patterns.of.match(self.text, figure.end)
        if of is not None:
            return self._nouns(of.end(), figure.end)
        before = patterns.last_word.search(self.text, self.start, figure.start)
        if before is not None and before["word"].lower() in self.words.drift.determiners:
            return self._nouns(figure.end, figure.end)
        return figure.end

    def _nouns(self, at: int, otherwise: int) -> int:
        """Return where the words from an offset end that may be a noun with what belongs to it."""
        none = {*self.words.figures.patterns.no_nouns, *self.words.drift.changes}
        end = at
        for _ in range(_MOST_NOUNS):
            word = _WORD.match(self.text, end, self.end)
            if word is None or word[1].lower() in none:
                break
            end = word.end()
        return end if end > at else otherwise

    def sentence(self) -> list[DoubtedSentence]:
        """Return the sentence, or nothing where nobody doubts it."""
        if not self.doubts:
            return []
        text = self.text[self.start : self.end].strip()
        evident = frozenset(self.evident & EVIDENT)
        doubts = (*self.doubts.values(),)
        return [
            DoubtedSentence(self.start, self.end, text, doubts, evident, self.after, self.details)
        ]


def class_of(claim: Claim) -> str:
    """Return the class of caveats that a claim calls for."""
    return _CLASSES.get(claim.kind, claim.kind)


def said_in(claim: Claim, text: str) -> str:
    """Return the sentence of a claim of a line, its words apart by single spaces."""
    return " ".join(text[claim.start : claim.end].split())


def _doubt(claim: Claim, place: Place) -> Doubt:
    """Return the doubt that a claim of an article is; of a hedge with the words of who speaks."""
    detail = claim.speaker if claim.kind == "hedge" else next(iter(claim.asks), "")
    return Doubt(class_of(claim), claim.by, place, detail)


def _of_figures(claim: Claim, place: Place) -> Iterator[tuple[Figure, Doubt]]:
    """Yield each figure that a claim covers, with the doubt that it casts there."""
    doubt = _doubt(claim, place)
    for n, figure in enumerate(claim.figures):
        yield figure, replace(doubt, detail=claim.asks[n]) if claim.asks else doubt


def of_author(text: str, doubts: Doubts, words: ClaimWords) -> list[DoubtedSentence]:
    """Return the sentences of an author's line that show doubted figures of an article.

    What the author's own words hedge needs no label for the hedge.
    """
    if not doubts.any:
        return []
    shown = figures(text, words.figures)
    if not shown:
        return []
    own = claims(text, words)
    done: list[DoubtedSentence] = []
    for start, end in spans(text):
        found = _Gathered(text, start, end, words)
        for figure in shown:
            if start <= figure.start < end:
                for doubt in (*doubts.on(figure), *doubts.narrowed(figure, text)):
                    found.add(doubt, figure)
        said = (class_of(c) for c in own if start <= c.start < end)
        found.evident.update(said)
        if any(phrase in text[start:end].casefold() for phrase in words.figures.apart):
            found.evident.add("look-alike")
        done += found.sentence()
    return done


def values(figure: Figure) -> list[str]:
    """Return the value of a figure, of a range both ends."""
    return figure.value.split("–")


def _clause(sentence: str, words: str) -> str:
    """Return the clause of a sentence that holds words: what limits or denies them comes along."""
    at = sentence.find(words)
    before = [m.end() for m in _BREAK.finditer(sentence, 0, max(at, 0))]
    after = _BREAK.search(sentence, at + len(words))
    end = after.start() if after else len(sentence)
    clause = sentence[before[-1] if before else 0 : end].strip().rstrip(".!?…")
    return clause if at >= 0 and len(clause) <= _LONGEST else words
