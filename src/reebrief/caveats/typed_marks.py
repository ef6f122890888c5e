"""Find what an author typed that a reader would take for a caveat or a citation of this brief."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.templates.caveat_words import CaveatWords

_BRACKET = re.compile(r"(?<!!)\[([^\[\]@\n]+)\](?!\()")
_NUMBER = re.compile(r"\d+(?:\s*[,;–-].*)?")


def typed_marks(
    texts: Iterable[tuple[str, Place]], caveat_words: CaveatWords, caveat: str
) -> Iterator[Problem]:
    """Yield a finding for each typed number, label or caveat in brackets or in bold.

    ``texts`` are the author's, each with its place; ``caveat`` is the word that stands before a
    caveat in words. What the program did not add, it cannot answer for: a typed "[independently
    verified]" would read as if it had.
    """
    words = caveat_words.classes.values()
    labels = {text.casefold() for one in words for text in (one.label, one.mark) if text}
    lead = re.compile(rf"^[^\w\n]*{re.escape(caveat)}[^\w\n]*:", re.IGNORECASE | re.MULTILINE)
    for text, place in texts:
        for found in _BRACKET.finditer(text):
            inside = found[1].strip().casefold()
            if _NUMBER.fullmatch(inside):
                yield _finding(text, found, place, "a citation", "cite an article: [@article-id]")
            elif inside in labels or any(word in inside for word in caveat_words.mark_words):
                hint = "say it in a sentence, with who checked it and how"
                yield _finding(text, found, place, "a label", hint)
        for found in lead.finditer(text):
            hint = "begin otherwise; caveats are added by the program"
            yield _finding(text, found, place, "a caveat", hint)


def _finding(text: str, found: re.Match[str], place: Place, kind: str, hint: str) -> Problem:
    what = f"'{found[0].strip()}' looks like {kind} of this brief, and is typed"
    return Problem(what, place.within(text, found.start()), hint, Severity.FINDING)
