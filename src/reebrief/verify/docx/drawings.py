"""Name what a part of a Word file shows that is no text, and what is read aloud in its stead.

ECMA-376 Part 1, 20.4.2.5 (docPr), 17.4.40 and 17.4.46 (captions and descriptions of tables).
"""

from __future__ import annotations

from reebrief.verify.docx.styles import attribute, is_on
from reebrief.verify.found import DRAWING, LINK, TABLE

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
    "showingPlcHdr": "placeholder",
    "commentReference": "comment",
    "endnoteReference": "endnote",
    **dict.fromkeys(("pgNum", "dayLong", "dayShort", "monthLong"), "number or date"),
    **dict.fromkeys(("monthShort", "yearLong", "yearShort"), "number or date"),
}
"""What shows readers something that is no text of the part, and how we name it."""

_PICTURED = {"drawing", "pict", "object"}
"""Elements in which those of other namespaces are at home."""

_TABLES = {"tblCaption", "tblDescription"}

_EFFECTS = {
    *("lum", "alphaModFix", "alphaBiLevel", "alphaRepl", "alphaInv", "biLevel", "blur", "duotone"),
    *("clrChange", "clrRepl", "fillOverlay", "hsl", "tint"),
}
"""What may be done to a picture before it is shown (20.1.8.14, blip)."""

_LEAST, _MOST = 1_000, 40_000_000
"""English Metric Units of the width and height of a drawing: a 13th of a point, 44 inches."""


class Drawings:
    """Follows elements. ``spoken`` collects what is read aloud of drawings and tables.

    ``silent_charts`` counts the charts of which nothing is. ``odd`` says what may keep somebody
    from seeing them, or the text beside them; ``links`` is given the ids of relationships to where
    they lead.
    """

    def __init__(self, links: list[str]) -> None:
        self.spoken: list[str] = []
        self.odd: dict[str, None] = {}
        self.silent_charts = 0
        self._silent = False
        self._links = links
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
            self._silent = not attributes.get("descr", "").strip()
            self._speak(DRAWING, attributes.get("descr", ""))
            if "hidden" in attributes and is_on({"val": attributes["hidden"]}):
                self.odd["a drawing is hidden"] = None
        elif tag in _TABLES:
            self._speak(TABLE, attribute(attributes, "val"))
        elif tag == "hyperlink":
            self._speak(LINK, attribute(attributes, "tooltip"))
        elif self.within:
            self._look(tag, attributes)

    def _look(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "chart":
            self.silent_charts += self._silent
            self._silent = False
        elif tag == "anchor":
            self.odd["a drawing floats, and may lie anywhere"] = None
        elif tag == "extent":
            sides = [attributes.get(side, "") for side in ("cx", "cy")]
            if not all(s.isdecimal() and _LEAST <= int(s[:12]) <= _MOST for s in sides):
                self.odd["a drawing is too small or too large to be seen"] = None
        elif tag == "hlinkClick":
            self._links.append(attribute(attributes, "id"))
        elif tag in _EFFECTS:
            self.odd[f"a picture is shown with an effect ({tag})"] = None

    def _speak(self, kind: str, text: str) -> None:
        if text.strip():
            self.spoken.append(kind + " ".join(text.split()))
