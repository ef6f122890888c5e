"""Read the fonts that a Word file carries: of which family and face, and a hash of each.

ECMA-376 Part 1, 17.8.1: the first 32 bytes of a font are changed by a key that stands beside its
name. A program that saves the file takes another key; the font under it stays the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from reebrief.verify.docx.relationships import Relationships
from reebrief.verify.docx.style_properties import local
from reebrief.verify.docx.xml_events import Handler, word_tag

_OBFUSCATED = 32
_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")


class EmbeddedFonts(Handler):
    """Reads the table of fonts; ``lines`` has each font's family, and family, face and hash."""

    def __init__(self, members: Mapping[str, bytes], rels: Relationships) -> None:
        self.lines: list[tuple[str, str]] = []
        self._members = members
        self._rels = rels
        self._family = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        tag, said = word_tag(name), local(attributes)
        if tag == "font":
            self._family = said.get("name", "")
        elif tag.startswith("embed") and "id" in said:
            data = self._members.get(self._rels.parts.get(said["id"], ""), b"")
            font = _plain(data, said.get("fontKey", ""))
            line = f"{self._family} {tag} {hashlib.sha256(font).hexdigest()}"
            self.lines.append((self._family, line))


def _plain(data: bytes, key: str) -> bytes:
    """Return a font as it was before its beginning was changed by a key."""
    guid = _GUID.fullmatch(key)
    if guid is None:
        return data
    digits = bytes.fromhex(guid[1].replace("-", ""))[::-1]
    head = bytes(a ^ b for a, b in zip(data[:_OBFUSCATED], digits * 2, strict=False))
    return head + data[_OBFUSCATED:]
