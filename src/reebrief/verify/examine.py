"""Examine a file's bytes: its kind, a reader for that, a judge."""

from __future__ import annotations

from importlib import import_module

from reebrief.verify.found import Found, UnreadableError
from reebrief.verify.judge import judge
from reebrief.verify.verdict import State, Verdict

LARGEST = 40_000_000
"""Bytes of a file; a brief of 500 items has a tenth of them."""

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the files begin in which Word keeps an encrypted document, and those of Word 97."""


def examine(data: bytes) -> Verdict:
    """Return the verdict on a file's bytes.

    Raises MemoryError, and takes as long as it takes: whoever fears that limits the process.
    """
    try:
        return judge(found(data))
    except UnreadableError as fault:
        return Verdict(State.UNREADABLE, str(fault))
    except RecursionError:
        return Verdict(State.UNREADABLE, "it goes in circles, or nests without end")


def found(data: bytes) -> Found:
    """Return what a file holds. Raises UnreadableError where it is no Word and no PDF file."""
    if len(data) > LARGEST:
        raise UnreadableError("larger than any brief")
    if data.startswith(OLD_OFFICE):
        raise UnreadableError("encrypted, or made by an old Word")
    kind = "docx" if data.startswith(b"PK") else "pdf" if b"%PDF-" in data[:1024] else None
    if kind is None:
        raise UnreadableError("no PDF and no Word file" if data else "empty")
    # Only what the kind of file needs is imported: the reader of PDF costs 100 ms.
    read: Found = import_module(f"reebrief.verify.{kind}").read(data)
    return read
