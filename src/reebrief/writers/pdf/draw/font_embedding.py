"""A face as a document embeds it: a composite font with the shapes that are used, and no others.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode CMaps). Characters have codes of two bytes,
in the order of their first use; each keeps its own code, so that the text reads back as it was.
"""

from __future__ import annotations

import functools
import hashlib

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference

from reebrief.document.manifest import digest
from reebrief.writers.pdf.objects import Document
from reebrief.writers.pdf.text.arabic_shaping import unshaped
from reebrief.writers.pdf.text.bidi import mirrored
from reebrief.writers.pdf.text.fonts import Face, unreadable

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_ROW = 100
"""The most entries that one block of a CMap may hold (Adobe Technical Note 5014)."""


_TURNED = "\u200f"
"""Before a character in the keys of codes: it is shown from right to left, turned."""


class _Codes(dict[str, str]):
    """The code of each key, as four hexadecimal digits; the first one asked for is 1."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self) + 1:04X}"
        return code


class Embedded:
    """A face in one document, under a name of the pages' resources."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes = _Codes()

    def encode(self, text: str) -> str:
        """Return a text's codes in hexadecimal digits."""
        return "".join(map(self._codes.__getitem__, text))

    def stretched(self, text: str, more: float) -> str:
        """Return the operator that shows a text with each space wider by ``more`` ems."""
        words = [self.encode(word) for word in text.split(" ")]
        space = f"{self.encode(' ')}> {-1000 * more:.1f} <"
        return f"[<{space.join(words)}>] TJ"

    def encode_leftward(self, text: str) -> str:
        """Return the codes of a text that goes from right to left: its brackets are turned."""
        return "".join([self._codes[self._turned(char)] for char in text])

    def _turned(self, char: str) -> str:
        """Return the key of a character that is shown from right to left."""
        other = mirrored(char)
        return _TURNED + char if other != char and other in self.face.widths else char

    def add(self, document: Document) -> PDFObjectReference:
        """Add the font to a document; return the reference to it."""
        program, glyphs, characters = self._streams.values()
        tag = _subset_tag(self._drawn_codes())
        name = f"/{tag}+{self.face.name}"
        descendant = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "FontDescriptor": document.add(self._descriptor(name, document.stream(program))),
                "CIDToGIDMap": document.stream(glyphs),
                "DW": 0,
                "W": f"[1 [{self._widths()}]]",
            }
        )
        font = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([document.add(descendant)]),
                "ToUnicode": document.stream(characters),
            }
        )
        return document.add(font)

    def sealed(self) -> list[str]:
        """Return a line for each stream that says how the letters look: its name, and a hash.

        All text must have been encoded.
        """
        return [f"{self.name} {what} {digest(data)}" for what, data in self._streams.items()]

    @functools.cached_property
    def _streams(self) -> dict[str, bytes]:
        codes = self._drawn_codes()
        return {
            "program": self._program(codes),
            "CIDToGIDMap": self._glyphs(codes),
            "ToUnicode": self._to_unicode().encode("ascii"),
        }

    def _program(self, codes: list[int]) -> bytes:
        try:
            made: bytes = self.face.file.makeSubset(list(dict.fromkeys(codes)))
        except Exception as fault:  # noqa: BLE001  whatever a damaged table brings about
            raise unreadable(self.face.path, fault) from None
        return made

    def _drawn_codes(self) -> list[int]:
        return [self._drawn(key) for key in self._codes]

    def _widths(self) -> str:
        return " ".join(f"{1000 * self.face.widths[key[-1]]:g}" for key in self._codes)

    def _drawn(self, key: str) -> int:
        char = mirrored(key[-1]) if key.startswith(_TURNED) else key
        return self.face.drawn(char)

    def _descriptor(self, name: str, shapes: PDFObjectReference) -> PDFDictionary:
        file = self.face.file
        return PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,  # symbolic: glyphs are chosen by number (table 123)
                "FontBBox": PDFArray([round(edge) for edge in file.bbox]),
                "ItalicAngle": round(file.italicAngle, 2),
                "Ascent": round(file.ascent),
                "Descent": round(file.descent),
                "CapHeight": round(file.capHeight),
                "StemV": round(file.stemV),
                "FontFile2": shapes,
            }
        )

    def _glyphs(self, codes: list[int]) -> bytes:
        """Return the glyph of each code in the subset, which numbers glyphs by their first use."""
        numbers = {0: 0}
        order = [numbers.setdefault(self.face.file.charToGlyph[c], len(numbers)) for c in codes]
        return b"".join(number.to_bytes(2, "big") for number in [0, *order])

    def _to_unicode(self) -> str:
        rows = [
            f"<{code}> <{unshaped(key[-1]).encode('utf-16-be').hex().upper()}>"
            for key, code in self._codes.items()
        ]
        blocks = [rows[i : i + _ROW] for i in range(0, len(rows), _ROW)]
        return _CMAP.format(
            "\n".join(
                f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
            )
        )


def _subset_tag(codes: list[int]) -> str:
    """Return six letters that name a subset (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
