"""Name what programs read in different ways: keys said twice, ends and tables that contradict.

ISO 32000-2, 7.3.7 (a key of a dictionary is there once), 7.5.4 and 7.5.5 (tables of objects, the
trailer). pypdf takes the first of two keys, and goes on to older objects where newer ones are none;
viewers take the last, and show nothing.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader

_TWICE = "Multiple definitions in dictionary"
"""How pypdf begins to say that a key stands twice."""


class HeardTwice(logging.Handler):
    """Hears, while it is open, of keys that stand twice in the PDF files that pypdf reads.

    Whatever else pypdf says, and before and after all that other libraries say of damaged files, is
    kept from whoever listens.
    """

    def __init__(self) -> None:
        super().__init__()
        self.twice = False
        self._logger = logging.getLogger("pypdf")

    def emit(self, record: logging.LogRecord) -> None:
        """Take what pypdf says."""
        self.twice = self.twice or record.getMessage().startswith(_TWICE)

    def __enter__(self) -> HeardTwice:
        """Begin to listen."""
        logging.disable(logging.NOTSET)
        self._logger.addHandler(self)
        self._logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        """End to listen."""
        self._logger.removeHandler(self)
        self._logger.propagate = True
        logging.disable()


def contradictions(reader: PdfReader, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield where a file contradicts itself, and how, but for keys that stand twice."""
    if re.search(rb"[^\s\x00]", data[data.rindex(b"%%EOF") + len(b"%%EOF") :]):
        yield "the end of the file", "has something behind it, which other programs begin with"
    usual = reader.xref.get(0, {})
    newer = {
        n for generation, found in reader.xref.items() if 0 < generation < _FREE for n in found
    }
    freed = {n for found in reader.xref_free_entry.values() for n, free in found.items() if free}
    if usual.keys() & newer:
        yield "objects", "stand in two generations, of which each program reads another"
    if usual.keys() & (freed - {0}):
        yield "objects", "were taken out of the file, and still stand in it"


_FREE = 65_535
"""The generation of what was never an object (7.5.4)."""
