"""Name the parts of caveats, and number their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reebrief.document.annotated import CaveatFact
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    CaveatNote,
    Inlines,
)

_ANSWER = "answer-"
"""What the names of parts begin with that say what the author answered."""


def is_answer(part: str) -> bool:
    """Say whether a part says what the author answered of a figure, and so is no caveat."""
    return part.startswith(_ANSWER)


class CaveatNumbering:
    """Gives each part of a caveat a name of its own, and each note its number by its first mark.

    It keeps account of what each part says: that a class of caveats holds for an article.
    """

    def __init__(self) -> None:
        self.parts: set[str] = set()
        self.cited: set[str] = set()
        self._facts: dict[tuple[str, str], dict[str, None]] = {}
        self._counts: dict[str, int] = {}
        self._notes: dict[Inlines, int] = {}

    def part(self, name: str) -> str:
        """Return a name for one place of a caveat that no other place has."""
        self._counts[name] = number = self._counts.get(name, 0) + 1
        numbered = f"{name}.{number}"
        self.parts.add(numbered)
        return numbered

    def answer(self, article: str) -> str:
        """Return a name for what the author answered of a figure of an article."""
        return self.part(f"{_ANSWER}{article}")

    def label(self, name: str, text: str) -> CaveatLabel:
        """Return a label at a place of its own."""
        return CaveatLabel(self.part(name), text)

    def joined(self, labels: Sequence[CaveatLabel]) -> CaveatLabel:
        """Return one label that says what several with its words said, instead of them."""
        name, _, _ = labels[0].part.rpartition(".")
        label, gone = self.label(name, labels[0].text), {one.part for one in labels}
        self.parts -= gone
        for fact, parts in self._facts.items():
            told = (label.part if part in gone else part for part in parts)
            self._facts[fact] = dict.fromkeys(told)
        return label

    def cite(self, name: str, text: str) -> CaveatLabel:
        """Return a label within a citation, for formats without pages."""
        label = self.label(name, text)
        self.parts.remove(label.part)
        self.cited.add(label.part)
        return label

    def tell(self, article: str, caveat: str, part: str) -> None:
        """Note that a part says of an article that a class of caveats holds for it."""
        self._facts.setdefault((article, caveat), {})[part] = None

    def facts(self) -> Iterator[CaveatFact]:
        """Yield what the parts say."""
        for (article, caveat), parts in self._facts.items():
            yield CaveatFact(article, caveat, (*parts,))

    def mark(self, note: Inlines) -> CaveatMark:
        """Return the mark of a note; the same note has one number, however often it is marked."""
        return CaveatMark(self._notes.setdefault(note, len(self._notes) + 1))

    def notes(self) -> Iterator[CaveatNote]:
        """Yield the notes marked so far, in the order of their numbers."""
        for text, number in self._notes.items():
            yield CaveatNote(number, self.part(f"note-{number}"), text)
