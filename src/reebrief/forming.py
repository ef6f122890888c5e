"""The rules of a brief's form: what it needs, and how long it should be at most."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reebrief.briefs.forms import CONTENT
from reebrief.caveated import Written
from reebrief.errors import Problem, Severity
from reebrief.shop import Prepared


def broken_rules(prepared: Prepared, pdf: Written) -> Iterator[Problem]:
    """Yield a finding for each rule of its form that a brief breaks; ``pdf`` is the brief as PDF.

    A remedy never takes a caveat away.
    """
    definition = prepared.definition
    form, name = definition.form, definition.model.form
    for kind in form.needs:
        if not getattr(definition.model, CONTENT[kind]):
            key = CONTENT[kind]
            what = f"the form '{name}' needs '{key}'"
            place = definition.place("form")
            yield Problem(what, place, f"add '{key}: …'", Severity.FINDING)
    # A theme for readers with low sight takes the paper that its letters need.
    scale = prepared.theme.scale
    pages, longest = int(form.pages * scale), int(form.lines * math.sqrt(scale))
    if pdf.pages > pages:
        yield Problem(
            f"{pdf.pages} pages; the form '{name}' should have at most {pages}",
            definition.place("form"),
            "show fewer items, lower items.max_words, or choose another form",
            Severity.FINDING,
        )
    lines = pdf.lines.get("bottom-line", 0)
    if lines > longest:
        yield Problem(
            f"the bottom line has {lines} lines; it should have at most {longest}",
            definition.place("bottom_line"),
            "shorten it, or move what can wait to 'text'",
            Severity.FINDING,
        )
