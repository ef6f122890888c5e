"""Print on the two streams of a command, and survive where they cannot be written."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # a render that has nothing to do imports this
if TYPE_CHECKING:
    from collections.abc import Callable

OK, FAILED, FOUND, FAULT = 0, 1, 3, 70
"""Exit codes: done; the input has errors; findings under ``--strict``; our own fault."""


def say(line: object) -> None:
    """Print a line on stderr, where everything goes that is not the result."""
    # In one piece: Ctrl-C may come between a line and its end.
    print(f"{line}\n", end="", file=sys.stderr)  # noqa: T201  commands print


def give(line: object) -> None:
    """Print a line of the result on stdout."""
    print(line)  # noqa: T201  commands print


def written(run: Callable[[], int]) -> int:
    """Run what prints, and make sure that it was written; return the exit code."""
    try:
        code = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not try to flush it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return OK
    except OSError as fault:
        sys.stdout = None  # it may be what cannot be written
        say(f"{fault.filename or 'output'}: {(fault.strerror or str(fault)).lower()}")
        say("  hint: check the folder you are in, the disk, and where the output goes")
        return FAILED
    return code
