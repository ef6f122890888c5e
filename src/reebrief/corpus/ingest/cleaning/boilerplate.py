"""Remove what is left in a text of the page around it, or of a chatbot's answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.structure.block_texts import lines_of, texts_of, with_texts
from reebrief.corpus.ingest.structure.blocks import Block, RawHeading, RawParagraph
from reebrief.corpus.ingest.structure.line import HIGHLIGHTS, RawLine
from reebrief.corpus.ingest.structure.line_kinds import is_buttons
from reebrief.corpus.ingest.structure.lists import count_bullets, count_numbers
from reebrief.document.characters import visible

_WITHIN = {
    # A link whose words end in a full stop stands before that of its sentence: "Ltd. (…)."
    "a link's note": re.compile(
        r"(?:(?<=\.)[ \xa0]?\(opens in a new (?:tab|window)\)\.)"
        r"|[ \xa0]?\(opens in a new (?:tab|window)\)",
        re.IGNORECASE,
    ),
    "a mark of the page's editor": re.compile(r"[©<]?!--\s*/?wp:[^>]{0,500}-->"),
}
_WHOLE = {
    "the comments' heading": re.compile(
        r"(?:0|no) comments?|leave a (?:reply|comment)(?: cancel reply)?", re.IGNORECASE
    ),
    "a rule": re.compile(r"[-*_=~•·\s]{3,}"),
}
_CONTENTS = re.compile(r"table of contents:?", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:copyright\b|©|\(c\))(?:\s|©|\(c\))*(?P<year>(?:19|20)\d\d\b)?", re.IGNORECASE
)
_ASSISTANT = re.compile(
    r"(?:(?:sure|certainly|of course|absolutely)[,.!]* )?here(?:['’]s| is| are) .*"
    r"\b(?:html|markdown|bullet|list|format|formatted|presented|summary|rewritten|version)\b.*:",
    re.IGNORECASE,
)
_TAB = 4
_LONGEST = 300
"""What is longer, in characters, is text of the article and no residue."""


def clean(texts: list[str], record: Record, first: int = 1) -> list[RawLine]:
    """Return the lines that remain when residue is removed; note each removal in the record.

    ``first`` is the number of the first line. A copyright line is kept as evidence of the date.
    """
    kept: list[RawLine] = []
    lines = list(_filled(texts, record, first))
    for at, line in enumerate(lines):
        opens = not kept or HIGHLIGHTS.fullmatch(kept[-1].text) is not None
        reason = _residue(line.text, first=opens) or _empty_contents(lines, at)
        if reason is None:
            kept.append(line)
            if is_buttons(line.text):
                what = f"'{line.text}' may be what the page's buttons say: delete the line if so"
                record.look(line.number, what)
            continue
        record.removed(line.number, line.text, reason)
        year = _COPYRIGHT.match(line.text)
        if year and year["year"]:
            what = f"evidence of the date: the copyright line names {year['year']}"
            record.look(line.number, what)
    return kept


def clean_blocks(blocks: Sequence[Block], record: Record) -> list[Block]:
    """Return the blocks that remain when residue is removed, as ``clean`` does with lines."""
    kept: list[Block] = []
    for block in blocks:
        texts = []
        for line, text in zip(lines_of(block), texts_of(block), strict=True):
            ((_, shown),) = _shown([text], record, line)
            texts.append(_without(line, shown, record))
        made = with_texts(block, texts)
        reason = _residue_of(made, first=not kept)
        if reason and made:
            record.removed(made.line, "\n".join(texts_of(made)), reason)
        elif made:
            kept.append(made)
    return kept


def _residue_of(block: Block | None, *, first: bool) -> str | None:
    if not isinstance(block, RawHeading | RawParagraph):
        return None
    if is_buttons(block.text):
        return "what the page's buttons say"
    return _residue(block.text, first=first)


def _filled(texts: list[str], record: Record, first: int) -> Iterator[RawLine]:
    """Yield the lines that are not empty."""
    gap = False
    for number, shown in _shown(texts, record, first):
        parts = [_without(number, part, record) for part in _parts(shown)]
        text = " ".join(filter(None, parts))
        if text:
            expanded = shown.expandtabs(_TAB)
            indent = len(expanded) - len(expanded.lstrip())
            yield RawLine(number, text, indent, gap, tuple(parts) if len(parts) > 1 else ())
        gap = not text


def _parts(text: str) -> list[str]:
    """Part a line at its tabs, if one stands within it and not only before its text."""
    return text.split("\t") if "\t" in text.strip() else [text]


def _shown(texts: list[str], record: Record, first: int) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, control characters made visible."""
    for number, text in enumerate(texts, first):
        shown, offsets = visible(text)
        if offsets:
            what = "control characters were replaced by their visible pictures"
            record.look(number, f"{len(offsets)} {what}: type what was meant")
        yield number, shown


def _without(number: int, text: str, record: Record) -> str:
    """Remove residue within a line, and white space around and between its words."""
    for reason, pattern in _WITHIN.items():
        for found in pattern.finditer(text):
            record.removed(number, found[0].strip(), reason)
        text = pattern.sub("", text)
    return " ".join(text.split())


def _residue(text: str, *, first: bool) -> str | None:
    """Return what kind of residue a whole line is, or None."""
    if len(text) > _LONGEST:
        return None
    for reason, pattern in _WHOLE.items():
        if pattern.fullmatch(text):
            return reason
    if first and _ASSISTANT.fullmatch(text):
        return "what a chatbot said before its answer"
    copyright_line = _COPYRIGHT.match(text)
    if copyright_line and (copyright_line["year"] or text.startswith("©")):
        return "the copyright line"
    return None


def _empty_contents(lines: list[RawLine], at: int) -> str | None:
    """Return what a table of contents is that lists nothing, or None."""
    if not _CONTENTS.fullmatch(lines[at].text):
        return None
    listed = at + 1 < len(lines) and (count_bullets(lines, at + 1) or count_numbers(lines, at + 1))
    return None if listed else "an empty table of contents"
