"""Keep the doubts of what a brief leaves out: of a dropped column, a cut sentence, a split action.

A doubt stands beside what it doubts: in the same paragraph, or in the same row of a table. Where
a section shows the claim and not the sentence that doubts it, the doubt goes to the claim: single
sections are read alone and passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reebrief.caveats.doubts import Doubt, DoubtedSentence, Doubts
from reebrief.diagnostics import Place
from reebrief.document.nodes import Blocks, Heading, Paragraph, Section
from reebrief.document.sentences import spans
from reebrief.document.traverse import characters, walk

_OF_ROW = frozenset({"cannot-verify", "hedge", "unnamed-source"})
"""What a cell may say of the other cells of its row."""

_OF_PARAGRAPH = frozenset({"cannot-verify"})
"""What a sentence may say of the others of its paragraph; a hedge there is of its own words."""


class UnseenDoubts:
    """The doubts of the lines of articles that a section of a brief does not show."""

    def __init__(self, doubts: Mapping[str, Doubts]) -> None:
        self.doubts = doubts
        self._lines: dict[str, dict[int, list[str]]] = {}
        self._blocks: Blocks = ()
        self._shown: dict[str, str] = {}

    def enter(self, section: Section) -> None:
        """Begin a section: what it shows is seen."""
        self._blocks, self._shown = section.blocks, {}

    def added(
        self, article: str, text: str, place: Place, found: Sequence[DoubtedSentence]
    ) -> list[DoubtedSentence]:
        """Return a line's doubted sentences with the doubts that the brief does not show.

        They are cast on its last sentence.
        """
        unseen = {d.caveat: d for d in self._beside(article, text, place)}
        if not unseen:
            return [*found]
        start, end = self._last(article, text, place)
        same = next((one for one in found if one.start == start), None)
        known = {doubt.caveat for doubt in (same.doubts if same else ())}
        more = tuple(doubt for name, doubt in unseen.items() if name not in known)
        if same is None:
            same = DoubtedSentence(start, end, text[start:end].strip(), (), frozenset(), {})
        last = replace(same, doubts=(*same.doubts, *more))
        return [*(one for one in found if one.start != start), last]

    def _beside(self, article: str, text: str, place: Place) -> Iterator[Doubt]:
        """Yield the doubts of sentences that stood beside a line, and that nobody sees."""
        group = self._group(article, place.line)
        own = [line for line in group if any(said in text for said in _sentences(line))]
        if group == [text] or not own:
            return
        row = len(group) > 1
        others = (said for cell in group[1:] for said in _sentences(cell))
        if own == group[:1] and any(said in self._seen(article) for said in others):
            return  # the first cell heads the row
        for line in group:
            for claim in self.doubts[article].claims_of(line):
                said = line[claim.start : claim.end].strip()
                asked = _OF_ROW if row and line not in own else _OF_PARAGRAPH
                if claim.kind in asked and claim.evident and said not in self._seen(article):
                    yield Doubt(claim.kind, claim.by, place)

    def _last(self, article: str, text: str, place: Place) -> tuple[int, int]:
        """Return the last sentence of a text that the article has: not the mark of a cut."""
        lines = self._group(article, place.line)
        said = {sentence for line in lines for sentence in _sentences(line)}
        found = [*spans(text)]
        own = [span for span in found if any(one in text[slice(*span)] for one in said)]
        return (own or found)[-1]

    def _seen(self, article: str) -> str:
        """Return all words of an article that the section shows."""
        if article not in self._shown:
            self._shown[article] = "\n".join(
                characters(node.inlines)
                for node in walk(self._blocks)
                if isinstance(node, Heading | Paragraph)
                and node.provenance
                and node.provenance.article == article
            )
        return self._shown[article]

    def _group(self, article: str, line: int) -> list[str]:
        """Return the paragraph that stands on a line of an article's file, or a row's cells."""
        if article not in self._lines:
            lines: dict[int, list[str]] = {}
            for text, number in self.doubts[article].lines:
                lines.setdefault(number, []).append(text)
            self._lines[article] = lines
        return self._lines[article].get(line, [])


def _sentences(line: str) -> Iterator[str]:
    return (line[start:end].strip() for start, end in spans(line))
