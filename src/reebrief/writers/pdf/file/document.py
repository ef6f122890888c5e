"""The document made of drawn pages: catalog, page tree, links, structure, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference, PDFString

from reebrief.document.manifest import Manifest
from reebrief.document.nodes import Meta
from reebrief.writers.pdf.draw.canvas import Book, Canvas
from reebrief.writers.pdf.file import attachment, metadata, structure_tree
from reebrief.writers.pdf.file.images import image_stream
from reebrief.writers.pdf.file.outline import Entry, Places, add_outline, link
from reebrief.writers.pdf.objects import Document, Stream
from reebrief.writers.pdf.tags import Annotated, Tag

_SRGB = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class Structure:
    """What readers find their way by: the root of the structure tree, and the outline."""

    root: Tag
    outline: Sequence[Entry]


def assemble(
    meta: Meta,
    book: Book,
    sheets: Sequence[Canvas],
    structure: Structure,
    manifest: Manifest | None,
) -> bytes:
    """Return the file's bytes: the same from the same pages."""
    document = Document()
    paged = page_tree(document, book, sheets)
    marked = [sheet.tags for sheet in sheets]
    structured = structure_tree.add(document, structure.root, paged.pages, marked, paged.links)
    entries = {
        "Type": "/Catalog",
        "Pages": paged.root,
        "Lang": PDFString(meta.language),
        "MarkInfo": "<</Marked true>>",
        "StructTreeRoot": structured,
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "PageLabels": "<</Nums [0 <</S /D>>]>>",
        "Metadata": document.stream(
            metadata.xmp(meta, manifest.id if manifest else ""),
            "/Type /Metadata /Subtype /XML",
            plain=True,
        ),
        "OutputIntents": PDFArray([_intent(document)]),
    }
    outlines = add_outline(document, structure.outline, paged.places)
    if outlines:
        entries["Outlines"] = outlines
    if manifest:
        entries |= attachment.entries(document, manifest.blank(), meta)
    data = document.file(document.add(PDFDictionary(entries)), document.add(metadata.info(meta)))
    return manifest.filled(data) if manifest else data


@dataclass(frozen=True, slots=True)
class Paged:
    """The pages in a file: their tree, each of them, its named places, the links with elements."""

    root: PDFObjectReference
    pages: Sequence[PDFObjectReference]
    places: Places
    links: Sequence[tuple[PDFObjectReference, Tag]]


def page_tree(document: Document, book: Book, sheets: Sequence[Canvas]) -> Paged:
    """Add drawn pages to a document, with their links, fonts and images."""
    tree = PDFDictionary({"Type": "/Pages", "Count": len(sheets)})
    root = document.add(tree)
    contents = [document.stream(sheet.content().encode("ascii")) for sheet in sheets]
    fonts = {font.name: font.add(document) for font in book.fonts.values()}
    images = {name: document.add(image_stream(image)) for image, name in book.images.items()}
    drawn = {"Font": PDFDictionary(fonts), **({"XObject": PDFDictionary(images)} if images else {})}
    resources = document.add(PDFDictionary(drawn))
    pages = [
        PDFDictionary(
            {
                "Type": "/Page",
                "Parent": root,
                "MediaBox": PDFArray([0, 0, sheet.width, sheet.height]),
                "Resources": resources,
                "Contents": content,
                "StructParents": sheet.number,
                "Tabs": "/S",
            }
        )
        for sheet, content in zip(sheets, contents, strict=True)
    ]
    references = [document.add(page) for page in pages]
    tree["Kids"] = PDFArray(references)
    places = Places(book.places, references)
    return Paged(root, references, places, _annotations(document, sheets, pages, places))


def _annotations(
    document: Document,
    sheets: Sequence[Canvas],
    pages: Sequence[PDFDictionary],
    places: Places,
) -> list[tuple[PDFObjectReference, Tag]]:
    """Add the links of all pages; return them with their elements, in the order of their keys."""
    done: list[tuple[PDFObjectReference, Tag]] = []
    for sheet, page in zip(sheets, pages, strict=True):
        own: list[PDFObjectReference] = []
        for target, rectangles in sheet.links.items():
            if target.inside and target.address not in places:
                continue
            key = len(sheets) + len(done)
            reference = document.add(link(target, rectangles, places, key))
            target.tag.kids.append(Annotated(sheet.number, key))
            own.append(reference)
            done.append((reference, target.tag))
        if own:
            page["Annots"] = PDFArray(own)
    return done


def _intent(document: Document) -> PDFDictionary:
    """Return the output intent: the colours are sRGB (ISO 19005-2, 6.2.3)."""
    return PDFDictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": PDFString(_SRGB),
            "Info": PDFString(_SRGB),
            "DestOutputProfile": document.add(Stream(metadata.srgb(), "/N 3")),
        }
    )
