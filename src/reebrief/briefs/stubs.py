"""What a new definition says until somebody says it: for ``new`` to write and ``check`` to find."""

from __future__ import annotations

from reebrief.briefs.forms import FORMS, SectionKind

TO = "Whom it is for"
SENDER = "Whom it is from"

_TEXTS: dict[SectionKind, str] = {
    "bottom-line": """\
bottom_line: |
  The most important thing in at most four lines.
""",
    "ask": """\
# Who is to decide what by when: take the marks # away.
# ask:
#   text: What is asked for, in a sentence.
#   of: Who decides
#   by: 2026-01-31
""",
    "main-messages": """\
main_messages:
  - What the reader should remember, in one sentence each.
""",
    "summary": """\
summary: |
  What the full text says, on three pages at most.
""",
    "text": """\
text: |
  # Background

  What the reader needs to know.
""",
}
"""What stands in the place of the texts that a form cannot do without."""

_SAID = (
    TO,
    SENDER,
    "The most important thing in at most four lines.",
    "What is asked for, in a sentence.",
    "What the reader should remember, in one sentence each.",
    "What the full text says, on three pages at most.",
    "What the reader needs to know.",
)


def texts(form: str) -> str:
    """Return the texts of a new definition of a form, as YAML."""
    wanted = {"bottom-line", *FORMS[form].needs}
    kinds = (kind for kind in FORMS[form].sections if kind in wanted and kind in _TEXTS)
    return "".join(f"{_TEXTS[kind]}\n" for kind in kinds)


def left_in(text: str) -> str | None:
    """Return what a text still says of a new definition, None where nothing of it is left."""
    return next((said for said in _SAID if said in text), None)
