"""Find to whom a text leaves what it says: according to a name, a name reported, Source: a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reebrief.analysis.support.lexicon import SupportPatterns

_COMMON = re.compile(r"The [A-Z][a-z]+")
"""A name that is also a plain word with its article: The Paper, The Times."""

_BEFORE = 40
"""Characters before a name in which the words stand that leave a statement to it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A name to which a line leaves what it says; ``line`` is an index, ``by`` the words."""

    name: str
    line: int
    by: str


def attributions(
    lines: Sequence[str], names: Iterable[str], media: Iterable[str], patterns: SupportPatterns
) -> Iterator[Attribution]:
    """Yield every attribution in some lines, in the order of the lines.

    A longer name counts before a shorter one that it begins with. A medium in ``media`` is left a
    statement also by what it does: "the Daily reported". What a company announces is its own news,
    and no sign of who told it.
    """
    by_key = {name.casefold(): name for name in names}
    speaking = {name.casefold() for name in media}
    whole = [_whole(name) for name in by_key]
    for n, line in enumerate(lines):
        end = 0
        matches = (match for one in whole for match in one.finditer(line))
        for match in sorted(matches, key=lambda one: (one.start(), -one.end())):
            if match.start() < end:
                continue
            end = match.end()
            key = match[0].casefold()
            if not _is_written(by_key.get(key, ""), match[0]):
                continue
            by = _by(line, match, patterns, speaks=key in speaking)
            if by:
                yield Attribution(by_key.get(key, match[0]), n, by)


@cache
def _whole(name: str) -> re.Pattern[str]:
    """Return what finds a name as whole words; thousands of articles share a few names."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _is_written(name: str, found: str) -> bool:
    """Say whether words are a name as it is written: "the paper" is not The Paper.

    One of a small word and another common one needs its capitals, unless all is in capitals.
    """
    return not _COMMON.fullmatch(name) or found.endswith(name[4:]) or found.isupper()


def _by(line: str, name: re.Match[str], patterns: SupportPatterns, *, speaks: bool) -> str:
    """Return the words that leave a statement to a name, "" where none do."""
    start = max(name.start() - _BEFORE, 0)
    before = patterns.attributed_before.search(line, start, name.start())
    if before is not None:
        return f"{before[0]}{line[name.start() : name.end()]}".strip()
    after = patterns.attributed_after.match(line, name.end()) if speaks else None
    return line[name.start() : after.end()] if after else ""
