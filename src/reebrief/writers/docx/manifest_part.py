"""The manifest in a Word file: what the parts show, and the parts that hold it.

ECMA-376 Part 1, 15.2.5 and 15.2.6 (custom XML), 15.2.12.2 (custom properties).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

from reebrief.document.manifest import (
    LINKS,
    LISTS,
    LONGEST_ENTRY,
    NAMESPACE,
    PROPERTY,
    RUNNING,
    SPOKEN,
    ShownText,
)

PART = "customXml/item1.xml"
"""The part that holds the manifest."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def datastore_item(name: str, namespace: str) -> bytes:
    """Return what gives a part of custom XML a name, a GUID in braces, and says what it holds."""
    return (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{name}" xmlns:ds='
        '"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


ITEM = datastore_item("{5B0E9C3D-6A41-4F6E-9C55-2F0E4D8A7B10}", NAMESPACE)
"""What names the part for Word, which keeps a part of custom XML that has a name."""

_READ = re.compile(
    r"<w:t [^>]*>(?P<text>[^<]*)</w:t>|<w:instrText [^>]*> *(?P<code>\w+)[^<]*</w:instrText>"
    r'|<w:fldChar w:fldCharType="(?P<field>\w+)"/>|<w:(?P<space>tab|br)/>'
    r"|<(?P<tag>/?w:(?:p|tc|tr))>"
    r'|<w:footnoteReference w:id="(?P<note>\d+)"/>|<w:(?P<drawing>drawing)>'
    r'|<w:ilvl w:val="(?P<level>\d+)"/><w:numId w:val="(?P<list>\d+)"/>'
    r'|<wp:docPr [^>]*descr="(?P<picture>[^"]*)"|<w:tblCaption w:val="(?P<caption>[^"]*)"'
    r'|<w:hyperlink (?:w:anchor="(?P<place>[^"]*)"|r:id="(?P<link>[^"]*)")'
    r'|<w:(?P<edge>headerReference|footerReference) [^>]*r:id="(?P<part>[^"]*)"/>'
)
"""What our own parts hold of text, what parts paragraphs, cells and rows, and what leads on."""

_COUNTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
"""Fields whose results programs compute anew: no text of ours."""

_LOCK = b'<w:lock w:val="sdtContentLocked"/>'
_PLACES = {"note": "footnotes", RUNNING: "footer"}


def custom_properties(document: str) -> bytes:
    """Return the part that repeats the document's id."""
    return (
        f"{_HEAD}<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt='
        '"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{PROPERTY}"><vt:lpwstr>{document}</vt:lpwstr></property></Properties>'
    ).encode()


def item(manifest: str) -> bytes:
    """Return the part that holds a manifest."""
    text = escape(manifest, quote=False)
    return f'{_HEAD}<manifest xmlns="{NAMESPACE}">{text}</manifest>'.encode()


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part with text, and the addresses that its links lead to, by the ids of relationships."""

    xml: bytes
    addresses: Mapping[str, str]


def shown(
    document: TextPart,
    footnotes: TextPart,
    headers: Mapping[str, bytes],
    footers: Mapping[str, bytes],
    label: Callable[[int, int], str],
) -> list[ShownText]:
    """Return what the parts show, where their links lead, and what is read aloud of drawings.

    ``label`` says, entry by entry, what stands before that of a list and level.

    Headers and footers, which have the ids of their relationships, stand section by section; those
    that the section before shows too are left out.
    """
    body, notes = _Lines(document.xml), _Lines(footnotes.xml)
    links = [*_links(body, document.addresses), *_links(notes, footnotes.addresses)]
    texts = [
        ShownText("document", "\n".join(body.done)),
        ShownText("footnotes", "\n".join(notes.done)),
        ShownText("header", "\n".join(_frames(body.edges["headerReference"], headers))),
        ShownText("footer", "\n".join(_frames(body.edges["footerReference"], footers))),
        ShownText(LINKS, "\n".join(links)),
    ]
    entries = [f"{'  ' * at[1]}{label(*at)}\t{text[:LONGEST_ENTRY]}" for at, text in body.entries]
    unseen = (ShownText(LISTS, "\n".join(entries)), ShownText(SPOKEN, "\n".join(body.spoken)))
    return [*(one for one in texts if one.text), *unseen]


def line_of(runs: str) -> str:
    """Return what a paragraph of these runs shows, as a line of the manifest has it."""
    return "".join(_Lines(f"<w:p>{runs}</w:p>".encode()).done)


def place(kind: str) -> str:
    """Return the place where a caveat of a kind stands."""
    return _PLACES.get(kind, "document")


def locks(parts: Iterable[bytes]) -> int:
    """Return how many locked controls the parts hold."""
    return sum(part.count(_LOCK) for part in parts)


def _frames(ids: Sequence[str], parts: Mapping[str, bytes]) -> Iterator[str]:
    last: list[str] = []
    for lines in (_Lines(parts[name]).done for name in ids):
        if lines != last:
            yield from lines
        last = lines


def _links(lines: _Lines, addresses: Mapping[str, str]) -> Iterator[str]:
    """Yield where links lead, once where one is in several pieces, without percent-encoding."""
    last = None
    for link in lines.links:
        address = unquote(link if link.startswith("#") else addresses[link]).rstrip("/")
        if address != last:
            yield address
        last = address


class _Lines:
    """The paragraphs and rows of a part that hold text, as ``ShownText`` has them, in ``done``.

    ``links`` holds the ids of relationships to addresses, and after a number sign the names of
    places; ``edges`` the ids of the sections' headers and footers; ``entries`` the paragraphs of
    lists, behind their list and level; ``spoken`` what is read aloud of drawings and tables.
    """

    def __init__(self, part: bytes) -> None:
        self.done: list[str] = []
        self.links: list[str] = []
        self.edges: dict[str, list[str]] = {"headerReference": [], "footerReference": []}
        self.entries: list[tuple[tuple[int, int], str]] = []
        self.spoken: list[str] = []
        self._read(part.decode())

    def _read(self, part: str) -> None:  # noqa: C901  a case for each thing that parts hold
        cells = [""]
        depth, code, hidden = 0, "", False
        start, listed = 0, (0, 0)
        for found in _READ.finditer(part):
            match found.lastgroup:
                case "text" if not hidden:
                    text = unescape(found["text"])
                    cells[-1] += f"[{text}]" if code == "NOTEREF" else text
                case "code":
                    code = found["code"]
                case "field":
                    hidden = found["field"] == "separate" and code in _COUNTED
                    code = "" if found["field"] == "end" else code
                case "space" | "note" | "drawing":
                    cells[-1] += _sign(found)
                case "list":
                    listed = int(found["list"]), int(found["level"])
                case "tag":
                    tag = found["tag"]
                    if tag == "w:p":
                        start, listed = len(cells[-1]), (0, 0)
                    elif tag == "/w:p" and listed[0]:
                        self.entries.append((listed, " ".join(cells[-1][start:].split())))
                    depth += {"w:tr": 1, "/w:tr": -1}.get(tag, 0)
                    if tag == "w:tc" and depth == 1:
                        cells.append("")
                    elif tag in {"/w:p", "/w:tr"} and depth == 0:
                        line = "\t".join(" ".join(cell.split()) for cell in cells)
                        if line.strip():
                            self.done.append(line)
                        cells = [""]
                    else:
                        cells[-1] += " "
                case _:
                    self._lead(found)

    def _lead(self, found: re.Match[str]) -> None:
        """Take what leads elsewhere, and what is read aloud."""
        match found.lastgroup:
            case "link":
                self.links.append(found["link"])
            case "place":
                self.links.append(f"#{found['place']}")
            case "part":
                self.edges[found["edge"]].append(found["part"])
            case "picture" | "caption":
                self._speak(found)
            case _:
                pass

    def _speak(self, found: re.Match[str]) -> None:
        kind = "drawing" if found["picture"] is not None else "table"
        text = " ".join(unescape(found["picture"] or found["caption"] or "").split())
        if text:
            self.spoken.append(f"{kind}: {text}")


def _sign(found: re.Match[str]) -> str:
    """Return what stands in a line for a space, the mark of a note, or a drawing."""
    if found["note"]:
        return f"[{found['note']}]"
    return "[drawing]" if found["drawing"] else " "
