"""Let a written format pass only with every caveat drawn, and with none made up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reebrief.diagnostics import LostCaveatError, Place, Problem, ReebriefError
from reebrief.document.annotated import CaveatFact, Written
from reebrief.pipeline.prepare import Prepared
from reebrief.writers import PAGED, BriefWriter


@dataclass(frozen=True, slots=True)
class Expected:
    """The caveats that a brief must have, whoever writes it: plain data.

    ``file`` is the definition's name. ``parts`` are drawn by every format, ``running`` by those
    with pages, ``cited`` by those without. ``facts`` are what the parts say, and ``told_elsewhere``
    the articles and classes of caveats that have no part of their own: a fact must say them.
    """

    file: str
    parts: frozenset[str]
    running: frozenset[str]
    cited: frozenset[str]
    facts: tuple[CaveatFact, ...]
    told_elsewhere: tuple[tuple[str, str], ...]


def expected(prepared: Prepared) -> Expected:
    """Return the caveats that every format of a brief must have."""
    annotated, account = prepared.annotated, prepared.account
    return Expected(
        prepared.definition.file.name,
        annotated.parts,
        annotated.running_parts,
        annotated.cited,
        annotated.facts,
        tuple(
            (c.article, c.caveat)
            for c in account.caveats
            if c.part is None and c not in account.waived
        ),
    )


def let_pass(form: str, written: Written, wanted: Expected) -> Written:
    """Return a written format that has every caveat.

    Raises LostCaveatError with the names of what its writer left out.
    """
    names = wanted.parts | (wanted.running if form in PAGED else wanted.cited)
    told = {(fact.article, fact.caveat) for fact in wanted.facts if written.parts & {*fact.parts}}
    untold = {
        f"{caveat} of {article}"
        for article, caveat in wanted.told_elsewhere
        if (article, caveat) not in told
    }
    lost = untold | (names - written.parts)
    if lost or not written.parts <= names:
        what = (
            f"the {form} writer lost caveats: {', '.join(sorted(lost)) or 'none, but made some up'}"
        )
        hint = "this is a fault of reebrief, nothing was written; please report it"
        raise LostCaveatError(Problem(what, Place(wanted.file), hint))
    return written


def writer_of(prepared: Prepared) -> BriefWriter:
    """Return a writer of a brief, for all formats that are wanted of it."""
    return BriefWriter(prepared.annotated, prepared.inputs.theme, prepared.inputs.language)


def written(form: str, prepared: Prepared, writer: BriefWriter | None = None) -> Written:
    """Write one format, which is not to leave before ``let_pass``.

    ``writer`` is one for several formats of the brief, by default another one. Raises
    ReebriefError with what the format cannot hold.
    """
    place = Place(prepared.definition.file.name)
    try:
        return (writer or writer_of(prepared)).write(form)
    except LostCaveatError:
        raise
    except ReebriefError as fault:
        # What no article and no line of the definition holds is a value of the definition.
        raise ReebriefError([replace(p, place=p.place or place) for p in fault.problems]) from None


def gated(form: str, prepared: Prepared, writer: BriefWriter | None = None) -> Written:
    """Write one format, and let it pass only with every caveat drawn.

    ``writer`` is as in ``written``. Raises as ``written`` and ``let_pass`` do.
    """
    return let_pass(form, written(form, prepared, writer), expected(prepared))
