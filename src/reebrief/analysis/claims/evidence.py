"""Find the classes that a sentence belongs to, and the words that gave it away."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reebrief.analysis.claims.lexicon import ClaimWords, Class
from reebrief.analysis.claims.phrase_matcher import PhraseMatch
from reebrief.analysis.claims.tokens import QUOTES, SentenceTokens

_BY_KEYS: dict[Class, tuple[str, ...]] = {
    "hedge": ("phrases", "reports", "sources"),
    "cannot-verify": ("phrases",),
    "unnamed-source": ("phrases",),
    "forward-looking": ("phrases",),
    "opinion": ("phrases", "always"),
}
"""The keys of each section whose phrases give its class away."""

_ONE_VOICE = 4
"""Words of a quotation, at least, that is somebody's statement and not a name or a term."""

_MOTTO = 6
"""Words of a quotation, at most, that begins with a capital letter and is a title or a motto."""

_MARKS = 2
"""Marks of a quotation within one sentence: it opens and closes there."""

_YEAR = re.compile(r"(?:19|20)\d\d")


class Evidence(NamedTuple):
    """What gave a class away: the key of the list it stands in, or ``quotes``, and the words."""

    key: str
    found: PhraseMatch


@dataclass(frozen=True, slots=True)
class Findings:
    """What a sentence's phrases say: the evidence by class, and every other use of a phrase."""

    evidence: dict[Class, list[Evidence]]
    uses: dict[tuple[str, str], list[PhraseMatch]]

    def of(self, section: str, key: str) -> Sequence[PhraseMatch]:
        """Return where phrases of a list were found."""
        return self.uses.get((section, key), ())


def findings(
    words: SentenceTokens,
    lists: ClaimWords,
    said: dt.date | None = None,
    *,
    begun: bool = False,
    unended: bool = False,
) -> Findings:
    """Find the classes of a sentence; ``unit`` is not among them, as it depends on figures.

    What lies before ``said``, the day on which it was said, is not forward-looking. ``begun`` says
    that the sentence stands in a quotation that began before it, and ``unended`` that one goes on
    after it.
    """
    uses: dict[tuple[str, str], list[PhraseMatch]] = {}
    for use, found in lists.phrases.found(words):
        uses.setdefault(use, []).append(found)
    quotes = list(_quotations(words, begun=begun, unended=unended))
    evidence: dict[Class, list[Evidence]] = {}
    for kind, keys in _BY_KEYS.items():
        hits = [Evidence(key, found) for key in keys for found in uses.get((kind, key), ())]
        if kind == "hedge":
            hits += [Evidence("quotes", q) for q in quotes if _keeps_distance(q, words)]
        innocent = _positions(uses.get((kind, "except"), ()))
        if kind == "forward-looking":
            innocent |= _positions(q for q in quotes if _names(q, words))
        hits = [e for e in hits if e.key == "always" or innocent.isdisjoint(range(*e.found))]
        if kind == "forward-looking" and said:
            hits = [e for e in hits if not _is_past(words, e.found, lists, said)]
        if kind == "opinion":
            hits = _own(hits, words, quotes, evidence.get("hedge", ()), uses)
        if hits:
            evidence[kind] = sorted(hits, key=_rank)
    return Findings(evidence, uses)


def _is_past(words: SentenceTokens, found: PhraseMatch, lists: ClaimWords, said: dt.date) -> bool:
    """Say whether words are a date, "on 8 January 2026", of a time that was over by a day."""
    raw = words.raw[found.first : found.last]
    if not _YEAR.fullmatch(raw[-1]):
        return False
    year, month = int(raw[-1]), 12
    day: int | None = None
    if len(raw) > 1 and raw[-2] in lists.months:
        month = lists.months.index(raw[-2]) + 1
        day = int(raw[-3]) if len(raw) > 2 and raw[-3].isdigit() else None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last)) <= said


def _positions(found: Iterable[PhraseMatch]) -> set[int]:
    return {at for one in found for at in range(*one)}


def _own(
    hits: list[Evidence],
    words: SentenceTokens,
    quotes: Sequence[PhraseMatch],
    hedges: Sequence[Evidence],
    uses: dict[tuple[str, str], list[PhraseMatch]],
) -> list[Evidence]:
    """Keep the opinions of the writer: a judgement that another passes is a reported fact."""
    semicolons = [at for at, word in enumerate(words.raw) if word == ";"]
    others = [e.found for e in hedges if e.key in {"reports", "sources"}]
    others += uses.get(("opinion", "unless"), ())
    silent = {bisect(semicolons, other.first) for other in others}
    quoted = _positions(quotes)
    return [
        e
        for e in hits
        if e.key == "always"
        or (bisect(semicolons, e.found.first) not in silent and quoted.isdisjoint(range(*e.found)))
    ]


def _quotations(words: SentenceTokens, *, begun: bool, unended: bool) -> Iterator[PhraseMatch]:
    """Yield the quotations of a sentence with their marks; those that cross its ends end there."""
    opened = 0 if begun else None
    for at, word in enumerate(words.raw):
        if word not in QUOTES:
            continue
        if opened is None:
            opened = at
        else:
            yield PhraseMatch(opened, at + 1)
            opened = None
    if opened is not None and unended:
        yield PhraseMatch(opened, len(words.raw))


def _keeps_distance(quote: PhraseMatch, words: SentenceTokens) -> bool:
    """Say whether a quotation leaves its words to somebody, and is no name, title or term."""
    whole = words.raw[quote.first : quote.last]
    inside = [word for word in whole if word not in QUOTES]
    if not inside:
        return False
    if len(whole) - len(inside) < _MARKS:
        return True  # it runs over several sentences
    spoken = inside[-1] in {",", "."}
    if not (spoken or inside[0].islower()):
        return False
    return len(inside) >= _ONE_VOICE


def _names(quote: PhraseMatch, words: SentenceTokens) -> bool:
    """Say whether a quotation is a title, motto or term of a few words, which promises nothing."""
    whole = words.raw[quote.first : quote.last]
    few = len(whole) <= _MOTTO + _MARKS
    return few and whole[-1] in QUOTES and whole[-2] not in {",", "."} and whole[1].istitle()


def _rank(evidence: Evidence) -> tuple[bool, int, int]:
    """Put words before quotation marks, and what stands first before the rest."""
    return evidence.key == "quotes", evidence.found.first, -evidence.found.last
