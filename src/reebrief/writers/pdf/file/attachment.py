"""The manifest as a file that is embedded in the PDF, so that it travels with it.

ISO 32000-1, 7.11.4 (embedded files); ISO 19005-3, 6.8 (their type and what relates them to the
document); ISO 14289-1, 7.11 (their name, twice).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObject, PDFString

from reebrief.document.manifest import FILE, FONTS, LINKS, OBJECTS, ShownText, digest
from reebrief.document.nodes import Meta
from reebrief.writers.pdf.draw.canvas import Book, Canvas
from reebrief.writers.pdf.file.metadata import day
from reebrief.writers.pdf.objects import Document


def shown(sheets: Sequence[Canvas], book: Book, objects: Iterable[str]) -> list[ShownText]:
    """Return what pages show line by line as drawn, where links lead, how fonts look.

    ``objects`` are the lines of what else is sealed.
    """
    pages = [
        ShownText(
            f"page {sheet.number + 1}",
            sheet.said(),
            digest(sheet.content().encode("ascii")),
            f"{sheet.width:.1f} × {sheet.height:.1f}",
        )
        for sheet in sheets
    ]
    links = [
        f"page {book.places[target.address][0] + 1}" if target.inside else unquote(target.address)
        for sheet in sheets
        for target in sheet.links
        if not target.inside or target.address in book.places
    ]
    fonts = sorted(book.fonts.values(), key=lambda font: font.name)
    shapes = [line for font in fonts for line in font.sealed()]
    rest = ((LINKS, links), (FONTS, shapes), (OBJECTS, objects))
    more = [ShownText(place, "\n".join(lines)) for place, lines in rest]
    return [*pages, *(one for one in more if one.text)]


def entries(document: Document, manifest: bytes, meta: Meta) -> dict[str, PDFObject]:
    """Add the manifest to a document, uncompressed; return the catalog's entries for it."""
    about = f"/Params <</Size {len(manifest)} /ModDate {day(meta)}>>"
    stream = document.stream(
        manifest, f"/Type /EmbeddedFile /Subtype /application#2Fjson {about}", plain=True
    )
    specification = document.add(
        PDFDictionary(
            {
                "Type": "/Filespec",
                "F": PDFString(FILE),
                "UF": PDFString(FILE),
                "Desc": PDFString("What the brief was made of, and the caveats it must show"),
                "AFRelationship": "/Data",
                "EF": PDFDictionary({"F": stream, "UF": stream}),
            }
        )
    )
    names = PDFDictionary({"Names": PDFArray([PDFString(FILE), specification])})
    return {
        "AF": PDFArray([specification]),
        "Names": PDFDictionary({"EmbeddedFiles": names}),
    }
