"""What every command shares: two streams, exit codes, and errors as lines, never as a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from reebrief.errors import ReebriefError

OK, FAILED, FOUND, FAULT = 0, 1, 3, 70
"""Exit codes: done; the input has errors; findings under ``--strict``; our own fault."""


def say(line: object) -> None:
    """Print a line on stderr, where everything goes that is not the result."""
    print(line, file=sys.stderr)  # noqa: T201  commands print


def give(line: object) -> None:
    """Print a line of the result on stdout."""
    print(line)  # noqa: T201  commands print


def fail(fault: ReebriefError) -> int:
    """Print an error's problems, and return its exit code."""
    for problem in fault.problems:
        say(problem)
    return fault.exit_code


def guarded(run: Callable[[], int]) -> int:
    """Run a command; turn errors into lines and their exit code, never into a traceback."""
    try:
        return run()
    except ReebriefError as fault:
        return fail(fault)
    except BrokenPipeError:
        return OK
    except KeyboardInterrupt:
        say("interrupted; nothing was left half-written")
        return 130
    except Exception as fault:
        if os.environ.get("REEBRIEF_TRACEBACK"):
            raise
        say(f"a fault of reebrief itself: {type(fault).__name__}: {fault}")
        say("  hint: please report it, with what REEBRIEF_TRACEBACK=1 prints")
        return FAULT
