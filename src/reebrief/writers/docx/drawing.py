"""Something drawn within a line of Word's text (ECMA-376 Part 1, 20.4)."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.writers.docx.xml import escape

SCHEMAS = "http://schemas.openxmlformats.org/drawingml/2006"

_EMU = 12_700
"""English Metric Units in a point."""


def emu(points: float) -> int:
    """Return a length in English Metric Units."""
    return round(points * _EMU)


@dataclass(frozen=True, slots=True)
class Graphic:
    """A graphic: its element, the last part of its namespace, its width and height in points."""

    kind: str
    content: str
    size: tuple[float, float]


def drawing(number: int, name: str, alt: str, graphic: Graphic) -> str:
    """Return the run that shows a graphic, with what is said instead of it.

    ``number`` is one that no other drawing of the document has.
    """
    width, height = map(emu, graphic.size)
    space = f"{SCHEMAS}/{graphic.kind}"
    return (
        "<w:r><w:drawing><wp:inline "
        f'xmlns:wp="{SCHEMAS}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{SCHEMAS}/main">'
        f'<a:graphicData uri="{space}">{graphic.content}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
