"""Forms of brief: the sections that each brings, and the most pages it should have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

SectionKind = Literal[
    "contents",
    "bottom-line",
    "ask",
    "main-messages",
    "source-statement",
    "summary",
    "changes",
    "items",
    "chart",
    "matrix",
    "text",
    "judgements",
    "watch-list",
    "annex",
    "glossary",
    "sources",
]
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)
CONTENT: dict[SectionKind, str] = {
    "bottom-line": "bottom_line",
    "ask": "ask",
    "main-messages": "main_messages",
    "summary": "summary",
    "changes": "previous",
    "chart": "charts",
    "matrix": "matrix",
    "text": "text",
    "judgements": "judgements",
    "watch-list": "watch_list",
    "annex": "annex",
}
"""The key that holds the content of a section kind; the other kinds bring their own."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of brief: the sections it brings in their order, and its rules.

    ``needs`` are sections that it cannot do without. The others are the most that it should have:
    pages, recommendations, words of its bottom line, the share of words that are caveats, and marks
    of claims on a page.
    """

    sections: tuple[SectionKind, ...]
    pages: int
    needs: tuple[SectionKind, ...] = ()
    recommendations: int = 5
    words: int = 60
    caveats: float = 0.4
    marks: int = 8


_FIRST: tuple[SectionKind, ...] = ("bottom-line", "source-statement")
_LAST: tuple[SectionKind, ...] = ("judgements", "watch-list", "annex", "sources")
FORMS = {
    "memo": Form((*_FIRST, "changes", "items", "chart", "matrix", "text", *_LAST), 8),
    "action-memo": Form(
        ("bottom-line", "ask", "source-statement", "text", "items", *_LAST),
        2,
        needs=("bottom-line", "ask", "text"),
        recommendations=1,
        caveats=0.45,
    ),
    "brief": Form((*_FIRST, "text", "chart", "items", "matrix", *_LAST), 2),
    "one-pager": Form((*_FIRST, "chart", "items", "matrix", *_LAST), 1, caveats=0.55),
    "graded": Form(
        (
            "main-messages",
            "source-statement",
            "contents",
            "summary",
            "items",
            "matrix",
            "text",
            *_LAST,
        ),
        29,
        needs=("main-messages", "summary"),
    ),
}
"""The forms by name. Lengths are those of the field: an action memo has one or two pages and one
ask, GAO's highlights sheet one page, a graded entry 1 page of messages, 3 of summary and 25."""
