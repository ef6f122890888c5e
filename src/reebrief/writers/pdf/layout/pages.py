"""Pages filled with slices from the top down, with their notes and their running line at the foot.

Notes stand on the page of their mark, and go on at the next foot where they have no room. A page's
running line says who stands behind the articles whose text the page shows. Each slice is placed
once, so the time is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reebrief.writers.pdf.layout.boxes import Lead, Placed, Repeat, Slice, height, stack
from reebrief.writers.pdf.layout.columns import Columns

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

_STEP = 0.04
"""The share of a page by which columns are tried lower, until they and their notes fit."""

_LEAST_OF_NOTE = 3
"""How many lines of a note must stand on its mark's page."""

Running = Callable[[frozenset[str]], Sequence[Slice]]
"""Gives the slices of the running line of a page that shows text of these articles."""


@dataclass(frozen=True, slots=True)
class Space:
    """A page's heights in points.

    ``room`` is that of text and notes, ``gap`` the space between the two, and ``spare`` what the
    running line may take of the margin below before it takes of the room.
    """

    room: float
    gap: float
    spare: float


@dataclass(slots=True, eq=False)
class Page:
    """The slices of a page: its text from the top, its notes and its running line at the foot.

    ``articles`` are those of which the text shows something.
    """

    body: list[Placed] = field(default_factory=list)
    foot: list[Slice] = field(default_factory=list)
    y: float = 0.0
    foot_height: float = 0.0
    articles: frozenset[str] = frozenset()
    running: Sequence[Slice] = ()


