"""Find what a publisher says against its own article, and take it out of the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.corpus.ingest.change_record import Change, Record
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.line_kinds import (
    is_about_itself,
    is_caution,
    is_credit,
    sentences,
)

_LABEL = re.compile(
    r"(?:(?:(?:legal|important|editorial|general|investment) )?disclaimers?\b"
    r"|(?:cautionary )?(?:(?:notes?|statements?|language) (?:regarding|on|about|concerning) )?"
    r"forward[- ]looking (?:statements?|information)(?: disclaimer)?"
    r"|(?:forward[- ]looking statements?:? )?[“\"]?safe harbou?r[”\"]?(?: statements?)?"
    r"(?: under the [A-Z][\w ]{4,80})?"
    r"|免责声明|отказ от ответственности|haftungsausschluss|avertissement)\s*[:：.–—-]?\s*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:media|press|investor|for (?:more|further) information|about)\b.{0,40}|contacts?)"
    r"\s*[:：]?(?:\s.{0,80})?$|contacts?\s*[:：]",
    re.IGNORECASE,
)
"""What stands below a disclaimer, and is none."""

_SIGNED = re.compile(r"SOURCES? +[^\W\d_a-z][^.:]{1,80}")
"""The last line of a release on a wire, without a colon."""

_LAST = 3
"""How many of the last blocks are searched for a disclaimer without a name."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The body's blocks, the publisher's disclaimers word for word, and its source lines."""

    body: tuple[Block, ...]
    disclaimers: tuple[RawParagraph, ...]
    sources: tuple[RawParagraph, ...]


def divide(blocks: Sequence[Block], record: Record) -> Parts:
    """Take the disclaimers out of the body.

    A disclaimer is what stands behind the word, or under it as a heading; the cautions of a source
    line; else, among the last blocks, a paragraph that warns.
    """
    body: list[Block] = []
    disclaimers: list[RawParagraph] = []
    sources: list[RawParagraph] = []
    under_heading = False
    for block in blocks:
        if isinstance(block, RawHeading | RawParagraph) and _LABEL.fullmatch(block.text):
            record.removed(block.line, block.text, "the disclaimer's heading")
            under_heading = True
            continue
        if not isinstance(block, RawParagraph) or (under_heading and _ends(block.text)):
            under_heading = False
            body.append(block)
        elif is_credit(block.text):
            under_heading = False
            kept, cautions = _cautions(block, record)
            disclaimers += cautions
            sources += kept
            body += kept
        elif under_heading or _runs_in(block.text):
            disclaimers.append(_taken(block, record))
        else:
            body.append(block)
    if not disclaimers:
        disclaimers = _unnamed(body, record)
    return Parts(tuple(body), tuple(disclaimers), tuple(sources))


def _ends(text: str) -> bool:
    """Say whether a line below a disclaimer is none of it: whom to ask, or who sends the text."""
    return _CONTACT.match(text) is not None or _SIGNED.fullmatch(text) is not None


def _runs_in(text: str) -> bool:
    label = _LABEL.match(text)
    return label is not None and label[0].rstrip().endswith((":", "：", "–", "—", "."))


def _taken(block: RawParagraph, record: Record) -> RawParagraph:
    """Note that a paragraph is the disclaimer; return it without the word before it."""
    label = _LABEL.match(block.text) if _runs_in(block.text) else None
    reason = "the disclaimer, now in the front matter"
    record.note(Change(block.line, block.text, "", "high", reason))
    return RawParagraph(block.line, block.text[label.end() :] if label else block.text)


def _cautions(block: RawParagraph, record: Record) -> tuple[list[RawParagraph], list[RawParagraph]]:
    """Part a source line in what names the source, and the sentences that warn."""
    parts = sentences(block.text)
    cautions = [s for s in parts[1:] if is_caution(s)]
    if not cautions:
        return [block], []
    kept = " ".join(s for s in parts if s not in cautions)
    text = " ".join(cautions)
    record.removed(block.line, text, "the disclaimer of a source line, now in the front matter")
    return [RawParagraph(block.line, kept)], [RawParagraph(block.line, text)]


def _unnamed(body: list[Block], record: Record) -> list[RawParagraph]:
    """Take a paragraph that warns from the end of the body, if one stands there."""
    for at in range(len(body) - 1, max(len(body) - 1 - _LAST, 0), -1):
        block = body[at]
        if (
            isinstance(block, RawParagraph)
            and is_about_itself(block.text)
            and is_caution(block.text)
        ):
            del body[at]
            reason = "a disclaimer by what it says, now in the front matter"
            record.removed(block.line, block.text, reason, "medium")
            record.look(
                block.line,
                f"taken for the disclaimer, which it does not call itself: '{block.text}'",
            )
            return [block]
    return []
