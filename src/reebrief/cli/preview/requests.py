"""Pass requests from the threads that serve the page to the one that makes what it shows.

Everything is made by the main thread: there alone an interrupt arrives, and a limit of time works.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future


class RequestBoard:
    """Questions to the main thread, the number of the last change, and the files made so far."""

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._number = 1
        self._asked: queue.SimpleQueue[tuple[str, Future[bytes]]] = queue.SimpleQueue()
        self._files: dict[str, tuple[Mapping[str, bytes], ...]] = {}

    @property
    def number(self) -> int:
        """The number of the last change: larger after each."""
        with self._change:
            return self._number

    def ask(self, document: str) -> bytes:
        """Ask for the state of a document, and wait until the main thread has made it."""
        answer: Future[bytes] = Future()
        self._asked.put((document, answer))
        return answer.result()

    def answer(self, make: Callable[[str], bytes], seconds: float) -> bool:
        """Answer one question, or return False after so many seconds without one."""
        try:
            document, answer = self._asked.get(timeout=seconds)
        except queue.Empty:
            return False
        answer.set_result(make(document))
        return True

    def advance(self) -> None:
        """Tell everyone who waits that something changed."""
        with self._change:
            self._number += 1
            self._change.notify_all()

    def wait(self, number: int, seconds: float) -> int:
        """Wait for another number than this one, so many seconds at most; return the number."""
        with self._change:
            self._change.wait_for(lambda: self._number != number, seconds)
            return self._number

    def keep(self, document: str, files: Mapping[str, bytes]) -> None:
        """Keep a document's files by name, and those from before for a page that asks late."""
        with self._change:
            self._files[document] = (files, *self._files.get(document, ())[:1])

    def file(self, name: str) -> bytes | None:
        """Return a file that is kept, or None."""
        with self._change:
            kept = (files for versions in self._files.values() for files in versions)
            return next((files[name] for files in kept if name in files), None)
