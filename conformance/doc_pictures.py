"""The pictures of docs/themes.md and docs/caveats.md, from the pages of the weekly memo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from conformance import ROOT

DOCS = ROOT / "docs"
THEMES = ("ministry", "think-tank", "large-print")

_THEMES_DPI, _PARTS_DPI = 50, 110
_GAP = 12
"""Pixels between two pages."""

_AROUND = 6.0
"""Points around what a picture shows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: from one line to another, over a share of the page's width."""

    name: str
    page: int
    first: str
    last: str
    left: float = 0.0
    right: float = 1.0


PARTS = (
    Part("caveats-item", 0, "[5] China Northern Rare Earth", "manufacturing infrastructure", 0.5),
    Part("caveats-foot", 0, "Sources on this page", "Page 1 of"),
    Part("caveats-matrix", 1, "What the publisher recommends", "tracking systems of the REEx type"),
)


def pictures(files: dict[str, Path]) -> Iterator[tuple[Path, Image.Image]]:
    """Yield each picture with its file; ``files`` are the memo's PDFs by theme."""
    firsts = []
    for theme in THEMES:
        with pypdfium2.PdfDocument(files[theme]) as document:
            firsts.append(document[0].render(scale=_THEMES_DPI / 72).to_pil())
    width = sum(one.width for one in firsts) + _GAP * (len(firsts) - 1)
    beside = Image.new("RGB", (width, max(one.height for one in firsts)), "white")
    left = 0
    for one in firsts:
        beside.paste(one, (left, 0))
        left += one.width + _GAP
    yield DOCS / "themes.png", beside
    with pypdfium2.PdfDocument(files["ministry"]) as document:
        for part in PARTS:
            yield DOCS / f"{part.name}.png", _cut(document[part.page], part)


def _cut(page: pypdfium2.PdfPage, part: Part) -> Image.Image:
    """Return a part of a page. Raises ValueError where it has not the words."""
    scale = _PARTS_DPI / 72
    top = page.get_height() - _edges(page, part.first)[1] - _AROUND
    bottom = page.get_height() - _edges(page, part.last)[0] + _AROUND
    shown: Image.Image = page.render(scale=scale).to_pil()
    left, right = (int(page.get_width() * scale * edge) for edge in (part.left, part.right))
    box = (left, int(top * scale), right, int(bottom * scale))
    return shown.crop(box)


def _edges(page: pypdfium2.PdfPage, words: str) -> tuple[float, float]:
    """Return the lower and the upper edge of words, in points from the paper's lower edge."""
    text = page.get_textpage()
    found = text.search(words).get_next()
    if found is None:
        raise ValueError(f"the page has no '{words}'")
    boxes = [text.get_charbox(n) for n in range(found[0], found[0] + found[1])]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)
