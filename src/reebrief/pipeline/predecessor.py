"""Find the edition before a brief's, and take the snapshot of a brief as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reebrief.briefs import BriefDefinition
from reebrief.caveats import annotate
from reebrief.compose import compose
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error
from reebrief.editions import freeze
from reebrief.editions.snapshot import Snapshot, snapshot
from reebrief.pipeline.load import load
from reebrief.pipeline.session import Session


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The edition before a brief: its frozen file's name, "" where it was never issued.

    ``earlier`` are the frozen editions before that one, the newest first.
    """

    snapshot: Snapshot
    file: str = ""
    problems: tuple[Problem, ...] = ()
    earlier: tuple[Snapshot, ...] = ()

    @property
    def chain(self) -> tuple[Snapshot, ...]:
        """All editions before the brief, the newest first."""
        return (self.snapshot, *self.earlier)


def predecessor(session: Session, definition: BriefDefinition) -> Predecessor | None:
    """Return the edition before a brief's, None for a brief without ``previous``.

    Without a frozen file it is the brief ``previous`` as it stands, and a finding says so. Raises
    ReebriefError where the chain of ``previous`` comes back to the brief, and where the edition
    before cannot be read.
    """
    name = definition.model.previous
    if name is None:
        return None
    place = definition.place("previous")
    refuse_circle(session, definition, definition.name, place)
    path = freeze.newest(session.project, name, until=session.date(definition).isoformat())
    if path is not None:
        frozen = freeze.read(session.project, path)
        earlier = (*_earlier(session, frozen.snapshot),)
        return Predecessor(frozen.snapshot, frozen.name, earlier=earlier)
    what = f"'{name}' was never issued: changes are told against its definition as it stands now"
    hint = f"type reebrief issue {name} when it is as it was handed over"
    problem = Problem(what, place, hint, Severity.FINDING)
    return Predecessor(as_it_stands(session, name, place), "", (problem,))


def _earlier(session: Session, edition: Snapshot) -> Iterator[Snapshot]:
    """Yield the frozen editions before one, as far back as each names the one before it."""
    while edition.previous:
        path = freeze.newest(session.project, edition.previous, until=edition.date)
        if path is None:
            return
        older = freeze.read(session.project, path).snapshot
        if (older.date, older.brief) >= (edition.date, edition.brief):
            return  # a chain goes back in time
        edition = older
        yield edition


def as_it_stands(session: Session, name: str, place: Place | None = None) -> Snapshot:
    """Return the snapshot of a brief as it stands in the project.

    Raises ReebriefError with its faults; where another brief asks for it, at the place there too.
    """
    try:
        definition = session.definitions(name)[0]
        inputs, _ = load(session, definition)
        annotated, _ = annotate(compose(inputs).brief, inputs)
    except ReebriefError as fault:
        if place is None:
            raise
        first = error(f"the edition before, '{name}', has errors", place, "mend it first")
        raise ReebriefError([*first.problems, *fault.problems]) from None
    return snapshot(inputs, annotated.facts)


def refuse_circle(session: Session, definition: BriefDefinition, name: str, place: Place) -> None:
    """Raise ReebriefError at a place where a brief of this name is an edition before another."""
    if name in _ancestors(session, definition):
        hint = "name the brief that was handed over before this one, or delete 'previous'"
        raise error(f"'{name}' is an edition before itself", place, hint)


def _ancestors(session: Session, definition: BriefDefinition) -> Iterator[str]:
    """Yield the briefs before one, each once, the nearest first, up to one with errors."""
    name, seen = definition.model.previous, set[str]()
    while name and name not in seen:
        seen.add(name)
        yield name
        try:
            name = session.definitions(name)[0].model.previous
        except ReebriefError:
            return
