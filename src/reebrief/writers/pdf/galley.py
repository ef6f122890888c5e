"""The galley: slices that no page break parts, and pages filled with them from the top down.

Every slice says whether the next one must stand on its page, and which notes it refers to; notes
stand at the foot of that page. Each slice is placed once, so the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reebrief.writers.pdf.sheet import Sheet
from reebrief.writers.pdf.tags import REPEATED, Tag
from reebrief.writers.pdf.text import Broken, Fragment

_SLACK = 0.01
"""Points by which a page may be too full: sums of heights are not exact."""

_MOST_CARRIED = 0.6
"""The share of a page's free height that notes carried over from the page before may take."""

_MOST_REPEATED = 0.5
"""The share of a page that what is repeated from the page before may take."""

_HOLE = 0.12
"""The share of a page that may stay empty where text or notes could be parted to fill it."""

_BEGINNING = 0.4
"""The share of a page that must be free for what is higher than a page to begin on it."""

_LEAST_OF_NOTE = 3
"""How many lines of a note must stand on its mark's page."""


@dataclass(slots=True, eq=False)
class Box:
    """A background and a rule at its left edge, behind the slices of one block."""

    left: float
    width: float
    background: str | None
    rule: str | None
    thick: float


@dataclass(slots=True, eq=False)
class Lead:
    """Slices that are repeated at the top of each page that continues what they stand over."""

    slices: list[Slice]
    begun: bool = False


