"""Send the briefs of a render to a cluster, and yield what its workers made of each."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from reebrief.briefs import BriefDefinition
from reebrief.diagnostics import Place, Problem, ReebriefError, error
from reebrief.pipeline.cluster.connection import Cluster, DiedError
from reebrief.pipeline.cluster.program import difference, program
from reebrief.pipeline.cluster.shipment import Delivery, Order, found, packed
from reebrief.pipeline.cluster.worker import OtherProgramError, fulfil
from reebrief.pipeline.make import MadeElsewhere, Making
from reebrief.pipeline.session import Session
from reebrief.project.project import Input, Project


class Sender:
    """Makes the briefs of a session on the cluster at an address."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(
        self, session: Session, jobs: Sequence[tuple[BriefDefinition, Making]]
    ) -> Iterator[MadeElsewhere | ReebriefError | None]:
        """Yield what was made of each brief, in order; None for one that is to be made here.

        That is one with errors, which are told best where all files are, and one whose definition
        lies outside of the project. An error is that of a brief at which workers died. Raises
        ReebriefError where the cluster cannot be reached or fails, and where a worker has another
        program.
        """
        with Cluster(self._address) as cluster:
            _refuse_others(cluster)
            shipment, read = packed(session, secrets.token_hex(8))
            sent = {n: _order(*job) for n, job in enumerate(jobs) if _is_inside(job[0])}
            came = cluster.in_order(fulfil, shipment, [*sent.values()])
            for n, (definition, _) in enumerate(jobs):
                if n not in sent:
                    yield None
                    continue
                try:
                    delivery = next(came)
                except (OtherProgramError, ImportError, AttributeError) as fault:
                    raise _other("a worker", fault) from None
                except OSError as fault:
                    what = f"--scheduler: a worker cannot keep the project: {fault.strerror}"
                    raise error(what, None, "look after its disk, then type it again") from None
                yield _taken(session.project, definition, delivery, read)


def _taken(
    project: Project,
    definition: BriefDefinition,
    delivery: Delivery | DiedError,
    sent: Mapping[Path, Input],
) -> MadeElsewhere | ReebriefError | None:
    """Return what was delivered, with the names of files that it has here."""
    if isinstance(delivery, DiedError):
        what = f"the worker died each of the {delivery.tries} times that it was making this brief"
        hint = "render it without --scheduler; its worker may need more memory"
        return ReebriefError(Problem(what, Place(definition.file.name), hint))
    if delivery.made is None:
        return None
    paths = [found(project, name) for name in delivery.read]
    read = {path: sent.get(path) or project.look(path) for path in paths}
    fonts = tuple(found(project, name) for name in delivery.fonts)
    return MadeElsewhere(replace(delivery.made, fonts=fonts), delivery.steps, read)


def _is_inside(definition: BriefDefinition) -> bool:
    """Say whether the files of a definition lie in the project."""
    return not any(PurePath(name).is_absolute() for name in definition.files)


def _order(definition: BriefDefinition, making: Making) -> Order:
    name, file = definition.name, definition.file.name
    return Order(name, file, tuple(making.to), making.strict, making.step)


def _refuse_others(cluster: Cluster) -> None:
    """Raise ReebriefError for each process of a cluster that has another program."""
    problems: list[Problem] = []
    for who, answer in cluster.everywhere(program).items():
        if isinstance(answer, Exception):
            problems += _other(who, answer).problems
        elif differs := difference(program(), answer):
            problems += _other(who, OtherProgramError(differs)).problems
    if problems:
        raise ReebriefError(problems)


def _other(who: str, fault: Exception) -> ReebriefError:
    mine = program()["reebrief"]
    differs = str(fault)
    if not isinstance(fault, OtherProgramError):
        differs = f"no reebrief {mine}, or not the same ({differs})"
    what = f"--scheduler: {who} would not write the same bytes: it has {differs}"
    hint = f"install reebrief {mine} there as it is here, and start it again"
    return error(what, None, hint)
