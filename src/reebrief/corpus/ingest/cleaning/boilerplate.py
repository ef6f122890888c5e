"""Remove what is left in a text of the page around it, or of a chatbot's answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reebrief.corpus.ingest.change_record import Change, Confidence, Record
from reebrief.corpus.ingest.cleaning.page_lines import heads_links, page_part
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
_RELEASE = "what says that it is a press release"
_WHOLE = {
    "the comments' heading": re.compile(
        r"(?:0|no) comments?|leave a (?:reply|comment)(?: cancel reply)?", re.IGNORECASE
    ),
    _RELEASE: re.compile(
        r"(?:for immediate release|(?:press|news|media) release|pressemitteilung"
        r"|communiqué de presse|пресс-релиз|新闻稿)\b.{0,40}|embargoed until .{0,60}",
        re.IGNORECASE,
    ),
    "a rule": re.compile(r"[-*_=~•·\s]{2,}"),
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
_MOST_LISTED = 8
"""Headlines of other articles below what heads them, at most."""

_LONGEST_HEADLINE = 140
_BLANKS = re.compile(r"(?:(?<![.!?:])[ \u00a0]{2}|[ \u00a0]{3})[ \u00a0]*")
"""Blanks that part the cells of a table, and no sentences of a typewriter."""

_TAB = 4
_LONGEST = 300
"""What is longer, in characters, is text of the article and no residue."""


def clean(texts: list[str], record: Record, first: int = 1) -> list[RawLine]:
    """Return the lines that remain when residue is removed; note each removal in the record.

    ``first`` is the number of the first line. A copyright line is kept as evidence of the date.
    """
    kept: list[RawLine] = []
    lines = list(_filled(texts, record, first))
    listed = _listed([line.text for line in lines], [line.number for line in lines], record)
    for at, line in enumerate(lines):
        if at in listed:
            continue
        opens = not kept or HIGHLIGHTS.fullmatch(kept[-1].text) is not None
        reason = _residue(line.text, first=opens) or _empty_contents(lines, at)
        if reason is None:
            kept.append(line)
            continue
        record.removed(line.number, line.text, reason)
        _note_release(line.number, reason, record)
        year = _COPYRIGHT.match(line.text)
        if year and year["year"]:
            what = f"evidence of the date: the copyright line names {year['year']}"
            record.look(line.number, what)
    return kept


def clean_blocks(blocks: Sequence[Block], record: Record) -> list[Block]:
    """Return the blocks that remain when residue is removed, as ``clean`` does with lines."""
    kept: list[Block] = []
    alone = [b.text if isinstance(b, RawHeading | RawParagraph) else "" for b in blocks]
    listed = _listed(alone, [block.line for block in blocks], record)
    for at, block in enumerate(blocks):
        if at in listed:
            continue
        texts = []
        for line, text in zip(lines_of(block), texts_of(block), strict=True):
            ((_, shown),) = _shown([text], record, line)
            texts.append(_without(line, shown, record))
        made = with_texts(block, texts)
        reason = _residue_of(made, first=not kept)
        if reason and made:
            record.removed(made.line, "\n".join(texts_of(made)), reason)
            _note_release(made.line, reason, record)
        elif made:
            kept.append(made)
    return kept


def _note_release(line: int, reason: str, record: Record) -> None:
    if reason == _RELEASE:
        what = "a press release: whoever sends it speaks for itself"
        record.look(line, f"{what}; type 'own_work: true' if it is its publisher")


def _residue_of(block: Block | None, *, first: bool) -> str | None:
    if not isinstance(block, RawHeading | RawParagraph):
        return None
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
            spaced = tuple(" ".join(part.split()) for part in _BLANKS.split(shown.strip()))
            cells = tuple(parts) if len(parts) > 1 else ()
            yield RawLine(number, text, indent, gap, cells, spaced if len(spaced) > 1 else ())
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
        if pattern.fullmatch(text) and (first or reason != _RELEASE):
            return reason
    around = "share buttons" if is_buttons(text) else page_part(text)
    if around:
        return around
    if first and _ASSISTANT.fullmatch(text):
        return "what a chatbot said before its answer"
    copyright_line = _COPYRIGHT.match(text)
    if copyright_line and (copyright_line["year"] or text.startswith("©")):
        return "the copyright line"
    return None


def _listed(texts: Sequence[str], numbers: Sequence[int], record: Record) -> set[int]:
    """Return where a list of other articles stands: what heads it, and the headlines below it.

    A headline ends no sentence. Where none follows, the heading may be the article's own.
    """
    done: set[int] = set()
    for at, text in enumerate(texts):
        if at in done or not heads_links(text):
            continue
        end = at + 1
        while end < len(texts) and end - at <= _MOST_LISTED and _is_headline(texts[end]):
            end += 1
        if end == at + 1 and end < len(texts):
            continue
        # A short line above a text is that text's heading.
        if end < len(texts) and end > at + 2 and len(texts[end]) > _LONGEST and texts[end]:
            end -= 1
        run = "\n".join(texts[at:end])
        sure: Confidence = "high" if end == len(texts) else "medium"
        record.note(Change(numbers[at], run, "", sure, "links to other articles"))
        done |= set(range(at, end))
    return done


def _is_headline(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_HEADLINE and not text.endswith((".", ":", ";", ",", "”"))


def _empty_contents(lines: list[RawLine], at: int) -> str | None:
    """Return what a table of contents is that lists nothing, or None."""
    if not _CONTENTS.fullmatch(lines[at].text):
        return None
    listed = at + 1 < len(lines) and (count_bullets(lines, at + 1) or count_numbers(lines, at + 1))
    return None if listed else "an empty table of contents"
