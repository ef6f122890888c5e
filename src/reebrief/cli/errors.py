"""Turn every end of a command into lines and an exit code: no traceback reaches a user."""

from __future__ import annotations

import os
from collections.abc import Callable

from reebrief.cli.output import FAULT, say, written
from reebrief.cli.problems import quoted
from reebrief.diagnostics import ReebriefError
from reebrief.project.build_state import find_root


def fail(fault: ReebriefError, folder: str | None = None) -> int:
    """Print an error's problems, and return its exit code.

    ``folder`` is what ``--project`` names: lines of that project's files are shown.
    """
    root = find_root(folder)
    for problem in fault.problems:
        say(quoted(problem, root))
    return fault.exit_code


def guarded(run: Callable[[], int], folder: str | None = None) -> int:
    """Run a command; turn errors into lines and their exit code, never into a traceback."""
    try:
        return written(run)
    except ReebriefError as fault:
        return fail(fault, folder)
    except KeyboardInterrupt:
        say("interrupted; nothing was left half-written")
        return 130
    except Exception as fault:
        if os.environ.get("REEBRIEF_TRACEBACK"):
            raise
        say(f"a fault of reebrief itself: {type(fault).__name__}: {fault}")
        say("  hint: please report it, with what REEBRIEF_TRACEBACK=1 prints")
        return FAULT
