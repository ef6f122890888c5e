"""Read a Word file's relationships and settings: which parts are shown, and where.

ECMA-376 Part 2, 9.3 (relationships); Part 1, 17.10 (headers and footers).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from reebrief.verify.docx.styles import is_on
from reebrief.verify.docx.xml_events import Handler

_KINDS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
        "http://schemas.microsoft.com/office/2011/relationships",
    }
)
"""Where the names of kinds of relationships stand; others are none that Word knows."""


class Relationships(Handler):
    """Reads a part of relationships, those of a part in ``folder``.

    ``parts`` holds the names of parts by the ids of relationships, ``addresses`` those of what lies
    outside, ``kinds`` the first part of each kind.
    """

    def __init__(self, folder: str) -> None:
        self.parts: dict[str, str] = {}
        self.addresses: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        if not name.endswith(" Relationship"):
            return
        target, own = attributes.get("Target", ""), attributes.get("Id", "")
        if attributes.get("TargetMode") == "External":
            self.addresses[own] = target
            return
        part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        folder, _, kind = attributes.get("Type", "").rpartition("/")
        if folder in _KINDS:
            self.parts[own] = part
            self.kinds.setdefault(kind, part)


class WordSettings(Handler):
    """Reads whether even pages have headers and footers of their own."""

    def __init__(self) -> None:
        self.even = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        if name.endswith(" evenAndOddHeaders"):
            self.even = is_on(attributes)


@dataclass(slots=True)
class SectionParts:
    """A section's own headers and footers: ids of relationships by place and kind of page."""

    own: dict[tuple[str, str], str] = field(default_factory=dict)
    first: bool = False
    """Whether the first page has some of its own."""


def frames(sections: list[SectionParts], place: str, *, even: bool) -> list[tuple[str, str]]:
    """Return what is shown at a place, header or footer: kinds of pages and relationships' ids.

    A section without one has that of the section before it; "" says that there is none.
    """
    last: dict[str, str] = {}
    done: list[tuple[str, str]] = []
    for section in sections:
        last |= {kind: own for (at, kind), own in section.own.items() if at == place}
        kinds = ["default"] + ["first"] * section.first + ["even"] * even
        done += [(kind, last.get(kind, "")) for kind in kinds]
    return done
