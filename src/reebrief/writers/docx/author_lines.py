"""Keep in a Word file which of its lines are the author's, and what all of them said.

Bookmarks and custom XML are what LibreOffice, Word and python-docx keep when they save a file
(ECMA-376 Part 1, 17.13.6 and 15.2.5); readers see neither. A name that begins with an underscore
keeps a bookmark out of Word's own lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from reebrief.document.nodes import AuthorLine, Inlines
from reebrief.document.written_lines import (
    BOOKMARK,
    NAMESPACE,
    LinePiece,
    WrittenLine,
    WrittenLines,
    encoded,
    pieces,
)
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.manifest_part import datastore_item, line_of
from reebrief.writers.docx.paragraphs import WordParagraph

PART = "customXml/item2.xml"
"""The part that holds the list."""

ITEM = datastore_item("{0C2B7D7E-41C5-4F0B-9B0E-6D1F5C1E9A42}", NAMESPACE)
"""What names the part for Word, which keeps a part of custom XML that has a name."""


_ALTERNATIVE = re.compile(r'<wp:docPr [^>]*descr="([^"]+)"')


class AuthorLines:
    """Marks paragraphs that are lines of the author, and lists what each paragraph says."""

    def __init__(self, bookmarks: Bookmarks) -> None:
        self._bookmarks = bookmarks
        self._own: dict[int, WrittenLine] = {}

    def mark(self, paragraph: WordParagraph, own: AuthorLine, inlines: Inlines) -> None:
        """Put a bookmark around a paragraph that is a line of the author's."""
        name = f"{BOOKMARK}{len(self._own) + 1}"
        paragraph.runs = self._bookmarks.around(name, paragraph.runs)
        self._own[id(paragraph)] = WrittenLine(pieces(inlines), own=own, bookmark=name)

    def part(self, content: Sequence[str | WordParagraph], sources: Sequence[str]) -> bytes:
        """Return the part that lists the paragraphs of a body; empty ones are left out."""
        runs = (one.runs for one in content if isinstance(one, WordParagraph))
        said = tuple(unescape(text) for one in runs for text in _ALTERNATIVE.findall(one))
        written = WrittenLines(tuple(self._lines(content)), tuple(sources), said)
        text = escape(encoded(written), quote=False)
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<lines xmlns="{NAMESPACE}">{text}</lines>'.encode()

    def _lines(self, content: Sequence[str | WordParagraph]) -> Iterator[WrittenLine]:
        for one in content:
            if not isinstance(one, WordParagraph):
                continue
            own = self._own.get(id(one))
            text = "" if own else line_of(one.runs)
            if own:
                yield own
            elif text:
                yield WrittenLine((LinePiece(text),), one.whose)
