"""Return the claims of a paragraph: class, sentence, the words that gave it away, its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reebrief.analysis.claims.evidence import Evidence, Findings, findings
from reebrief.analysis.claims.figure_scope import ParagraphFigures, doubted, hedged
from reebrief.analysis.claims.lexicon import ClaimWords, Class
from reebrief.analysis.claims.speakers import speaker
from reebrief.analysis.claims.tokens import QUOTES, SentenceTokens, sentence
from reebrief.analysis.claims.unclear_units import unclear
from reebrief.analysis.figures import Figure, figures
from reebrief.document.sentences import ends


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of one class.

    ``start`` and ``end`` are the sentence, as offsets in the paragraph. ``by`` are the words that
    gave it away as they stand in the text, and ``by_start`` where they stand: in another sentence
    where that one says who speaks. ``speaker`` are the same words with who is named beside them.
    ``figures`` are those that the class covers, which may stand in other sentences too, and
    ``evident`` says whether the sentence itself holds words or marks that give it away. ``asks``
    says of each figure whose unit is not clear what there is to ask (``UnclearUnit``).
    """

    kind: Class
    start: int
    end: int
    by: str
    by_start: int
    figures: tuple[Figure, ...]
    speaker: str = ""
    evident: bool = True
    asks: tuple[str, ...] = ()


@lru_cache(maxsize=8192)  # a paragraph is asked for where it is shown, and by each brief of a run
def claims(paragraph: str, lists: ClaimWords, said: dt.date | None = None) -> tuple[Claim, ...]:
    """Return the claims of a paragraph in the order of its sentences, one for each class of one.

    What lies before ``said``, the day on which it was said, is no plan.
    """
    bounds = (0, *ends(paragraph), len(paragraph))
    whole = ParagraphFigures(paragraph, figures(paragraph, lists.figures), bounds)
    read = [_read(paragraph, bound, whole, lists, said) for bound in pairwise(bounds)]
    return tuple(claim for at in range(len(read)) for claim in _of_sentence(read, at, whole, lists))


class _Read(NamedTuple):
    """A sentence with what its phrases say; ``quoted`` are the ends of quotations that cross it."""

    words: SentenceTokens
    found: Findings
    quoted: tuple[int, int]


def _read(
    text: str,
    bound: tuple[int, int],
    paragraph: ParagraphFigures,
    lists: ClaimWords,
    said: dt.date | None,
) -> _Read:
    """Read one sentence between two offsets."""
    words = sentence(text, *bound)
    begin, end = paragraph.quoted(*bound)
    found = findings(words, lists, said, begun=begin < bound[0], unended=end > bound[1])
    return _Read(words, found, (begin, end))


def _of_sentence(
    read: Sequence[_Read], at: int, paragraph: ParagraphFigures, lists: ClaimWords
) -> Iterator[Claim]:
    """Yield the claims of one sentence, in the order of the classes."""
    words, found, _ = read[at]
    if not words.raw:
        return
    start, end = words.starts[0], words.stop(len(words.raw))
    for kind, evidence in found.evidence.items():
        of, hit = (words, evidence[0]) if kind != "hedge" else _attribution(read, at, evidence[0])
        by, by_end = of.starts[hit.found.first], of.stop(hit.found.last)
        covered = _covered(kind, words, found, paragraph, lists)
        own = of is words or not QUOTES.isdisjoint(words.raw)
        text = paragraph.text[by:by_end]
        yield Claim(kind, start, end, text, by, covered, speaker(of, hit), own)
    figures_ = paragraph.within(words.start, words.end)
    if guessed := unclear(words, found.uses, figures_, lists) if figures_ else ():
        first, asks = guessed[0].figure, tuple(one.asks for one in guessed)
        found_ = tuple(one.figure for one in guessed)
        yield Claim("unit", start, end, first.text, first.start, found_, asks=asks)


def _attribution(read: Sequence[_Read], at: int, hit: Evidence) -> tuple[SentenceTokens, Evidence]:
    """Return the words that say who speaks: of a quotation over several sentences, in any of them.

    Where none does, they are those that were found.
    """
    words, _, (begin, end) = read[at]
    if hit.key == "quotes" and (begin < words.start or end > words.end):
        for other in read:
            if other.words.raw and begin < other.words.end and other.words.start < end:
                for one in other.found.evidence.get("hedge", ()):
                    if one.key in {"reports", "sources"}:
                        return other.words, one
    return words, hit


def _covered(
    kind: Class,
    words: SentenceTokens,
    found: Findings,
    paragraph: ParagraphFigures,
    lists: ClaimWords,
) -> tuple[Figure, ...]:
    """Return the figures that a class of a sentence covers: none are covered by an opinion."""
    match kind:
        case "hedge":
            return hedged(words, found.evidence[kind], paragraph, lists.asides)
        case "cannot-verify":
            return doubted(words, found, paragraph)
        case "opinion":
            return ()
        case _:
            return tuple(paragraph.within(words.start, words.end))
