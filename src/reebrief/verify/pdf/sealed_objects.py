"""Read back what a PDF looks like or is read aloud as, beside its pages and fonts, as hashes.

ISO 32000-2, 8.9.5 (images), 14.7 and 14.8.5.7 (structure, tables), 14.9 (what is said instead),
14.11.5 (output intents), 14.3.3 (properties). A line is a name and a hash, as in the manifest.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from reebrief.document.manifest import canonical
from reebrief.verify.found import UnreadableError
from reebrief.verify.pdf.objects import array, entry, keys, resolved, stream_data

_MOST = 200_000
"""The most elements of a file; a brief of 500 items has a tenth of them."""

_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]*)</rdf:li>")
_SPOKEN = ("ActualText", "Alt", "E", "Lang", "Phoneme")
_TABLE = ("ColSpan", "Headers", "RowSpan", "Scope")

Element = tuple[DictionaryObject, list[Any]]


def elements_of(reader: PdfReader, pages: Mapping[int, int]) -> list[Element]:
    """Return each element of the structure with how many elements and which stretches it holds.

    Raises UnreadableError for a structure without end.
    """
    root = resolved(reader.trailer["/Root"])
    return [*_elements(entry(root, "/StructTreeRoot"), pages)]


def sealed_objects(reader: PdfReader, elements: list[Element]) -> Iterator[str]:
    """Yield the lines; ``elements`` are those of the structure. Raises what pypdf raises."""
    root = resolved(reader.trailer["/Root"])
    pictures: dict[str, Any] = {}
    for number, page in enumerate(reader.pages, 1):
        named = entry(page, "/Resources", "/XObject")
        for name in keys(named):
            picture = entry(named, f"/{name}")
            other = pictures.setdefault(name, picture)
            if other is not picture and _picture(other) != _picture(picture):
                pictures[f"{name} of page {number}"] = picture
    for name, picture in pictures.items():
        yield _line(f"picture {name}", _picture(picture))
    tree = entry(root, "/StructTreeRoot")
    roles = entry(tree, "/RoleMap")
    mapped = sorted((key, _name(entry(roles, f"/{key}"))) for key in keys(roles))
    marked = bool(entry(root, "/MarkInfo", "/Marked"))
    yield _line("structure", [[_shape(one) for one in elements], mapped, marked])
    yield _line("alternatives", [_text(entry(root, "/Lang")), [*_spoken(elements)]])
    yield _line("tables", [*_tables(elements)])
    intents = array(entry(root, "/OutputIntents"))
    profile = stream_data(entry(intents[0], "/DestOutputProfile")) if intents else None
    yield _line(
        "colours",
        [_name(entry(intents[0], "/S")) if intents else "", _digest(profile or b"")],
    )
    yield _line("links", [*_links(reader)])
    about = resolved(reader.trailer.get("/Info"))
    texts = [_text(entry(about, f"/{key}")) for key in ("Title", "Author", "Subject", "Keywords")]
    yield _line("properties", [_title(root), *texts])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _line(name: str, data: object) -> str:
    return f"{name} {_digest(canonical(data).encode())}"


def _name(item: Any) -> str:
    return str(item or "").removeprefix("/")


def _text(item: Any) -> str:
    return str(item) if item is not None else ""


def _title(root: Any) -> str:
    """Return the title in XMP, which programs show above the pages."""
    found = _TITLE.search(stream_data(entry(root, "/Metadata")) or b"")
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _picture(item: Any) -> list[object]:
    """Return the size of a picture, its colours, its bits, the hash of what it shows."""
    width, height, bits = (entry(item, f"/{k}") for k in ("Width", "Height", "BitsPerComponent"))
    space = entry(item, "/ColorSpace")
    shown = stream_data(item) or b""
    return [int(width or 0), int(height or 0), _name(space), int(bits or 0), _digest(shown)]


def _links(reader: PdfReader) -> Iterator[list[object]]:
    """Yield the page of each link, what is said of it, and where it lies."""
    for number, page in enumerate(reader.pages, 1):
        for item in array(page.get("/Annots")):
            if entry(item, "/Subtype") == "/Link":
                places = [
                    [f"{float(resolved(edge)):.2f}" for edge in array(entry(item, key))]
                    for key in ("/Rect", "/QuadPoints")
                ]
                yield [number, _text(entry(item, "/Contents")), *places]


def _elements(tree: Any, pages: Mapping[int, int]) -> Iterator[Element]:
    """Yield each element with the elements and stretches in it, in reading order."""
    waiting = [*reversed(_kids(entry(tree, "/K")))]
    seen = 0
    while waiting:
        element = resolved(waiting.pop())
        seen += 1
        if seen > _MOST:
            raise UnreadableError("its structure has no end")
        if not isinstance(element, DictionaryObject):
            continue
        kids = _kids(element.raw_get("/K") if "/K" in element else None)
        inside = [kid for kid in kids if "S" in keys(kid)]
        waiting += reversed(inside)
        stretches = [_stretch(kid, element, pages) for kid in kids if _is_stretch(kid)]
        yield element, [len(inside), stretches]


def _kids(item: Any) -> list[Any]:
    return array(item) or ([] if resolved(item) is None else [item])


def _is_stretch(kid: Any) -> bool:
    return isinstance(resolved(kid), int) or "MCID" in keys(kid)


def _stretch(kid: Any, element: DictionaryObject, pages: Mapping[int, int]) -> list[int]:
    """Return the page, from 0, and the number of a stretch of content."""
    own = resolved(kid)
    holder, number = (element, own) if isinstance(own, int) else (own, entry(own, "/MCID"))
    page = holder.raw_get("/Pg") if "/Pg" in holder else None
    at = pages.get(page.idnum, 0) if isinstance(page, IndirectObject) else 0
    return [at - 1, int(number)]


def _shape(element: Element) -> list[object]:
    return [_name(entry(element[0], "/S")), *element[1]]


def _spoken(elements: list[Element]) -> Iterator[list[str]]:
    for element, _ in elements:
        for key in _SPOKEN:
            said = entry(element, f"/{key}")
            if said is not None:
                yield [_name(entry(element, "/S")), key, _text(said)]


def _tables(elements: list[Element]) -> Iterator[list[str]]:
    for element, _ in elements:
        found = entry(element, "/A")
        for attributes in array(found) or [found]:
            for key in _TABLE:
                value = entry(attributes, f"/{key}")
                if value is not None:
                    yield [_name(entry(element, "/S")), key, _name(value)]
