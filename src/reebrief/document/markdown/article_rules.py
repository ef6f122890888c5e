"""Rules for articles: a heading by underlining, a block of code, only where they are surely meant.

An article's text comes from anywhere: a line of dashes below a paragraph parts what follows more
often than it makes a heading, and a lone mark of code must not swallow the rest.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_block import fence, lheading

_UNDERLINE = re.compile(r"[ ]{0,3}(?:={2,}|-{2,})[ ]*")
_LONGEST = 120
"""Characters of a heading; longer lines are sentences."""


def underlined(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it-py's signature
    """Take one short line with a line of ``=`` or ``-`` below it for a heading."""
    if start + 1 >= end or len(_line(state, start)) > _LONGEST:
        return False
    below = _line(state, start + 1)
    return bool(_UNDERLINE.fullmatch(below)) and lheading(state, start, end, silent)


def closed_fence(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it-py's signature
    """Take a block of code for one where its end is marked too."""
    mark = re.match(r"`{3,}|~{3,}", _line(state, start).lstrip())
    if mark is None:
        return False
    ends = (_line(state, row).strip() for row in range(start + 1, end))
    closed = any(set(row) == {mark[0][0]} and len(row) >= len(mark[0]) for row in ends)
    return closed and fence(state, start, end, silent)


def _line(state: Any, row: int) -> str:
    return str(state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]])
