"""Examine a file's bytes: its kind, a reader for that, a judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module

from reebrief.signatures.seen import Signature
from reebrief.verify.found import Found, UnreadableError
from reebrief.verify.judge import judge
from reebrief.verify.verdict import Finding, State, Verdict

LARGEST = 40_000_000
"""Bytes of a file; a brief of 500 items has a tenth of them."""

BESIDE = ".p7s"
"""What the name of a signature that lies beside a file adds to the file's name."""

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the files begin in which Word keeps an encrypted document, and those of Word 97."""


def examine(data: bytes, beside: bytes | None = None, trust: Sequence[str] = ()) -> Verdict:
    """Return the verdict on a file's bytes, and on a signature that lies beside it.

    ``trust`` names files of certificates that others are trusted by.

    Raises MemoryError, and takes as long as it takes: whoever fears that limits the process.
    """
    try:
        file = found(data)
        verdict = judge(file)
        if not file.signed and beside is None:
            return verdict
        return _with_signatures(verdict, _signatures(data, beside, trust))
    except UnreadableError as fault:
        return Verdict(State.UNREADABLE, str(fault))
    except RecursionError:
        return Verdict(State.UNREADABLE, "it goes in circles, or nests without end")


def _signatures(data: bytes, beside: bytes | None, trust: Sequence[str]) -> list[Signature]:
    """Return the signatures of a file that has some, unexamined without the extra."""
    try:
        # Most files have no signature, and what examines one costs most of a second.
        reader = import_module("reebrief.signatures.examine")
    except ModuleNotFoundError:
        return [Signature()]
    if beside is not None:
        return [reader.docx_signature(data, beside, trust)]
    seen: list[Signature] = reader.pdf_signatures(data, trust)
    return seen


def _with_signatures(verdict: Verdict, seen: Sequence[Signature]) -> Verdict:
    """Return a verdict with its signatures: a file that one does not fit was changed."""
    told = replace(verdict, signatures=tuple(seen))
    broken = [Finding(str(one)) for one in seen if one.problem and one.by]
    if not broken:
        return told
    kept = tuple(one for one in seen if not one.problem)
    state = State.CHANGED if verdict.state in {State.INTACT, State.RESAVED} else verdict.state
    return replace(told, signatures=kept, state=state, findings=(*broken, *verdict.findings))


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
