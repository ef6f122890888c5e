"""Limit the memory and the time of the process that calls this, where the system can."""

from __future__ import annotations

import contextlib


def limit_process(memory: int, seconds: float) -> None:
    """Let this process have that many bytes of addresses, and end it after seconds of computing."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not on every system

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(ImportError, AttributeError, ValueError):
        import signal  # noqa: PLC0415  the same

        # The signal ends the process wherever it is, in the C code of a library too.
        signal.setitimer(signal.ITIMER_PROF, seconds)


def addresses() -> int:
    """Return how many bytes of addresses this process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  a worker needs no pathlib
            return int(file.read().split()[0]) * 4096
    except (OSError, ValueError, IndexError):
        return 0
