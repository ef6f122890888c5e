"""Say of a feed's entry that its text is not whole: a short summary, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.document import ProposedFact
from reebrief.corpus.ingest.structure.block_texts import texts_of
from reebrief.corpus.ingest.structure.blocks import Block, RawParagraph

_WHOLE = 150
"""Words from which on what stands in a summary's place may be a whole text; many feeds do so."""


def entry_text(
    blocks: Sequence[Block], title: str, record: Record, *, summary: bool, teaser: str = ""
) -> tuple[tuple[Block, ...], tuple[ProposedFact, ...]]:
    """Return an entry's blocks, its title where there are none, and that they are an excerpt.

    ``summary`` says that the feed calls them so, ``teaser`` what it calls so beside them: a text
    that says no more is one too. What is to be looked at is noted in the record.
    """
    if not blocks:
        record.look(0, "the feed has no text of this entry: import its page instead")
        said = RawParagraph(0, title or "(no text)")
        return (said,), (ProposedFact("not_examined", "excerpt", "the feed has no text"),)
    if not summary and not _is_said(blocks, teaser):
        return tuple(blocks), ()
    record.look(0, "the feed has a summary only: import the page for the whole text")
    words = sum(len(text.split()) for block in blocks for text in texts_of(block))
    fact = ProposedFact("not_examined", "excerpt", "the feed has a summary only", "medium")
    return tuple(blocks), (fact,) if words < _WHOLE else ()


def _is_said(blocks: Sequence[Block], teaser: str) -> bool:
    """Say whether blocks hold no other words than a teaser does."""
    words = _words(" ".join(text for block in blocks for text in texts_of(block)))
    return bool(teaser) and len(words) < _WHOLE and words <= _words(teaser)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"<[^<>]{0,2000}>", " ", text).casefold()))
