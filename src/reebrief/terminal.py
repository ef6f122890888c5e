"""Commands end in an exit code and lines, whatever happens: no traceback reaches a user."""

from __future__ import annotations

import os
from collections.abc import Callable

from reebrief.errors import ReebriefError
from reebrief.streams import FAULT, say, written


def fail(fault: ReebriefError) -> int:
    """Print an error's problems, and return its exit code."""
    for problem in fault.problems:
        say(problem)
    return fault.exit_code


def guarded(run: Callable[[], int]) -> int:
    """Run a command; turn errors into lines and their exit code, never into a traceback."""
    try:
        return written(run)
    except ReebriefError as fault:
        return fail(fault)
    except KeyboardInterrupt:
        say("interrupted; nothing was left half-written")
        return 130
    except Exception as fault:
        if os.environ.get("REEBRIEF_TRACEBACK"):
            raise
        say(f"a fault of reebrief itself: {type(fault).__name__}: {fault}")
        say("  hint: please report it, with what REEBRIEF_TRACEBACK=1 prints")
        return FAULT
