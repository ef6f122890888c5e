"""Name who a sentence is left to, by the words that stand there."""

from __future__ import annotations

from reebrief.analysis.claims.evidence import Evidence
from reebrief.analysis.claims.tokens import QUOTES, SentenceTokens

_PAUSES = frozenset(",;:") | QUOTES
_LONGEST = 12
"""Words that may name a speaker, at most; of more only those that were found are kept."""


def speaker(words: SentenceTokens, hit: Evidence) -> str:
    """Return the words that leave a sentence to somebody, with the name beside them.

    A verb such as "says" has its subject before it, back to a comma or quotation mark, or behind
    it; "according to" has the name behind it. Other words of doubt stand for themselves, and
    quotation marks for nobody: "".
    """
    if hit.key == "quotes":
        return ""
    first, last = hit.found
    verb = hit.key == "reports" or (hit.key == "sources" and last - first == 1)
    if verb:
        first = _begin(words, first)
    if hit.key == "sources" or (verb and first == hit.found.first):
        last = next((at for at in range(last, words.tail) if words.raw[at] in _PAUSES), words.tail)
    if not 0 < last - first <= _LONGEST:
        first, last = hit.found
    start, end = words.starts[first], words.stop(last)
    return words.text[start:end]


def _begin(words: SentenceTokens, verb: int) -> int:
    """Return where the subject before a verb begins; a clause between commas belongs to it."""
    pauses = [at for at in range(verb) if words.raw[at] in _PAUSES]
    if pauses and pauses[-1] == verb - 1 and words.raw[verb - 1] == ",":
        pauses = pauses[:-2]
    return pauses[-1] + 1 if pauses else 0
