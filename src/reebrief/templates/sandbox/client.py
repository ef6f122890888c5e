"""A project's own templates, evaluated in a process that is stopped when they take too much."""

from __future__ import annotations

import atexit
import functools
import json
import os
import re
import subprocess
import sys
import threading
from bisect import bisect_right
from collections.abc import Mapping
from types import SimpleNamespace
from typing import IO, Any

from reebrief.templates.sandbox.environment import Fault, Load, Token

_RUN = (
    "import sys; sys.path[:] = sys.argv.pop().split('\\n');"
    "from reebrief.templates.sandbox.worker import main; main()"
)
"""What the process runs: with our own path to modules, not with that of the folder it is in."""

_FRAME = re.compile(r'File "(<template \d+>)", line (\d+)')


class Evaluator:
    """One process for all templates of this program, begun when it is first needed.

    It is begun anew after a template that brought it down, and in a copy of this program.
    """

    def __init__(self) -> None:
        self._program = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._lock = threading.Lock()

    def evaluate(
        self, owner: int, load: Load, kind: str, values: Mapping[str, Any], seconds: float
    ) -> str | Fault:
        """Return what a template makes of values, or why it makes nothing.

        ``owner`` is the number of whoever asks: templates that were compiled for it are kept.
        ``load`` gives the text of templates; ``seconds`` is how long this one may run.
        """
        request = {
            "owner": owner,
            "kind": kind,
            "values": {name: _encoded(value) for name, value in values.items()},
            "seconds": seconds,
        }
        with self._lock:
            try:
                process = self._begun()
                return self._answer(process, request, load, kind)
            except BaseException:
                self._end()  # its next line would answer a question that nobody asks any more
                raise

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._program != os.getpid():
            # What the original talks to is no child of its copy, and would never end for it.
            self._program, self._process = os.getpid(), None
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and our own code
                [sys.executable, "-I", "-c", _RUN, "\n".join(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        return self._process

    def _answer(
        self, process: subprocess.Popen[bytes], request: object, load: Load, kind: str
    ) -> str | Fault:
        """Send a request, and load templates for it until it is answered."""
        try:
            _send(process.stdin, request)
            for line in process.stdout or ():
                answer = json.loads(line)
                if "load" in answer:
                    _send(process.stdin, {"template": load(answer["load"])})
                elif "loaded" in answer:
                    lines = sorted((code, template) for template, code in answer["lines"])
                    self._lines[answer["file"]] = (answer["loaded"], lines)
                elif "fault" in answer:
                    return Fault(**answer["fault"])
                else:
                    text: str = answer["text"]
                    return text
        except BrokenPipeError:
            pass
        return self._stopped(kind)

    def _stopped(self, kind: str) -> Fault:
        """Return the fault of a template that the process did not survive."""
        said = self._end()
        if not said.startswith("Timeout"):
            return Fault("other", kind, 0, "it ended the process that it ran in")
        frame = _FRAME.search(said)  # the innermost call stands first
        if frame is None:
            return Fault("time", kind)
        name, lines = self._lines.get(frame[1], (kind, []))
        before = bisect_right(lines, (int(frame[2]), sys.maxsize))
        return Fault("time", name, lines[before - 1][1] if before else 1)

    def _end(self) -> str:
        """End the process, if there is one; return what it said last."""
        process, self._process = self._process, None
        if process is None:
            return ""
        process.kill()
        _, said = process.communicate()
        return said.decode(errors="replace")

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()


@functools.cache
def evaluator() -> Evaluator:
    """Return this program's evaluator, which ends with it."""
    made = Evaluator()
    atexit.register(made.close)
    return made


def _encoded(value: Any) -> Any:
    """Return a value as it crosses the border."""
    if isinstance(value, Token):
        return {"mark": value.mark}
    return {"words": vars(value)} if isinstance(value, SimpleNamespace) else value


def _send(stream: IO[bytes] | None, message: object) -> None:
    if stream is not None:
        stream.write(json.dumps(message).encode() + b"\n")
        stream.flush()
