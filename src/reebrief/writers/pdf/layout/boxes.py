"""Stack slices that no page break parts, one below the other, and draw them.

Every slice says whether the next one must stand on its page, which notes it refers to, and of which
articles it shows text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reebrief.writers.pdf.draw.canvas import Canvas
from reebrief.writers.pdf.tags import REPEATED, Tag
from reebrief.writers.pdf.text.line_breaking import Broken, Fragment

_OUTLINE = 1.0
"""The thickness of an outline, in points."""


@dataclass(slots=True, eq=False)
class Box:
    """A background, a rule at its left edge and an outline, behind the slices of one block."""

    left: float
    width: float
    background: str | None
    rule: str | None
    thick: float
    outline: str | None = None


@dataclass(slots=True, eq=False)
class Lead:
    """Slices that are repeated at the top of each page that continues what they stand over."""

    slices: list[Slice]
    begun: bool = False


@dataclass(slots=True, eq=False)
class Slice:
    """A part of the text that no page break parts. Lengths are in points.

    ``before`` is the space above it, which falls away at a page's top; ``top`` and ``bottom`` are
    space within its boxes. ``keep`` holds the next slice on the same page. ``leads`` are repeated
    above it where it begins a page. ``anchors`` are names of places on it, with their distances
    from the frame's left edge. ``articles`` are those whose text it shows, and the
    parts of caveats that are marks of claims: of both the foot of the page says more.
    """

    height: float
    before: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    keep: bool = False
    notes: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    leads: tuple[Lead, ...] = ()
    begins: Lead | None = None
    anchors: list[tuple[str, float]] = field(default_factory=list)
    articles: frozenset[str] = frozenset()

    @property
    def extent(self) -> float:
        """The height with the space within its boxes."""
        return self.top + self.height + self.bottom

    def names(self) -> Iterator[str]:
        """Yield the names of the places on it."""
        yield from (name for name, _ in self.anchors)

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the slice; ``left`` is where its frame begins."""
        raise NotImplementedError

    def split(self, _room: float) -> tuple[Slice, Slice] | None:
        """Part the slice at a height, where that is possible at all."""
        return None


@dataclass(slots=True, eq=False)
class Line(Slice):
    """A line of text; ``label`` is a list's mark that stands left of it."""

    x: float = 0.0
    baseline: float = 0.0
    stretch: float = 0.0
    fragments: list[Fragment] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    label: Line | None = None
    tag: Tag | None = None
    rule: tuple[float, float, float, str] | None = None

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the line, its label, and a rule below it (left, width, thickness, colour)."""
        if self.label:
            self.label.draw(sheet, left, top)
        if self.tag:
            sheet.open(self.tag)
        sheet.text(left + self.x, top + self.baseline, self.fragments, self.stretch)
        sheet.passed(self.parts)
        if self.rule:
            x, width, thick, colour = self.rule
            sheet.fill(left + x, top + self.height - thick, width, thick, colour)


def line(
    broken: Broken, leading: tuple[float, float], *, x: float, tag: Tag, stretch: float = 0.0
) -> Line:
    """Return a slice for a broken line; ``leading`` is its height and where its baseline lies."""
    height, baseline = leading
    return Line(
        height,
        notes=broken.notes,
        articles=broken.articles,
        x=x,
        baseline=baseline,
        stretch=stretch,
        fragments=broken.fragments,
        parts=broken.parts,
        tag=tag,
    )


Placed = tuple[Slice, float]
"""A slice and its upper edge."""


def stack(slices: Iterable[Slice], top: float = 0.0) -> tuple[list[Placed], float]:
    """Place slices one below the other; return them, and where the last one ends."""
    placed: list[Placed] = []
    for piece in slices:
        if placed:
            top += piece.before
        placed.append((piece, top))
        top += piece.extent
    return placed, top


def height(slices: Iterable[Slice]) -> float:
    """Return the height of slices placed one below the other."""
    return stack(slices)[1]


def draw(sheet: Canvas, placed: Sequence[Placed], left: float) -> None:
    """Draw placed slices, with the boxes behind them first."""
    for box, upper, lower in _extents(placed):
        if box.background:
            sheet.fill(left + box.left, upper, box.width, lower - upper, box.background)
        if box.rule:
            sheet.fill(left + box.left, upper, box.thick, lower - upper, box.rule)
        if box.outline:
            outline(sheet, (left + box.left, upper, box.width, lower - upper), box.outline)
    for piece, top in placed:
        for name, x in piece.anchors:
            sheet.anchor(name, left + x, top)
        piece.draw(sheet, left, top + piece.top)


def outline(sheet: Canvas, frame: tuple[float, float, float, float], colour: str) -> None:
    """Draw the four edges of a frame: its left and upper edge, its width and height."""
    x, top, width, high = frame
    for edge in (
        (x, top, width, _OUTLINE),
        (x, top + high - _OUTLINE, width, _OUTLINE),
        (x, top, _OUTLINE, high),
        (x + width - _OUTLINE, top, _OUTLINE, high),
    ):
        sheet.fill(*edge, colour)


def _extents(placed: Sequence[Placed]) -> Iterator[tuple[Box, float, float]]:
    """Yield each box with the upper and lower edge of its slices, outer boxes before inner ones."""
    edges: dict[Box, tuple[float, float]] = {}
    for piece, top in placed:
        for box in piece.boxes:
            edges[box] = (edges.get(box, (top, 0.0))[0], top + piece.extent)
    for box, (upper, lower) in edges.items():
        yield box, upper, lower


@dataclass(slots=True, eq=False, kw_only=True)
class Repeat(Slice):
    """What continues from the page before, shown again; no part of the text."""

    inner: Slice

    def draw(self, sheet: Canvas, left: float, top: float) -> None:
        """Draw the slice as an artifact."""
        before = sheet.aside(REPEATED)
        self.inner.draw(sheet, left, top)
        sheet.aside(before)


def repeat(piece: Slice) -> Repeat:
    """Return a slice that shows another one again."""
    return Repeat(
        height=piece.height,
        before=piece.before,
        top=piece.top,
        bottom=piece.bottom,
        articles=piece.articles,
        inner=piece,
    )
