"""Collect the entries of a part's lists, each with the bullet or number that stands before it."""

from __future__ import annotations

from reebrief.document.manifest import LONGEST_ENTRY
from reebrief.verify.docx.formatting import Formatting
from reebrief.verify.docx.list_levels import ListCounter, ListLevels


class ListEntries:
    """The entries of a part: two spaces for each level, the bullet or number, a tab, the words.

    ``odd`` says which of the bullets and numbers cannot be seen, and why.
    """

    def __init__(self, levels: ListLevels, formatting: Formatting) -> None:
        self.found: list[str] = []
        self.odd: dict[str, str] = {}
        self._counter = ListCounter(levels)
        self._formatting = formatting
        self._text: str | None = None

    def begin(self) -> None:
        """Follow the start of a paragraph."""
        self._text = ""

    def add(self, text: str) -> None:
        """Take what the paragraph shows."""
        if self._text is not None and len(self._text) < 2 * LONGEST_ENTRY:
            self._text += text

    def end(self, *, gone: bool) -> None:
        """Follow the end of a paragraph; one that is gone is no entry."""
        text, self._text = self._text, None
        number, said, style = self._formatting.listed()
        if text is None or gone or not number:
            return
        level = self._counter.level(number, said, style)
        label = self._counter.next(number, level)
        shown = " ".join(text.split())[:LONGEST_ENTRY]
        if not label:
            return
        hidden = self._formatting.odd_label(self._counter.look(number, level))
        for what in hidden:
            self.odd.setdefault(what, shown[:60])
        self.found.append(f"{'  ' * level}{label}\t{shown}")
