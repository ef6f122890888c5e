"""Put labels beside single claims, and keep account of every doubted one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reebrief.analysis.claims import ClaimWords
from reebrief.caveats.doubts import Doubt, DoubtedSentence, Doubts, of_author
from reebrief.caveats.inline_insertion import with_insertions
from reebrief.caveats.numbering import CaveatNumbering
from reebrief.caveats.unseen_doubts import UnseenDoubts
from reebrief.caveats.waivers import Waivers
from reebrief.caveats.wording import Caveat, Wording
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place
from reebrief.document.nodes import (
    CaveatLabel,
    Cite,
    Inline,
    InlineExcerpt,
    Inlines,
    Provenance,
    Text,
)
from reebrief.document.sentences import capital
from reebrief.document.traverse import characters, walk
from reebrief.templates.caveat_classes import CLAIM_CLASSES


@dataclass(frozen=True, slots=True)
class Where:
    """Where a walk stands: in which article's item, in which excerpt, at which place.

    ``opinion`` says that all of it is labelled as the publisher's opinion already; ``row`` holds
    the articles that the other cells of a table's row cite, ``headed`` those whose labels stand in
    the table's head. ``framed`` says that a caveat in words follows.
    """

    within: str | None = None
    excerpt: str | None = None
    opinion: bool = False
    at: Provenance | None = None
    row: tuple[str, ...] = ()
    headed: frozenset[str] = frozenset()
    framed: bool = False

    @property
    def place(self) -> Place:
        """The place of the nearest block that has one."""
        return Place(self.at.file, self.at.line) if self.at else Place("")


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A sentence of the brief with doubts: of which article, where it comes from, and why.

    ``unlabelled`` says why no label of a class stands beside it.
    """

    article: str
    text: str
    place: Place
    doubts: tuple[Doubt, ...]
    unlabelled: Mapping[str, str]

    @property
    def rests_on_nobody(self) -> bool:
        """Whether it rests on persons or papers that its article does not name."""
        return any(doubt.caveat == "unnamed-source" for doubt in self.doubts)

    @property
    def labelled(self) -> frozenset[str]:
        """The classes whose label stands beside it."""
        return frozenset(d.caveat for d in self.doubts) - self.unlabelled.keys()


Explained = dict[str, Caveat] | None
"""The classes of claims that a frame's caveat in words explains; None outside every frame."""


