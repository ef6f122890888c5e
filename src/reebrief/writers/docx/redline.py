"""Write one Word file's text as tracked changes against another's.

Accepting all changes gives the newer text, rejecting all the older one. Paragraphs, tables and
controls are aligned first, then the words of those that belong together. What stays or comes is the
newer body's own XML, so its controls, notes, fields and bookmarks are kept; of what goes, the words
and their looks are, without what only the older file had: links, bookmarks, drawings, fields.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from reebrief.document.written_lines import LISTING
from reebrief.writers.docx.paragraph_words import atoms, elements, text_of
from reebrief.writers.docx.redline_ends import settle_ends
from reebrief.writers.docx.redline_lists import ListNumbers
from reebrief.writers.docx.tracked import Tracking, flatten

MAIN, NUMBERING = "word/document.xml", "word/numbering.xml"

_ALIKE = 0.4
"""The share of words that two paragraphs have in common at least, to be one that was changed."""

_TITLE = (("Title", False),)
"""The style of the one paragraph that each brief has: of two briefs it is one that was changed."""

_Codes = Sequence[tuple[str, int, int, int, int]]
"""What difflib says of two sequences."""


class NoBodyError(Exception):
    """A main part without a body, or one that is no XML, with the reason in a clause."""


def redlined(new: Mapping[str, bytes], old: Mapping[str, bytes], day: str) -> dict[str, bytes]:
    """Return the newer file's members with tracked changes against the older file's.

    ``day`` is the ISO 8601 day that the changes bear: the same bytes from the same arguments.
    Raises NoBodyError where one of them has no main part that can be read.
    """
    try:
        root, before = parse_xml(new[MAIN]), parse_xml(old[MAIN])
        lists = ListNumbers(new.get(NUMBERING), old.get(NUMBERING))
    except SyntaxError as fault:  # what lxml raises of XML that is none
        raise NoBodyError(str(fault.msg)) from None
    bodies = root.find(qn("w:body")), before.find(qn("w:body"))
    if None in bodies:
        raise NoBodyError("it has no body")
    lists_of_contents = [*map(_contents, bodies)]
    texts = [[*map(text_of, one)] for one in lists_of_contents]
    if texts[0] != texts[1]:
        for line in (*lists_of_contents[0], *lists_of_contents[1]):
            _plain(line)
    _Redliner(lists, Tracking(day, lists)).container(*bodies)
    made = dict(new)
    numbering = lists.part(root)
    if numbering is not None and NUMBERING in new:
        made[NUMBERING] = numbering
    made[MAIN] = bytes(serialize_part_xml(root))
    return made


class _Redliner:
    """Puts tracked changes into a newer tree."""

    def __init__(self, lists: ListNumbers, track: Tracking) -> None:
        self._lists = lists
        self._track = track

    def container(self, new: Any, old: Any) -> None:
        """Redline the blocks of a body, a cell or a control."""
        after, before = _blocks(new), _blocks(old)
        end = [child for child in new if child not in after]
        properties = [one for one in end if one.tag == qn("w:tcPr")]
        if len(after) == len(before) == 1 and after[0].tag == before[0].tag == qn("w:p"):
            # The one paragraph of a cell cannot come or go: its words do.
            self._lists.match(after[0], before[0])
            self._paragraph(after[0], before[0])
            return
        made = [*self._aligned(after, before)]
        for child in list(new):
            new.remove(child)
        for child in (*properties, *made, *(one for one in end if one not in properties)):
            new.append(child)
        if new.tag != qn("w:sdtContent"):
            settle_ends(new, self._track)

    def _aligned(self, new: list[Any], old: list[Any]) -> Iterator[Any]:
        for tag, start, end, first, last in _opcodes([*map(_key, old)], [*map(_key, new)]):
            if tag != "equal":
                yield from self._replaced(new[first:last], old[start:end])
                continue
            for block, was in zip(new[first:last], old[start:end], strict=True):
                if self._lists.match(block, was):
                    yield block
                else:
                    yield from (*self._deleted(was), self._inserted(block))

    def _replaced(self, new: list[Any], old: list[Any]) -> Iterator[Any]:
        """Yield blocks for those that are not equal: changed, inserted or deleted."""
        left = list(old)
        for block in new:
            place = next((n for n, one in enumerate(left) if self._belong(one, block)), None)
            if place is None:
                yield self._inserted(block)
                continue
            for one in left[:place]:
                yield from self._deleted(one)
            self._changed(block, left[place])
            del left[: place + 1]
            yield block
        last = new[-1].tag if new else None
        for one in left:
            if one.tag == last == qn("w:tbl"):
                yield self._inserted(OxmlElement("w:p"))  # tables that touch become one
            yield from self._deleted(one)
            last = one.tag

    def _belong(self, old: Any, new: Any) -> bool:
        """Say whether two blocks that differ are one that was changed."""
        if old.tag != new.tag:
            return False
        if new.tag == qn("w:tbl"):
            if _columns(old) != _columns(new):
                return False
        elif _kinds(old) != _kinds(new):
            return False
        if not (_alike(old, new) or _kinds(new) == _TITLE):
            return False
        return new.tag == qn("w:tbl") or self._lists.match(new, old)

    def _changed(self, new: Any, old: Any) -> None:
        if new.tag == qn("w:p"):
            self._paragraph(new, old)
        elif new.tag == qn("w:sdt"):
            self.container(new.find(qn("w:sdtContent")), old.find(qn("w:sdtContent")))
        else:
            self._table(new, old)

    def _table(self, new: Any, old: Any) -> None:
        """Redline the rows of two tables that have as many columns."""
        rows = new.findall(qn("w:tr")), old.findall(qn("w:tr"))
        made: list[Any] = []
        for tag, start, end, first, last in _opcodes([*map(_key, rows[1])], [*map(_key, rows[0])]):
            after, before = rows[0][first:last], rows[1][start:end]
            paired = [*zip(after, before, strict=True)] if len(after) == len(before) else []
            if tag == "equal" and all(self._lists.match(*pair) for pair in paired):
                made += after
            elif tag == "replace" and paired:
                for pair in paired:
                    self._row(*pair)
                made += after
            else:
                made += [self._row_gone(row) for row in before]
                for row in after:
                    self._track.row(row, "ins")
                made += after
        for row in rows[0]:
            new.remove(row)
        new.extend(made)

    def _row(self, new: Any, old: Any) -> None:
        for cell, other in zip(new.iter(qn("w:tc")), old.iter(qn("w:tc")), strict=True):
            self.container(cell, other)

    def _row_gone(self, row: Any) -> Any:
        gone = self._taken_over(row)
        self._track.row(gone, "del")
        return gone

    def _inserted(self, block: Any) -> Any:
        """Return a newer block, all of it tracked as inserted."""
        if block.tag == qn("w:p"):
            self._track.paragraph(block, "ins")
        elif block.tag == qn("w:sdt"):
            for one in _blocks(block.find(qn("w:sdtContent"))):
                self._inserted(one)
        for row in block.findall(qn("w:tr")):
            self._track.row(row, "ins")
        return block

    def _deleted(self, block: Any) -> Iterator[Any]:
        """Yield copies of an older block's paragraphs and tables, tracked as deleted."""
        if block.tag == qn("w:sdt"):
            for one in _blocks(block.find(qn("w:sdtContent"))):
                yield from self._deleted(one)
            return
        gone = self._taken_over(block)
        if gone.tag == qn("w:p"):
            self._track.paragraph(gone, "del")
        for row in gone.findall(qn("w:tr")):
            self._track.row(row, "del")
        yield gone

    def _taken_over(self, old: Any) -> Any:
        """Return a copy of an older block without what only its own file has."""
        copied = copy.deepcopy(old)
        flatten(copied)
        self._lists.take_over(copied)
        return copied

    def _paragraph(self, new: Any, old: Any) -> None:
        """Track the words of a paragraph that were changed, and its looks."""
        after, tail = atoms(new)
        gone = self._taken_over(old)
        before, _ = atoms(gone)
        made: list[Any] = []
        keys = [one.key for one in before], [one.key for one in after]
        codes = _opcodes(*keys) if _alike(old, new) else _all_replaced(*keys)
        for tag, start, end, first, last in codes:
            if tag == "equal":
                made += elements(after[first:last])
                continue
            words = elements(before[start:end], markers=False)
            made += [self._track.words(one, "del") for one in words]
            made += [self._track.words(one, "ins") for one in elements(after[first:last])]
        for child in [one for one in new if one.tag != qn("w:pPr")]:
            new.remove(child)
        new.extend([*made, *tail])
        self._track.looks(new, gone)


