"""Sealed files for tests, and ways to tamper with them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from pypdf import PdfReader, PdfWriter

from reebrief.document.annotated import AnnotatedBrief, Head
from reebrief.document.manifest import FILE
from reebrief.writers import write
from support import trees

HEAD = Head("weekly", "2025-11-21", {"articles/gansu.md": "0" * 64})
PART = "customXml/item1.xml"


def sealed(form: str, brief: AnnotatedBrief, head: Head = HEAD) -> bytes:
    """Return the file of a brief, with its manifest."""
    return write(form, replace(brief, head=head), trees.theme(), trees.words()).data


@cache
def memo(form: str) -> bytes:
    """Return the sample memo as a sealed file."""
    return sealed(form, trees.sample())


@cache
def other(form: str) -> bytes:
    """Return another brief as a sealed file."""
    brief = trees.of_blocks(trees.paragraph("Quite another brief."))
    return sealed(form, brief, Head("other", "2025-12-05", {}))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    """Return parts as another program would zip them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(members):
            package.writestr(name, members[name])
    return buffer.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return a Word file with a text replaced once in one part, which must hold it."""
    members = parts(data)
    text = members[name].decode()
    assert old in text
    return zipped(members | {name: text.replace(old, new, 1).encode()})


def cut(data: bytes, name: str, start: str, end: str, within: str) -> bytes:
    """Return a Word file without the stretch from ``start`` to ``end`` that holds a text."""
    text = parts(data)[name].decode()
    at = text.index(within)
    first, last = text.rindex(start, 0, at), text.index(end, at) + len(end)
    return changed(data, name, text[first:last], "")


def pdf_manifest(data: bytes) -> dict[str, Any]:
    """Return the manifest of a PDF."""
    found = json.loads(PdfReader(io.BytesIO(data)).attachments[FILE][0])
    assert isinstance(found, dict)
    return found


def pdf_rewritten(data: bytes, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """Return a PDF as pypdf writes it, after a change."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
