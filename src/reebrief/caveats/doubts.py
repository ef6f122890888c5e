"""Doubts: what an article says against its own claims, by sentence and by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    """The doubts of one article."""

    article: Article
    words: ClaimWords | None
    _by_value: dict[str, list[tuple[Figure, Doubt]]] = field(default_factory=dict)
    _of_line: dict[str, dict[str, Doubt]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the article's text."""
        if self.words is None:
            return
        for text, line in lines(self.article):
            place = Place(self.article.file.name, line)
            for claim in claims(text, self.words):
                kind = _CLASSES.get(claim.kind, claim.kind)
                if kind not in _OF_SENTENCE:
                    doubt = Doubt(kind, claim.by, place)
                    self.doubt(claim.figures, doubt)
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
                doubt = Doubt("scope-drift", found.why, place, found.offered)
                self._of_line.setdefault(text, {})["scope-drift"] = doubt

    def doubt(self, doubted: Iterable[Figure], doubt: Doubt) -> None:
        """Cast a doubt on figures, wherever the article's text or another of it shows them."""
        for figure in doubted:
            if figure.unit:
                self._by_value.setdefault(figure.value, []).append((figure, doubt))

    @property
    def any(self) -> bool:
        """Whether any figure is doubted."""
        return bool(self._by_value)

    def on(self, figure: Figure) -> Iterator[Doubt]:
        """Yield the doubts on a figure."""
        return (d for known, d in self._by_value.get(figure.value, ()) if same(known, figure))

    def of(self, text: str, place: Place) -> list[Sentence]:
        """Return the sentences of a line of the article with their doubts."""
        if self.words is None:
            return []
        found = claims(text, self.words)
        whole = self._of_line.get(text, {})
        shown = figures(text, self.words.figures)
        done: list[Sentence] = []
        for start, end in spans(text):
            doubts = dict(whole)
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
            doubts[article_id].doubt((figure,), Doubt("look-alike", by, Place(file)))


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
