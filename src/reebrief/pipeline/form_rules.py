"""The rules of a brief's form: what it needs, and how long it should be at most."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.briefs.forms import CONTENT
from reebrief.diagnostics import Problem, Severity
from reebrief.document.nodes import CaveatLabel, CaveatText, Cite, Heading
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.caveat_budget import CaveatShare, over_budget
from reebrief.pipeline.narrow_columns import narrow_columns
from reebrief.pipeline.prepare import Prepared


def broken_rules(prepared: Prepared, pages: int, share: CaveatShare) -> Iterator[Problem]:
    """Yield a finding for each rule of its form that a brief of so many pages breaks.

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
    most = int(form.pages * prepared.inputs.theme.scale)
    if pages > most:
        yield Problem(
            f"{pages} pages; the form '{name}' should have at most {most}",
            definition.place("form"),
            _shorter(prepared),
            Severity.FINDING,
        )
    yield from over_budget(prepared, share)
    yield from narrow_columns(prepared)
    words = _own_words(prepared)
    if words > form.words:
        yield Problem(
            f"the bottom line has {words} words; it should have at most {form.words}",
            definition.place("bottom_line"),
            "shorten it, or move what can wait to 'text'",
            Severity.FINDING,
        )


def _own_words(prepared: Prepared) -> int:
    """Count the words of the bottom line that are its author's: no caveat, citation or heading."""
    own = [s for s in prepared.annotated.brief.sections if s.kind == "bottom-line"]
    apart = [
        node for node in walk(own) if isinstance(node, Cite | Heading | CaveatText | CaveatLabel)
    ]
    return len(plain(own).split()) - sum(len(plain([node]).split()) for node in apart)


def _shorter(prepared: Prepared) -> str:
    """Say how a brief of too many pages becomes shorter."""
    if "items" in prepared.definition.sections:
        return "show fewer items, lower items.max_words, or choose another form"
    return "shorten your texts, leave a section out, or choose another form"
