"""Figures: what is said instead of something drawn, and where on the page that is.

ISO 14289-1, 7.3, wants the text; ISO 32000-1, 14.8.5.4.3, the bounding box.
"""

from __future__ import annotations

from reebrief.document.characters import visible
from reebrief.writers.pdf.draw.canvas import Rectangle


def attributes(alt: str, box: Rectangle) -> str:
    """Return the attributes of a figure's element."""
    spoken = b"\xfe\xff" + visible(alt)[0].encode("utf-16-be")
    edges = " ".join(f"{edge:.2f}" for edge in box)
    return f"/Alt <{spoken.hex().upper()}> /A <</O /Layout /Placement /Block /BBox [{edges}]>>"
