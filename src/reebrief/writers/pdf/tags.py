"""Structure for assistive technology: logical elements, and what on the pages belongs to them.

ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF); ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something painted that is no part of the text; ``kind`` is the operand of its mark."""

    kind: str = ""


LAYOUT = Artifact()
HEADER = Artifact("<</Type /Pagination /Subtype /Header>>")
FOOTER = Artifact("<</Type /Pagination /Subtype /Footer>>")
REPEATED = Artifact("<</Type /Pagination>>")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a page's content: the page from 0, and the stretch's number on it."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation that belongs to an element: its page from 0, its key in the parent tree."""

    page: int
    key: int


class Tag:
    """A structure element. It joins its parent when the first of it is drawn: in reading order.

    ``attributes`` is a PDF dictionary's inside; ``name`` an id that is unique in the document.
    """

    __slots__ = ("_placed", "attributes", "kids", "kind", "name", "parent")

    def __init__(
        self, kind: str, parent: Tag | None = None, *, attributes: str = "", name: str = ""
    ) -> None:
        self.kind = kind
        self.parent = parent
        self.attributes = attributes
        self.name = name
        self.kids: list[Tag | Marked | Annotated] = []
        self._placed = parent is None

    def place(self) -> None:
        """Join the parent, and it its own, unless that was done before."""
        missing: list[tuple[Tag, Tag]] = []
        at = self
        while not at._placed and at.parent is not None:
            missing.append((at.parent, at))
            at._placed = True
            at = at.parent
        for parent, child in reversed(missing):
            parent.kids.append(child)


Mark = Tag | Artifact
