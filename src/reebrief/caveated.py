"""What writers take and give: a brief with its caveats; bytes with the caveats drawn in them."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.tree import Brief, CaveatNote


@dataclass(frozen=True, slots=True)
class Caveated:
    """A brief whose caveats stand in its tree. Only ``caveats.add`` makes one.

    ``notes`` are numbered from 1 in the order of their first mark. ``parts`` names every label,
    text and note that a writer must draw, each once.
    """

    brief: Brief
    notes: tuple[CaveatNote, ...]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Written:
    """A document's bytes, and the names of the caveats' parts that its writer drew.

    ``pages`` counts the pages where the writer makes them itself, 0 where it does not.
    """

    data: bytes
    parts: frozenset[str]
    pages: int = 0
