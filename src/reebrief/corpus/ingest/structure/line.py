"""A line of raw text, and the line that stands above an article's highlights."""

from __future__ import annotations

import re
from dataclasses import dataclass

HIGHLIGHTS = re.compile(r"(?:key )?highlights:?", re.IGNORECASE)
"""The line above an article's list of highlights."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the raw text that holds something, without white space around it.

    ``number`` counts the raw text's lines from 1; ``indent`` is the white space that stood before
    the text, in columns; ``gap`` says that an empty line stood above; ``cells`` are what tabs
    part, empty where no tab stands within the line; ``spaced`` what runs of blanks part.
    """

    number: int
    text: str
    indent: int = 0
    gap: bool = False
    cells: tuple[str, ...] = ()
    spaced: tuple[str, ...] = ()
