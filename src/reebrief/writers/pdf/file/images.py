"""Images as objects of the file: their own compression is one that PDF knows, so it stays.

ISO 32000-1, 8.9.5 (images), 7.4.4.4 (PNG's predictors), 7.4.8 (JPEG).
"""

from __future__ import annotations

from reebrief.document.nodes import Image
from reebrief.writers.pdf.objects import Stream

_HEAD = 8
"""The bytes before the first chunk of a PNG file (ISO/IEC 15948, 5.2)."""


def image_stream(image: Image) -> Stream:
    """Return the object of an image."""
    if image.kind == "jpeg":
        data, coded = image.data, "/Filter /DCTDecode"
    else:
        colours = 1 if image.grey else 3
        data = _rows(image.data)
        coded = (
            "/Filter /FlateDecode /DecodeParms "
            f"<</Predictor 15 /Colors {colours} /BitsPerComponent 8 /Columns {image.width}>>"
        )
    space = "/DeviceGray" if image.grey else "/DeviceRGB"
    entries = (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height}"
        f" /ColorSpace {space} /BitsPerComponent 8 {coded}"
    )
    return Stream(data, entries, plain=True)


def _rows(data: bytes) -> bytes:
    """Return the compressed rows of a PNG file (ISO/IEC 15948, 11.2.4)."""
    rows: list[bytes] = []
    at = _HEAD
    while at < len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        if kind == b"IDAT":
            rows.append(data[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(rows)
