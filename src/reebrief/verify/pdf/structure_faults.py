"""Name what the structure of a PDF has that no file of ours has, and pages that lead past it.

ISO 32000-2, 14.7.2 (root), 14.7.5.4 (from content to elements), 14.7.6 (attributes and classes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from reebrief.verify.pdf.objects import array, entry, keys, resolved

_ROOT = frozenset(
    ("Type", "K", "RoleMap", "ParentTree", "ParentTreeNextKey", "IDTree", "Namespaces")
)
"""Keys of the root that ours have, and those that name no text and no look."""

_ATTRIBUTES = {
    "/Table": {"O", "Scope", "ColSpan", "RowSpan", "Headers"},
    "/Layout": {"O", "Placement", "BBox"},
    "/List": {"O", "ListNumbering"},
}
_MOST_LEVELS = 20
_MOST_NODES = 5000

Stretches = list[tuple[DictionaryObject, list[list[int]]]]
"""Elements, each with the pages, from 0, and numbers of its stretches of content."""


def structure_faults(reader: PdfReader, elements: Stretches) -> Iterator[tuple[str, str]]:
    """Yield where there is something, and what; nothing of a file without structure."""
    tree = entry(resolved(reader.trailer["/Root"]), "/StructTreeRoot")
    for key in keys(tree):
        if key not in _ROOT:
            yield f"structure: {key[:40]}", "was added: elements may be read or shown differently"
    yield from _attributes(elements)
    if (
        tree is not None
        and elements
        and not _leads_back(reader, entry(tree, "/ParentTree"), elements)
    ):
        yield "ParentTree", "pages lead to other elements than hold their text"


def _attributes(elements: Stretches) -> Iterator[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for element, _ in elements:
        held = entry(element, "/A")
        for item in array(held) or [held]:
            owner = str(entry(item, "/O"))
            for key in keys(item):
                if key not in _ATTRIBUTES.get(owner, ()):
                    where = f"attribute {owner.removeprefix('/')[:20]} {key[:40]}"
                    found[where, "was added: elements may be read or shown differently"] = None
        if "/C" in element:
            found["attribute classes", "were given to elements"] = None
    yield from found


def _leads_back(reader: PdfReader, tree: Any, elements: Stretches) -> bool:
    """Say whether each stretch of a page leads to the element that holds it."""
    rows = _numbered(tree)
    numbers = [entry(page, "/StructParents") for page in reader.pages]
    for element, stretches in elements:
        for page, stretch in stretches:
            number = numbers[page] if 0 <= page < len(numbers) else None
            row = array(rows.get(number)) if isinstance(number, int) else []
            if not 0 <= stretch < len(row) or resolved(row[stretch]) is not element:
                return False
    return True


def _numbered(tree: Any) -> dict[int, Any]:
    """Return what a number tree holds (ISO 32000-2, 7.9.7), within bounds."""
    rows: dict[int, Any] = {}
    level = [tree]
    for _ in range(_MOST_LEVELS):
        for node in level:
            items = array(entry(node, "/Nums"))
            pairs = zip(items[::2], items[1::2], strict=False)
            rows |= {int(key): value for key, value in pairs if isinstance(key, int)}
        level = [kid for node in level for kid in array(entry(node, "/Kids"))][:_MOST_NODES]
    return rows
