"""Hash what says how a file looks or is read aloud, beside its pages and fonts.

Each line is a name and a hash: of each picture's pixels, of the elements in their order, of what is
said instead of them, of the headers of tables, of what the colours mean, of title and author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reebrief.document.characters import visible
from reebrief.document.manifest import canonical, digest
from reebrief.document.nodes import Meta
from reebrief.writers.pdf.draw.canvas import Book, Canvas
from reebrief.writers.pdf.file.metadata import srgb
from reebrief.writers.pdf.file.outline import where
from reebrief.writers.pdf.file.structure_tree import ROLES, in_order, walk
from reebrief.writers.pdf.tags import Marked, Tag

_SPOKEN = re.compile(r"/(Alt|ActualText|Lang) (?:<FEFF([0-9A-F]*)>|\(([^)]*)\))", re.IGNORECASE)
_TABLE = re.compile(r"/(Scope|ColSpan|RowSpan) /?(\w+)")


def sealed_objects(meta: Meta, root: Tag, book: Book, sheets: Sequence[Canvas]) -> Iterator[str]:
    """Yield the lines."""
    for image, name in book.images.items():
        space = "DeviceGray" if image.grey else "DeviceRGB"
        yield _line(f"picture {name}", [image.width, image.height, space, 8, image.shades])
    tags = walk(root)
    yield _line("structure", [[*map(_element, tags)], sorted(ROLES.items()), True])
    spoken = [[tag.kind, *said] for tag in tags for said in _spoken(tag)]
    yield _line("alternatives", [meta.language, spoken])
    tables = [[tag.kind, *each] for tag in tags for each in sorted(_TABLE.findall(tag.attributes))]
    yield _line("tables", tables)
    yield _line("colours", ["GTS_PDFA1", digest(srgb())])
    yield _line("links", [*_links(book, sheets)])
    texts = (meta.title, meta.title, meta.author, meta.subject, ", ".join(meta.keywords))
    yield _line("properties", [visible(text or "")[0] for text in texts])


def _line(name: str, data: object) -> str:
    return f"{name} {digest(canonical(data).encode())}"


def _links(book: Book, sheets: Sequence[Canvas]) -> Iterator[list[object]]:
    for sheet in sheets:
        for target, rectangles in sheet.links.items():
            if not target.inside or target.address in book.places:
                places = [[f"{edge:.2f}" for edge in edges] for edges in where(rectangles)]
                yield [sheet.number + 1, visible(target.label)[0], *places]


def _element(tag: Tag) -> list[object]:
    """Return an element's kind, how many it holds, the stretches of pages that it holds."""
    kids = in_order(tag)
    inside = sum(isinstance(kid, Tag) for kid in kids)
    return [tag.kind, inside, [[kid.page, kid.number] for kid in kids if isinstance(kid, Marked)]]


def _spoken(tag: Tag) -> Iterator[tuple[str, str]]:
    for key, digits, plain in sorted(_SPOKEN.findall(tag.attributes)):
        yield key, bytes.fromhex(digits).decode("utf-16-be") if digits else plain
