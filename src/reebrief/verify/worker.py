"""Read one file in a process of its own: whatever a hostile file does, the caller goes on.

It limits its own memory and its own time before it looks at the file, where the system has such
limits, and prints the verdict as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

from reebrief.project.process_limits import limit_process
from reebrief.verify.examine import BESIDE, LARGEST, examine
from reebrief.verify.verdict import State, Verdict

_MEMORY = 200_000_000
"""Bytes of memory."""

_SECONDS = 1.5
"""Seconds of computing."""

_SECONDS_SIGNED = 3.0
"""The same for a signed file: what examines a signature takes up to one second by itself."""


def main() -> None:
    """Read the file that the command line names, and print its verdict.

    What follows the file's name are files of certificates that are trusted.
    """
    name, *trust = sys.argv[1:]
    try:
        data = _read(name)
        beside = _read(name + BESIDE) if os.path.isfile(name + BESIDE) else None  # noqa: PTH113
        signed = beside is not None or b"/ByteRange" in data
        limit_process(_MEMORY, _SECONDS_SIGNED if signed else _SECONDS)
        verdict = examine(data, beside, trust)
    except OSError as fault:
        verdict = Verdict(State.UNREADABLE, (fault.strerror or str(fault)).lower())
    except MemoryError:
        verdict = Verdict(State.UNREADABLE, f"it takes more than {_MEMORY // 1_000_000} MB to read")
    sys.stdout.write(json.dumps(asdict(verdict)))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to do, and taking large structures down costs time


def _read(name: str) -> bytes:
    with open(name, "rb") as file:  # noqa: PTH123  nothing else here needs pathlib
        return file.read(LARGEST + 1)
