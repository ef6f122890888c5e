"""Read what a caption says, and the id that it gives to its table."""

from __future__ import annotations

import re

from reebrief.diagnostics import Place, Problem
from reebrief.document.nodes import Inlines, Text

TABLE, PICTURE = "Table:", "Picture:"
"""What a paragraph begins with that is the caption of what stands above it."""


def without(prefix: str, inlines: Inlines) -> Inlines:
    """Return a caption's words."""
    first, *rest = inlines
    if isinstance(first, Text):
        return (Text(first.text.removeprefix(prefix).lstrip()), *rest)
    return inlines


def divided(inlines: Inlines) -> tuple[Inlines, str | None]:
    """Divide ``Table: caption {#id}`` into the caption and the id, None where there is none."""
    done = list(without(TABLE, inlines))
    name: str | None = None
    if isinstance(done[-1], Text):
        text = done[-1].text.rstrip()
        before, mark, after = text.rpartition("{#")
        inside = after.removesuffix("}")
        if mark and inside != after and inside and not re.search(r"[}\s]", inside):
            text, name = before.rstrip(), inside
        done[-1] = Text(text)
    return tuple(i for i in done if i != Text("")), name


def alone(prefix: str, place: Place) -> Problem:
    """Make the error for a caption with nothing above it that it belongs to."""
    kind = prefix.removesuffix(":").lower()
    return Problem(
        f"a {kind}'s caption without a {kind}",
        place,
        f"type '{prefix} caption' below its {kind} and an empty line, once",
    )
