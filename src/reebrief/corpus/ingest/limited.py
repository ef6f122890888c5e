"""Read and clean a file in a forked child with little memory and time: none stops the others.

What the child made comes back through a pipe. Where the system has no such processes the work is
done in this one, within the bounds that each reader keeps by itself.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import Any, TypeVar

from reebrief.corpus.ingest.readers import RawDocument, read_documents, reader_of
from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.project.process_limits import addresses, limit_process

T = TypeVar("T")

_MEMORY = 300_000_000
"""Bytes that the work may take beside what the process has."""

_UNLIMITED = -1  # resource.RLIM_INFINITY

_SECONDS = 4.0
"""Seconds of computing."""

_PATIENCE = 30.0
"""Seconds until a child that stands still is ended: other work on the machine is no fault of it."""


def read_limited(raw: bytes, name: str) -> list[RawDocument]:
    """Return the documents that a file holds, as ``read_documents`` does.

    Raises ReebriefError as that does, and as ``run_limited`` does.
    """
    reader_of(raw, name)  # imported here, and not once more by each child
    return run_limited(lambda: read_documents(raw, name), name)


def run_limited(work: Callable[[], T], name: str) -> T:
    """Return what some work on a file gives, done in a child.

    Raises ReebriefError as the work does, and where it takes too much memory or time. To be called
    by a process without threads.
    """
    if not hasattr(os, "fork"):
        return work()
    pipe, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(pipe)
        _do(work, end)
    os.close(end)
    try:
        sent: T | None = _sent(pipe)
    finally:
        os.close(pipe)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if sent is None:
        hint = "paste the article's text into a file, and import that one"
        raise error("reading it takes too much memory or time", Place(name), hint)
    return sent


def _do(work: Callable[[], object], end: int) -> None:
    """Work in the child, send what came of it, and end without running what the caller would."""
    try:
        held = addresses()
        limit_process(held + _MEMORY if held else _UNLIMITED, _SECONDS)
        try:
            sent = pickle.dumps((work(), ()))
        except ReebriefError as fault:
            sent = pickle.dumps((None, fault.problems))
        with os.fdopen(end, "wb") as pipe:
            pipe.write(sent)
    finally:
        os._exit(0)


def _sent(pipe: int) -> Any:
    """Return what the child sent; None where it ended, or was ended, before it had."""
    ends, pieces = time.monotonic() + _PATIENCE, list[bytes]()
    while left := max(ends - time.monotonic(), 0):
        ready, _, _ = select.select([pipe], [], [], left)
        piece = os.read(pipe, 1 << 20) if ready else b""
        if not piece:
            break
        pieces.append(piece)
    try:
        made, problems = pickle.loads(b"".join(pieces))  # noqa: S301  what our own copy wrote
    except (EOFError, pickle.UnpicklingError):
        return None
    if problems:
        raise ReebriefError(problems)
    return made
