"""Pictures to slices: a caption, and a figure that is one image."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reebrief.document.nodes import Image, Picture
from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.figure import attributes
from reebrief.writers.pdf.layout.base import Setter
from reebrief.writers.pdf.layout.boxes import Slice
from reebrief.writers.pdf.layout.flow import Flow, Room
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.shared.image_size import size


@dataclass(slots=True, eq=False, kw_only=True)
class ImageFigure(Slice):
    """An image; ``x`` is its distance from the frame's left edge."""

    x: float
    width: float
    image: Image
    alt: str
    tag: Tag

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the image; say where on the page the figure is."""
        left += self.x
        upper = sheet.height - top
        box = (left, upper - self.height, left + self.width, upper)
        self.tag.attributes = attributes(self.alt, box)
        sheet.image(self.tag, self.image, box)


def set_picture(setter: Setter, node: Picture, room: Room, flow: Flow) -> None:
    """Set a picture, with its caption above it on the same page."""
    styles = setter.looks.styles
    style, around = styles["caption"], styles["logo" if node.height else "body"]
    tag = Tag("Div", room.tag)
    title = setter.inline_lines(node.caption, style, replace(room, tag=Tag("P", tag), bold=False))
    for each in title:
        each.keep = True
    flow.add(title, style.before, style.after)
    width, height = size(node, room.width, setter.page_height)
    free = room.width - width if node.height else 0.0
    figure = ImageFigure(
        height,
        articles=frozenset(room.articles),
        x=room.left + {"right": free, "center": free / 2}.get(around.align, 0.0),
        width=width,
        image=node.shown,
        alt=node.alt,
        tag=Tag("Figure", tag),
    )
    flow.add([figure], 0.0 if title else around.before, around.after)
