"""Lines that a mail program or an editor wrapped: joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reebrief.importing.lines import HIGHLIGHTS, Line
from reebrief.importing.lists import is_item
from reebrief.importing.record import Record
from reebrief.importing.shape import date_of, is_heading

_WIDEST = 100
_NARROWEST = 45
_ENOUGH = 3
_OWN_LINE = re.compile(r"\||(?:sources?|disclaimers?)\b", re.IGNORECASE)


def unwrap(lines: Sequence[Line], record: Record) -> list[Line]:
    """Join the lines of each paragraph, where a text is wrapped.

    It is where no line is wide, empty lines part its paragraphs, and at least three lines, half of
    those that others follow, end neither short nor with a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _continues(a, b)]
    wrapped = sum(len(a.text) >= _NARROWEST and not re.search(r"[.!?:]$", a.text) for a, _ in pairs)
    narrow = all(len(line.text) <= _WIDEST for line in lines)
    if not narrow or wrapped < _ENOUGH or wrapped * 2 < len(pairs):
        return list(lines)
    joined = {b.number for _, b in pairs}
    parts: list[list[Line]] = []
    for line in lines:
        if line.number in joined:
            parts[-1].append(line)
        else:
            parts.append([line])
    record.look(0, "the text was wrapped: the lines of each paragraph were joined")
    return [replace(p[0], text=" ".join(line.text for line in p)) for p in parts]


def _continues(line: Line, following: Line) -> bool:
    """Say whether a line may be the rest of the paragraph above it."""
    alone = HIGHLIGHTS.fullmatch(line.text) or date_of(line.text) or line.text.startswith("|")
    heading = line.gap and is_heading(line.text)
    begins = is_item(following.text) or _OWN_LINE.match(following.text)
    return not (following.gap or alone or heading or begins)
