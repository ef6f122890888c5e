"""Hold what a reader made of a file: documents with proposed facts, a body and the raw bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from reebrief.corpus.ingest.change_record import Confidence, Record
from reebrief.corpus.ingest.structure.blocks import Block

FactKey = Literal[
    "title",
    "published",
    "publisher",
    "url",
    "language",
    "authors",
    "origins",
    "rights",
    "not_examined",
]
"""The keys of front matter that a reader may propose a value for."""


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A proposed value of a key of front matter, where it was read, and how sure that is."""

    key: FactKey
    value: str
    where: str
    sure: Confidence = "high"

    def __str__(self) -> str:
        return f"{self.key}: {self.value} ({self.sure}: {self.where})"


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document of a file, before it is an article.

    ``name`` is the file's, without its folder. ``facts`` stand in order, the surest of a key first;
    of ``authors`` and ``origins`` all count. The body is ``lines`` of plain text whose structure
    is yet to be found, or ``blocks`` whose structure the file told. ``original`` is the document's
    own bytes, ``suffix`` the ending of a file that keeps them. ``record`` says what the reader took
    out. ``several`` says that the file holds other documents too, ``first_line`` where in it the
    lines begin.
    """

    name: str
    original: bytes
    suffix: str
    facts: tuple[ProposedFact, ...] = ()
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    record: Record = field(default_factory=Record)
    several: bool = False
    first_line: int = 1

    def fact(self, key: FactKey) -> ProposedFact | None:
        """Return the surest fact on a key, None where nothing speaks of it."""
        return next((fact for fact in self.facts if fact.key == key), None)

    def every(self, key: FactKey) -> list[ProposedFact]:
        """Return all facts on a key that are not the same, the surest first."""
        found: dict[str, ProposedFact] = {}
        for fact in self.facts:
            if fact.key == key:
                found.setdefault(fact.value, fact)
        return [*found.values()]


class FileReader(Protocol):
    """A module that reads one kind of file."""

    def read(self, raw: bytes, name: str) -> list[RawDocument]:
        """Return the documents of a file, one at least.

        Raises ReebriefError where it holds none, or is built to exhaust who reads it.
        """
