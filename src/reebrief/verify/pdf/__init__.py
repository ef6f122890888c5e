"""Reads a PDF back with pypdf: what its pages show, its manifest, its id. The home of pypdf."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from reebrief.document.manifest import FILE, FONTS, LINKS, OBJECTS, URN
from reebrief.verify.compare import squeezed
from reebrief.verify.found import Found, ReadText, TextUnit, UnreadableError, units
from reebrief.verify.pdf.catalog import action_fault, additions, page_additions
from reebrief.verify.pdf.font_faults import faults, sealed_lines
from reebrief.verify.pdf.objects import array, entry, keys, own_stream
from reebrief.verify.pdf.print_marks import cuts, trimmed
from reebrief.verify.pdf.sealed_objects import elements_of, sealed_objects
from reebrief.verify.pdf.signature_fields import is_signature, is_unseen
from reebrief.verify.pdf.structure_faults import structure_faults
from reebrief.verify.pdf.text import Box, PageFonts, shown
from reebrief.verify.pdf.two_readings import HeardTwice, contradictions

_MOST_PAGES = 5000
_MOST_DEEP = 20
"""The most levels of a name tree."""

_LEAST = 0.05
"""Points that tell one length from another."""

_MOST_NAMES = 1000
"""The most nodes on one level of it."""

_DOCUMENT = re.compile(
    rb"<(?:\w+:)?DocumentID>\s*%(urn)b([0-9a-f]{64})\s*<|DocumentID\s*=\s*[\"']%(urn)b([0-9a-f]{64})[\"']"
    % {b"urn": re.escape(URN.encode())}
)
"""The id in XMP, as an element or, as some programs write it anew, as an attribute."""

_END = re.compile(rb"%%EOF\n")
_MOST_REVISIONS = 10
"""The most times that something was appended to a file that is looked through."""

_FAULTS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""What pypdf raises on files that are no PDF, in its own words and in Python's."""


def read(data: bytes) -> Found:
    """Read a PDF. Raises UnreadableError with the reason where that is not possible."""
    if b"%%EOF" not in data[-2048:]:
        raise UnreadableError("truncated: the end of the PDF is missing")
    heard = HeardTwice()
    with _told(), heard:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise UnreadableError("encrypted")
        root = _dictionary(reader.trailer["/Root"])
        manifest = _manifest(root)
        text = None if manifest is None else manifest.decode("utf-8", "replace")
        rest = _rest(data, manifest)
        signed = any(is_signature(item) for item in array(entry(root, "/AcroForm", "/Fields")))
        return Found(
            *("pdf", text, _document(root), lambda: _shown(reader, data, heard)),
            rest=rest,
            signed=signed,
            earlier=_earlier(data, manifest) if signed else frozenset(),
        )


def _shown(reader: PdfReader, data: bytes, heard: HeardTwice) -> ReadText:
    with heard:
        found = _shown_pages(reader)
    if heard.twice:
        what = "say one thing twice, and programs read one or the other"
        found.additions.append(("objects", what))
    found.additions.extend(contradictions(reader, data))
    return found


def _shown_pages(reader: PdfReader) -> ReadText:
    found = ReadText([])
    fonts = PageFonts()
    links: list[str] = []
    named: dict[str, Any] = {}
    with _told():
        pages: dict[int, int] = {}
        for number, page in enumerate(reader.pages, 1):
            if number > _MOST_PAGES:
                raise UnreadableError("more pages than any brief has")
            held = page.get("/Contents")
            for one in (held, *array(held)):
                own_stream(one)
            content = page.get_contents()
            code = content.get_data() if content is not None else b""
            box = _box(page)
            code, box = trimmed(page, box) or (code, box)
            text = shown(code, page.get("/Resources"), fonts, box)
            found.additions.extend(page_additions(page, number))
            found.additions.extend(
                (f"page {number}: {name}", "would cut the page where it is printed or placed")
                for name in cuts(page, box)
            )
            found.additions.extend(_gathered(named, page, number))
            found.units.append(TextUnit(f"page {number}", text, _hash(code), _paper(page, box)))
            if page.indirect_reference is not None:
                pages[page.indirect_reference.idnum] = number
        for number, page in enumerate(reader.pages, 1):
            for item in array(page.get("/Annots")):
                annotation = _dictionary(item)
                kind = str(annotation.get("/Subtype", ""))[1:] or "unknown"
                if kind == "Link":
                    links.append(_address(annotation, pages))
                if kind == "Widget" and is_signature(annotation) and is_unseen(annotation, page):
                    continue
                if kind != "Link" or _is_drawn(annotation):
                    what = "was added, and may lie over the text"
                    found.additions.append((f"page {number}: {kind}", what))
                elif action_fault(annotation):
                    found.additions.append((f"page {number}: link", action_fault(annotation)))
        said = [squeezed(unit.text) for unit in found.units]
        found.additions.extend(additions(_dictionary(reader.trailer["/Root"]), said, pages))
        found.additions.extend(
            (f"font {name}", what)
            for name, font in named.items()
            for what in faults(font, fonts.font(font).characters)
        )
        shapes = [line for name in sorted(named) for line in sealed_lines(name, named[name])]
        found.units.extend(units(FONTS, "\n".join(shapes)) if shapes else [])
        elements = elements_of(reader, pages)
        held = [(element, stretches) for element, (_, stretches) in elements]
        found.additions.extend(structure_faults(reader, held))
        found.units.extend(units(OBJECTS, "\n".join(sealed_objects(reader, elements))))
    found.units.extend(units(LINKS, "\n".join(links)) if links else [])
    return found


