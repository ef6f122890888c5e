"""Write one body of a Word file as tracked changes against another.

Accepting all changes gives the newer body, rejecting all the older one. Paragraphs, tables and
controls are aligned first, then the words of those that belong together. What stays or comes is the
newer body's own XML, so its controls, notes, fields and bookmarks are kept; of what goes, the words
and their looks are, without what only the older file had: links, bookmarks, drawings, fields.

A tracked insertion or deletion holds runs (ECMA-376, Part 1, 17.13.5.14 and 17.13.5.18), so within
a link or a control the mark stands inside; a paragraph's end and a table's row have one of their
own (17.13.5.15, 17.13.5.19, 17.13.5.12).
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from reebrief.writers.docx.paragraph_words import MARKERS, atoms, elements, text_of

AUTHOR = "reebrief"
"""Who tracked changes are by: they are no person's."""

_FIRST_ID = 900_000
"""Ids of tracked changes begin here, above those of controls and bookmarks."""

_ALIKE = 0.4
"""The share of words that two paragraphs have in common at least, to be one that was changed."""

_NOT_OF_OLD = tuple(
    map(qn, ("w:drawing", "w:fldChar", "w:instrText", "w:footnoteReference", "w:pict"))
)

Kind = Literal["ins", "del"]


class NoBodyError(Exception):
    """A main part without a body, or one that is no XML, with the reason in a clause."""


def redlined(new: bytes, old: bytes, date: str) -> bytes:
    """Return the newer main part with tracked changes against the older one.

    ``date`` is the ISO 8601 day that the changes bear: the same bytes from the same arguments.
    Raises NoBodyError where one of them is no main part.
    """
    try:
        root, before = parse_xml(new), parse_xml(old)
    except SyntaxError as fault:  # what lxml raises of XML that is none
        raise NoBodyError(str(fault.msg)) from None
    bodies = root.find(qn("w:body")), before.find(qn("w:body"))
    if None in bodies:
        raise NoBodyError("it has no body")
    _Redliner(f"{date}T00:00:00Z").container(*bodies)
    return bytes(serialize_part_xml(root))


