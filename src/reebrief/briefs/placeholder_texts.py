"""Placeholder texts that ``new`` writes and ``check`` reports."""

from __future__ import annotations

from reebrief.briefs.forms import FORMS, SectionKind

TO = "Whom it is for"
SENDER = "Whom it is from"

_ASK = """\
# Who is to decide what by when: take the marks # away.
# ask:
#   text: {}
#   of: Who decides
#   by: 2026-01-31
"""

_TEXTS: dict[SectionKind, tuple[str, str]] = {
    "bottom-line": ("bottom_line: |\n  {}\n", "The most important thing, in a few sentences."),
    "ask": (_ASK, "What is asked for, in a sentence."),
    "main-messages": (
        "main_messages:\n  - {}\n",
        "What the reader should remember, in one sentence each.",
    ),
    "summary": ("summary: |\n  {}\n", "What the full text says, on three pages at most."),
    "text": ("text: |\n  # Background\n\n  {}\n", "What the reader needs to know."),
}
"""The texts that a form cannot do without: as YAML, and what it says until somebody says it."""


def texts(form: str) -> str:
    """Return the texts of a new definition of a form, as YAML."""
    wanted = {"bottom-line", *FORMS[form].needs}
    kinds = (kind for kind in FORMS[form].sections if kind in wanted and kind in _TEXTS)
    return "".join(f"{around.format(said)}\n" for around, said in map(_TEXTS.__getitem__, kinds))


def left_in(text: str) -> str | None:
    """Return what a text still says of a new definition, None where nothing of it is left."""
    stubs = (TO, SENDER, *(said for _, said in _TEXTS.values()))
    return next((said for said in stubs if said in text), None)