def _gathered(named: dict[str, Any], page: PageObject, number: int) -> Iterator[tuple[str, str]]:
    """Add the fonts of a page to those by their names; yield those that are others than before."""
    for name, font in _fonts(page).items():
        other = named.setdefault(name, font)
        if font is not other and sealed_lines(name, font) != sealed_lines(name, other):
            yield f"page {number}: font {name}", "is another one than on the pages before"
            named[f"{name} of page {number}"] = font


def _fonts(page: PageObject) -> dict[str, Any]:
    """Return the fonts of a page by their names in it."""
    named = entry(page, "/Resources", "/Font")
    return {name: entry(named, f"/{name}") for name in keys(named)}


def _box(page: PageObject) -> Box:
    """Return what a viewer shows of a page: its left, lower, right and upper edge in points."""
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    return float(left), float(bottom), float(right), float(top)


def _paper(page: PageObject, box: Box) -> str:
    left, bottom, right, top = box
    paper = f"{right - left:.1f} × {top - bottom:.1f}"
    if abs(left) >= _LEAST or abs(bottom) >= _LEAST:
        paper += f" from {left:.1f}, {bottom:.1f}"
    turned = page.rotation % 360
    return f"{paper}, turned by {turned}°" if turned else paper


def _address(link: DictionaryObject, pages: dict[int, int]) -> str:
    """Return where a link leads: an address, a page of the file, or what else it would do."""
    action = _dictionary(link["/A"]) if "/A" in link else DictionaryObject()
    if "/URI" in action:
        return unquote(str(action["/URI"]))
    place = array(link["/Dest"] if "/Dest" in link else action.get("/D"))
    if place:
        page = pages.get(place[0].idnum) if isinstance(place[0], IndirectObject) else None
        return f"page {page or 'none'}"
    return f"action {action.get('/S', 'none')}"


def _is_drawn(link: DictionaryObject) -> bool:
    """Say whether a link is drawn itself: ours are not, what they stand on is."""
    border = array(link.get("/Border"))
    width = border[2] if len(border) > 2 else 1
    return "/AP" in link or "/BS" in link or width != 0


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


def _earlier(data: bytes, manifest: bytes | None) -> frozenset[str]:
    """Return the hashes of the file without its manifest, up to each end but the last."""
    ends = [found.end() for found in _END.finditer(data)][: _MOST_REVISIONS + 1]
    return frozenset(_rest(data[:end], manifest) for end in ends[:-1]) - {""}


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
    yield from array(root.get("/AF"))
    if "/Names" not in root:
        return
    level = [_dictionary(root["/Names"]).get("/EmbeddedFiles")]
    for _ in range(_MOST_DEEP):
        nodes = [_dictionary(node) for node in level if node is not None]
        for node in nodes:
            yield from array(node.get("/Names"))[1::2]
        level = [kid for node in nodes for kid in array(node.get("/Kids"))]
        if not level or len(level) > _MOST_NAMES:
            break
    if level:
        raise UnreadableError("its names have no end")


def _document(root: DictionaryObject) -> str:
    metadata = root.get("/Metadata")
    stream = metadata.get_object() if metadata is not None else None
    if not isinstance(stream, StreamObject):
        return ""
    found = _DOCUMENT.search(stream.get_data())
    return (found[1] or found[2]).decode("ascii") if found else ""
