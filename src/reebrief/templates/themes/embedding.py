"""Read of a font file what a Word file that carries it must know: its name, and its permission.

OpenType 1.9, tables ``name`` (family, id 1) and ``OS/2`` (``fsType``).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_FAMILY = 1
_WINDOWS, _MACINTOSH = 3, 1
_ENGLISH = 0x409

_RIGHTS = 0x000F
_EDITABLE = 0x0008
"""Documents that carry the font may be edited; 0 among the rights permits more than that."""

_BITMAPS_ONLY = 0x0200


def family(data: bytes) -> str:
    """Return the family's name that a font file gives, "" where it gives none."""
    try:
        names = {key: name for key, name in _names(_tables(data)[b"name"]) if name}
    except (struct.error, KeyError):
        return ""
    english = names.get((_WINDOWS, _ENGLISH)) or names.get((_MACINTOSH, 0))
    return english or next(iter(names.values()), "")


def may_be_embedded(data: bytes) -> bool:
    """Say whether a font file permits to be carried by a document that people edit."""
    try:
        (rights,) = struct.unpack_from(">H", _tables(data)[b"OS/2"], 8)
    except (struct.error, KeyError):
        return False
    permitted = not rights & _RIGHTS or bool(rights & _EDITABLE)
    return permitted and not rights & _BITMAPS_ONLY


def _tables(data: bytes) -> dict[bytes, bytes]:
    """Return the tables of a font file by their tags. Raises struct.error where it is cut."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4s3L", data, 12 + 16 * n) for n in range(count))
    return {tag: data[start : start + length] for tag, _, start, length in records}


def _names(table: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the names of the family, each with its platform and language."""
    _, count, texts = struct.unpack_from(">3H", table)
    for n in range(count):
        platform, _, language, kind, length, start = struct.unpack_from(">6H", table, 6 + 12 * n)
        text = table[texts + start : texts + start + length]
        if kind == _FAMILY:
            coding = "latin-1" if platform == _MACINTOSH else "utf-16-be"
            yield (platform, language), text.decode(coding, "replace").strip()
