"""Forms of brief: the sections that each brings, and the most pages it should have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

SectionKind = Literal[
    "bottom-line",
    "source-statement",
    "items",
    "matrix",
    "text",
    "judgements",
    "watch-list",
    "sources",
]
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)
CONTENT: dict[SectionKind, str] = {
    "bottom-line": "bottom_line",
    "matrix": "matrix",
    "text": "text",
    "judgements": "judgements",
    "watch-list": "watch_list",
}
"""The key that holds the content of a section kind; the other kinds bring their own."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of brief: the sections it brings, and the most pages it should have."""

    sections: tuple[SectionKind, ...]
    pages: int


_FIRST: tuple[SectionKind, ...] = ("bottom-line", "source-statement")
_LAST: tuple[SectionKind, ...] = ("judgements", "watch-list", "sources")
FORMS = {
    "memo": Form((*_FIRST, "items", "matrix", "text", *_LAST), 8),
    "brief": Form((*_FIRST, "text", "items", "matrix", *_LAST), 2),
    "one-pager": Form((*_FIRST, "items", "matrix", *_LAST), 1),
}
"""The forms by name."""
