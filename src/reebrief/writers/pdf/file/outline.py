"""The outline that viewers show beside the pages, and links: what leads to a place.

ISO 32000-1, 12.3 (destinations and outline) and 12.5.6.5 (link annotations).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference

from reebrief.writers.pdf.draw.canvas import Rectangle
from reebrief.writers.pdf.file.metadata import string
from reebrief.writers.pdf.objects import Document
from reebrief.writers.pdf.text.line_breaking import Target

Entry = tuple[int, str, str]
"""A heading: its level from 1, its text, the name of its place."""

_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in an address; all else but letters and digits is written as %XX."""


class Places:
    """Where the names of a document lead to: pages, and the upper left corner on them."""

    def __init__(
        self,
        places: Mapping[str, tuple[int, float, float]],
        pages: Sequence[PDFObjectReference],
    ) -> None:
        self._places = places
        self._pages = pages

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def destination(self, name: str) -> PDFArray:
        """Return a name's explicit destination."""
        page, left, top = self._places[name]
        return PDFArray([self._pages[page], "/XYZ", round(left, 2), round(top, 2), "null"])


def link(
    target: Target, rectangles: Sequence[Rectangle], places: Places, key: int
) -> PDFDictionary:
    """Return a link's annotation on one page; ``key`` is its key in the parent tree."""
    bounds, corners = where(rectangles)
    entries = {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": PDFArray(bounds),
        "QuadPoints": PDFArray(corners),
        "Border": "[0 0 0]",
        "F": 4,  # is printed (table 165)
        "Contents": string(target.label),
        "StructParent": key,
    }
    if target.inside:
        entries["Dest"] = places.destination(target.address)
    else:
        address = string(quote(target.address, safe=_SAFE))
        entries["A"] = PDFDictionary({"S": "/URI", "URI": address})
    return PDFDictionary(entries)


def where(rectangles: Sequence[Rectangle]) -> tuple[list[float], list[float]]:
    """Return the edges of a link on its page, and the corners of each rectangle, in points."""
    lefts, lowers, rights, uppers = zip(*rectangles, strict=True)
    bounds = (min(lefts), min(lowers), max(rights), max(uppers))
    corners = [
        round(value, 2)
        for left, lower, right, upper in rectangles
        for value in (left, upper, right, upper, left, lower, right, lower)
    ]
    return [round(edge, 2) for edge in bounds], corners


def add_outline(
    document: Document, entries: Sequence[Entry], places: Places
) -> PDFObjectReference | None:
    """Add the outline; return the reference to it, or None where there is no heading."""
    if not entries:
        return None
    root = PDFDictionary({"Type": "/Outlines"})
    above = [(0, root, document.add(root))]
    last: dict[int, tuple[PDFDictionary, PDFObjectReference]] = {}
    for level, title, name in entries:
        while above[-1][0] >= level:
            above.pop()
        parent, parent_reference = above[-1][1:]
        item = PDFDictionary(
            {
                "Title": string(title),
                "Parent": parent_reference,
                "Dest": places.destination(name),
            }
        )
        reference = document.add(item)
        if "First" in parent:
            before, before_reference = last[id(parent)]
            before["Next"] = reference
            item["Prev"] = before_reference
        else:
            parent["First"] = reference
        parent["Last"] = reference
        last[id(parent)] = (item, reference)
        for _, open_item, _ in above:
            open_item["Count"] = open_item.dict.get("Count", 0) + 1
        above.append((level, item, reference))
    return above[0][2]
