"""Mark runs, paragraphs and rows of a Word file as inserted or deleted.

A tracked insertion or deletion holds runs (ECMA-376, Part 1, 17.13.5.14 and 17.13.5.18), so within
a link or a control the mark stands inside; a paragraph's end, its properties and a table's row have
marks of their own (17.13.5.15, 17.13.5.29, 17.13.5.12).
"""

from __future__ import annotations

import copy
import itertools
from typing import Any, Literal

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reebrief.writers.docx.paragraph_words import MARKERS
from reebrief.writers.docx.redline_lists import ListNumbers

AUTHOR = "reebrief"
"""Who tracked changes are by: they are no person's."""

_FIRST_ID = 900_000
"""Ids of tracked changes begin here, above those of controls and bookmarks."""

_WORDS, _BLOCKS = "00:00:00", "00:10:00"
"""Times of changed words, and of paragraphs and rows that came or went.

LibreOffice makes one change of two that touch and are of one minute: of words at the end of a
paragraph and the whole next one, and the paragraph's end, that nobody changed, would go with them.
"""

_NOT_OF_OLD = tuple(
    map(qn, ("w:drawing", "w:fldChar", "w:instrText", "w:footnoteReference", "w:pict"))
)
_OF_ITS_FILE = tuple(
    map(
        qn,
        ("w:bookmarkStart", "w:bookmarkEnd", "w:sectPr", "w:tblCaption", "w:tblDescription"),
    )
)
"""What is taken out whole; a table that went would still be read aloud by its caption."""

_NOT_OF_LOOKS = tuple(map(qn, ("w:rPr", "w:sectPr", "w:pPrChange")))

Kind = Literal["ins", "del"]
_KINDS: dict[str, Kind] = {qn("w:ins"): "ins", qn("w:del"): "del"}


class Tracking:
    """Makes the marks of tracked changes, of one day, each with an id of its own."""

    def __init__(self, day: str, lists: ListNumbers) -> None:
        self._day = day
        self._lists = lists
        self._ids = itertools.count(_FIRST_ID)

    def words(self, element: Any, kind: Kind) -> Any:
        """Return a run, link or control of a paragraph with the mark; what shows nothing stays."""
        if element.tag in MARKERS:
            return element
        if element.tag == qn("w:r"):
            return self._around(element, kind, _WORDS)
        self._inside(element, kind, _WORDS)
        return element

    def paragraph(self, paragraph: Any, kind: Kind) -> None:
        """Mark all runs of a paragraph, and its end."""
        self._inside(paragraph, kind, _BLOCKS)
        self.end(paragraph, kind)

    def end(self, paragraph: Any, kind: Kind) -> None:
        """Mark the end of a paragraph."""
        properties = paragraph.get_or_add_pPr()
        looks = properties.find(qn("w:rPr"))
        if looks is None:
            looks = OxmlElement("w:rPr")
            section = properties.find(qn("w:sectPr"))
            change = properties.find(qn("w:pPrChange"))
            behind = next((one for one in (section, change) if one is not None), None)
            at = len(properties) if behind is None else properties.index(behind)
            properties.insert(at, looks)
        looks.insert(0, self._mark(kind, _BLOCKS))

    def unmark(self, paragraph: Any) -> None:
        """Take the mark of a paragraph's end away."""
        for one in _marks(paragraph):
            one.getparent().remove(one)

    def row(self, row: Any, kind: Kind) -> None:
        """Mark a row of a table, and all that it holds."""
        for paragraph in row.iter(qn("w:p")):
            self.paragraph(paragraph, kind)
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = OxmlElement("w:trPr")
            before = row.find(qn("w:tblPrEx"))
            properties.append(_may_be_parted())
            row.insert(0 if before is None else 1, properties)
        properties.append(self._mark(kind, _BLOCKS))

    def looks(self, new: Any, old: Any) -> None:
        """Note what a paragraph looked like, where it was another one's looks."""
        was, now = _looks(old, older=True), _looks(new)
        properties = new.get_or_add_pPr()
        for one in properties.findall(qn("w:pPrChange")):
            properties.remove(one)
        if self._spelled(was) != self._spelled(now):
            change = self._mark("pPrChange", _WORDS)
            change.append(was)
            properties.append(change)

    def _spelled(self, looks: Any) -> list[tuple[str, ...]]:
        """Return what two looks are compared by: a list of both editions has one id."""
        return [
            (one.tag, self._lists.same(one.get(qn("w:val"))))
            if one.tag == qn("w:numId")
            else (one.tag, *itertools.chain(*sorted(one.items())))
            for one in looks.iter()
        ]

    def _inside(self, element: Any, kind: Kind, time: str) -> None:
        for run in [*element.iter(qn("w:r"))]:
            parent, at = run.getparent(), run.getparent().index(run)
            parent.insert(at, self._around(run, kind, time))

    def _around(self, run: Any, kind: Kind, time: str) -> Any:
        mark = self._mark(kind, time)
        mark.append(_as_deleted(run) if kind == "del" else run)
        return mark

    def _mark(self, kind: str, time: str) -> Any:
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(next(self._ids)))
        mark.set(qn("w:author"), AUTHOR)
        mark.set(qn("w:date"), f"{self._day}T{time}Z")
        return mark


def _may_be_parted() -> Any:
    """Return what is so of any row: a row's properties must say something beside the mark."""
    said = OxmlElement("w:cantSplit")
    said.set(qn("w:val"), "off")
    return said


def state(paragraph: Any) -> Kind | None:
    """Return whether a paragraph's end is marked as inserted or deleted."""
    return next((_KINDS[one.tag] for one in _marks(paragraph)), None)


def _marks(paragraph: Any) -> list[Any]:
    looks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return [] if looks is None else [one for one in looks if one.tag in _KINDS]


def flatten(element: Any) -> None:
    """Take out of a copy what only its own file has: what is left are paragraphs and runs."""
    for one in [*element.iter(*_OF_ITS_FILE)]:
        one.getparent().remove(one)
    for name in ("w:hyperlink", "w:sdtContent", "w:fldSimple"):
        for one in reversed([*element.iter(qn(name))]):
            outer = one.getparent() if name == "w:sdtContent" else one
            parent, at = outer.getparent(), outer.getparent().index(outer)
            parent.remove(outer)
            for n, child in enumerate(list(one)):
                parent.insert(at + n, child)
    for one in [*element.iter(*_NOT_OF_OLD)]:
        run = one.getparent()
        run.remove(one)
        if run.getparent() is not None and {child.tag for child in run} <= {qn("w:rPr")}:
            run.getparent().remove(run)


def _looks(paragraph: Any, *, older: bool = False) -> Any:
    """Return a paragraph's properties as a tracked change holds them (CT_PPrBase).

    ``older`` says that those before its own tracked change are meant, if it has one.
    """
    properties = paragraph.find(qn("w:pPr"))
    if older and properties is not None:
        was = properties.find(f"{qn('w:pPrChange')}/{qn('w:pPr')}")
        properties = properties if was is None else was
    made = OxmlElement("w:pPr") if properties is None else copy.deepcopy(properties)
    for one in [child for child in made if child.tag in _NOT_OF_LOOKS]:
        made.remove(one)
    return made


def _as_deleted(run: Any) -> Any:
    for one in [*run.iter(qn("w:t"))]:
        text = OxmlElement("w:delText")
        text.text = one.text
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        one.getparent().replace(one, text)
    return run
