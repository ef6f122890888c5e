"""Faults of a Word file that schema validators pass over, found by reading its parts."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {"w": W[1:-1], "r": R[1:-1]}
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Opened:
    """A Word file's members, each XML part parsed."""

    members: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> Opened:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({info.filename: archive.read(info) for info in archive.infolist()})

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[f"word/{name}.xml"])

    def find(self, path: str, part: str = "document") -> list[etree._Element]:
        return list(self.part(part).iterfind(path, NAMES))

    def values(self, path: str, part: str = "document", name: str = "val") -> list[str]:
        """Return an attribute of every element at a path."""
        return [node.get(W + name) or "" for node in self.find(path, part)]

    def relationships(self, part: str = "document") -> dict[str, str]:
        """Return the targets of a part's relationships by id."""
        data = self.members.get(f"word/_rels/{part}.xml.rels")
        nodes = etree.fromstring(data).iter(RELATIONSHIP) if data else ()
        return {node.attrib["Id"]: node.attrib["Target"] for node in nodes}


def lint(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, in words; an empty list where nothing is."""
    file = Opened.of(data)
    checks = (_tables, _bookmarks, _references, _section, _locks)
    return [fault for check in checks for fault in check(file)]


def _tables(file: Opened) -> Iterator[str]:
    for table in file.find(".//w:tbl"):
        columns = len(table.findall("w:tblGrid/w:gridCol", NAMES))
        for row in table.findall("w:tr", NAMES):
            cells = row.findall("w:tc", NAMES)
            wide = sum(
                int(s.get(W + "val")) - 1 for s in row.iterfind("w:tc/w:tcPr/w:gridSpan", NAMES)
            )
            if len(cells) + wide != columns:
                yield f"a row of {len(cells)} cells in a table of {columns} columns"
            if any(_last(cell) != W + "p" for cell in cells):
                yield "a cell that does not end in a paragraph"
        headers = [
            row.find("w:trPr/w:tblHeader", NAMES) is not None
            for row in table.iterfind("w:tr", NAMES)
        ]
        if headers != sorted(headers, reverse=True):
            yield "a header row below another row, which Word does not repeat"
        after = table.getnext()
        if after is not None and after.tag == W + "tbl":
            yield "two tables that Word takes for one"


def _last(cell: etree._Element) -> str | None:
    """Return the tag of what a cell ends in; Word looks through a content control."""
    last = next(cell.iterchildren(reversed=True), None)
    if last is not None and last.tag == W + "sdt":
        last = next(last.find("w:sdtContent", NAMES).iterchildren(reversed=True), None)
    return None if last is None else last.tag


def _locks(file: Opened) -> Iterator[str]:
    parts = ("document", "footnotes", "header1", "footer1")
    controls = [control for part in parts for control in file.part(part).iter(W + "sdt")]
    ids: Counter[str] = Counter()
    for control in controls:
        values = {node.tag: node.get(W + "val") or "" for node in control.find("w:sdtPr", NAMES)}
        ids[values.get(W + "id", "")] += 1
        if values.get(W + "lock") != "sdtContentLocked":
            yield "a content control that is not locked"
        for name in ("tag", "alias"):
            text = values.get(W + name, "")
            if not 0 < len(text.encode("utf-16-le")) <= 2 * 64:
                yield f"a content control whose {name} is empty or too long for Word: {text}"
        inside = control.find("w:sdtContent", NAMES)
        whole = control.getparent().tag not in {W + "p", W + "hyperlink", W + "sdtContent"}
        if not len(inside) or any((node.tag == W + "p") != whole for node in inside):
            yield "a content control that holds neither one paragraph nor runs"
        starts, ends = (
            {node.get(W + "id") for node in inside.iter(W + name)}
            for name in ("bookmarkStart", "bookmarkEnd")
        )
        kinds = Counter(node.get(W + "fldCharType") for node in inside.iter(W + "fldChar"))
        if starts != ends or kinds["begin"] != kinds["end"]:
            yield "a content control that cuts a bookmark or a field"
    if any(count > 1 or not number.isdecimal() for number, count in ids.items()):
        yield "content controls with one number"


def _bookmarks(file: Opened) -> Iterator[str]:
    for part in ("document", "footnotes"):
        starts = Counter(file.values(".//w:bookmarkStart", part, "id"))
        ends = Counter(file.values(".//w:bookmarkEnd", part, "id"))
        if starts != ends or any(count > 1 for count in starts.values()):
            yield f"a bookmark in {part} without its end, or an id used twice"
    names = Counter(name.casefold() for name in file.values(".//w:bookmarkStart", name="name"))
    for name, count in names.items():
        if count > 1 or len(name) > 40 or not (name[0].isalpha() or name[0] == "_"):
            yield f"a bookmark's name that is used twice or no name: {name}"
    for anchor in file.values(".//w:hyperlink[@w:anchor]", name="anchor"):
        if anchor.casefold() not in names:
            yield f"a link to a bookmark that is not there: {anchor}"


def _references(file: Opened) -> Iterator[str]:
    styles = set(file.values("w:style", "styles", "styleId"))
    for part in ("document", "footnotes", "header1", "footer1"):
        used = {node.get(W + "val") for node in file.part(part).iter(*_STYLED)}
        yield from (f"a style that is not there: {name}" for name in sorted(used - styles))
        ids = {node.get(R + "id") for node in file.part(part).iter() if node.get(R + "id")}
        missing = ids - set(file.relationships(part))
        yield from (f"a relationship that is not there: {name}" for name in sorted(missing))
    for path, part, name in (
        (".//w:basedOn", "styles", "style"),
        (".//w:next", "styles", "style"),
        (".//w:link", "styles", "style"),
    ):
        lost = set(file.values(path, part)) - styles
        yield from (f"a {name} that is not there: {lost_name}" for lost_name in sorted(lost))
    numberings = set(file.values("w:num", "numbering", "numId"))
    lost = set(file.values(".//w:numPr/w:numId")) - numberings
    yield from (f"a numbering that is not there: {name}" for name in sorted(lost))
    notes = Counter(file.values("w:footnote", "footnotes", "id"))
    marks = Counter(file.values(".//w:footnoteReference", name="id"))
    if notes - Counter(("-1", "0")) != marks:
        yield "footnotes and their references do not match"


def _section(file: Opened) -> Iterator[str]:
    last = file.part("document").find("w:body", NAMES)
    if last is None or not len(last) or last[-1].tag != W + "sectPr":
        yield "a body that does not end in a section"


_STYLED = (W + "pStyle", W + "rStyle", W + "tblStyle")