class _Redliner:
    """Puts tracked changes into a newer tree; each has an id of its own."""

    def __init__(self, date: str) -> None:
        self._date = date
        self._ids = itertools.count(_FIRST_ID)

    def container(self, new: Any, old: Any) -> None:
        """Redline the blocks of a body, a cell or a control."""
        after, before = _blocks(new), _blocks(old)
        end = [child for child in new if child not in after]
        properties = [one for one in end if one.tag == qn("w:tcPr")]
        if len(after) == len(before) == 1 and after[0].tag == before[0].tag == qn("w:p"):
            # The one paragraph of a cell cannot come or go: its words do.
            self.paragraph(after[0], before[0])
            return
        made = [*self._aligned(after, before)]
        for child in list(new):
            new.remove(child)
        for child in (*properties, *made, *(one for one in end if one not in properties)):
            new.append(child)

    def _aligned(self, new: list[Any], old: list[Any]) -> Iterator[Any]:
        keys = [_key(one) for one in old], [_key(one) for one in new]
        for tag, start, end, first, last in SequenceMatcher(
            None, *keys, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                yield from new[first:last]
            else:
                yield from self._replaced(new[first:last], old[start:end])

    def _replaced(self, new: list[Any], old: list[Any]) -> Iterator[Any]:
        """Yield blocks for those that are not equal: changed, inserted or deleted."""
        left = list(old)
        for block in new:
            place = next((n for n, one in enumerate(left) if _belong(one, block)), None)
            if place is None:
                yield self.inserted(block)
                continue
            for one in left[:place]:
                yield from self.deleted(one)
            self._changed(block, left[place])
            del left[: place + 1]
            yield block
        last = new[-1].tag if new else None
        for one in left:
            if one.tag == last == qn("w:tbl"):
                yield self.inserted(OxmlElement("w:p"))  # tables that touch become one
            yield from self.deleted(one)
            last = one.tag

    def _changed(self, new: Any, old: Any) -> None:
        if new.tag == qn("w:p"):
            self.paragraph(new, old)
        elif new.tag == qn("w:sdt"):
            self.container(new.find(qn("w:sdtContent")), old.find(qn("w:sdtContent")))
        else:
            self._table(new, old)

    def _table(self, new: Any, old: Any) -> None:
        """Redline the rows of two tables that have as many columns."""
        rows = new.findall(qn("w:tr")), old.findall(qn("w:tr"))
        keys = [_key(one) for one in rows[1]], [_key(one) for one in rows[0]]
        made: list[Any] = []
        for tag, start, end, first, last in SequenceMatcher(
            None, *keys, autojunk=False
        ).get_opcodes():
            after, before = rows[0][first:last], rows[1][start:end]
            if tag == "replace" and len(after) == len(before):
                for row, other in zip(after, before, strict=True):
                    self._row(row, other)
                made += after
            elif tag == "equal":
                made += after
            else:
                made += [self._whole_row(copy.deepcopy(row), "del") for row in before]
                made += [self._whole_row(row, "ins") for row in after]
        for row in rows[0]:
            new.remove(row)
        new.extend(made)

    def _row(self, new: Any, old: Any) -> None:
        for cell, other in zip(new.iter(qn("w:tc")), old.iter(qn("w:tc")), strict=True):
            self.container(cell, other)

    def _whole_row(self, row: Any, kind: Kind) -> Any:
        if kind == "del":
            _flatten(row)
        for paragraph in row.iter(qn("w:p")):
            self._whole(paragraph, kind)
        properties = row.find(qn("w:trPr"))
        if properties is None:
            properties = OxmlElement("w:trPr")
            before = row.find(qn("w:tblPrEx"))
            row.insert(0 if before is None else 1, properties)
        properties.append(self._mark(kind))
        return row

    def inserted(self, block: Any) -> Any:
        """Return a newer block, all of it tracked as inserted."""
        if block.tag == qn("w:p"):
            self._whole(block, "ins")
        elif block.tag == qn("w:sdt"):
            for one in _blocks(block.find(qn("w:sdtContent"))):
                self.inserted(one)
        for row in block.findall(qn("w:tr")):
            self._whole_row(row, "ins")
        return block

    def deleted(self, block: Any) -> Iterator[Any]:
        """Yield copies of an older block's paragraphs and tables, tracked as deleted."""
        if block.tag == qn("w:sdt"):
            for one in _blocks(block.find(qn("w:sdtContent"))):
                yield from self.deleted(one)
            return
        gone = copy.deepcopy(block)
        _flatten(gone)
        if gone.tag == qn("w:p"):
            self._whole(gone, "del")
        for row in gone.findall(qn("w:tr")):
            self._whole_row(row, "del")
        yield gone

    def _whole(self, paragraph: Any, kind: Kind) -> None:
        """Track all runs of a paragraph, and its end."""
        for run in [*paragraph.iter(qn("w:r"))]:
            parent, at = run.getparent(), run.getparent().index(run)
            mark = self._mark(kind)
            parent.insert(at, mark)
            mark.append(_as_deleted(run) if kind == "del" else run)
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = OxmlElement("w:pPr")
            paragraph.insert(0, properties)
        looks = properties.find(qn("w:rPr"))
        if looks is None:
            looks = OxmlElement("w:rPr")
            section = properties.find(qn("w:sectPr"))
            at = len(properties) if section is None else properties.index(section)
            properties.insert(at, looks)
        looks.insert(0, self._mark(kind))

    def paragraph(self, new: Any, old: Any) -> None:
        """Track the words of a paragraph that were changed."""
        after, tail = atoms(new)
        gone = copy.deepcopy(old)
        _flatten(gone)
        before, _ = atoms(gone)
        made: list[Any] = []
        keys = [one.key for one in before], [one.key for one in after]
        for tag, start, end, first, last in SequenceMatcher(
            None, *keys, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                made += elements(after[first:last])
                continue
            made += [
                self._tracked(one, "del") for one in elements(before[start:end], markers=False)
            ]
            made += [self._tracked(one, "ins") for one in elements(after[first:last])]
        for child in [one for one in new if one.tag != qn("w:pPr")]:
            new.remove(child)
        new.extend([*made, *tail])

    def _tracked(self, element: Any, kind: Kind) -> Any:
        if element.tag in MARKERS:
            return element
        if element.tag != qn("w:r"):  # a link or control: the mark stands inside
            for run in [*element.iter(qn("w:r"))]:
                parent, at = run.getparent(), run.getparent().index(run)
                mark = self._mark(kind)
                parent.insert(at, mark)
                mark.append(run)
            return element
        mark = self._mark(kind)
        mark.append(_as_deleted(element) if kind == "del" else element)
        return mark

    def _mark(self, kind: Kind) -> Any:
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(next(self._ids)))
        mark.set(qn("w:author"), AUTHOR)
        mark.set(qn("w:date"), self._date)
        return mark


def _opcodes(old: Sequence[Any], new: Sequence[Any]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _blocks(container: Any) -> list[Any]:
    return [one for one in container if one.tag in {qn("w:p"), qn("w:tbl"), qn("w:sdt")}]


def _key(block: Any) -> tuple[str, str]:
    return block.tag, text_of(block)


def _belong(old: Any, new: Any) -> bool:
    """Say whether two blocks that differ are one that was changed."""
    if old.tag != new.tag:
        return False
    if new.tag == qn("w:tbl") and _columns(old) != _columns(new):
        return False
    words = text_of(old).split(), text_of(new).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE


def _columns(table: Any) -> set[int]:
    return {len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))}


def _flatten(element: Any) -> None:
    """Take out of a copy what only its own file has: what is left are paragraphs and runs."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd", "w:sectPr"):
        for one in [*element.iter(qn(name))]:
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


def _as_deleted(run: Any) -> Any:
    for one in [*run.iter(qn("w:t"))]:
        text = OxmlElement("w:delText")
        text.text = one.text
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        one.getparent().replace(one, text)
    return run
