"""A font that claims more characters than there are is refused before any of them is read."""

import struct

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.writers.pdf.text.character_maps import MOST, claimed
from reebrief.writers.pdf.text.fonts import Face
from support.trees import ROOT

SHIPPED = sorted((ROOT / "src/reebrief/fonts").rglob("*.ttf"))


def font(table):
    """Return a font file of one character map."""
    head = b"\0\1\0\0" + struct.pack(">4H", 1, 0, 0, 0)
    cmap = struct.pack(">HH", 0, 1) + struct.pack(">HHL", 3, 10, 12) + table
    return head + struct.pack(">4s3L", b"cmap", 0, 28, len(cmap)) + cmap


def groups(*ends, form=12):
    """Return a map of groups of characters."""
    body = b"".join(struct.pack(">3L", first, last, 0) for first, last in ends)
    return struct.pack(">HHLLL", form, 0, 16 + len(body), 0, len(ends)) + body


def segments(count):
    """Return a map of segments, each of all characters that it can have."""
    lasts, firsts = (struct.pack(f">{count}H", *[value] * count) for value in (0xFFFF, 0))
    return struct.pack(">7H", 4, 0, 0, 2 * count, 0, 0, 0) + lasts + b"\0\0" + firsts


@pytest.mark.parametrize(
    ("table", "characters"),
    [
        (groups((65, 90), (97, 122)), 52),
        (groups((65, 90), form=13), 26),
        (groups((0, MOST - 1)), MOST),
        (groups((0, 2**32 - 1)), 2**32),
        (segments(3), 3 * 65536),
        (groups((90, 65)), 0),
        (groups((65, 90))[:-4], 0),
    ],
)
def test_what_a_map_claims_is_counted(table, characters):
    assert claimed(font(table)) == characters


@pytest.mark.parametrize("table", [groups((0, MOST)), segments(20)])
def test_a_font_that_claims_too_much_is_refused(tmp_path, table):
    path = tmp_path / "own.ttf"
    path.write_bytes(font(table))
    with pytest.raises(ReebriefError, match="claims more characters than there are"):
        Face(path)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_fonts_claim_what_they_have(path):
    assert 0 < claimed(path.read_bytes()) <= 65536
