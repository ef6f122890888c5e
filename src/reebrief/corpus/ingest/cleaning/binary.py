"""Files that are no text: told by their first bytes, or by the control characters they hold."""

from __future__ import annotations

import codecs
import re

from reebrief.diagnostics import Place, error

_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word, Excel or PowerPoint file, or a message that Outlook saved",
    ),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z file"),
    (b"Rar!\x1a\x07", "a RAR file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
)
"""The bytes that a kind of file begins with (https://www.iana.org/assignments/media-types)."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WITHIN_ZIP = (
    (b"word/", "a Word file"),
    (b"xl/", "an Excel file"),
    (b"ppt/", "a PowerPoint file"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB file"),
)
"""A name that a zip file holds uncompressed, and what the file is then."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LEAST = 16
"""Fewer bytes than this say too little: a stray control character is replaced in a text."""


def refuse_binary(raw: bytes, name: str) -> None:
    """Raise ReebriefError where a raw text is a Word file, an image or other bytes, not text.

    Text without a mark of its encoding is none where more than one byte in twenty is a control
    character: random bytes hold one in ten, and UTF-16 one in two.
    """
    kind = _kind(raw)
    if kind:
        what = f"this is {kind}, not text"
        raise error(what, Place(name), "paste its text into a file, and import that one")
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if not marked and len(raw) >= _LEAST and len(_CONTROL.findall(raw)) * 20 > len(raw):
        hint = "paste the article's text into a file, and save it as UTF-8"
        raise error("this is a binary file, not text", Place(name), hint)


def _kind(raw: bytes) -> str | None:
    if raw.startswith(_ZIP):
        return next((kind for part, kind in _WITHIN_ZIP if part in raw), "a zip file")
    return next((kind for start, kind in _KINDS if raw.startswith(start)), None)
