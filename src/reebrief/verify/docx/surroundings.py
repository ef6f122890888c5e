"""Name what the parts around a Word file's text do to it: lists, table styles, notes, fonts.

ECMA-376 Part 1, 17.9 (numbering), 17.7.6 (styles of tables), 17.11 (notes), 17.8 (fonts), 17.2.1
(background). What office programs write there when they save one of our files is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reebrief.verify.docx.contrast import ratio
from reebrief.verify.docx.formats import faults, is_symbol_font, measure
from reebrief.verify.docx.style_properties import local
from reebrief.verify.docx.xml_events import Handler, parse, word_tag

_MOST_INDENT = 5760
_LEAST_CONTRAST = 1.6
_LEAST_COLUMN = 1000
_MOST_COLUMN = 20_000
_LEAST_GRID = 2
"""Twips of a table's column: programs make narrow ones where rows differ, but none of nothing."""

_NOTES = {
    "pos": {"pageBottom"},
    "numFmt": {"decimal"},
    "numStart": {"0", "1"},
    "numRestart": {"continuous"},
}
"""What the properties of footnotes say in ours, or where nothing is said."""


def surroundings(members: Mapping[str, bytes], parts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is odd, in a clause each; ``parts`` has the names of parts by their kind."""
    for kind, handler in (
        ("numbering", _Lists()),
        ("styles", _TableStyles()),
        ("settings", _Settings()),
        ("fontTable", _Fonts()),
        ("theme", _Theme()),
        ("main", _Settings()),
    ):
        name = parts.get(kind, "")
        if name in members:
            yield from dict.fromkeys(parse(handler, members[name], name).odd)


class _Odd(Handler):
    def __init__(self) -> None:
        self.odd: list[str] = []


class _Lists(_Odd):
    """Reads what stands before the entries of lists: ours are bullets, dashes and numbers."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        said = local(attributes)
        match word_tag(name):
            case "lvlText":
                self._label(said.get("val", ""))
            case "numPicBullet":
                self.odd.append("pictures stand before the entries of lists")
            case "ind":
                sides = [measure(said.get(key, "0")) for key in ("left", "start", "right", "end")]
                hanging = measure(said.get("hanging", "0")) - measure(said.get("firstLine", "0"))
                first = max(sides[0], sides[1]) - hanging
                if not all(-1440 <= side <= _MOST_INDENT for side in (*sides, first)):
                    self.odd.append("the entries of lists are indented off the page")
            case _:
                pass

    def _label(self, label: str) -> None:
        bare = re.sub(r"%\d", "", label)
        if len(bare) > 1 and (any(sign.isalnum() for sign in bare) or "[" in bare):
            self.odd.append(f"before the entries of lists stands ‘{label[:40]}’")


class _TableStyles(_Odd):
    """Reads the styles of tables: what they do to text, and whether it can be read on them."""

    def __init__(self) -> None:
        super().__init__()
        self._style = self._container = ""
        self._base: dict[str, dict[str, str]] = {}
        self._own: dict[str, dict[str, str]] = {}
        self._usual = ""
        self._default = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, said = word_tag(name), local(attributes)
        if tag == "style":
            self._style = said.get("type", "")
            self._base, self._own = {}, {}
        elif tag == "rPrDefault":
            self._default = True
        elif tag == "tblStylePr":
            self._judge()
            self._base, self._own = {**self._base, **self._own}, {}
        elif tag in {"rPr", "pPr", "tcPr", "tblPr"}:
            self._container = tag
        elif self._default and tag == "color":
            self._usual = said.get("val", "")
        elif self._style == "table" and self._container:
            self._own[f"{self._container}:{tag}"] = said

    def end(self, name: str) -> None:
        tag = word_tag(name)
        if tag in {"rPr", "pPr", "tcPr", "tblPr"}:
            self._container = ""
        elif tag == "rPrDefault":
            self._default = False
        elif tag in {"style", "tblStylePr"} and self._style == "table":
            self._judge()
            self._own = {}
            self._style = "" if tag == "style" else "table"

    def _judge(self) -> None:
        said = {**self._base, **self._own}
        for what in faults(said):
            self.odd.append(f"a style of tables has text {what}")
        ground = next((said[k] for k in ("tcPr:shd", "tblPr:shd", "pPr:shd") if k in said), {})
        colour = said.get("rPr:color", {})
        light = colour.get("themeColor") in {"background1", "light1", "bg1", "lt1"}
        ink = "FFFFFF" if light else colour.get("val") or self._usual or "000000"
        if ratio(ink, ground) < _LEAST_CONTRAST:
            self.odd.append("a style of tables has text nearly in the colour of its cells")


class _Settings(_Odd):
    """Reads of the settings, or the main part, where notes stand and what lies behind the text."""

    def __init__(self) -> None:
        super().__init__()
        self._notes = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, said = word_tag(name), local(attributes)
        value = said.get("val", "")
        if tag == "footnotePr":
            self._notes = True
        elif self._notes and tag in _NOTES and value not in _NOTES[tag]:
            self.odd.append(f"footnotes stand or count in another way ({tag} {value[:20]})")
        elif (tag == "background" or name.endswith(" background")) and not (
            _is_paper(said, "color") and _is_paper(said, "fillcolor")
        ):
            self.odd.append("the pages have a background")
        elif tag == "col" and not _LEAST_COLUMN <= measure(said.get("w", "5000")) <= _MOST_COLUMN:
            self.odd.append("text is squeezed into columns, or off the page by them")
        elif tag == "gridCol" and measure(said.get("w", "99")) < _LEAST_GRID:
            self.odd.append("a table has a column of no width")
        elif tag == "linkStyles" and value not in {"0", "false", "off"}:
            self.odd.append("styles are taken from a template when it is opened")
        elif tag == "clrSchemeMapping" and not _usual_mapping(said):
            self.odd.append("light and dark colours are exchanged")
        elif tag == "mailMerge":
            self.odd.append("it is to be merged with data from elsewhere")
        elif tag == "bdo":
            self.odd.append("letters run in another direction than they are written")
        elif tag == "bidiVisual":
            self.odd.append("a table has its columns in another order")
        elif tag == "cols" and measure(said.get("num", "1")) > 3:
            self.odd.append("text is squeezed into columns")

    def end(self, name: str) -> None:
        if name.endswith(" footnotePr"):
            self._notes = False


class _Fonts(_Odd):
    """Reads the table of fonts: fonts that are signs."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, said = name.rpartition(" ")[2], local(attributes)
        font = said.get("typeface") or (said.get("val", "") if tag == "altName" else "")
        if is_symbol_font(font):
            self.odd.append(f"a font of symbols stands for one of letters ({font[:30]})")


class _Theme(_Fonts):
    """Reads the theme: its fonts, and dark colours that nobody sees on paper (20.1.6.2)."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        tag, said = name.rpartition(" ")[2], local(attributes)
        if tag in {"dk1", "dk2"}:
            self._colour = tag
        elif tag in {"srgbClr", "sysClr"} and self._colour:
            ink = said.get("lastClr") or said.get("val", "")
            if ratio(ink, {}) < _LEAST_CONTRAST:
                self.odd.append(f"a dark colour of the theme is nearly white ({self._colour})")
            self._colour = ""

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == self._colour:
            self._colour = ""


def _is_paper(said: Mapping[str, str], key: str) -> bool:
    names = {"", "auto", "white", "window", "fff", "ffffff"}
    return said.get(key, "").lower().removeprefix("#") in names


def _usual_mapping(said: Mapping[str, str]) -> bool:
    usual = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    return all(said.get(key, name) == name for key, name in usual.items())
