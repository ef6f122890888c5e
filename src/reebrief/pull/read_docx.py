"""Read the paragraphs of a Word file as somebody gave it back, with who changed what in them.

Suggestions count as accepted: what a colleague put in is there, what a colleague took out is not
(ECMA-376 Part 1, 17.13.4 comments, 17.13.5 tracked changes, 17.13.6 bookmarks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reebrief.document.written_lines import BOOKMARK, LISTING
from reebrief.pull.xml_tree import XmlElement
from reebrief.verify.docx.fields import ComplexFields

_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_PUT_IN = frozenset({"ins", "moveTo"})
_TAKEN_OUT = frozenset({"del", "moveFrom"})
_PICTURED = frozenset({"drawing", "pict", "object"})
_LOOKS = {"Strong": "b", "Emphasis": "i", "IntenseEmphasis": "bi"}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed something, and when: an ISO 8601 time, both as the file says it, or ""."""

    who: str = ""
    when: str = ""

    def __str__(self) -> str:
        """Return both as they are shown."""
        day = self.when.replace("T", " ").removesuffix("Z")[:16]
        return ", ".join(filter(None, (self.who or "somebody", day)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that somebody put in from ``start`` on, or took out there."""

    start: int
    text: str
    by: Hand


@dataclass(frozen=True, slots=True)
class Look:
    """Characters that are bold (``b``), in italics (``i``), struck out (``s``), or a link."""

    start: int
    end: int
    kind: str
    href: str = ""


@dataclass(slots=True)
class ReadLine:
    """A paragraph as it stands, with all suggestions accepted.

    ``bookmarks`` are ours, with the offsets that they reach from and to; ``comments`` likewise, by
    their ids. ``cell`` is the number of its table, row and cell, None outside of tables;
    ``listed`` says that it is of the list of contents, which each program computes anew.
    """

    text: str = ""
    put_in: list[Stretch] = field(default_factory=list)
    taken_out: list[Stretch] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    cell: tuple[int, int, int] | None = None
    listed: bool = False

    def hands(self, start: int, end: int) -> tuple[Hand, ...]:
        """Return who put in or took out something between two offsets, each once."""
        put = (s.by for s in self.put_in if s.start < end and start < s.start + len(s.text))
        out = (s.by for s in self.taken_out if start <= s.start <= end)
        return tuple(dict.fromkeys((*put, *out)))


class BodyReader:
    """Collects the paragraphs of a body in ``lines``.

    ``notes`` are the numbers of notes by their ids, ``addresses`` those of links by the ids of
    their relationships.
    """

    def __init__(self, notes: Mapping[str, str], addresses: Mapping[str, str]) -> None:
        self.lines: list[ReadLine] = []
        self._notes = notes
        self._addresses = addresses
        self._line = ReadLine()
        self._joins = False
        self._marked: dict[str, str] = {}
        self._waiting: list[str] = []
        self._fields = ComplexFields(self._marked, [])
        self._open: dict[str, str] = {}
        self._commented: set[str] = set()
        self._tables = 0

    def read(self, body: XmlElement) -> list[ReadLine]:
        """Return the paragraphs of a body."""
        self._blocks(body.children, None, ())
        return self.lines

    # --- blocks

    def _blocks(
        self, nodes: list[XmlElement], cell: tuple[int, int, int] | None, by: tuple[str | Hand, ...]
    ) -> None:
        for node in nodes:
            match node.name:
                case "p":
                    self._paragraph(node, cell, by)
                case "tbl":
                    self._table(node, by)
                case "ins" | "del" | "moveFrom" | "moveTo":
                    self._blocks(node.children, cell, (node.name, _hand(node)))
                case "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd":
                    self._mark(node)
                case "tblPr" | "tblGrid" | "sectPr" | "sdtPr" | "tcPr" | "trPr":
                    pass
                case _:
                    self._blocks(_content(node), cell, by)

    def _table(self, table: XmlElement, by: tuple[str | Hand, ...]) -> None:
        self._tables += 1
        number = self._tables
        for n, row in enumerate(_rows(table)):
            kinds = ("ins", "del")
            found = [(k, row.find("trPr", k)) for k in kinds]
            own = next(((k, _hand(node)) for k, node in found if node), by)
            for m, cell in enumerate(_named(row, "tc")):
                self._blocks(cell.children, (number, n, m), own)

    def _paragraph(
        self,
        node: XmlElement,
        cell: tuple[int, int, int] | None,
        by: tuple[str | Hand, ...],
    ) -> None:
        if not self._joins:
            self._line = ReadLine(cell=cell)
            for name in self._open.values():
                self._line.bookmarks[name] = (0, -1)
            for name in self._commented:
                self._line.comments[name] = (0, -1)
        style = node.find("pPr", "pStyle")
        listed = bool(style and style.get("val") in LISTING)
        self._line.listed = listed or self._fields.within("TOC")
        self._inlines(node.children, by, "", "")
        self._line.listed = self._line.listed or self._fields.within("TOC")
        self._add(self._fields.flush(), by)
        mark = node.find("pPr", "rPr")
        self._joins = bool(mark and (mark.find("del") or mark.find("moveFrom"))) and cell is None
        if not self._joins:
            self._finish()

    def _finish(self) -> None:
        line, end = self._line, len(self._line.text)
        line.bookmarks = {k: (a, end if b < 0 else b) for k, (a, b) in line.bookmarks.items()}
        line.comments = {k: (a, end if b < 0 else b) for k, (a, b) in line.comments.items()}
        self.lines.append(line)
        self._line = ReadLine()  # what stands between two paragraphs belongs to neither

    # --- inlines

    def _inlines(
        self, nodes: list[XmlElement], by: tuple[str | Hand, ...], look: str, href: str
    ) -> None:
        for node in nodes:
            match node.name:
                case "r":
                    self._run(node, by, look, href)
                case "ins" | "del" | "moveFrom" | "moveTo":
                    outer = by if by and by[0] in _TAKEN_OUT else (node.name, _hand(node))
                    self._inlines(node.children, outer, look, href)
                case "hyperlink":
                    address = self._addresses.get(node.get("id"), "")
                    self._inlines(node.children, by, look, address)
                case "fldSimple":
                    self._add(self._fields.simple(node.get("instr")), by)
                    self._inlines(node.children, by, look, href)
                    self._add(self._fields.end(), by)
                case "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd":
                    self._mark(node)
                case "pPr" | "sdtPr":
                    pass
                case _:
                    self._inlines(_content(node), by, look, href)

    def _run(self, run: XmlElement, by: tuple[str | Hand, ...], look: str, href: str) -> None:
        start = len(self._line.text)
        for node in run.children:
            match node.name:
                case "t":
                    self._add(self._fields.take(node.text), by)
                case "delText":
                    self._take_out(node.text, by[1] if by else Hand())
                case "instrText":
                    self._fields.code(node.text)
                case "fldChar":
                    self._field(node.get("fldCharType"), by)
                case "footnoteReference":
                    self._note(node.get("id"), by)
                case "commentReference":
                    end = len(self._line.text)
                    self._line.comments.setdefault(node.get("id"), (end, end))
                case name if name in _SIGNS:
                    self._add(self._fields.take(_SIGNS[name]), by)
                case name if name in _PICTURED:
                    self._add("[drawing]", by)
                case name if name.startswith(_COMPATIBLE):
                    self._run(XmlElement("r", {}, _content(node)), by, look, href)
                case _:
                    pass
        kind = look + _look(run)
        if (kind or href) and len(self._line.text) > start:
            self._line.looks.append(Look(start, len(self._line.text), kind, href))

    def _field(self, kind: str, by: tuple[str | Hand, ...]) -> None:
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._add(self._fields.separate(), by)
        elif kind == "end":
            self._add(self._fields.end(), by)

    def _note(self, id_: str, by: tuple[str | Hand, ...]) -> None:
        number = self._notes.get(id_, "none")
        self._marked |= dict.fromkeys(self._waiting, number)
        self._waiting.clear()
        self._add(f"[{number}]", by)

    def _add(self, text: str, by: tuple[str | Hand, ...]) -> None:
        if not text:
            return
        hand = by[1] if by else None
        if by and by[0] in _TAKEN_OUT:
            self._take_out(text, hand)
            return
        if isinstance(hand, Hand):
            self._line.put_in.append(Stretch(len(self._line.text), text, hand))
        self._line.text += text

    def _take_out(self, text: str, hand: str | Hand | None) -> None:
        if isinstance(hand, Hand):
            self._line.taken_out.append(Stretch(len(self._line.text), text, hand))

    def _mark(self, node: XmlElement) -> None:
        """Follow where a bookmark or a comment begins or ends."""
        id_, end = node.get("id"), len(self._line.text)
        match node.name:
            case "bookmarkStart":
                name = node.get("name")
                self._waiting.append(name)
                if name.startswith(BOOKMARK):
                    self._open[id_] = name
                    self._line.bookmarks[name] = (end, -1)
            case "bookmarkEnd" if id_ in self._open:
                name = self._open.pop(id_)
                self._line.bookmarks[name] = (self._line.bookmarks.get(name, (0, 0))[0], end)
            case "commentRangeStart":
                self._commented.add(id_)
                self._line.comments[id_] = (end, -1)
            case "commentRangeEnd":
                self._commented.discard(id_)
                self._line.comments[id_] = (self._line.comments.get(id_, (0, 0))[0], end)
            case _:
                pass


def _hand(node: XmlElement) -> Hand:
    return Hand(node.get("author"), node.get("date"))


def _content(node: XmlElement) -> list[XmlElement]:
    """Return what an element holds that readers see: of two choices the first."""
    if node.name == f"{_COMPATIBLE}AlternateContent":
        return node.children[:1]
    if node.name == "sdt":
        return [child for child in node.children if child.name == "sdtContent"]
    return node.children if not node.name.count(" ") or node.name.startswith(_COMPATIBLE) else []


def _rows(table: XmlElement) -> Iterator[XmlElement]:
    return _named(table, "tr")


def _named(node: XmlElement, name: str) -> Iterator[XmlElement]:
    """Yield the rows of a table, or the cells of a row, whatever stands around them."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name in {"sdt", "sdtContent", "ins", "del", "customXml", "smartTag"}:
            yield from _named(child, name)


def _look(run: XmlElement) -> str:
    """Return what a run says directly of its weight and slant."""
    properties = run.find("rPr")
    if properties is None:
        return ""
    done = ""
    for node in properties.children:
        if node.name in {"b", "i"} and node.get("val") not in _OFF:
            done += node.name
        elif node.name in {"strike", "dstrike"} and node.get("val") not in _OFF:
            done += "s"
        elif node.name == "rStyle":
            done += _LOOKS.get(node.get("val"), "")
    return done