def _opcodes(old: Sequence[Any], new: Sequence[Any]) -> _Codes:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _all_replaced(old: Sequence[Any], new: Sequence[Any]) -> _Codes:
    return [("replace", 0, len(old), 0, len(new))]


def _alike(old: Any, new: Any) -> bool:
    words = text_of(old).split(), text_of(new).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE


def _blocks(container: Any) -> list[Any]:
    return [one for one in container if one.tag in {qn("w:p"), qn("w:tbl"), qn("w:sdt")}]


def _contents(body: Any) -> list[Any]:
    """Return the lines of a body's list of contents."""
    styles = body.iter(qn("w:pStyle"))
    return [next(one.iterancestors(qn("w:p"))) for one in styles if one.get(qn("w:val")) in LISTING]


def _plain(line: Any) -> None:
    """Make plain words of a line of the contents; its page number and link stay.

    In LibreOffice a field that is rejected would stay.
    """
    for kind in ("w:fldChar", "w:instrText"):
        for one in [*line.iter(qn(kind))]:
            one.getparent().getparent().remove(one.getparent())


def _key(block: Any) -> tuple[str, str, tuple[tuple[str, bool], ...]]:
    return block.tag, text_of(block), _kinds(block)


def _kinds(block: Any) -> tuple[tuple[str, bool], ...]:
    """Return of each paragraph its style, and whether it is an entry of a list."""
    styles = [one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") for one in block.iter(qn("w:p"))]
    listed = [next(one.iter(qn("w:numId")), None) is not None for one in block.iter(qn("w:p"))]
    names = ["" if one is None else one.get(qn("w:val"), "") for one in styles]
    return (*zip(names, listed, strict=True),)


def _columns(table: Any) -> set[int]:
    return {len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))}
