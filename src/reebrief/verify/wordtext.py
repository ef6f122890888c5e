"""What a part of a Word file shows: its paragraphs and the rows of its tables, as readers see them.

ECMA-376 Part 1, 17.3.3 (what a run holds), 17.13.5 (tracked changes), 17.16 (fields).
"""

from __future__ import annotations

from reebrief.verify.xmlparts import EnoughError, Handler

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",  # the standard's strict variant
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"

_PLACES = {"document": "document", "footnotes": "footnotes", "hdr": "header", "ftr": "footer"}
"""The places that a file shows, by the root element of their parts."""

_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "NOTEREF"}
"""Fields whose results each program computes anew."""

_GONE = {"del", "moveFrom"}
"""Elements whose text was taken out: it waits for somebody to agree."""

_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}


class PartText(Handler):
    """Collects the lines of a part; ``place`` is "" for a part that shows nothing.

    A line is a paragraph; one that begins with a tab is a row, with a tab before each cell.
    """

    def __init__(self) -> None:
        self.place = ""
        self.lines: list[str] = []
        self._begun = False
        self._cells = [""]
        self._rows = 0
        self._away = 0  # how many elements are open whose text is not shown
        self._hidden = False  # a run that is formatted as hidden
        self._reading = ""  # the element that characters belong to
        self._fields: list[tuple[str, bool]] = []  # the codes of open fields; in their results?

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element. Raises EnoughError for a part that shows nothing."""
        word = name.startswith(_WORD)
        tag = name.rpartition(" ")[2] if word else ""
        if not self._begun:
            self._begun = True
            self.place = _PLACES.get(tag, "")
            if not self.place:
                raise EnoughError
        match tag:
            case "t" | "instrText":
                self._reading = tag
            case "vanish":
                self._hidden = _attribute(attributes, "val") not in {"0", "false", "off"}
            case "r":
                self._hidden = False
            case "fldChar":
                self._field(_attribute(attributes, "fldCharType"))
            case "fldSimple":
                self._fields.append((_attribute(attributes, "instr"), True))
            case "tr":
                self._rows += 1
            case "tc" if self._rows == 1:
                self._cells.append("")
            case _ if tag in _SIGNS:
                self._add(_SIGNS[tag])
            case _ if tag in _GONE or name == _FALLBACK:
                self._away += 1
            case _:
                pass

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        tag = name.rpartition(" ")[2] if name.startswith(_WORD) else ""
        match tag:
            case "t" | "instrText":
                self._reading = ""
            case "r":
                self._hidden = False
            case "fldSimple" if self._fields:
                self._fields.pop()
            case "tr":
                self._rows -= 1
                self._line()
            case "p":
                self._line()
            case _ if tag in _GONE or name == _FALLBACK:
                self._away -= 1
            case _:
                pass

    def characters(self, text: str) -> None:
        """Take the characters that readers see, and the codes of fields."""
        if self._reading == "t":
            self._add(text)
        elif self._reading == "instrText" and self._fields:
            code, result = self._fields[-1]
            self._fields[-1] = (code + text, result)

    def _add(self, text: str) -> None:
        if not (self._away or self._hidden or any(_counted(*field) for field in self._fields)):
            self._cells[-1] += text

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif self._fields and kind == "separate":
            self._fields[-1] = (self._fields[-1][0], True)
        elif self._fields and kind == "end":
            self._fields.pop()

    def _line(self) -> None:
        if self._rows:
            self._cells[-1] += " "
            return
        line = "\t".join(" ".join(cell.split()) for cell in self._cells)
        self._cells = [""]
        if line.strip():
            self.lines.append(line)


def _attribute(attributes: dict[str, str], name: str) -> str:
    return next((v for key, v in attributes.items() if key.rpartition(" ")[2] == name), "")


def _counted(code: str, result: bool) -> bool:  # noqa: FBT001  the two halves of a field
    return result and code.split()[:1] != [] and code.split(maxsplit=1)[0].upper() in _COUNTED
