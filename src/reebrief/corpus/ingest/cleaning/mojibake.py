"""Damaged characters: three kinds of damage, undone line by line until nothing is left to undo."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reebrief.corpus.ingest.change_record import Change, Confidence, Review
from reebrief.corpus.ingest.changes import Edit, apply, around
from reebrief.corpus.ingest.cleaning import thai_mojibake
from reebrief.corpus.ingest.cleaning.encoding import called
from reebrief.corpus.ingest.cleaning.legacy_encodings import misread, reread
from reebrief.corpus.ingest.cleaning.punctuation import marks

_MOJIBAKE = re.compile("[Â-ô][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf]|[\x80-\x9f]")
"""What UTF-8 read as windows-1252 cannot do without: a first byte, then another one."""

_QUOTES_OR_CUT = re.compile(
    "(?P<open>“|â€œ)|”|(?P<cut>(?<=\\S)â€(?=[ \\t.,;:!?)\\]}'\"]|â€|$))"
    "|(?P<space>(?<=[a-z0-9.,;:!?)%”’'\"])Â(?: +|$))"
)
"""Quotes, and what is left of a closing one and of a no-break space."""

_SUSPECT = re.compile(
    r"â€|(?<=\S)[†‡]|[†‡](?=\w)|(?<=[a-zß-ÿ])[ÂÃ]|(?<![A-ZÀ-Þ])[ÂÃ](?![^\W\d_])|Ã(?=[a-z])"
)
"""Letters and marks where no language has them: what mojibake leaves that lost a byte."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


_ROUNDS = 10
"""So often a text that was damaged again and again is read anew at most, so that it ends."""


def repair(lines: Sequence[str]) -> tuple[list[str], list[Change]]:
    """Return the lines as they were before they were damaged, and every changed word.

    Text without damage, real Thai included, comes back as it is; so does repaired text.
    """
    done = list(lines)
    changes: list[Change] = []
    for _ in range(_ROUNDS):
        before = len(changes)
        changes += _reread(done)
        among_thai = _holds_thai(done)
        for number, line in enumerate(done, 1):
            if line.isascii():
                continue
            for step in _STEPS:
                done[number - 1], made = apply(
                    number, done[number - 1], step(done[number - 1], among_thai=among_thai)
                )
                changes += made
        if len(changes) == before:
            break
    return done, changes


def _reread(done: list[str]) -> list[Change]:
    """Read lines anew that were read in a wrong encoding as a whole, in place."""
    found = misread("\n".join(done))
    if found is None:
        return []
    changes: list[Change] = []
    reason = f"{called(found[1])} read as {called(found[0])}"
    for number, line in enumerate(done, 1):
        new = None if line.isascii() else reread(line, *found)
        if new is not None and not _holds_stray_marks(new):
            changes.append(Change(number, line, new, "medium", reason))
            done[number - 1] = new
    return changes


def _holds_stray_marks(text: str) -> bool:
    """Say whether a mark stands over no letter, which nobody wrote: the reading is wrong."""
    pairs = pairwise(f" {text}")
    return any(
        unicodedata.category(c) == "Mn" and unicodedata.category(before)[0] not in "LMN"
        for before, c in pairs
    )


def _holds_thai(lines: Sequence[str]) -> bool:
    return any(
        thai_mojibake.is_thai(line, run) for line in lines for run in thai_mojibake.runs(line)
    )


def _windows_874(line: str, *, among_thai: bool) -> Iterator[Edit]:
    return thai_mojibake.exact(line, among_thai=among_thai)


def _cut_short(line: str, *, among_thai: bool) -> Iterator[Edit]:  # noqa: ARG001  a step like the others
    """Restore mojibake whose last byte was lost: a closing quote and a no-break space.

    Windows-1252 has no character for the byte 9D, the last of ”, and many programs make the byte
    A0, the last of a no-break space, an ordinary space.
    """
    open_quote = False
    for found in _QUOTES_OR_CUT.finditer(line):
        if found["space"]:
            yield Edit(found.start(), found.end(), " ", "high", "no-break space read as Â")
        elif found["cut"]:
            reason = "closing quote read as windows-1252, its last byte lost"
            sure: Confidence = "high" if open_quote else "medium"
            yield Edit(found.start(), found.end(), "”", sure, reason)
        if not found["space"]:
            open_quote = found["open"] is not None


def _windows_1252(line: str, *, among_thai: bool) -> Iterator[Edit]:  # noqa: ARG001  a step like the others
    """Undo ordinary mojibake; ftfy judges whether it is any."""
    if not _MOJIBAKE.search(line):
        return
    from ftfy import fix_encoding  # noqa: PLC0415  heavy, and seldom needed

    new = fix_encoding(line, replace_lossy_sequences=False)
    if new == line:
        return
    reason = "UTF-8 read as windows-1252"
    if _NOT_ASCII.split(line) != _NOT_ASCII.split(new):
        yield Edit(0, len(line), new, "medium", reason)
        return
    for old, fixed in zip(_NOT_ASCII.finditer(line), _NOT_ASCII.finditer(new), strict=True):
        if old[0] != fixed[0]:
            yield Edit(old.start(), old.end(), fixed[0], "high", reason)


def _iso_8859_11(line: str, *, among_thai: bool) -> Iterator[Edit]:
    return thai_mojibake.characters(line, thai_mojibake.damaged(line, among_thai=among_thai))


def _lost_marks(line: str, *, among_thai: bool) -> Iterator[Edit]:
    damaged = thai_mojibake.damaged(line, among_thai=among_thai)
    return marks(line, [code for run in damaged for code in run.codes if code.kind == "mark"])


_STEPS = (_windows_874, _cut_short, _windows_1252, _iso_8859_11, _lost_marks)
"""The kinds of damage in the order in which they are undone: the exact ones first."""


def left_over(lines: Sequence[str]) -> Iterator[Review]:
    """Yield what the analyst must look at after a repair: Thai, and what could not be restored."""
    among_thai = _holds_thai(lines)
    for number, line in enumerate(lines, 1):
        for run in thai_mojibake.runs(line):
            what = line[run.start : run.end]
            if among_thai and thai_mojibake.is_thai(line, run):
                continue
            yield Review(number, f"'{what}' is Thai, or a character that could not be restored")
        for found in _SUSPECT.finditer(line):
            what = (
                f"'{around(line, found.start(), found.end())}' may hold what is left of a damaged"
            )
            yield Review(number, f"{what} character: type what was meant")
        for found in re.finditer("\ufffd+|&#?\\w{2,8};", line):
            yield Review(number, f"'{found[0]}' stands for another character: type what was meant")
    if among_thai:
        yield Review(0, "the text holds Thai, which was left alone")
