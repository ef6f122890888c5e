"""Lines that a mail program, an editor or a page's column wrapped: joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reebrief.corpus.ingest.change_record import Change, Record
from reebrief.corpus.ingest.structure.dates import date_of, dated_parts
from reebrief.corpus.ingest.structure.line import HIGHLIGHTS, RawLine
from reebrief.corpus.ingest.structure.line_kinds import is_buttons, is_heading
from reebrief.corpus.ingest.structure.lists import is_item

_WIDEST = 120
_NARROWEST = 24
_WIDE = 60
"""Characters of a line of a text without empty lines that is told to be wrapped."""

_ENOUGH = 2
_OWN_LINE = re.compile(r"\||(?:sources?|disclaimers?)\b", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;][”\"’')\]]*$")
_BROKEN = re.compile(r"[^\W\d_]+[-\u2010]$")
"""A word that a hyphen breaks at a line's end."""


def unwrap(lines: Sequence[RawLine], record: Record) -> list[RawLine]:
    """Join the lines of each paragraph, where a text is wrapped.

    It is where, of the lines with another right below, at least two and a third of all, half where
    no empty line parts paragraphs, are as wide as the others, end no sentence, and go on in lower
    case.
    Where fewer do, the text stays as it is, and the record names them.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _may_continue(a, b)]
    width = _width(pairs)
    flowing = [(a, b) for a, b in pairs if _flows(a, b) and _is_full(a, b, width)]
    parted = any(line.gap for line in lines[1:])
    wrapped = _NARROWEST <= width <= _WIDEST and len(flowing) >= _ENOUGH
    # A text copied from a PDF has no empty line at all: most of its lines must flow then.
    wrapped = wrapped and (parted or width >= _WIDE)
    if not (wrapped and len(flowing) * (3 if parted else 2) >= len(pairs)):
        for _, b in flowing if width >= _NARROWEST else ():
            what = f"'{_start(b.text)}' begins in lower case: join it to the line above if it goes"
            record.look(b.number, f"{what} on there")
        return _rejoined(lines, pairs, record)
    joined = {b.number for a, b in pairs if _continues(a, b, width, record)}
    parts: list[list[RawLine]] = []
    for line in lines:
        if line.number in joined:
            parts[-1].append(line)
        else:
            parts.append([line])
    record.look(0, "the text was wrapped: the lines of each paragraph were joined")
    words = {word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+", line.text)}
    return [_joined(part, words, record) for part in parts]


def _rejoined(
    lines: Sequence[RawLine], pairs: Sequence[tuple[RawLine, RawLine]], record: Record
) -> list[RawLine]:
    """Join the lines of an unwrapped text that break after a comma: no paragraph ends in one."""
    rest = {b.number for a, b in pairs if a.text.endswith(",") and not is_item(a.text)}
    done: list[RawLine] = []
    for line in lines:
        if line.number not in rest:
            done.append(line)
            continue
        above = done[-1]
        reason = "a line that ends in a comma, joined to the next one"
        record.note(
            Change(line.number, above.text[-40:], f"{above.text[-40:]} …", "medium", reason)
        )
        done[-1] = replace(above, text=f"{above.text} {line.text}")
    return done


def _may_continue(line: RawLine, following: RawLine) -> bool:
    """Say whether a line may be the rest of the paragraph above it, whatever their widths."""
    tabular = len(line.spaced) > 2 or len(following.spaced) > 2
    if following.gap or line.cells or following.cells or tabular:
        return False
    alone = any(_stands_alone(k.text) for k in (line, following))
    return not (alone or is_item(following.text) or _OWN_LINE.match(following.text))


def _stands_alone(text: str) -> bool:
    return bool(
        HIGHLIGHTS.fullmatch(text)
        or date_of(text)
        or dated_parts(text)
        or is_buttons(text)
        or text.startswith("|")
        or " | " in text
    )


def _width(pairs: Sequence[tuple[RawLine, RawLine]]) -> int:
    """Return how wide the text is, in characters: nine in ten of its full lines are no wider."""
    widths = sorted(_end(a) for a, _ in pairs)
    return widths[len(widths) * 9 // 10] if widths else 0


def _end(line: RawLine) -> int:
    return line.indent + len(line.text)


def _is_full(line: RawLine, following: RawLine, width: int) -> bool:
    """Say whether the next line's first word did not fit; a page's letters are not of one width."""
    word = following.text.partition(" ")[0]
    return _end(line) + 1 + len(word) > width * 0.85


def _flows(line: RawLine, following: RawLine) -> bool:
    return not _ENDED.search(line.text) and following.text[0].islower()


def _continues(line: RawLine, following: RawLine, width: int, record: Record) -> bool:
    """Say whether a line of a wrapped text goes on in the next one; note where that is unsure."""
    if _flows(line, following):
        return True
    full = _is_full(line, following, width)
    if is_heading(line.text) and (line.gap or line.number == 1 or not full):
        if full:
            what = f"'{line.text}' was joined to the next line, which begins with a capital letter"
            record.look(following.number, f"{what}: part the two if it is a heading")
        return full
    if not full:
        what = f"'{_start(following.text)}' begins a paragraph, because the line above is short"
        record.look(following.number, f"{what}: join them if it does not")
    return full


def _start(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rpartition(' ')[0] or text[:40]} …"


def _joined(part: Sequence[RawLine], words: set[str], record: Record) -> RawLine:
    """Join the lines of one paragraph, a word that a hyphen broke without a space."""
    pieces = [part[0].text]
    for a, b in pairwise(part):
        broken = _BROKEN.search(a.text)
        rest = re.match(r"[^\W\d_]+", b.text)
        if not (broken and rest):
            pieces += (" ", b.text)
            continue
        left, right = broken[0][:-1], rest[0]
        if right[0].islower() and (left + right).casefold() in words:
            record.note(
                Change(
                    a.number,
                    f"{broken[0]} {right}",
                    left + right,
                    "medium",
                    "a word broken at a line's end, whole elsewhere in the text",
                )
            )
            pieces[-1] = pieces[-1][:-1]
        elif right[0].islower():
            what = f"'{broken[0]}{right}' was broken at its hyphen: type '{left}{right}' if"
            record.look(a.number, f"{what} the hyphen is only the line's end")
        pieces.append(b.text)
    return replace(part[0], text="".join(pieces))
