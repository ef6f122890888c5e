"""Compute how large a picture is shown on a page."""

from __future__ import annotations

from reebrief.document.nodes import Picture

_INCH = 72
_DENSITY = 150
"""The pixels of an inch at the least: with fewer a picture looks coarse on paper."""

_HIGHEST = 0.6
"""The share of a page's text that a picture may take in height."""


def size(picture: Picture, width: float, page_height: float) -> tuple[float, float]:
    """Return a picture's width and height in points, in a room that is so wide.

    One without a size of its own fills the room where its pixels are enough for that;
    ``page_height`` is that of a page's text.
    """
    image = picture.shown
    if picture.share:
        scale = min(width * picture.share / image.width, page_height * _HIGHEST / image.height)
        return image.width * scale, image.height * scale
    high = picture.height or min(page_height * _HIGHEST, image.height * _INCH / _DENSITY)
    scale = min(width / image.width, high / image.height)
    return image.width * scale, image.height * scale
