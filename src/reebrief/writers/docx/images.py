"""Pictures in Word: each image is a part of its own (ECMA-376 Part 1, 15.2.14; Part 1, 20.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from reebrief.document.nodes import Image
from reebrief.writers.docx.drawing import SCHEMAS, Graphic, drawing, emu
from reebrief.writers.docx.xml import escape


class Pictures:
    """The images of one part; ``parts`` holds each with the id of its relationship.

    ``numbers`` gives numbers that no other drawing of the document has.
    """

    def __init__(self, numbers: Iterator[int]) -> None:
        self.parts: dict[Image, str] = {}
        self._numbers = numbers

    def run(self, image: Image, alt: str, size: tuple[float, float]) -> str:
        """Return the run that shows an image in a width and a height in points."""
        id_ = self.parts.setdefault(image, f"image{len(self.parts) + 1}")
        number = next(self._numbers)
        name = escape(PurePosixPath(image.name).name)
        width, height = map(emu, size)
        content = (
            f'<pic:pic xmlns:pic="{SCHEMAS}/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return drawing(number, f"Picture {number}", alt, Graphic("picture", content, size))
