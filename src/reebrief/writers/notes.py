"""Where caveat notes stand in formats without native footnotes: at the end of their section."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.caveated import Caveated
from reebrief.tree import CaveatMark, CaveatNote, Section, walk


def by_section(caveated: Caveated) -> Iterator[tuple[Section, tuple[CaveatNote, ...]]]:
    """Yield each section with the notes that are first marked in it, in the order of numbers."""
    left = {note.number: note for note in caveated.notes}
    for section in caveated.brief.sections:
        marks = {n.number for n in walk(section.blocks) if isinstance(n, CaveatMark)}
        yield section, tuple(left.pop(number) for number in sorted(marks) if number in left)
