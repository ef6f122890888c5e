"""Show how far a render is: one bar on a terminal, else a line for each step that takes long."""

from __future__ import annotations

import shutil
import sys
import time

from reebrief.cli.output import say
from reebrief.pipeline.progress import Step

_PATIENCE = (0.5, 2.0)
"""Seconds of work that nothing is said of: on a terminal, and elsewhere."""

_AWAY = "\r\x1b[K"
"""What takes a terminal's line away (ECMA-48, 8.3.41)."""


class Progress:
    """Says on stderr how far the work is.

    With ``steps`` every step gets a line; with ``silent`` nothing is said.
    """

    def __init__(self, *, steps: bool = False, silent: bool = False) -> None:
        self._steps = steps
        self._silent = silent
        self._terminal = not steps and sys.stderr is not None and sys.stderr.isatty()
        self._drawn = False
        self._begun = time.monotonic()

    def tell(self, step: Step) -> None:
        """Say what begins."""
        worked = time.monotonic() - self._begun
        if self._silent:
            return
        if self._terminal:
            if worked > _PATIENCE[0]:
                self._draw(_AWAY + step.bar(shutil.get_terminal_size().columns))
                self._drawn = True
        elif self._steps or worked > _PATIENCE[1]:
            say(f"… {step}")

    def clear(self) -> None:
        """Take the bar away, so that lines can be printed."""
        if self._drawn:
            self._draw(_AWAY)
            self._drawn = False

    def _draw(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
