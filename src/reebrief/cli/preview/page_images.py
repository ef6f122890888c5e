"""Pictures of a PDF's pages, drawn by PDFium. The home of pypdfium2."""

from __future__ import annotations

import importlib.util
import struct
import threading
import zlib
from collections.abc import Iterator

MISSING = (
    "The pages of the PDF are not shown: that needs the package pypdfium2. "
    "Type: pip install 'reebrief[preview]'"
)
"""What is said where the package is not installed."""

_SCALE = 2.0
"""Pixels for each point: sharp on dense screens, and drawn in some 25 ms."""

_WIDEST = 4000
_ONE = threading.Lock()
"""PDFium is not made for several threads: https://pypdfium2.readthedocs.io/en/stable/"""


def available() -> bool:
    """Say whether pypdfium2 is installed."""
    return importlib.util.find_spec("pypdfium2") is not None


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page, in points."""
    import pypdfium2  # noqa: PLC0415  rarely used

    with _ONE, pypdfium2.PdfDocument(pdf) as document:
        return [(page.get_width(), page.get_height()) for page in document]


def picture(pdf: bytes, number: int) -> bytes | None:
    """Return a page as a PNG file; None where there is no page of this number, from 1."""
    import pypdfium2  # noqa: PLC0415  as above

    with _ONE, pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        scale = min(_SCALE, _WIDEST / max(page.get_width(), page.get_height(), 1))
        drawn = page.render(scale=scale, rev_byteorder=True)
        pixels, width, height, stride = bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride
        drawn.close()
        page.close()
    return _png(pixels, width, height, stride)


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return pixels of three bytes, red, green and blue, as a PNG file.

    https://www.w3.org/TR/png-3/: a header, the rows, each after the byte of its filter, an end.
    """
    rows = b"".join(
        b"\0" + pixels[start : start + 3 * width] for start in range(0, stride * height, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(parts))


def _chunks(parts: tuple[tuple[bytes, bytes], ...]) -> Iterator[bytes]:
    for name, data in parts:
        check = zlib.crc32(data, zlib.crc32(name))
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
