"""Proposals for an article's origins: who the registry knows among those the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.metadata.disclaimers import Parts
from reebrief.corpus.ingest.structure.blocks import RawParagraph
from reebrief.corpus.source import Alias

_ATTRIBUTION = re.compile(
    r"\b(?:according to|(?:reported|published|released|announced) (?:by|in)|citing|via) (?:the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An origin by its name in the registry, and the line and the words that speak for it."""

    name: str
    line: int
    reason: str


class Names:
    """The registry's names and aliases, found in texts as whole words, the longest first."""

    def __init__(self, aliases: Sequence[Alias]) -> None:
        self._names = {alias.text: alias.name for alias in aliases}
        self._folded = {alias.text.casefold(): alias.name for alias in aliases}
        longest = sorted(self._names, key=lambda text: (-len(text), text))
        words = "|".join(map(re.escape, longest))
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if longest else None

    def canonical(self, name: str) -> str | None:
        """Return the registry's own name for a name, or None where it knows none."""
        return self._folded.get(name.casefold())

    def find(self, text: str) -> Iterator[str]:
        """Yield the registry's names for what a text names, in the text's order."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield self._names[found[0]]

    def attributed(self, text: str) -> Iterator[str]:
        """Yield the names that stand directly behind "according to" and the like."""
        for lead in _ATTRIBUTION.finditer(text):
            found = self._pattern.match(text, lead.end()) if self._pattern else None
            if found:
                yield self._names[found[0]]


def propose(names: Names, parts: Parts, publisher: str | None) -> list[Proposal]:
    """Propose origins, each once, the surest first; the publisher is none of what it digests.

    Source lines and disclaimers name them; so does "according to"; and whom the lead names first is
    what the article is about, which is whom the publisher had it from more often than not.
    """
    own = names.canonical(publisher) if publisher else None
    done: dict[str, Proposal] = {}
    for name, line, reason in _named(names, parts, own):
        if name != own:
            done.setdefault(name, Proposal(name, line, reason))
    return list(done.values())


def _named(names: Names, parts: Parts, own: str | None) -> Iterator[tuple[str, int, str]]:
    """Yield every name with its line and the reason that speaks for it."""
    stated = (
        ("the source line names it", parts.sources),
        ("the disclaimer names it", parts.disclaimers),
    )
    for reason, paragraphs in stated:
        for paragraph in paragraphs:
            yield from ((name, paragraph.line, reason) for name in names.find(paragraph.text))
    for block in parts.body:
        if isinstance(block, RawParagraph):
            for name in names.attributed(block.text):
                yield name, block.line, "the text is attributed to it"
    lead = next((b for b in parts.body if isinstance(b, RawParagraph)), None)
    first = next((n for n in names.find(lead.text) if n != own), None) if lead else None
    if lead and first:
        yield first, lead.line, "the lead names it first"
