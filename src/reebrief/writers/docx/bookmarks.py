"""The places in the brief that its own links and fields point at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reebrief.document.nodes import Chart, Heading, Node, Paragraph, Table
from reebrief.document.traverse import walk

_LONGEST = 40  # characters in a bookmark's name, Word's limit


class Bookmarks:
    """The names of bookmarks, by the ids of headings, paragraphs and tables.

    A name begins with a letter, holds letters, digits and underscores, and is unique whatever its
    case (Word's rules). Names that begin with an underscore are free for the writer's own use.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.names: dict[str, str] = {}
        self._count: dict[str, int] = {}
        self._taken: set[str] = set()
        self._placed: set[str] = set()
        self._next = 0
        for node in walk(nodes):
            match node:
                case (
                    Heading(id=place) | Paragraph(id=place) | Table(id=place) | Chart(id=place)
                ) if place:
                    if place not in self.names:
                        self.names[place] = self._name(place)
                case _:
                    pass

    def around(self, name: str, inside: str) -> str:
        """Return runs within a bookmark of this name."""
        self._next += 1
        start = f'<w:bookmarkStart w:id="{self._next}" w:name="{name}"/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{self._next}"/>'

    def at(self, place: str | None, inside: str) -> str:
        """Return runs within the bookmark of a place's id; an id names the first place alone."""
        name = self.names.get(place) if place else None
        if name is None or name in self._placed:
            return inside
        self._placed.add(name)
        return self.around(name, inside)

    def _name(self, place: str) -> str:
        stem = re.sub(r"\W", "_", place)
        stem = (stem if stem[0].isalpha() else f"id_{stem}")[: _LONGEST - 8]
        count, name = self._count.get(stem, 1), stem
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem}_{count}"
        self._count[stem] = count
        self._taken.add(name.casefold())
        return name
