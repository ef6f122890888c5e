"""Page images: the PDF's pages look as they did when somebody looked at them and accepted them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from conformance import TOOLS
from conformance.samples import Findings, Found, Sample

ACCEPTED = Path(__file__).parent / "pages"
LOOKED_AT = TOOLS / "pages"
"""Where pages that differ are put, to be looked at."""

_DPI = 50
_GREYS = 16
_CELL = 8  # pixels of a cell's edge: about 4 mm, a line of text
_TOLERATED = 20  # of 255, the difference between the mean greys of two cells
_FARTHEST = 80  # pixels that a stretch of a page may have moved


def pages(samples: Sequence[Sample]) -> Findings:
    """The pages look as accepted; what differs says where, and what moved."""
    found = Found()
    for sample in samples:
        if sample.realistic:
            found.add(sample, *_compared(sample))
    return found.by_sample


def accept(samples: Sequence[Sample]) -> int:
    """Replace the accepted pictures by the pages as they look now; return how many there are."""
    ACCEPTED.mkdir(exist_ok=True)
    for old in ACCEPTED.glob("*.png"):
        old.unlink()
    count = 0
    for sample in samples:
        if sample.realistic:
            for number, page in enumerate(_drawn(sample.file("pdf")), 1):
                _save(page, ACCEPTED / f"{sample.name}-{number}.png")
                count += 1
    return count


def _drawn(file: Path) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            yield page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")


def _save(page: Image.Image, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    page.quantize(_GREYS).save(file, optimize=True)


def _compared(sample: Sample) -> Iterator[str]:
    number = 0
    try:
        for number, page in enumerate(_drawn(sample.file("pdf")), 1):
            file = ACCEPTED / f"{sample.name}-{number}.png"
            if not file.exists():
                yield f"page {number} has no accepted picture"
                continue
            with Image.open(file) as picture:
                difference = compared(picture.convert("L"), page)
            if difference:
                _save(page, LOOKED_AT / file.name)
                yield f"page {number} {difference}"
    except pypdfium2.PdfiumError as fault:
        yield str(fault)
    if (ACCEPTED / f"{sample.name}-{number + 1}.png").exists():
        yield f"page {number + 1} is gone"


def compared(old: Image.Image, new: Image.Image) -> str:
    """Say where a page differs from its accepted picture and what moved; "" where it does not."""
    if old.size != new.size:
        now, then = (f"{_mm(page.width)} x {_mm(page.height)} mm" for page in (new, old))
        return f"measures {now}, not {then}"
    cells = (-(-old.width // _CELL), -(-old.height // _CELL))
    gap = ImageChops.difference(*(page.resize(cells, Image.Resampling.BOX) for page in (old, new)))
    box = gap.point(lambda grey: 255 * (grey > _TOLERATED)).getbbox()
    if box is None:
        return ""
    top, bottom = box[1] * _CELL, min(box[3] * _CELL, old.height)
    said = f"differs between {_mm(top)} and {_mm(bottom)} mm below the top"
    moved = _moved(_rows(old), _rows(new), top, bottom)
    if moved:
        said += f"; its text moved {'down' if moved > 0 else 'up'} by {_mm(abs(moved))} mm"
    return said


def _mm(pixels: int) -> int:
    return round(pixels * 25.4 / _DPI)


def _rows(page: Image.Image) -> list[int]:
    """Return the mean grey of each row of pixels."""
    return list(page.resize((1, page.height), Image.Resampling.BOX).tobytes())


def _moved(old: list[int], new: list[int], top: int, bottom: int) -> int:
    """Return by how many pixels rows moved down, 0 where no shift explains most of the change."""

    def apart(shift: int) -> float:
        rows = range(max(top, top + shift), min(bottom, bottom + shift))
        return sum(abs(new[row] - old[row - shift]) for row in rows) / max(1, len(rows))

    reach = min(_FARTHEST, (bottom - top) // 2)
    best = min(range(-reach, reach + 1), key=lambda shift: (apart(shift), abs(shift)))
    return best if apart(best) < apart(0) / 2 else 0
