"""Talk to a Dask cluster: connect, hand out work, take the results in order.

A worker that dies is Dask's to see: what it had is given to another one, a few times
(``distributed.scheduler.allowed-failures`` of the scheduler).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, Self, TypeVar

from reebrief.diagnostics import ReebriefError, error

try:
    import dask
    import distributed
    from distributed.comm import connect
    from distributed.scheduler import KilledWorker
except ModuleNotFoundError:
    raise error("--scheduler needs Dask", None, "pip install 'reebrief[dask]'") from None

T = TypeVar("T")

_ANSWER = 5.0
"""Seconds that a scheduler has to answer, and a cluster to have a worker."""

_LOOK = 2.0
"""Seconds of waiting between two looks at whether the cluster still has a worker."""

_PATIENCE = 15.0
"""Seconds that a cluster may be without workers while there is work: one may be starting."""

_LARGE = "1 TiB"  # Dask warns of large tasks; a project may be one


class DiedError(Exception):
    """The worker died each time that a thing was tried; ``tries`` counts them."""

    def __init__(self, tries: int) -> None:
        super().__init__(tries)
        self.tries = tries


class Cluster:
    """A connection to a cluster, open within its ``with``."""

    def __init__(self, address: str) -> None:
        """Note an address, ``HOST:PORT`` or one of Dask's with a protocol before it."""
        self._address = address
        self._with = contextlib.ExitStack()

    def __enter__(self) -> Self:
        """Connect. Raises ReebriefError where no scheduler answers, or has no worker."""
        # What Dask logs and warns of is told in lines of our own.
        logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
        self._with.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        large = {"distributed.admin.large-graph-warning-threshold": _LARGE}
        self._with.enter_context(dask.config.set(large))
        try:
            self._connect()
        except BaseException:
            self._with.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection; what was not taken yet is not made."""
        self._with.close()

    def _connect(self) -> None:
        address = self._address
        try:
            asyncio.run(asyncio.wait_for(_knock(address), _ANSWER + 1))
            client = distributed.Client(address, timeout=_ANSWER, set_as_default=False)
        except (ValueError, TypeError, RuntimeError) as fault:
            hint = "type HOST:PORT, as the scheduler says it when it starts"
            raise error(f"--scheduler: '{address}': {_first_line(fault)}", None, hint) from None
        except OSError:  # TimeoutError is one
            what = f"--scheduler: no scheduler answers at '{address}'"
            hint = "start one with 'dask scheduler', or leave --scheduler out: the cores here do"
            raise error(what, None, hint) from None
        self._with.callback(client.close, timeout=_ANSWER)
        self._with.enter_context(client.as_current())
        self._client = client
        try:
            client.wait_for_workers(1, timeout=_ANSWER)
        except TimeoutError:
            what = f"--scheduler: the cluster at '{address}' has no worker"
            raise error(what, None, f"start one with 'dask worker {address}'") from None

    def everywhere(self, ask: Callable[[], T]) -> dict[str, T | Exception]:
        """Return what the scheduler and each worker answer, by who it is, or why one does not.

        The scheduler counts as it reads what it hands on.
        """
        answers: dict[str, T | Exception] = {}
        try:
            answers["the scheduler"] = self._client.run_on_scheduler(ask)
        except Exception as fault:  # noqa: BLE001  whatever it cannot import or run
            answers["the scheduler"] = fault
        there: dict[str, T | Exception] = self._client.run(ask, on_error="return")
        return answers | {f"the worker at {at}": answer for at, answer in there.items()}

    def in_order(
        self, make: Callable[[Any, Any], T], common: object, each: Sequence[object]
    ) -> Iterator[T | DiedError]:
        """Yield what ``make`` makes of ``common`` and each thing, in their order.

        What cannot be made as its worker died at each try is a DiedError. Raises ReebriefError
        where the scheduler or all workers are gone, and what ``make`` raises.
        """
        # A task of its own: it is sent to a worker once, and made anew if all that had it died.
        shared = self._client.submit(_same, common, pure=False)
        todo = [(self._client.submit(make, shared, one, pure=False), one) for one in each]
        todo.reverse()
        while todo:
            future, one = todo.pop()  # let go when its result is taken: the workers forget it
            try:
                yield self._result(future)
            except KilledWorker:
                # What only waited on a worker dies with it: it is made again, with nothing beside.
                for other, _ in todo:
                    self._wait(other)
                try:
                    yield self._result(self._client.submit(make, shared, one, pure=False))
                except KilledWorker as fault:
                    yield DiedError(2 * (fault.allowed_failures + 1))

    def _result(self, future: distributed.Future) -> Any:
        """Return what a worker made. Raises KilledWorker, and ReebriefError where all are gone."""
        try:
            self._wait(future)
            return future.result()
        except (CancelledError, OSError) as fault:
            if future.status == "error":
                raise
            raise self._gone(fault) from None

    def _wait(self, future: distributed.Future) -> None:
        """Wait for a result. Raises ReebriefError where the cluster stays without workers."""
        alone = 0.0
        while not future.done():
            with contextlib.suppress(TimeoutError):
                distributed.wait([future], timeout=_LOOK)
                return
            alone = alone + _LOOK if not self._client.nthreads() else 0.0
            if alone >= _PATIENCE:
                raise self._gone(None)

    def _gone(self, fault: Exception | None) -> ReebriefError:
        what = "no worker is left" if fault is None else "the scheduler is gone"
        hint = "what is written is whole: start the cluster again, and type the same command"
        return error(f"--scheduler: {what} at '{self._address}'", None, hint)


async def _knock(address: str) -> None:
    """Shake hands with a scheduler: Dask's own client waits for ever for one that says nothing."""
    arguments = distributed.Security().get_connection_args("client")
    comm = await connect(address, timeout=_ANSWER, **arguments)
    comm.abort()


def _same(common: T) -> T:
    return common


def _first_line(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__).splitlines()[0]
