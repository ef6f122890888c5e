"""Caveat notes in formats without native footnotes: where they stand, and their marks."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.document.annotated import AnnotatedBrief
from reebrief.document.nodes import CaveatMark, CaveatNote, Inline, Inlines, Section
from reebrief.document.traverse import walk


def by_section(annotated: AnnotatedBrief) -> Iterator[tuple[Section, tuple[CaveatNote, ...]]]:
    """Yield each section with the notes that are first marked in it, in the order of numbers."""
    left = {note.number: note for note in annotated.notes}
    for section in annotated.brief.sections:
        marks = {n.number for n in walk(section.blocks) if isinstance(n, CaveatMark)}
        yield section, tuple(left.pop(number) for number in sorted(marks) if number in left)


def apart(inlines: Inlines) -> Iterator[tuple[bool, Inline]]:
    """Yield each inline, and whether it is a mark right after a mark: 1 and 2 would read as 12."""
    before: Inline | None = None
    for inline in inlines:
        yield isinstance(before, CaveatMark) and isinstance(inline, CaveatMark), inline
        before = inline
