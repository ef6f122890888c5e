"""Doubts: what an article says against its own claims, by sentence and by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from reebrief.alike import alike
from reebrief.articles import Article
from reebrief.claims import ClaimWords, claims
from reebrief.drift import drift
from reebrief.errors import Place
from reebrief.figures import Figure, figures, same
from reebrief.sentences import ends
from reebrief.tree import Blocks, Heading, Paragraph, characters, walk

EVIDENT = frozenset({"cannot-verify", "hedge", "forward-looking"})
"""Classes that need no label where the sentence itself holds the words that say so."""

_CLASSES = {"opinion": "publishers-opinion"}
"""Kinds of claim that go by another name among caveats."""

_OF_SENTENCE = frozenset({"publishers-opinion"})
"""Classes that concern a sentence, and not its figures wherever they stand."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A caveat's class on a claim, the words that are evidence for it, and where they stand.

    ``detail`` are the article's own words that say it more narrowly, "" where there are none.
    """

    caveat: str
    by: str
    place: Place
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is shown: its offsets in its line, its words, and its doubts.

    ``evident`` holds the classes that its own words make plain.
    """

    start: int
    end: int
    text: str
    doubts: tuple[Doubt, ...]
    evident: frozenset[str]


@dataclass(slots=True)
class Doubts:
    """The doubts of one article, each line of which is read when one of its figures is shown."""

    article: Article
    words: ClaimWords | None
    _lines: list[tuple[str, int]] = field(default_factory=list)
    _with_value: dict[str, list[int]] = field(default_factory=dict)
    _of_line: dict[int, list[tuple[Figure, Doubt]]] = field(default_factory=dict)
    _more: list[tuple[Figure, Doubt]] = field(default_factory=list)
    _drifts: dict[str, Doubt] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look for the figures of the article's lines."""
        if self.words is None:
            return
        self._lines = list(lines(self.article))
        for n, (text, _) in enumerate(self._lines):
            for figure in figures(text, self.words.figures):
                if figure.unit:
                    self._with_value.setdefault(figure.value, []).append(n)
        self._find_drift(self.words)

    def _find_drift(self, words: ClaimWords) -> None:
        """Compare each line of the highlights with each sentence of the body."""
        if self.article.highlights is None:
            return
        body = [
            (text[start:end].strip(), line)
            for text, line in _lines(_body(self.article))
            for start, end in spans(text)
        ]
        sentences = [text for text, _ in body]
        for text, _ in _lines((self.article.highlights,)):
            found = drift(text, sentences, words.drift, words.figures)
            if found is not None:
                place = Place(self.article.file.name, body[found.body][1])
                self._drifts[text] = Doubt("scope-drift", found.why, place, found.offered)

    @property
    def any(self) -> bool:
        """Whether the article has figures, any of which may be doubted."""
        return bool(self._with_value)

    def doubt(self, figure: Figure, doubt: Doubt) -> None:
        """Cast one more doubt on a figure, wherever it is shown."""
        self._more.append((figure, doubt))

    def on(self, figure: Figure) -> Iterator[Doubt]:
        """Yield the doubts on a figure; one without a unit could be any, and has none."""
        if not figure.unit:
            return
        for n in self._with_value.get(figure.value, ()):
            yield from (d for known, d in self._cast(n) if same(known, figure))
        yield from (d for known, d in self._more if same(known, figure))

    def _cast(self, n: int) -> list[tuple[Figure, Doubt]]:
        """Return the doubts that a line casts on its figures."""
        if n not in self._of_line and self.words is not None:
            text, line = self._lines[n]
            place = Place(self.article.file.name, line)
            kinds = ((c, _CLASSES.get(c.kind, c.kind)) for c in claims(text, self.words))
            self._of_line[n] = [
                (figure, Doubt(kind, claim.by, place))
                for claim, kind in kinds
                if kind not in _OF_SENTENCE
                for figure in claim.figures
            ]
        return self._of_line[n]

    def of(self, text: str, place: Place) -> list[Sentence]:
        """Return the sentences of a line of the article with their doubts."""
        if self.words is None:
            return []
        found = claims(text, self.words)
        drifted = self._drifts.get(text)
        shown = figures(text, self.words.figures)
        done: list[Sentence] = []
        for start, end in spans(text):
            doubts = {drifted.caveat: drifted} if drifted else {}
            evident = set()
            for claim in found:
                if start <= claim.start < end:
                    kind = _CLASSES.get(claim.kind, claim.kind)
                    doubts.setdefault(kind, Doubt(kind, claim.by, place))
                    evident.add(kind)
            for figure in shown:
                if start <= figure.start < end:
                    for doubt in self.on(figure):
                        doubts.setdefault(doubt.caveat, doubt)
            if doubts:
                done.append(
                    Sentence(
                        start,
                        end,
                        text[start:end].strip(),
                        (*doubts.values(),),
                        frozenset(evident & EVIDENT),
                    )
                )
        return done


def of_author(text: str, doubts: Doubts, words: ClaimWords | None) -> list[Sentence]:
    """Return the sentences of an author's line that show doubted figures of an article.

    What the author's own words hedge needs no label for the hedge.
    """
    if words is None or not doubts.any:
        return []
    shown = figures(text, words.figures)
    if not shown:
        return []
    own = claims(text, words)
    done: list[Sentence] = []
    for start, end in spans(text):
        found = {
            doubt.caveat: doubt
            for figure in shown
            if start <= figure.start < end
            for doubt in doubts.on(figure)
        }
        said = {_CLASSES.get(c.kind, c.kind) for c in own if start <= c.start < end}
        if found:
            evident = frozenset(said & EVIDENT)
            done.append(Sentence(start, end, text[start:end].strip(), (*found.values(),), evident))
    return done


def find_alike(doubts: Mapping[str, Doubts], words: ClaimWords | None) -> None:
    """Cast the doubt of look-alikes on figures of several articles that invite merging."""
    if words is None:
        return
    texts = [
        (article_id, text) for article_id, one in doubts.items() for text, _ in lines(one.article)
    ]
    for group in alike(texts, words.figures):
        by = ", ".join(dict.fromkeys(figure.text for _, figure in group.figures))
        for article_id, figure in group.figures:
            file = doubts[article_id].article.file.name
            doubts[article_id].doubt(figure, Doubt("look-alike", by, Place(file)))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends."""
    start = 0
    for end in (*ends(text), len(text)):
        yield start, end
        start = end


def lines(article: Article) -> Iterator[tuple[str, int]]:
    """Yield each line of an article, its title first: its characters, and its line in the file."""
    yield article.about.title, article.place("title").line
    highlights: Blocks = (article.highlights,) if article.highlights else ()
    yield from _lines((*highlights, *_body(article)))


def _body(article: Article) -> Blocks:
    return (*article.lead, *(b for s in article.sections for b in s.blocks))


def _lines(blocks: Collection[object]) -> Iterator[tuple[str, int]]:
    for node in walk([*blocks]):  # type: ignore[list-item]  # blocks are nodes
        if isinstance(node, Paragraph | Heading):
            line = node.provenance.line if node.provenance else 0
            yield characters(node.inlines), line
