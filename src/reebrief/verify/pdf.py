"""Reads a PDF back with pypdf: what its pages show, its manifest, its id. The home of pypdf."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from reebrief.manifest import FILE, URN
from reebrief.verify.drawn import Fonts, shown
from reebrief.verify.found import Found, Shown, Unit, UnreadableError

_MOST_PAGES = 5000
_MOST_DEEP = 20
"""The most levels of a name tree."""

_MOST_NAMES = 1000
"""The most nodes on one level of it."""

_DOCUMENT = re.compile(
    rb"<(?:\w+:)?DocumentID>\s*%(urn)b([0-9a-f]{64})\s*<|DocumentID\s*=\s*[\"']%(urn)b([0-9a-f]{64})[\"']"
    % {b"urn": re.escape(URN.encode())}
)
"""The id in XMP, as an element or, as some programs write it anew, as an attribute."""

_FAULTS = (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What pypdf raises on files that are no PDF, in its own words and in Python's."""


def read(data: bytes) -> Found:
    """Read a PDF. Raises UnreadableError with the reason where that is not possible."""
    logging.disable()  # pypdf tells its troubles to whoever listens
    if b"%%EOF" not in data[-2048:]:
        raise UnreadableError("truncated: the end of the PDF is missing")
    with _told():
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise UnreadableError("encrypted")
        root = _dictionary(reader.trailer["/Root"])
        manifest = _manifest(root)
        text = None if manifest is None else manifest.decode("utf-8", "replace")
        rest = _rest(data, manifest)
        return Found("pdf", text, _document(root), lambda: _shown(reader), rest=rest)


def _shown(reader: PdfReader) -> Shown:
    found = Shown([])
    fonts = Fonts()
    with _told():
        for number, page in enumerate(reader.pages, 1):
            if number > _MOST_PAGES:
                raise UnreadableError("more pages than any brief has")
            content = page.get_contents()
            code = content.get_data() if content is not None else b""
            text = shown(code, page.get("/Resources"), fonts)
            found.units.append(Unit(f"page {number}", text, _hash(code)))
            found.additions.extend(f"page {number}: {kind}" for kind in _annotations(page))
    return found


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn what pypdf raises into a reason."""
    try:
        yield
    except DependencyError:  # what pypdf lacks is needed for the newer ciphers only
        raise UnreadableError("encrypted") from None
    except _FAULTS:
        raise UnreadableError("a damaged PDF") from None


def _dictionary(item: Any) -> DictionaryObject:
    found = item.get_object() if isinstance(item, IndirectObject) else item
    if not isinstance(found, DictionaryObject):
        raise TypeError
    return found


def _hash(code: bytes) -> str:
    """Return the hash of how a page is drawn; programs add and take white space at its ends."""
    return hashlib.sha256(code.strip()).hexdigest()


def _rest(data: bytes, manifest: bytes | None) -> str:
    """Return the hash of the file without its manifest, "" where that does not stand as it is."""
    if not manifest:
        return ""
    before, found, after = data.partition(manifest)
    return hashlib.sha256(before + after).hexdigest() if found else ""


def _manifest(root: DictionaryObject) -> bytes | None:
    """Return the bytes of our embedded file, or None."""
    for item in _embedded(root):
        specification = _dictionary(item)
        if FILE in {specification.get("/UF"), specification.get("/F")}:
            stream = _dictionary(specification["/EF"])["/F"].get_object()
            if not isinstance(stream, StreamObject):
                raise TypeError
            return stream.get_data()
    return None


def _embedded(root: DictionaryObject) -> Iterator[Any]:
    """Yield the file specifications: those of the document, then those of its name tree."""
    yield from _array(root.get("/AF"))
    if "/Names" not in root:
        return
    level = [_dictionary(root["/Names"]).get("/EmbeddedFiles")]
    for _ in range(_MOST_DEEP):
        nodes = [_dictionary(node) for node in level if node is not None]
        for node in nodes:
            yield from _array(node.get("/Names"))[1::2]
        level = [kid for node in nodes for kid in _array(node.get("/Kids"))]
        if not level or len(level) > _MOST_NAMES:
            break
    if level:
        raise UnreadableError("its names have no end")


def _array(item: Any) -> list[Any]:
    found = item.get_object() if isinstance(item, IndirectObject) else item
    return list(found) if isinstance(found, ArrayObject) else []


def _document(root: DictionaryObject) -> str:
    metadata = root.get("/Metadata")
    stream = metadata.get_object() if metadata is not None else None
    if not isinstance(stream, StreamObject):
        return ""
    found = _DOCUMENT.search(stream.get_data())
    return (found[1] or found[2]).decode("ascii") if found else ""


def _annotations(page: DictionaryObject) -> Iterator[str]:
    """Yield the kinds of annotations that no file of ours has: they may lie over text."""
    for item in _array(page.get("/Annots")):
        kind = str(_dictionary(item).get("/Subtype", ""))[1:]
        if kind != "Link":
            yield kind or "unknown"
