"""Name the parts of caveats, and number their notes."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.document.nodes import (
    CaveatLabel,
    CaveatLabels,
    CaveatMark,
    CaveatNote,
    Provenance,
    Text,
)


class CaveatNumbering:
    """Gives each part of a caveat a name of its own, and each note its number by its first mark."""

    def __init__(self) -> None:
        self.parts: set[str] = set()
        self._counts: dict[str, int] = {}
        self._notes: dict[str, int] = {}

    def part(self, name: str) -> str:
        """Return a name for one place of a caveat that no other place has."""
        self._counts[name] = number = self._counts.get(name, 0) + 1
        numbered = f"{name}.{number}"
        self.parts.add(numbered)
        return numbered

    def label(self, name: str, text: str) -> CaveatLabel:
        """Return a label at a place of its own."""
        return CaveatLabel(self.part(name), text)

    def mark(self, note: str) -> CaveatMark:
        """Return the mark of a note; the same note has one number, however often it is marked."""
        return CaveatMark(self._notes.setdefault(note, len(self._notes) + 1))

    def notes(self) -> Iterator[CaveatNote]:
        """Yield the notes marked so far, in the order of their numbers."""
        for text, number in self._notes.items():
            yield CaveatNote(number, self.part(f"note-{number}"), (Text(text),))


def line_of(labels: tuple[CaveatLabel, ...], at: Provenance | None) -> tuple[CaveatLabels, ...]:
    """Return labels as a line, or nothing where there are none."""
    return (CaveatLabels(labels, at),) if labels else ()
