"""The rules of a brief's form: what it needs, and how long it should be at most."""

from __future__ import annotations

import math
from collections.abc import Iterator

from reebrief.briefs.forms import CONTENT
from reebrief.diagnostics import Problem, Severity
from reebrief.document.annotated import Written
from reebrief.document.nodes import Cite
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import Prepared


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
    scale = prepared.inputs.theme.scale
    pages, longest = int(form.pages * scale), int(form.lines * math.sqrt(scale))
    if pdf.pages > pages:
        yield Problem(
            f"{pdf.pages} pages; the form '{name}' should have at most {pages}",
            definition.place("form"),
            _shorter(prepared),
            Severity.FINDING,
        )
    lines = math.ceil(pdf.lines.get("bottom-line", 0) * _own_share(prepared))
    if lines > longest:
        yield Problem(
            f"the bottom line has {lines} lines; it should have at most {longest}",
            definition.place("bottom_line"),
            "shorten it, or move what can wait to 'text'",
            Severity.FINDING,
        )


def _own_share(prepared: Prepared) -> float:
    """Return the share of the bottom line's characters that are its author's, not a caveat's."""
    sections = prepared.annotated.brief.sections
    own = [s for s in sections if s.kind == "bottom-line"]
    cited = [n for n in walk(own) if isinstance(n, Cite)]
    total = len(plain(own))
    return 1 - sum(len(plain([one])) for one in cited) / total if total else 1.0


def _shorter(prepared: Prepared) -> str:
    """Say how a brief of too many pages becomes shorter."""
    if prepared.definition.model.sections is None or "items" in prepared.definition.sections:
        return "show fewer items, lower items.max_words, or choose another form"
    return "shorten your texts, leave a section out, or choose another form"
