"""Make Word's tables that only lay out: panels side by side, and the header block's two lines."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.writers.docx.xml import eighths, twips
from reebrief.writers.shared.regions import INSET

_OUTLINE = 1.0
"""The thickness of an outline, in points."""

_BAR = 3.0
"""The thickness of the rule at a panel's left edge, in points."""

_PAD = 4.0
"""The space above and below a panel's text, in points."""

GAP = 2.0
"""The space below panels and the header block, in points."""

ABOVE = 6.0
"""The space between text and a panel below it, in points."""

_EDGES = ("top", "left", "bottom", "right")


def table_start(widths: Sequence[float], sides: float = INSET, pad: float = _PAD) -> str:
    """Return the start of a table of these columns; lengths are in points."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    margins = "".join(
        f'<w:{edge} w:w="{twips(width)}" w:type="dxa"/>'
        for edge, width in zip(_EDGES, (pad, sides, pad, sides), strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def cell_start(width: float, columns: int = 1, borders: str = "", fill: str | None = None) -> str:
    """Return the start of a cell across columns; ``borders`` are those of ``outline`` or others."""
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    edges = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{edges}{shade}</w:tcPr>'


def outline(colour: str) -> str:
    """Return the four borders of an outlined cell."""
    return "".join(_border(edge, _OUTLINE, colour) for edge in _EDGES)


def bar(colour: str | None) -> str:
    """Return the border at the left edge of a panel; none without a colour."""
    return _border("left", _BAR, colour) if colour else ""


def rules(colour: str, width: float) -> str:
    """Return the borders above and below a cell of the header block."""
    return _border("top", width, colour) + _border("bottom", width, colour)


def _border(edge: str, width: float, colour: str) -> str:
    return f'<w:{edge} w:val="single" w:sz="{eighths(width)}" w:space="0" w:color="{colour}"/>'
