"""Put the theme's font files into a Word file, and list its fonts by their names.

ECMA-376 Part 1, 17.8.1 (obfuscated fonts) and 17.8.3 (the table of fonts). The key is made of the
font's own bytes, so that the same font gives the same part each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from reebrief.document.manifest import FONTS, ShownText, digest
from reebrief.templates.themes import Font, Theme
from reebrief.writers.docx.xml import escape, part

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"

_OBFUSCATED = 32
"""The bytes at a font's beginning that the key changes; it is half as long."""

_FACES = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold_italic": "embedBoldItalic",
}


@dataclass(frozen=True)  # without slots, to keep its bytes
class EmbeddedFont:
    """A face of a font family that the file carries, the ``number``-th from 1."""

    number: int
    family: str
    face: str
    path: Path

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return self.path.read_bytes()

    @property
    def id(self) -> str:
        """The id of the relationship to its part."""
        return f"font{self.number}"

    @property
    def name(self) -> str:
        """The name of its part."""
        return f"word/fonts/{self.id}.odttf"

    @cached_property
    def key(self) -> str:
        """The key, a GUID without braces."""
        digits = digest(self.data)[:32].upper()
        cuts = (0, 8, 12, 16, 20, 32)
        return "-".join(digits[a:b] for a, b in pairwise(cuts))

    @property
    def obfuscated(self) -> bytes:
        """What its part holds."""
        key = bytes.fromhex(self.key.replace("-", ""))[::-1]
        head = bytes(a ^ b for a, b in zip(self.data, key * 2, strict=False))
        return head + self.data[_OBFUSCATED:]


def embedded(theme: Theme) -> list[EmbeddedFont]:
    """Return the faces of the fonts that a theme wants to be carried, each file once."""
    fonts = [font for font in theme.fonts.values() if font.embedded]
    faces = [one for font in fonts for one in _faces(font)]
    return [EmbeddedFont(n, *one) for n, one in enumerate(faces, 1)]


def _faces(font: Font) -> Iterator[tuple[str, str, Path]]:
    for face in _FACES:
        path: Path = getattr(font, face)
        if face == "regular" or path != font.regular:
            yield font.embedded, face, path


def font_table(theme: Theme, fonts: Sequence[EmbeddedFont]) -> bytes:
    """Return the part that lists the fonts by the names that Word knows them by."""
    known = {font.in_word: font for font in theme.fonts.values()}
    return part("fonts", "".join(_listed(name, known[name], fonts) for name in known))


def _listed(name: str, font: Font, fonts: Sequence[EmbeddedFont]) -> str:
    also = f'<w:altName w:val="{escape(font.word)}"/>' if font.word != name else ""
    carried = "".join(
        f'<w:{_FACES[one.face]} r:id="{one.id}" w:fontKey="{{{one.key}}}"/>'
        for one in fonts
        if one.family == name
    )
    return (
        f'<w:font w:name="{escape(name)}">{also}<w:charset w:val="00"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="variable"/>{carried}</w:font>'
    )


def sealed(fonts: Sequence[EmbeddedFont]) -> list[ShownText]:
    """Return what the manifest says of fonts: a hash of each, whatever its key is."""
    lines = [f"{one.family} {_FACES[one.face]} {digest(one.data)}" for one in fonts]
    return [ShownText(FONTS, "\n".join(lines))] if lines else []
