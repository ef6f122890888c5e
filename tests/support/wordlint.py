"""Faults of a Word file that schema validators pass over, found by reading its parts."""

from __future__ import annotations

import io
import re
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

    @property
    def texts(self) -> list[str]:
        """The names of the parts that bear text: the document, its notes, headers and footers."""
        wanted = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
        return [found[1] for name in self.members if (found := wanted.fullmatch(name))]

    def relationships(self, part: str = "document") -> dict[str, str]:
        """Return the targets of a part's relationships by id."""
        data = self.members.get(f"word/_rels/{part}.xml.rels")
        nodes = etree.fromstring(data).iter(RELATIONSHIP) if data else ()
        return {node.attrib["Id"]: node.attrib["Target"] for node in nodes}


def lint(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, in words; an empty list where nothing is."""
    file = Opened.of(data)
    checks = (_tables, _bookmarks, _references, _sections, _locks, _contents, _formatting)
    return [fault for check in checks for fault in check(file)]


def _tables(file: Opened) -> Iterator[str]:
    for part in file.texts:
        for cell in file.find(".//w:tc", part):
            if _last(cell) != W + "p":
                yield f"a cell in {part} that does not end in a paragraph"
    for table in file.find(".//w:tbl"):
        columns = len(table.findall("w:tblGrid/w:gridCol", NAMES))
        for row in table.findall("w:tr", NAMES):
            cells = row.findall("w:tc", NAMES)
            wide = sum(
                int(s.get(W + "val")) - 1 for s in row.iterfind("w:tc/w:tcPr/w:gridSpan", NAMES)
            )
            if len(cells) + wide != columns:
                yield f"a row of {len(cells)} cells in a table of {columns} columns"
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
    controls = [control for part in file.texts for control in file.part(part).iter(W + "sdt")]
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
    for part in file.texts:
        open_: list[str] = []
        done: set[str] = set()
        for node in file.part(part).iter(W + "bookmarkStart", W + "bookmarkEnd"):
            number = node.get(W + "id") or ""
            if node.tag == W + "bookmarkStart" and number not in done:
                open_.append(number)
                done.add(number)
            elif node.tag == W + "bookmarkEnd" and number in open_:
                open_.remove(number)
            else:
                yield f"a bookmark in {part} without its beginning, or an id used twice"
        if open_:
            yield f"a bookmark in {part} without its end"
    names = Counter(name.casefold() for name in file.values(".//w:bookmarkStart", name="name"))
    for name, count in names.items():
        if count > 1 or len(name) > 40 or not (name[0].isalpha() or name[0] == "_"):
            yield f"a bookmark's name that is used twice or no name: {name}"
    for part in file.texts:
        anchors = file.values(".//w:hyperlink[@w:anchor]", part, "anchor")
        codes = [node.text or "" for node in file.find(".//w:instrText", part)]
        anchors += [code.split()[1] for code in codes if code.split()[0] in _REFERRING]
        for anchor in anchors:
            if anchor.casefold() not in names:
                yield f"a link or a field to a bookmark that is not there: {anchor}"


def _references(file: Opened) -> Iterator[str]:
    styles = set(file.values("w:style", "styles", "styleId"))
    for part in file.texts:
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


def _sections(file: Opened) -> Iterator[str]:
    """Yield what sections lack: each has its own page, header and footer, the last one the end."""
    last = file.part("document").find("w:body", NAMES)
    if last is None or not len(last) or last[-1].tag != W + "sectPr":
        yield "a body that does not end in a section"
    for section in file.find(".//w:sectPr"):
        for name in ("headerReference", "footerReference", "pgSz", "pgMar"):
            if section.find(f"w:{name}", NAMES) is None:
                yield f"a section without {name}"
        size = section.find("w:pgSz", NAMES)
        if size is not None:
            wide = int(size.get(W + "w")) > int(size.get(W + "h"))
            if wide != (size.get(W + "orient") == "landscape"):
                yield "a page whose size and orientation contradict each other"
        parent = section.getparent()
        if parent.tag == W + "pPr" and any(
            node.tag in {W + "sdt", W + "tc"} for node in parent.iterancestors()
        ):
            yield "a section that ends in a control or a cell"


def _contents(file: Opened) -> Iterator[str]:
    """Yield what makes a list of contents empty, or makes Word ask."""
    if file.find("w:updateFields", "settings"):
        yield "fields that Word asks to update"
    for part in file.texts:
        depth = 0
        for node in file.part(part).iter(W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(node.get(W + "fldCharType") or "", 0)
            if depth < 0:
                break
        if depth:
            yield f"a field in {part} without its beginning or end"
    for style in file.find(".//w:p/w:pPr/w:pStyle"):
        if (
            not (style.get(W + "val") or "").startswith("TOC")
            or style.get(W + "val") == "TOCHeading"
        ):
            continue
        line = style.getparent().getparent()
        codes = "".join(node.text or "" for node in line.iter(W + "instrText")).split()
        link = line.find("w:hyperlink", NAMES)
        if link is None:
            yield "an entry of contents without a link"
        elif codes[:2] not in ([], ["PAGEREF", link.get(W + "anchor")]):
            yield "an entry of contents with the page of another place"


def _formatting(file: Opened) -> Iterator[str]:
    """Yield what is formatted directly although a style could carry it.

    Direct may be what depends on where a paragraph stands: its number and level, whether it keeps
    with the next one, the space at the ends of tables and lists, the indent of what is nested, the
    side of a cell, the tab stop on a turned page, the direction of its letters. In a run it is the
    language, and the weight or slant that a character style cannot add, because it has one already
    or the table is bold. A bar of a chart in a cell is drawn: its look and its length are those of
    an empty paragraph.
    """
    for part in file.texts:
        for properties in file.part(part).iter(W + "pPr", W + "rPr"):
            if _is_bar(properties):
                continue
            inside = {node.tag.removeprefix(W): node for node in properties}
            allowed = {"pStyle", "keepNext", "numPr", "bidi", "spacing", "sectPr"}
            around = {node.tag.removeprefix(W) for node in properties.iterancestors()}
            if properties.tag == W + "rPr":
                allowed = {"rStyle", "lang", "rtl"}
                if "rStyle" in inside or "tc" in around:
                    allowed |= {"b", "i"}
            elif part.startswith(("header", "footer")):
                allowed |= {"tabs"}
            else:
                allowed |= {"ind"} | ({"jc"} if "tc" in around else set())
            for name in sorted(inside.keys() - allowed):
                yield f"direct formatting in {part} that a style could carry: {name}"
            spacing = inside.get("spacing")
            if spacing is not None and not {*spacing.attrib} <= {W + "before", W + "after"}:
                yield f"direct formatting in {part} that a style could carry: the height of lines"


def _is_bar(properties: etree._Element) -> bool:
    """Say whether properties are those of a bar: of a shaded paragraph without text, in a cell."""
    line = next(properties.iterancestors(W + "p"), None)
    cell = next(properties.iterancestors(W + "tc"), None)
    if line is None or cell is None or line.findall(".//w:t", NAMES):
        return False
    return any(line.find(f"w:pPr/w:{look}", NAMES) is not None for look in ("shd", "pBdr"))


"""What tells the control around a list of contents from the lock around a caveat."""

_REFERRING = {"PAGEREF", "NOTEREF", "REF"}
_STYLED = (W + "pStyle", W + "rStyle", W + "tblStyle")