class ClaimLabels:
    """Puts labels beside the claims of a brief, and keeps account of every doubted one."""

    def __init__(
        self,
        articles: Sequence[Article],
        doubts: Mapping[str, Doubts],
        waivers: Waivers,
        wording: Wording,
        words: ClaimWords,
    ) -> None:
        """Prepare for a brief; ``words`` are the lists of the language that its author writes."""
        self.articles = {a.id: a for a in articles}
        self.doubts = doubts
        self.waivers = waivers
        self.wording = wording
        self.words = words
        self.numbering = CaveatNumbering()
        self.claims: list[ShownClaim] = []
        self.unseen = UnseenDoubts(doubts)
        self._explained: Explained = None

    def begin(self) -> Explained:
        """Begin a frame that explains its labels in words; return what is around it."""
        around, self._explained = self._explained, {}
        return around

    def end(self, around: Explained) -> tuple[Caveat, ...]:
        """End a frame; return what its caveat in words must explain."""
        explained, self._explained = self._explained or {}, around
        return (*explained.values(),)

    def line(self, inlines: Inlines, where: Where) -> Inlines:
        """Return a line with labels after its doubted sentences, in brackets.

        In a sentence that cites several articles they stand behind the citation of their own.
        Outside every frame the labels bear the marks of their notes.
        """
        at: dict[int, list[tuple[CaveatLabel, Caveat]]] = {}
        text, cites = characters(inlines), (*_citations(inlines),)
        for article, sentence in self._sentences(inlines, where):
            behind = _behind(cites, article, sentence) or _before_stop(text, sentence.end)
            for caveat, detail in self._named(article, sentence, where):
                ends = sentence.after.get(caveat.caveat) or (behind,)
                for end in ends:
                    said = sentence.details.get((caveat.caveat, end), detail)
                    label = self.wording.label(caveat.caveat, said)
                    part = f"claim-{article}-{caveat.caveat}"
                    at.setdefault(end, []).append((self.numbering.label(part, label), caveat))
        # In reading order: notes are numbered as they are first marked.
        return with_insertions(inlines, {end: self._bracket(at[end]) for end in sorted(at)})

    def _bracket(self, named: Sequence[tuple[CaveatLabel, Caveat]]) -> Inlines:
        put: list[Inline] = [Text(" [")]
        for n, (label, caveat) in enumerate(named):
            put += [Text(", "), label] if n else [label]
            if self._explained is None:
                put += map(self.numbering.mark, caveat.notes)
        return (*put, Text("]"))

    def labels(self, inlines: Inlines, where: Where) -> tuple[CaveatLabel, ...]:
        """Return the labels of a heading's doubted sentences, each class once."""
        labels: dict[str, CaveatLabel] = {}
        for article, sentence in self._sentences(inlines, where):
            for caveat, detail in self._named(article, sentence, where):
                if caveat.caveat not in labels:
                    label = self.wording.label(caveat.caveat, detail)
                    text = capital(label)  # a line of labels, not a sentence
                    part = f"claim-{article}-{caveat.caveat}"
                    labels[caveat.caveat] = self.numbering.label(part, text)
        return (*labels.values(),)

    def _sentences(self, inlines: Inlines, where: Where) -> Iterator[tuple[str, DoubtedSentence]]:
        """Yield the doubted sentences of a line in their order, each with its article."""
        text = characters(inlines)
        if where.excerpt:
            found = self.doubts[where.excerpt].of(text, where.place)
            found = self.unseen.added(where.excerpt, text, where.place, found)
            yield from ((where.excerpt, sentence) for sentence in found)
            return
        cited = [n.article for n in walk(inlines) if isinstance(n, Cite | InlineExcerpt)]
        bound = dict.fromkeys([*([where.within] if where.within else []), *cited, *where.row])
        by_article = [(a, s) for a in bound for s in of_author(text, self.doubts[a], self.words)]
        yield from sorted(by_article, key=lambda each: each[1].start)

    def _named(
        self, article: str, sentence: DoubtedSentence, where: Where
    ) -> list[tuple[Caveat, str]]:
        """Return what a doubted sentence must be labelled with, each with its detail."""
        doubts = {d.caveat: d for d in sentence.doubts}
        done: list[tuple[Caveat, str]] = []
        reasons: dict[str, str] = {}
        for name in filter(doubts.__contains__, CLAIM_CLASSES):
            reason = self._unlabelled(article, name, sentence, where)
            if reason:
                reasons[name] = reason
                continue
            doubt = doubts[name]
            caveat = self.wording.marked(name, self.articles[article], doubt.by, doubt.place)
            done.append((caveat, doubt.detail))
            if self._explained is not None:
                self._explained.setdefault(name, caveat)
        self.claims.append(
            ShownClaim(article, sentence.text, where.place, sentence.doubts, reasons)
        )
        return done

    def _unlabelled(self, article: str, name: str, sentence: DoubtedSentence, where: Where) -> str:
        """Say why a doubt needs no label; "" where it does."""
        if name in sentence.evident:
            return "its own words say so"
        if name == "publishers-opinion" and where.opinion:
            return "its part is labelled as a whole"
        return "waived" if self.waivers.match(article, name) else ""


def _citations(inlines: Inlines) -> Iterator[tuple[int, str]]:
    """Yield where each citation of a line ends among its characters, and the article."""
    at = 0
    for node in inlines:
        if isinstance(node, Cite):
            yield at + len(characters((node,))), node.article
        at += len(characters((node,)))


def _behind(
    cites: Sequence[tuple[int, str]], article: str, sentence: DoubtedSentence
) -> int | None:
    """Return where the citation of an article ends in a sentence that cites others too."""
    inside = [(end, name) for end, name in cites if sentence.start < end <= sentence.end]
    if len({name for _, name in inside}) < 2:
        return None
    return next((end for end, name in inside if name == article), None)


def _before_stop(text: str, end: int) -> int:
    """Return where a label stands: before a sentence's stop, but after a closing quotation mark."""
    kept = len(text[:end].rstrip(" \t\n·"))
    return len(text[:kept].rstrip(".!?…:;")) or kept
