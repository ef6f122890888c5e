"""Run a writer in a forked child so that Word and PDF are made in parallel."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from typing import Self

from reebrief.document.annotated import Written


class ForkedWriter:
    """A document that is written while the caller goes on with another.

    The process is a copy of the caller's, so it needs nothing sent; what it wrote comes back
    through a pipe. Where there are no such processes, or only one core, or where it fails in any
    way, ``result`` writes the document itself, so that errors are the same as without it.
    """

    def __init__(self, write: Callable[[], Written]) -> None:
        self._write = write
        self._process = 0
        if hasattr(os, "fork") and (os.cpu_count() or 1) > 1:
            self._pipe, end = os.pipe()
            self._process = os.fork()
            if self._process == 0:
                self._child(end)
            os.close(end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process and no pipe behind, whether the document was wanted or not."""
        if self._process:
            os.close(self._pipe)
            os.waitpid(self._process, 0)
            self._process = 0

    def result(self) -> Written:
        """Wait for the document. Raises what writing it raises."""
        if not self._process:
            return self._write()
        with os.fdopen(self._pipe, "rb") as pipe:
            sent = pipe.read()
        os.waitpid(self._process, 0)
        self._process = 0
        try:
            data, parts, pages = marshal.loads(sent)  # noqa: S302  what our own copy wrote
        except (EOFError, ValueError, TypeError):
            return self._write()
        return Written(data, frozenset(parts), pages)

    def _child(self, end: int) -> None:
        """Write the document into the pipe, and end without running what the caller would."""
        try:
            os.close(self._pipe)  # or nobody would be told that the caller stopped reading
            written = self._write()
            with os.fdopen(end, "wb") as pipe:
                marshal.dump((written.data, list(written.parts), written.pages), pipe)
        finally:
            os._exit(0)
