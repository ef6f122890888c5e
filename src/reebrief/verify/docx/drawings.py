"""Name what a part of a Word file shows that is no text, and what is read aloud in its stead.

ECMA-376 Part 1, 20.4.2.5 (docPr), 17.4.40 and 17.4.46 (captions and descriptions of tables).
"""

from __future__ import annotations

from reebrief.verify.docx.styles import attribute, is_on

_CARRIERS = {
    "altChunk": "foreign document",
    "subDoc": "foreign document",
    "drawing": "drawing",
    "pict": "picture",
    "object": "object",
    "contentPart": "drawing",
    "txbxContent": "text box",
    "oMath": "formula",
    "oMathPara": "formula",
    "dataBinding": "bound text",
    "commentReference": "comment",
    "endnoteReference": "endnote",
}
"""What shows readers something that is no text of the part, and how we name it."""

_PICTURED = {"drawing", "pict", "object"}
"""Elements in which those of other namespaces are at home."""

_TABLES = {"tblCaption", "tblDescription"}

DRAWING, TABLE = "drawing: ", "table: "
"""What stands before a text that is read aloud of one."""


class Drawings:
    """Follows elements. ``spoken`` collects what is read aloud of drawings and tables.

    ``hidden`` says how many drawings are not shown though they are there.
    """

    def __init__(self) -> None:
        self.spoken: list[str] = []
        self.hidden = 0
        self._open = 0

    @property
    def within(self) -> bool:
        """Whether a drawing is open."""
        return self._open > 0

    def start(self, tag: str) -> str:
        """Follow an element; return the name, in brackets, of what it shows that is no text."""
        self._open += tag in _PICTURED
        return f"[{_CARRIERS[tag]}]" if tag in _CARRIERS else ""

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        self._open -= tag in _PICTURED

    def describe(self, tag: str, attributes: dict[str, str]) -> None:
        """Take what an element says to those who do not see what it shows."""
        if tag == "docPr":
            self._speak(DRAWING, attributes.get("descr", ""))
            self.hidden += "hidden" in attributes and is_on({"val": attributes["hidden"]})
        elif tag in _TABLES:
            self._speak(TABLE, attribute(attributes, "val"))

    def _speak(self, kind: str, text: str) -> None:
        if text.strip():
            self.spoken.append(kind + " ".join(text.split()))
