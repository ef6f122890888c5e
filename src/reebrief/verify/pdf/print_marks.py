"""Set aside what a print shop adds around a page: a larger sheet, and marks outside of the trim.

ISO 32000-2, 14.11.2 (page boundaries). Marks are streams of content of their own that draw lines
and areas, each wholly on one side of the trim box; whatever else they hold, they are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pypdf import PageObject

from reebrief.verify.pdf.objects import array, stream_data

Box = tuple[float, float, float, float]

_MOST_MARGIN = 100.0
"""Points that a sheet may be larger than its page on each side."""

_MOST_WIDTH = 4.0
_MOST_MITER = 10.0
"""How far the corner of a line may reach, in widths of it; the default of the format."""
_POINTS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4}
_STATE = {*("q", "Q", "J", "j", "M", "d", "i", "G", "g", "RG", "rg", "K", "k", "h")}
_PAINT = {*("S", "s", "f", "F", "f*", "B", "b", "B*", "b*", "n")}
_TOKEN = re.compile(rb"[-+.\d]+|[A-Za-z*]+|\S")


def trimmed(page: PageObject, box: Box) -> tuple[bytes, Box] | None:
    """Return the content of a page without marks, and its trim; None where it has none around it.

    Raises ValueError and what pypdf raises.
    """
    trim: Box = tuple(float(edge) for edge in page.trimbox)  # type: ignore[assignment]  # four
    outside = (trim[0] - box[0], trim[1] - box[1], box[2] - trim[2], box[3] - trim[3])
    if not (min(outside) > 0 and max(outside) <= _MOST_MARGIN):
        return None
    item = page["/Contents"]
    pieces = [stream_data(one) for one in array(item)] or [stream_data(item)]
    kept = [piece for piece in pieces if piece is not None and not _is_marks(piece, trim)]
    return b"\n".join(kept), trim


def cuts(page: PageObject, box: Box) -> Iterator[str]:
    """Yield the boundaries by which a printer, or a program, would cut what a page shows."""
    for name in ("TrimBox", "BleedBox", "ArtBox"):
        edges = [float(edge) for edge in array(page.get(f"/{name}"))]
        if len(edges) != 4:
            continue
        inside = (edges[0] - box[0], edges[1] - box[1], box[2] - edges[2], box[3] - edges[3])
        if max(inside) > 1:
            yield name


def _is_marks(data: bytes, trim: Box) -> bool:
    numbers: list[float] = []
    open_states = 0
    points: list[tuple[float, float]] = []
    for token in _TOKEN.findall(data):
        text = token.decode("latin-1")
        if re.fullmatch(r"[-+.\d]+", text):
            numbers.append(float(text))
            continue
        if text in _POINTS:
            own = numbers[-_POINTS[text] :]
            if text == "re" and len(own) == 4:
                own[2:] = [own[0] + own[2], own[1] + own[3]]
            points += zip(own[::2], own[1::2], strict=False)
        elif text in _PAINT:
            if not _on_one_side(points, trim):
                return False
            points = []
        elif text in {"q", "Q"}:
            open_states += 1 if text == "q" else -1
        elif (text == "M" and numbers[-1:] > [_MOST_MITER]) or not (
            text in _STATE or text in "[]" or (text == "w" and numbers[-1:] <= [_MOST_WIDTH])
        ):
            return False
        numbers = []
    return not points and not open_states  # a path, or a state, would go on into the page


def _on_one_side(points: list[tuple[float, float]], trim: Box) -> bool:
    across, along = ([point[n] for point in points] for n in (0, 1))
    return not points or (
        max(across) <= trim[0]
        or min(across) >= trim[2]
        or max(along) <= trim[1]
        or min(along) >= trim[3]
    )
