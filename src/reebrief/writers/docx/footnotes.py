"""Caveat notes as Word's own footnotes, and the marks that refer to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reebrief.diagnostics import LostCaveatError, Problem
from reebrief.document.nodes import CaveatNote
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.content_controls import ContentControls
from reebrief.writers.docx.xml import field, part, run, styled

SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""The lines above footnotes, the second where a footnote is continued: their kinds and ids."""

REFERENCE = styled("FootnoteReference")
"""The properties of a mark's runs."""


class Notes:
    """The notes of a brief, and how many of them were marked so far.

    Word numbers footnotes by the order of their references. A note's own number is the same,
    because only the next note may be marked for the first time.
    """

    def __init__(
        self, notes: Sequence[CaveatNote], bookmarks: Bookmarks, locks: ContentControls
    ) -> None:
        self.notes = notes
        self.bookmarks = bookmarks
        self.locks = locks
        self.marked = 0
        if [note.number for note in notes] != list(range(1, len(notes) + 1)):
            raise _lost("the notes are not numbered from 1 in their order")

    def mark(self, number: int, *, locked: bool) -> str:
        """Return the runs of a mark: a footnote's reference, or a field that repeats its number.

        Who deletes a reference deletes the footnote, so the reference is locked; ``locked`` says
        that what it stands in is. Raises LostCaveatError where the note is neither marked
        already nor the next one.
        """
        place = f"_Note{number}"
        if 0 < number <= self.marked:
            return field(f"NOTEREF {place} \\h \\f", str(number), REFERENCE)
        if number != self.marked + 1 or number > len(self.notes):
            raise _lost(f"note {number} is marked out of order, or missing")
        self.marked = number
        reference = f'<w:footnoteReference w:id="{number}"/>'
        runs = self.bookmarks.around(place, f"<w:r><w:rPr>{REFERENCE}</w:rPr>{reference}</w:r>")
        if locked:
            return runs
        return self.locks.lock(f"mark-{self.notes[number - 1].part}").around(runs)

    def part(self, content: Callable[[CaveatNote], str]) -> bytes:
        """Return the part of the footnotes, with the runs that ``content`` makes of each.

        To be called after the body. Raises LostCaveatError where a note was not marked there.
        """
        if self.marked < len(self.notes):
            raise _lost(f"note {self.marked + 1} is never marked")
        number = f"<w:r><w:rPr>{REFERENCE}</w:rPr><w:footnoteRef/></w:r>{run(' ')}"
        done = [
            _footnote(id_, f"<w:r><w:{kind}/></w:r>", f' w:type="{kind}"')
            for kind, id_ in SEPARATORS.items()
        ]
        done += [_footnote(note.number, number + content(note)) for note in self.notes]
        return part("footnotes", "".join(done))


def _footnote(number: int, content: str, kind: str = "") -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{content}</w:p>'
    return f'<w:footnote{kind} w:id="{number}">{paragraph}</w:footnote>'


def _lost(what: str) -> LostCaveatError:
    return LostCaveatError(Problem(what, hint="report this: it is a fault of reebrief"))
