"""Read the outlines and widths of an embedded TrueType font.

OpenType 1.9: ``head``, ``maxp``, ``hhea``, ``hmtx``, ``loca``, ``glyf``.
"""

from __future__ import annotations

import struct


class Glyphs:
    """The glyphs of a font program. Raises struct.error, LookupError or ValueError for none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        count = struct.unpack_from(">H", data, 4)[0]
        tables = {}
        for n in range(min(count, 100)):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
            tables[tag] = data[offset : offset + length]
        self._glyf = tables[b"glyf"]
        self.units: int = struct.unpack_from(">H", tables[b"head"], 18)[0]
        long = struct.unpack_from(">h", tables[b"head"], 50)[0]
        loca = tables[b"loca"]
        self._at: tuple[int, ...] = struct.unpack(
            f">{len(loca) // (4 if long else 2)}{'L' if long else 'H'}",
            loca[: len(loca) // 4 * 4 if long else len(loca) // 2 * 2],
        )
        if not long:
            self._at = tuple(2 * at for at in self._at)
        self._metrics: int = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
        self._hmtx = tables[b"hmtx"]
        if not (self.units and self._metrics):
            raise ValueError

    def outline(self, number: int) -> bytes:
        """Return the outline of a glyph, empty where it has no ink. Raises LookupError."""
        data = self._glyf[self._at[number] : self._at[number + 1]]
        return b"" if len(data) < 10 or data[:2] == b"\0\0" else data

    def box(self, number: int) -> tuple[float, float, float, float]:
        """Return the left, lower, right and upper edge of a glyph in ems."""
        edges = struct.unpack_from(">4h", self.outline(number), 2)
        left, bottom, right, top = (edge / self.units for edge in edges)
        return left, bottom, right, top

    def width(self, number: int) -> float:
        """Return the advance width of a glyph in thousandths of an em."""
        at = 4 * min(number, self._metrics - 1)
        return float(1000 * struct.unpack_from(">H", self._hmtx, at)[0] / self.units)
