"""Make content controls that keep Word's users from editing or deleting a caveat.

What they rest on: ``sdtContentLocked`` forbids to change what a control holds and to delete the
control (ECMA-376 Part 1, 17.18.50), in documents that are not protected otherwise too. A control
around a whole paragraph holds the paragraph's end as well: nothing can be typed beside the caveat,
nor can its paragraph be joined to another or get another style. A control around runs holds these
alone, and is for what stands within a line. Whoever unlocks a control with Word's developer tools,
or changes the file with another program, can still take it away: a lock prevents accidents, it
proves nothing.

The forms are those that LibreOffice (7.4) shows and saves whole. A control is of the type that
marks a part of a document and offers nothing to put in its place (17.5.2.13): of one without a type
the content is taken for plain text, and loses notes and links. In a note it is the other way round,
and the control begins after the note's number; around the number the file cannot be opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reebrief.document.characters import visible
from reebrief.writers.docx.xml import escape

_LONGEST = 64
"""Characters, in UTF-16, that Word allows in the value of a tag and in a title."""

_DIGITS = 12
"""Hexadecimal digits that tell shortened names apart."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A locked control: its number in the file, its tag, the title that Word shows, its type."""

    number: int
    tag: str
    title: str
    kind: str

    def around(self, content: str) -> str:
        """Return a whole paragraph, or runs of one, within the control."""
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(self.title)}"/>'
            f'<w:tag w:val="{escape(self.tag)}"/><w:id w:val="{self.number}"/>'
            f'<w:lock w:val="sdtContentLocked"/>{self.kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )


class ContentControls:
    """Makes the controls of a part of the package: of its notes, or of another.

    ``title`` is for those that get none of their own. The parts of one file share the ``numbers``:
    no two controls may have the same.
    """

    def __init__(self, title: str, numbers: Iterator[int], *, in_notes: bool = False) -> None:
        self.title = title
        self.numbers = numbers
        self._kind = "" if in_notes else "<w:docPartObj/>"

    def lock(self, name: str, title: str = "") -> Lock:
        """Return a new control. Its tag is the name of what it holds, or a short form of it."""
        return Lock(next(self.numbers), _tag(name), _cut(title or self.title), self._kind)


def _tag(name: str) -> str:
    """Return a name that is short enough for a tag: one too long keeps its beginning."""
    if _cut(name) == name:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f"{_cut(name, _LONGEST - _DIGITS - 1)}-{digest}"


def _cut(text: str, most: int = _LONGEST) -> str:
    return visible(text)[0].encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
