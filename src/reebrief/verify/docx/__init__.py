"""Reads a Word file back: its parts, its text line by line, its manifest.

The standard library is enough, so that the writer's own packages take no part. A file may be
hostile: its sizes are summed up before anything is unpacked.
"""

from __future__ import annotations

import hashlib
import posixpath
from itertools import pairwise
from urllib.parse import unquote

from reebrief.document.manifest import FONTS, LINKS, LISTS, NAMESPACE, PROPERTY, SPOKEN
from reebrief.project.bounded_zip import BadZipError, unzipped
from reebrief.verify.docx.embedded_fonts import EmbeddedFonts
from reebrief.verify.docx.formatting import ANY
from reebrief.verify.docx.list_levels import ListLevels
from reebrief.verify.docx.package_parts import MAIN, check_names, oddities
from reebrief.verify.docx.relationships import Relationships, WordSettings, frames
from reebrief.verify.docx.styles import HidingStyles
from reebrief.verify.docx.surroundings import surroundings
from reebrief.verify.docx.text import PartText
from reebrief.verify.docx.xml_events import H, Handler, RootText, parse
from reebrief.verify.found import Found, ReadText, UnreadableError, units

_FRAMES = {"header": "hdr", "footer": "ftr"}
"""What stands around the text, and the root elements of its parts."""


def read(data: bytes) -> Found:
    """Read a Word file. Raises UnreadableError with the reason where that is not possible."""
    members = unpacked(data)
    main = _relationships(members, "").kinds.get(MAIN, "")
    if "[Content_Types].xml" not in members or main not in members:
        raise UnreadableError("a zip file, but no Word file")
    manifest: str | None = None
    document = ""
    parts: dict[str, str] = {}
    for name in sorted(members):
        content = members[name]
        parts[name] = hashlib.sha256(content).hexdigest()
        if name.startswith("customXml/") and name.endswith(".xml") and manifest is None:
            manifest = parse(RootText(f"{NAMESPACE} manifest"), content, name).text
            if manifest is not None:
                del parts[name]
        elif name == "docProps/custom.xml":
            document = parse(_Property(), content, name).value
    return Found("docx", manifest, document, lambda: _shown(members, main), parts=parts)


def _shown(members: dict[str, bytes], main: str) -> ReadText:
    """Return what the parts show that the main part leads to, directly or not."""
    rels = _relationships(members, main)

    def tell(handler: H, name: str) -> H:
        return parse(handler, members[name], name) if name in members else handler

    styles = tell(HidingStyles(), rels.kinds.get("styles", ""))
    settings = tell(WordSettings(), rels.kinds.get("settings", ""))
    lists = tell(ListLevels(), rels.kinds.get("numbering", ""))
    notes_name = rels.kinds.get("footnotes", "")
    notes = tell(PartText("footnotes", styles, lists), notes_name)
    body = tell(PartText("document", styles, lists, notes.numbers), main)
    texts = {
        "document": [line for _, line in body.lines],
        "footnotes": [line for note, line in notes.lines if not note or note in body.marked],
    }
    additions: list[tuple[str, str]] = []
    every = [body, notes]
    for place, root in _FRAMES.items():
        shown = frames(body.sections, place, even=settings.even)
        parts = {
            own: tell(PartText(root, styles, lists), rels.parts.get(own, ""))
            for own in dict.fromkeys(own for _, own in shown)
        }
        every += parts.values()
        lines = {own: [line for _, line in part.lines] for own, part in parts.items()}
        texts[place] = [
            line
            for (_, before), (_, own) in pairwise([("", ""), *shown])
            if lines.get(before) != lines[own]
            for line in lines[own]
        ]
        additions += [(place, what) for part in parts.values() for what in part.oddities]
        # A first page has a header only where the brief has a marking, which is missed as a text.
        usual = {"default", "first"} if place == "header" else {"default"}
        empty = {kind for kind, own in shown if kind not in usual and not lines[own]}
        additions += [(place, f"{kind} pages show none") for kind in sorted(empty)]
    additions += oddities(members)
    around = surroundings(members, {**rels.kinds, "main": main})
    additions += [("document", what) for what in (*around, *body.oddities)]
    additions += [("footnotes", what) for what in notes.oddities]
    texts[LISTS] = [entry for part in every for entry in part.entries.found]
    texts[SPOKEN] = [spoken for part in every for spoken in part.drawings.spoken]
    note_rels = _relationships(members, notes_name)
    texts[LINKS] = [*_addresses(body, rels), *_addresses(notes, note_rels)]
    texts[FONTS] = _fonts(members, rels.kinds.get("fontTable", ""), every)
    found = [unit for place, lines in texts.items() for unit in units(place, "\n".join(lines))]
    locks = sum(part.locks for part in every)
    trackers = dict.fromkeys(name for part in every for name in part.trackers)
    return ReadText(
        [unit for unit in found if unit.text],
        additions,
        locks,
        (*trackers,),
        saved_by=_saved_by(members),
        silent_charts=sum(part.drawings.silent_charts for part in every),
    )


def _saved_by(members: dict[str, bytes]) -> str:
    """Return the program that saved the file, as it says itself; "" where it says nothing."""
    name = _relationships(members, "").kinds.get("extended-properties", "")
    return parse(_Program(), members[name], name).name.strip() if name in members else ""


def _fonts(members: dict[str, bytes], table: str, every: list[PartText]) -> list[str]:
    """Return the fonts that the file carries and text has, as the manifest has them.

    LibreOffice puts its own fonts into a file that carries some, though no text has them.
    """
    if table not in members:
        return []
    families = {family for part in every for family in part.families}
    fonts = parse(EmbeddedFonts(members, _relationships(members, table)), members[table], table)
    return [line for family, line in fonts.lines if ANY in families or family in families]


def _relationships(members: dict[str, bytes], name: str) -> Relationships:
    """Return the relationships of a part, those of the file for ""."""
    folder, _, file = name.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    handler = Relationships(folder)
    return parse(handler, members[rels], rels) if rels in members else handler


def _addresses(part: PartText, rels: Relationships) -> list[str]:
    """Return where the links of a part lead, in their order: programs part one link in several."""
    found = []
    for link in part.links:
        target, sign, place = link.partition("#")
        address = rels.addresses.get(target, target) + sign + place
        found.append(unquote(address).rstrip("/"))
    return [address for n, address in enumerate(found) if n == 0 or found[n - 1] != address]


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name, within limits.

    Raises UnreadableError with the reason where it cannot be, or must not be, unpacked.
    """
    try:
        members = unzipped(data)
    except BadZipError as fault:
        raise UnreadableError(str(fault)) from None
    check_names(members)
    return members


class _Program(Handler):
    """Takes the name of the program that saved the file, as it says itself."""

    def __init__(self) -> None:
        self.name = ""
        self._open = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._open = name.endswith(" Application")

    def characters(self, text: str) -> None:
        if self._open:
            self.name += text

    def end(self, _name: str) -> None:
        self._open = False


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