def paginate(
    slices: Sequence[Slice], space: Space, notes: Mapping[int, Sequence[Slice]], running: Running
) -> list[Page]:
    """Fill pages with slices. ``notes`` holds the slices of each note."""
    pager = _Pager(space, notes, running)
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
    def __init__(
        self, space: Space, notes: Mapping[int, Sequence[Slice]], running: Running
    ) -> None:
        self.room = space.room
        self.gap = space.gap
        self.spare = space.spare
        self.notes = notes
        self.running = running
        self.page = Page()
        self.pages = [self.page]
        self.fresh = True  # the page holds nothing yet but what is repeated
        self.carried: list[Slice] = []

    def add(self, cluster: list[Slice]) -> None:
        last = cluster[-1]
        if isinstance(last, Columns) and not self.fits(cluster):
            self.flow(cluster[:-1], last)
            return
        if not self.fits(cluster) and not self.fits_but_notes(cluster):
            giant = self.alone(*cluster) > self.room
            if not self.fresh and not (giant and self.free() > self.room * _BEGINNING):
                self.turn(cluster[0])
            if not self.fits(cluster):
                for piece in cluster:
                    self.force(piece)
                return
        self.place(*cluster)

    def flow(self, before: Sequence[Slice], columns: Columns) -> None:
        """Place columns that have no room here, and what they are kept with: they go on."""
        rest: Slice | None = columns
        while isinstance(rest, Columns):
            if self.fits([*before, rest]):
                self.place(*before, rest)
                return
            parts = self.filled(before, rest)
            if parts is None and not self.fresh:
                self.turn(before[0] if before else rest)
                continue
            if parts is None:
                break
            self.place(*before, parts[0])
            before, rest = (), parts[1]
            self.turn(rest)
        for piece in (*before, *([rest] if rest else [])):
            self.force(piece)

    def filled(self, before: Sequence[Slice], columns: Columns) -> tuple[Slice, Slice] | None:
        """Part columns so that their first part fills the page below what stands before them."""
        taken = sum(each.before + each.extent for each in before)
        room = self.free() - taken - (columns.before if before or self.page.body else 0.0)
        shown = self.shown(columns)
        tried = room - (self.reserved(shown) - self.reserved(self.shown()))
        parts: tuple[Slice, Slice] | None = None
        while tried > 0:
            parts = columns.split(tried)
            if parts is None and self.fresh and not before:
                parts = columns.split_anywhere(tried)
            if parts is None or self.fits([*before, parts[0]]):
                return parts
            tried -= max(self.room * _STEP, 1.0)
        return None

    # --- heights

    def fits(self, cluster: Sequence[Slice]) -> bool:
        text = sum(piece.before + piece.extent for piece in cluster)
        if not self.page.body:
            text -= cluster[0].before
        notes = [self.notes.get(n, ()) for piece in cluster for n in piece.notes]
        foot = sum(height(note) + note[0].before for note in notes if note)
        need = self.page.y + text + self.foot(foot)
        if need > self.room + _SLACK:  # no need to set the running line of all that does not fit
            return False
        shown = self.shown(*cluster, *(each for note in notes for each in note))
        return need + self.reserved(shown) <= self.room + _SLACK

    def fits_but_notes(self, cluster: Sequence[Slice]) -> bool:
        """Say whether to carry notes over, for else much of the page would stay empty."""
        if self.free() < self.room * _HOLE or not any(piece.notes for piece in cluster):
            return False
        bare = [replace(piece, notes=()) for piece in cluster]
        first = next(piece.notes[0] for piece in cluster if piece.notes)
        note = self.notes.get(first, ())[:_LEAST_OF_NOTE]
        return self.fits([*bare, *note])

    def free(self) -> float:
        """Return the height that is free between the text and what stands at the foot."""
        return self.room - self.page.y - self.foot(0.0) - self.reserved(self.shown())

    def foot(self, more: float) -> float:
        """Return the height of the notes when notes of this height are added to them."""
        total = self.page.foot_height + more
        return total + self.gap if total else 0.0

    def shown(self, *more: Slice) -> frozenset[str]:
        """Return the articles of which the page shows text when these slices are added to it."""
        return self.page.articles.union(*(each.articles for each in (*self.page.foot, *more)))

    def reserved(self, articles: frozenset[str]) -> float:
        """Return what the running line of these articles takes of the page's room."""
        return max(0.0, height(self.running(articles)) - self.spare) if articles else 0.0

    def alone(self, *slices: Slice) -> float:
        """Return what slices and their running line take of a page's room."""
        articles = frozenset[str]().union(*(each.articles for each in slices))
        return sum(each.extent for each in slices) + self.reserved(articles)

    # --- text and notes

    def place(self, *slices: Slice) -> None:
        """Place slices on the page, and then their notes in the room that is left."""
        page = self.page
        for piece in slices:
            top = page.y + (piece.before if page.body else 0.0)
            page.body.append((piece, top))
            page.y = top + piece.extent
            page.articles |= piece.articles
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
            free -= self.reserved(self.shown(*slices)) - self.reserved(self.shown())
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

    # --- what has no room on one page

    def force(self, piece: Slice) -> None:
        """Place a slice whose cluster has no room on one page, parted where it must be."""
        rest = piece
        while not self.fits([rest]):
            parts = self.part(rest)
            if not parts and self.fresh:
                parts = self.part_cleared(rest)
                if not parts:
                    break
            if parts:
                self.place(parts[0])
                rest = parts[1]
            self.turn(rest)
        self.place(rest)

    def part(self, piece: Slice) -> tuple[Slice, Slice] | None:
        """Part a slice that is higher than a page at the end of this one."""
        repeated = [each for lead in self.repeated(piece) for each in lead.slices]
        if self.alone(*repeated, piece) <= self.room:
            return None
        free = self.free() - (piece.before if self.page.body else 0.0)
        if not self.fresh and free <= self.room * _HOLE:
            return None
        room = free
        while (parts := piece.split(room)) and not self.fits([replace(parts[0], notes=())]):
            # A lower part shows no more articles, so it fits in what the line of this one leaves.
            left = free - self.reserved(self.shown(parts[0])) + self.reserved(self.shown())
            room = left if 0 < left < room else room / 2
        return parts

    def part_cleared(self, piece: Slice) -> tuple[Slice, Slice] | None:
        """Part a slice on a page of its own; what came from the page before gives way to it.

        Notes are carried over again; where that is not enough, nothing is repeated.
        """
        page, bare = self.page, [replace(piece, notes=())]
        while page.foot and not self.fits(bare):
            note = page.foot.pop()
            page.foot_height -= note.extent + (note.before if page.foot else 0.0)
            self.carried.insert(0, note)
        parts = self.part(piece)
        if not parts and not self.fits(bare):
            page.body.clear()
            page.y, page.articles = 0.0, frozenset()
            parts = self.part(piece)
        return parts

    # --- from page to page

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
        return [page for filled in self.pages for page in self.closed(filled)]

    def closed(self, page: Page) -> list[Page]:
        """Give a page its running line; what has no room there stands on pages of its own."""
        self.page = page
        left = [*self.running(self.shown())]
        free = self.room - page.y - self.foot(0.0) + self.spare
        count = _that_fit(left, free)
        page.running, left = left[:count], left[count:]
        done = [page]
        while left:
            count = max(1, _that_fit(left, self.room + self.spare))
            done.append(Page(running=left[:count]))
            left = left[count:]
        return done


def _that_fit(slices: Sequence[Slice], room: float) -> int:
    """Return how many slices fit in a height, one below the other."""
    return sum(top + each.extent <= room + _SLACK for each, top in stack(slices)[0])
