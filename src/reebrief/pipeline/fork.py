"""Run a writer in a forked child so that Word and PDF are made in parallel."""

from __future__ import annotations

import contextlib
import marshal
import os
from collections.abc import Callable
from typing import Self

from reebrief.document.annotated import Fit, Written


class ForkedWriter:
    """A document that is written while the caller goes on with another.

    The process is a copy of the caller's, so it needs nothing sent; what it wrote comes back
    through a pipe. ``write`` gets what waits there for how the brief fills its pages, which
    ``tell`` sends; called here it gets None. Where there are no such processes, or only one core,
    or where it fails in any way, ``result`` writes the document itself, so that errors are the same
    as without it.
    """

    def __init__(self, write: Callable[[Callable[[], Fit] | None], Written]) -> None:
        self._write = write
        self._process = 0
        if hasattr(os, "fork") and (os.cpu_count() or 1) > 1:
            self._pipe, written = os.pipe()
            heard, self._told = os.pipe()
            self._process = os.fork()
            if self._process == 0:
                self._child(heard, written)
            os.close(written)
            os.close(heard)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process and no pipe behind, whether the document was wanted or not."""
        if self._process:
            os.close(self._pipe)
            self._end()

    def tell(self, fit: Fit) -> None:
        """Say how the brief fills its pages; a copy that does not ask for it has ended."""
        if self._process:
            with contextlib.suppress(BrokenPipeError), os.fdopen(self._told, "wb") as pipe:
                self._told = -1
                marshal.dump((dict(fit.pages), fit.tight), pipe)

    def result(self) -> Written:
        """Wait for the document. Raises what writing it raises."""
        if not self._process:
            return self._write(None)
        self._fall_silent()
        with os.fdopen(self._pipe, "rb") as pipe:
            sent = pipe.read()
        self._end()
        try:
            data, parts, pages = marshal.loads(sent)  # noqa: S302  what our own copy wrote
        except (EOFError, ValueError, TypeError):
            return self._write(None)
        return Written(data, frozenset(parts), pages)

    def _fall_silent(self) -> None:
        """Let a copy go on, or end, that waits for what it is never told."""
        if self._told >= 0:
            os.close(self._told)
            self._told = -1

    def _end(self) -> None:
        self._fall_silent()
        os.waitpid(self._process, 0)
        self._process = 0

    def _child(self, heard: int, written: int) -> None:
        """Write the document into the pipe, and end without running what the caller would."""
        pipe = os.fdopen(heard, "rb")

        def fit() -> Fit:
            pages, tight = marshal.load(pipe)  # noqa: S302  what the caller sent
            return Fit(pages, tight=tight)

        try:
            # Or nobody would be told that the caller stopped reading, or that it tells nothing.
            os.close(self._pipe)
            os.close(self._told)
            made = self._write(fit)
            pipe.close()  # or the caller would wait for what it tells to be heard
            with os.fdopen(written, "wb") as back:
                marshal.dump((made.data, list(made.parts), made.pages), back)
        finally:
            os._exit(0)
