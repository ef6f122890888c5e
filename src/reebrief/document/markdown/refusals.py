"""Say what to type instead of Markdown for which the tree has no node."""

from __future__ import annotations

from reebrief.diagnostics import Place, Problem

_TEXT = r"put \ before characters that are meant as text"
_CODE = "leave the backticks out"
_TAGS = r"leave the tags out: **bold**, *italic*; or put \ before < where it is meant as text"
_REFUSED = {
    "html_block": ("raw HTML", _TAGS),
    "html_inline": ("raw HTML", _TAGS),
    "code_block": ("a block of code", "take away the four spaces that the line begins with"),
    "fence": ("a block of code", _CODE),
    "code_inline": ("code", rf"{_CODE}, or {_TEXT}"),
    "hr": ("a rule", rf"leave it out, or begin a part with a heading: '## …'; or {_TEXT}"),
    "underline": ("an underlined heading", "type '## ' before the heading instead"),
    "image": (
        "a picture within a line or from elsewhere",
        "give it a paragraph of its own, and a file: ![what it shows](pictures/file.png)",
    ),
    "link_open": (
        "a link to this address",
        r"type https://… in full, or put \ before [ where it is meant as text",
    ),
    "citation": (
        "a citation of this form",
        "name one thing in each bracket: [@article-id] or [@article-id#table/action-id]",
    ),
}
"""By markdown-it-py's name: what it is called, and what to type instead."""


def refused(kind: str, place: Place) -> Problem:
    """Make the error for a mark that is not supported."""
    what, hint = _REFUSED.get(kind, (kind, _TEXT))
    return Problem(f"{what} is not supported here", place, hint)
