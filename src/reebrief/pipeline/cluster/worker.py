"""Make a brief of what was sent, in a process of a cluster.

A worker may have threads, and the program has none: one brief is made at a time.
"""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import distributed

from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.cluster.program import difference, program
from reebrief.pipeline.cluster.shipment import Delivery, Order, Shipment, named, unpacked
from reebrief.pipeline.make import Making, make
from reebrief.pipeline.progress import Step
from reebrief.pipeline.session import Session
from reebrief.project.project import Project

_KEPT = 2
"""So many renders' projects are kept: who renders at the same time sends one each."""

_one_at_a_time = threading.Lock()
_sessions: OrderedDict[str, Session] = OrderedDict()


class OtherProgramError(Exception):
    """Says in what a worker differs, which would not write the bytes that the sender would."""


def fulfil(shipment: Shipment, order: Order) -> Delivery:
    """Make a brief; write no file but the copy of the project that was sent.

    Raises OtherProgramError, and OSError where the copy cannot be written.
    """
    if differs := difference(shipment.program, program()):
        raise OtherProgramError(differs)
    with _one_at_a_time:
        session = _session(shipment)
        steps: list[Step] = []
        making = Making(order.to, order.step, order.strict, progress=steps.append)
        project = session.project
        try:
            given = session.definitions(str(project.root / order.file))
            [definition] = [one for one in given if one.name == order.name]
            made = make(session, definition, making)
        except ReebriefError:
            return Delivery(None)
        fonts = tuple(filter(None, (named(project, path) for path in made.fonts)))
        read = tuple(filter(None, (named(project, path) for path in project.inputs)))
        return Delivery(replace(made, fonts=()), tuple(steps), fonts, read)


def _session(shipment: Shipment) -> Session:
    """Return the session of a render: its project, unpacked once."""
    if shipment.run in _sessions:
        _sessions.move_to_end(shipment.run)
        return _sessions[shipment.run]
    while len(_sessions) >= _KEPT:
        _, old = _sessions.popitem(last=False)
        shutil.rmtree(old.project.root, ignore_errors=True)
    # Dask clears the folders of its workers, of those that were killed too.
    root = Path(distributed.get_worker().local_directory).resolve() / f"reebrief-{shipment.run}"
    shutil.rmtree(root, ignore_errors=True)
    unpacked(shipment.files, root)
    project = Project(root)
    if shipment.is_package:  # its templates are those that ship
        project.package = root
    day = dt.date.fromisoformat(shipment.today)
    session = Session(project, shipment.date, shipment.parameters, now=day)
    session.corpus.looked = shipment.looked
    _sessions[shipment.run] = session
    return session
