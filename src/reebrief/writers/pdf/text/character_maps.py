"""Count what the character maps of a font file claim, before anything reads them one by one.

A damaged table ``cmap`` (OpenType, format 4, 12 or 13) can claim billions of characters in a few
bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MOST = 0x110000
"""So many characters there are: the code points of Unicode."""

_GROUPED = frozenset({12, 13})
"""Formats that list groups of a first and a last character."""


def claimed(data: bytes) -> int:
    """Return how many characters the largest map of a font file claims to have.

    0 where the file has none that can be found: whoever reads it says what is wrong.
    """
    try:
        return max(_sizes(data), default=0)
    except struct.error:
        return 0


def _sizes(data: bytes) -> Iterator[int]:
    """Yield how many characters each map claims."""
    (tables,) = struct.unpack_from(">H", data, 4)
    for n in range(tables):
        tag, _, start, _ = struct.unpack_from(">4s3L", data, 12 + 16 * n)
        if tag != b"cmap":
            continue
        (maps,) = struct.unpack_from(">H", data, start + 2)
        for one in range(maps):
            (offset,) = struct.unpack_from(">L", data, start + 8 + 8 * one)
            yield _size(data, start + offset)


def _size(data: bytes, at: int) -> int:
    """Return how many characters the map at an offset claims; 0 of formats that have no ranges."""
    (form,) = struct.unpack_from(">H", data, at)
    if form in _GROUPED:
        (count,) = struct.unpack_from(">L", data, at + 12)
        groups = struct.unpack_from(f">{3 * count}L", data, at + 16)
        return _total(groups[::3], groups[1::3])
    if form == 4:
        (doubled,) = struct.unpack_from(">H", data, at + 6)
        count = doubled // 2
        last = struct.unpack_from(f">{count}H", data, at + 14)
        first = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
        return _total(first, last)
    return 0


def _total(first: tuple[int, ...], last: tuple[int, ...]) -> int:
    return sum(max(b - a + 1, 0) for a, b in zip(first, last, strict=True))
