"""Find the pages on which headings stand, once the pages are filled."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.document.nodes import Contents, Section
from reebrief.writers.pdf.layout.pages import Page
from reebrief.writers.shared.table_of_contents import ContentsEntry, entries


class Directory:
    """The headings of a brief, and the page on which each stands.

    ``pages`` holds the numbers of pages by the names of places.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.pages: dict[str, int] = {}

    def entries(self, node: Contents) -> list[ContentsEntry]:
        """Return the entries of a list of contents."""
        return entries(self.sections, node)

    def find(self, pages: Sequence[Page]) -> None:
        """Note on which page each name stands."""
        for number, page in enumerate(pages, 1):
            for piece, _ in page.body:
                for name in piece.names():
                    self.pages.setdefault(name, number)

    def page(self, name: str) -> str:
        """Return the number of the page on which a name stands."""
        return str(self.pages.get(name, ""))
