"""Reads a Word file back: its parts, its text line by line, its manifest.

The standard library is enough, so that the writer's own packages take no part. A file may be
hostile: its sizes are summed up before anything is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib

from reebrief.manifest import NAMESPACE, PROPERTY
from reebrief.verify.found import Found, Shown, UnreadableError, units
from reebrief.verify.wordtext import PartText
from reebrief.verify.xmlparts import EnoughError, Handler, parse

_MOST_PARTS = 2000
_MOST_BYTES = 60_000_000
"""The most that a file may unpack to; a brief of 500 items takes a tenth of it."""

_PLACES = ("document", "footnotes", "header", "footer")
_SORTED = {"header", "footer"}
"""Places whose lines count once each, in any order: every section may have a part of its own."""


def read(data: bytes) -> Found:
    """Read a Word file. Raises UnreadableError with the reason where that is not possible."""
    members = _unpacked(data)
    if not {"[Content_Types].xml", "word/document.xml"} <= members.keys():
        raise UnreadableError("a zip file, but no Word file")
    manifest: str | None = None
    document = ""
    parts: dict[str, str] = {}
    for name in sorted(members):
        content = members[name]
        parts[name] = hashlib.sha256(content).hexdigest()
        if name.startswith("customXml/") and name.endswith(".xml") and manifest is None:
            manifest = parse(_Manifest(), content, name).text
            if manifest is not None:
                del parts[name]
        elif name == "docProps/custom.xml":
            document = parse(_Property(), content, name).value
    return Found("docx", manifest, document, lambda: _shown(members), parts=parts)


def _shown(members: dict[str, bytes]) -> Shown:
    lines: dict[str, list[str]] = {place: [] for place in _PLACES}
    for name in sorted(members):
        if name.startswith("word/") and name.endswith(".xml"):
            part = parse(PartText(), members[name], name)
            if part.place:
                lines[part.place] += part.lines
    for place in _SORTED:
        lines[place] = sorted({*lines[place]})
    texts = [(place, "\n".join(lines[place])) for place in _PLACES if lines[place]]
    return Shown([unit for place, text in texts for unit in units(place, text)])


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_BYTES:
                raise UnreadableError("it unpacks to more than any brief holds")
            if any(info.flag_bits & 1 for info in infos):
                raise UnreadableError("encrypted")
            if len({info.filename for info in infos}) < len(infos):
                raise UnreadableError("it holds two parts of one name")
            return {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
        *(NotImplementedError, EOFError, ValueError, OSError, OverflowError),
    ):
        raise UnreadableError("a damaged zip file, perhaps truncated") from None


class _Manifest(Handler):
    """Takes the text of our element; ``text`` is None where the root is another one."""

    def __init__(self) -> None:
        self.text: str | None = None

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if self.text is None:
            if name != f"{NAMESPACE} manifest":
                raise EnoughError
            self.text = ""

    def characters(self, text: str) -> None:
        self.text = (self.text or "") + text


class _Property(Handler):
    """Takes the value of our custom property."""

    def __init__(self) -> None:
        self.value = ""
        self._ours = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" property"):
            self._ours = attributes.get("name") == PROPERTY

    def characters(self, text: str) -> None:
        if self._ours:
            self.value += text.strip()
