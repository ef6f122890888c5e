"""Name the files that are written beside others for a moment, and remove what a killed run left."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

_NAME = re.compile(r"\.reebrief-(?:(?P<process>\d+)-)?[0-9a-f]+\.(?:new|old)")
_OLD = 86400
"""Seconds after which a file is left over where the system does not say whether its run lives."""


def token() -> str:
    """Return what the names of one run's files begin with, so that runs never meet.

    It names the run's process: while that lives, no other run removes them.
    """
    return f".reebrief-{os.getpid()}-{secrets.token_hex(8)}"


def remove(folders: Iterable[Path]) -> None:
    """Remove from folders what runs left there that ended before they could clear up."""
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            left = [Path(entry.path) for entry in entries if entry.name.startswith(".reebrief-")]
            for path in left:
                found = _NAME.fullmatch(path.name)
                if found and not _in_use(path, found["process"]):
                    path.unlink()


def _in_use(path: Path, process: str | None) -> bool:
    """Say whether the run that wrote a file may still go on."""
    if process is None:  # as versions before this one named them
        return False
    if os.name == "nt":  # there a signal of no meaning would end the process
        return time.time() - path.stat().st_mtime < _OLD
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
