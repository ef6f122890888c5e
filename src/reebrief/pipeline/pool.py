"""Make several things at once, each in a process that is a copy of this one."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_LOOK = 0.5
"""Seconds between two looks of a copy at whether its parent still runs."""

_job: Callable[[int], Any]
"""What a worker makes things by: set in the workers alone, as it cannot be sent to them."""


def in_order(make: Callable[[int], T], numbers: range, workers: int) -> Iterator[T]:
    """Yield what ``make`` makes of each number, in their order, made by so many copies of this.

    A copy has all that this process has read so far; what ``make`` returns must be picklable. Where
    a system cannot copy a process, and for what a copy leaves undone when it dies, ``make`` is
    called here. Raises what ``make`` raises.
    """
    done = numbers.start
    if numbers and workers > 1 and hasattr(os, "fork"):
        # One brief goes without them, and they cost it 25 ms.
        from concurrent.futures.process import (  # noqa: PLC0415
            BrokenProcessPool,
            ProcessPoolExecutor,
        )
        from multiprocessing import get_context  # noqa: PLC0415

        try:
            with ProcessPoolExecutor(
                min(workers, len(numbers)),
                get_context("fork"),
                initializer=_begin,
                initargs=(make, os.getpid()),
            ) as pool:
                for one in pool.map(_work, numbers):
                    done += 1
                    yield one
        except BrokenProcessPool:
            pass  # a copy was killed
    for number in range(done, numbers.stop):
        yield make(number)


def _begin(make: Callable[[int], Any], parent: int) -> None:
    """Make ready in a copy: an interrupt ends it when what it makes is whole.

    It ends with its parent too: a parent that was killed can tell it nothing.
    """
    global _job  # noqa: PLW0603  a worker of the standard library's pool has no other place
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _job = make
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _work(number: int) -> Any:
    return _job(number)
