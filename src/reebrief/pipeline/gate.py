"""Let a written format pass only with every caveat drawn, and with none made up."""

from __future__ import annotations

from dataclasses import replace

from reebrief.diagnostics import LostCaveatError, Place, Problem, ReebriefError
from reebrief.document.annotated import Written
from reebrief.pipeline.prepare import Prepared
from reebrief.writers import PAGED, write


def gated(form: str, prepared: Prepared) -> Written:
    """Write one format, and let it pass only with every caveat drawn.

    Raises LostCaveatError with the names of what a writer left out.
    """
    inputs, place = prepared.inputs, Place(prepared.definition.file.name)
    try:
        written = write(form, prepared.annotated, inputs.theme, inputs.language)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        # What no article and no line of the definition holds is a value of the definition.
        raise ReebriefError([replace(p, place=p.place or place) for p in fault.problems]) from None
    annotated = prepared.annotated
    expected = annotated.parts | (annotated.running_parts if form in PAGED else annotated.cited)
    told = {
        (fact.article, fact.caveat) for fact in annotated.facts if written.parts & {*fact.parts}
    }
    waived = prepared.account.waived
    untold = {
        f"{c.caveat} of {c.article}"
        for c in prepared.account.caveats
        if c.part is None and c not in waived and (c.article, c.caveat) not in told
    }
    lost = untold | (expected - written.parts)
    if lost or not written.parts <= expected:
        what = (
            f"the {form} writer lost caveats: {', '.join(sorted(lost)) or 'none, but made some up'}"
        )
        hint = "this is a fault of reebrief, nothing was written; please report it"
        raise LostCaveatError(Problem(what, place, hint))
    return written
