"""Return the claims of a paragraph: class, sentence, the words that gave it away, its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reebrief.analysis.claims.evidence import Findings, findings
from reebrief.analysis.claims.figure_scope import ParagraphFigures, doubted, hedged
from reebrief.analysis.claims.lexicon import ClaimWords, Class
from reebrief.analysis.claims.tokens import SentenceTokens, sentence
from reebrief.analysis.claims.unclear_units import unclear
from reebrief.analysis.figures import Figure, figures
from reebrief.document.sentences import ends


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of one class.

    ``start`` and ``end`` are the sentence, as offsets in the paragraph. ``by`` are the words that
    gave it away as they stand in the text, and ``by_start`` where they stand. ``figures`` are those
    that the class covers, which may stand in other sentences of the paragraph.
    """

    kind: Class
    start: int
    end: int
    by: str
    by_start: int
    figures: tuple[Figure, ...]


def claims(paragraph: str, lists: ClaimWords, said: dt.date | None = None) -> tuple[Claim, ...]:
    """Return the claims of a paragraph in the order of its sentences, one for each class of one.

    What lies before ``said``, the day on which it was said, is no plan.
    """
    bounds = (0, *ends(paragraph), len(paragraph))
    whole = ParagraphFigures(paragraph, figures(paragraph, lists.figures), bounds)
    done: list[Claim] = []
    for start, end in pairwise(bounds):
        words = sentence(paragraph, start, end)
        if words.raw:
            done += _of_sentence(words, whole, lists, said)
    return tuple(done)


def _of_sentence(
    words: SentenceTokens, paragraph: ParagraphFigures, lists: ClaimWords, said: dt.date | None
) -> Iterator[Claim]:
    """Yield the claims of one sentence, in the order of the classes."""
    start, end = words.starts[0], words.stop(len(words.raw))
    found = findings(words, lists, said)
    for kind, evidence in found.evidence.items():
        hit = evidence[0].found
        by, by_end = words.starts[hit.first], words.stop(hit.last)
        covered = _covered(kind, words, found, paragraph, lists)
        yield Claim(kind, start, end, paragraph.text[by:by_end], by, covered)
    own = paragraph.within(words.start, words.end)
    if guessed := unclear(words, found.uses, own, lists) if own else ():
        yield Claim("unit", start, end, guessed[0].text, guessed[0].start, guessed)


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
