"""Tell the fields of a PDF that hold a signature, and whether readers see them.

ISO 32000-2, 12.7.5.5 (signature fields). What a signature is worth, ``reebrief.signatures`` says.
"""

from __future__ import annotations

from typing import Any

from pypdf import PageObject

from reebrief.verify.pdf.objects import array, entry

_HIDDEN = 2 | 32
"""The flags of an annotation that nobody sees: hidden, no view (table 167)."""


def is_signature(field: Any) -> bool:
    """Say whether a field of a form holds a signature."""
    return bool(entry(field, "/FT") == "/Sig" and entry(field, "/V") is not None)


def is_unseen(annotation: Any, page: PageObject) -> bool:
    """Say whether an annotation has no area on its page, or is hidden."""
    if int(entry(annotation, "/F") or 0) & _HIDDEN:
        return True
    edges = [float(edge) for edge in array(entry(annotation, "/Rect"))]
    if len(edges) != 4:
        return False
    left, right = sorted(edges[::2])
    bottom, top = sorted(edges[1::2])
    box = page.mediabox
    outside = (
        right <= float(box.left)
        or left >= float(box.right)
        or top <= float(box.bottom)
        or bottom >= float(box.top)
    )
    return outside or right == left or top == bottom