@dataclass(slots=True, eq=False)
class Slice:
    """A part of the galley that no page break parts. Lengths are in points.

    ``before`` is the space above it, which falls away at a page's top; ``top`` and ``bottom`` are
    space within its boxes. ``keep`` holds the next slice on the same page. ``leads`` are repeated
    above it where it begins a page. ``anchors`` are names of places on it, with their distances
    from the frame's left edge.
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

    @property
    def extent(self) -> float:
        """The height with the space within its boxes."""
        return self.top + self.height + self.bottom

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
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

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
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
    broken: Broken, *, x: float, leading: float, baseline: float, tag: Tag, stretch: float = 0.0
) -> Line:
    """Return a slice for a broken line."""
    return Line(
        leading,
        notes=broken.notes,
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


def draw(sheet: Sheet, placed: Sequence[Placed], left: float) -> None:
    """Draw placed slices, with the boxes behind them first."""
    for box, upper, lower in _extents(placed):
        if box.background:
            sheet.fill(left + box.left, upper, box.width, lower - upper, box.background)
        if box.rule:
            sheet.fill(left + box.left, upper, box.thick, lower - upper, box.rule)
    for piece, top in placed:
        for name, x in piece.anchors:
            sheet.anchor(name, left + x, top)
        piece.draw(sheet, left, top + piece.top)


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

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
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
        inner=piece,
    )


@dataclass(slots=True, eq=False)
class Page:
    """The slices of a page: its text from the top, its notes at the foot."""

    body: list[Placed] = field(default_factory=list)
    foot: list[Slice] = field(default_factory=list)
    y: float = 0.0
    foot_height: float = 0.0


def paginate(
    slices: Sequence[Slice], room: float, notes: Mapping[int, Sequence[Slice]], gap: float
) -> list[Page]:
    """Fill pages with slices.

    ``room`` is a page's height, ``notes`` the slices of each note, ``gap`` the space between text
    and notes.
    """
    pager = _Pager(room, notes, gap)
    for cluster in _clusters(slices):
        pager.add(cluster)
    return pager.finish()


def _clusters(slices: Sequence[Slice]) -> Iterator[list[Slice]]:
    """Yield the runs of slices that want to stand on one page."""
    cluster: list[Slice] = []
    for piece in slices:
        cluster.append(piece)
        if not piece.keep:
            yield cluster
            cluster = []
    if cluster:
        yield cluster


class _Pager:
    def __init__(self, room: float, notes: Mapping[int, Sequence[Slice]], gap: float) -> None:
        self.room = room
        self.notes = notes
        self.gap = gap
        self.page = Page()
        self.pages = [self.page]
        self.fresh = True  # the page holds nothing yet but what is repeated
        self.carried: list[Slice] = []

    def add(self, cluster: list[Slice]) -> None:
        if not self.fits(cluster) and not self.fits_but_notes(cluster):
            giant = any(piece.extent > self.room for piece in cluster)
            if not self.fresh and not (giant and self.free() > self.room * _BEGINNING):
                self.turn(cluster[0])
            if not self.fits(cluster):
                for piece in cluster:
                    self.force(piece)
                return
        self.place(*cluster)

    def fits(self, cluster: Sequence[Slice]) -> bool:
        text = sum(piece.before + piece.extent for piece in cluster)
        if not self.page.body:
            text -= cluster[0].before
        notes = [self.notes.get(n, ()) for piece in cluster for n in piece.notes]
        foot = sum(height(note) + note[0].before for note in notes if note)
        return self.page.y + text + self.foot(foot) <= self.room + _SLACK

    def fits_but_notes(self, cluster: Sequence[Slice]) -> bool:
        """Say whether to carry notes over, for else much of the page would stay empty."""
        if self.free() < self.room * _HOLE or not any(piece.notes for piece in cluster):
            return False
        bare = [replace(piece, notes=()) for piece in cluster]
        first = next(piece.notes[0] for piece in cluster if piece.notes)
        note = self.notes.get(first, ())[:_LEAST_OF_NOTE]
        return self.fits([*bare, *note])

    def free(self) -> float:
        """Return the height that is free between the text and the notes."""
        return self.room - self.page.y - self.foot(0.0)

    def foot(self, more: float) -> float:
        """Return the foot's height when notes of this height are added to it."""
        total = self.page.foot_height + more
        return total + self.gap if total else 0.0

    def place(self, *slices: Slice) -> None:
        """Place slices on the page, and then their notes in the room that is left."""
        page = self.page
        for piece in slices:
            top = page.y + (piece.before if page.body else 0.0)
            page.body.append((piece, top))
            page.y = top + piece.extent
            self.fresh = self.fresh and isinstance(piece, Repeat)
            if piece.begins:
                piece.begins.begun = True
        for number in [number for piece in slices for number in piece.notes]:
            self.set_note(self.notes.get(number, ()))

    def set_note(self, slices: Sequence[Slice]) -> None:
        """Place a note's slices at the foot; what has no room goes to the next page's foot."""
        count = 0
        if not self.carried:
            free = self.free() + _SLACK - (0.0 if self.page.foot else self.gap)
            for piece in slices:
                free -= piece.extent + (piece.before if self.page.foot or count else 0.0)
                if free < 0:
                    break
                count += 1
            if count < len(slices):  # no line of a note stands alone, here or there
                count = min(count, len(slices) - 2)
                count = count if count >= 2 else 0
        for piece in slices[:count]:
            self.page.foot_height += piece.extent + (piece.before if self.page.foot else 0.0)
            self.page.foot.append(piece)
        self.carried += slices[count:]

    def force(self, piece: Slice) -> None:
        """Place a slice whose cluster has no room on one page, parted where it must be."""
        rest = piece
        while not self.fits([rest]):
            parts = self.part(rest)
            if not parts and self.fresh:
                self.make_room(rest)
                parts = self.part(rest)
                if not parts:
                    break
            if parts:
                self.place(parts[0])
                rest = parts[1]
            self.turn(rest)
        self.place(rest)

    def part(self, piece: Slice) -> tuple[Slice, Slice] | None:
        """Part a slice that is higher than a page at the end of this one."""
        if piece.extent <= self.room - sum(height(lead.slices) for lead in self.repeated(piece)):
            return None
        free = self.free() - (piece.before if self.page.body else 0.0)
        return piece.split(free) if self.fresh or free > self.room * _HOLE else None

    def make_room(self, piece: Slice) -> None:
        """Carry notes over that came from the page before and leave a slice no room."""
        page = self.page
        need = piece.extent + (piece.before if page.body else 0.0)
        while page.foot and page.y + need + self.foot(0.0) > self.room + _SLACK:
            note = page.foot.pop()
            page.foot_height -= note.extent + (note.before if page.foot else 0.0)
            self.carried.insert(0, note)

    def turn(self, piece: Slice) -> None:
        """Begin a page that continues with a slice."""
        self.page = Page()
        self.pages.append(self.page)
        self.fresh = True
        for lead in self.repeated(piece):
            self.place(*lead.slices)
        carried, self.carried = self.carried, []
        most = (self.room - self.page.y) * _MOST_CARRIED
        for n, note in enumerate(carried):
            need = note.extent + (note.before if self.page.foot else 0.0)
            if self.page.foot and self.foot(need) > most:
                self.carried = carried[n:]
                break
            self.page.foot.append(note)
            self.page.foot_height += need

    def repeated(self, piece: Slice) -> list[Lead]:
        """Return what is repeated on a page that begins with a slice; the nearest goes first."""
        room = self.room * _MOST_REPEATED
        done: list[Lead] = []
        for lead in reversed(piece.leads):
            room -= height(lead.slices)
            if lead.begun and room >= 0:
                done.insert(0, lead)
        return done

    def finish(self) -> list[Page]:
        while self.carried:
            self.turn(Slice(0.0))
        return self.pages
