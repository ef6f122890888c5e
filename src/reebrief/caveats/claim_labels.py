"""Put labels beside single claims, and keep account of every doubted one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reebrief.analysis.claims import ClaimWords
from reebrief.caveats.doubts import Doubt, DoubtedSentence, Doubts, of_author
from reebrief.caveats.inline_insertion import with_insertions
from reebrief.caveats.numbering import CaveatNumbering
from reebrief.caveats.unseen_doubts import UnseenDoubts
from reebrief.caveats.waivers import Waivers
from reebrief.caveats.wording import Wording
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
from reebrief.document.traverse import characters, walk
from reebrief.templates.caveat_classes import CLAIM_CLASSES

OPENS = Text(" [", computed=True)
"""What opens a bracket of marks; with ``CLOSES`` it ends."""

CLOSES = Text("]", computed=True)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a walk stands: in which article's item, in which excerpt, at which place.

    ``opinion`` says that all of it is labelled as the publisher's opinion already; ``row`` holds
    the articles that the other cells of a table's row cite, ``headed`` those whose labels stand in
    the table's head. Within a ``chart`` a table holds values, and advises nothing.
    """

    within: str | None = None
    excerpt: str | None = None
    opinion: bool = False
    at: Provenance | None = None
    row: tuple[str, ...] = ()
    headed: frozenset[str] = frozenset()
    chart: bool = False

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
    def labelled(self) -> frozenset[str]:
        """The classes whose label stands beside it."""
        return frozenset(d.caveat for d in self.doubts) - self.unlabelled.keys()


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
        self.keys: dict[str, Inlines] = {}

    def line(self, inlines: Inlines, where: Where) -> Inlines:
        """Return a line with marks after its doubted sentences, in brackets.

        In a sentence that cites several articles they stand behind the citation of their own.
        """
        at: dict[int, list[CaveatLabel]] = {}
        text, cites = characters(inlines), (*_citations(inlines),)
        for article, sentence in self._sentences(inlines, where):
            behind = _behind(cites, article, sentence) or _before_stop(text, sentence.end)
            for caveat, detail in self._named(article, sentence, where):
                ends = sentence.after.get(caveat) or (behind,)
                for end in ends:
                    said = sentence.details.get((caveat, end), detail)
                    at.setdefault(end, []).append(self._label(article, caveat, said))
        return with_insertions(inlines, {end: bracket(at[end]) for end in sorted(at)})

    def labels(self, inlines: Inlines, where: Where) -> tuple[CaveatLabel, ...]:
        """Return the labels of a heading's doubted sentences, each class once."""
        labels: dict[str, CaveatLabel] = {}
        for article, sentence in self._sentences(inlines, where):
            for caveat, detail in self._named(article, sentence, where):
                if caveat not in labels:
                    label = self._label(article, caveat, detail)
                    labels[caveat] = replace(label, text=f"[{label.text}]")
        return (*labels.values(),)

    def _label(self, article: str, caveat: str, detail: str) -> CaveatLabel:
        """Return a mark as a label at a place of its own, and keep its line of the key."""
        mark = self.wording.mark(caveat, self.articles[article], detail)
        label = self.numbering.label(f"claim-{article}-{caveat}", mark.text)
        self.numbering.tell(article, caveat, label.part)
        self.keys[label.part] = mark.key
        return label

    def joined(self, labels: Sequence[CaveatLabel]) -> CaveatLabel:
        """Return one mark that stands for several with its words."""
        label = self.numbering.joined(labels)
        self.keys[label.part] = self.keys[labels[0].part]
        for one in labels:
            del self.keys[one.part]
        return label

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
    ) -> list[tuple[str, str]]:
        """Return the classes that a doubted sentence must be marked with, each with its detail."""
        doubts = {d.caveat: d for d in sentence.doubts}
        done: list[tuple[str, str]] = []
        reasons: dict[str, str] = {}
        for name in filter(doubts.__contains__, CLAIM_CLASSES):
            reason = self._unlabelled(article, name, sentence, where)
            if reason:
                reasons[name] = reason
                continue
            done.append((name, doubts[name].detail))
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


def bracket(labels: Sequence[CaveatLabel]) -> Inlines:
    """Return marks in one bracket, questions first; a question needs no comma after it."""
    put: list[Inline] = [OPENS]
    labels = sorted(labels, key=lambda label: not label.text.endswith("?"))
    for n, label in enumerate(labels):
        if n:
            apart = " " if labels[n - 1].text.endswith("?") else ", "
            put.append(Text(apart, computed=True))
        put.append(label)
    return (*put, CLOSES)


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
