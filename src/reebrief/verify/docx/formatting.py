"""Follow how the text of a part is formatted, and name what makes it hard or impossible to read.

ECMA-376 Part 1, 17.7.2: the file's defaults, the styles of paragraph and run, then what both say
themselves; tables, rows and cells hold all the text within them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reebrief.verify.docx.contrast import is_faint
from reebrief.verify.docx.formats import (
    SWITCHES,
    Properties,
    faults,
    of_shading,
    pushed,
    section_faults,
    table_faults,
)
from reebrief.verify.docx.style_properties import MERGED, StyleProperties, local, merged

_CONTAINERS = {"rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr"}
_FRAMES = {"tbl", "tr", "tc"}
_FONTS = "rPr:rFonts"
"""Bullets are often signs of a font of symbols."""


ANY = "*"
"""What stands for a font of the theme."""

_Said = dict[str, dict[str, str]]


@dataclass(slots=True)
class Formatting:
    """Follows elements of Word. ``sections`` collects what is odd about pages.

    ``families`` collects the fonts that text has by name, and ANY where it has one of the theme.
    """

    styles: StyleProperties
    usual: str
    """The style of paragraphs that name none."""
    sections: list[str] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    _open: list[str] = field(default_factory=list)
    _frames: list[_Said] = field(default_factory=list)
    _paragraph: _Said = field(default_factory=dict)
    _run: _Said = field(default_factory=dict)
    _mark: _Said = field(default_factory=dict)
    """What the mark that ends a paragraph says: Word formats the entry's bullet or number by it."""
    _section: _Said = field(default_factory=dict)
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        if tag in _CONTAINERS:
            self._open.append(tag)
            if tag == "sectPr":
                self._section = {}
        elif self._open:
            self._say(tag, attributes)
        elif tag in _FRAMES:
            self._frames.append({})
        elif tag == "p":
            self._paragraph, self._run, self._mark = {}, {}, {}
        elif tag == "r":
            self._run = {}

    def effect(self, name: str) -> None:
        """Follow an effect of newer programs, which stands among the properties of a text."""
        if self._open and self._open[-1] in {"rPr", "pPr"}:
            self._say(name, {})

    def end(self, tag: str) -> None:
        """Follow the end of an element."""
        if tag in _CONTAINERS and self._open:
            self._open.pop()
            if tag == "sectPr":
                self.sections += section_faults(self._section)
        elif tag in _FRAMES and self._frames and not self._open:
            self._frames.pop()
        elif tag == "r":
            self._run = {}

    def odd(self) -> tuple[str, ...]:
        """Return what is odd about text that comes now."""
        key = repr((self._paragraph, self._run, self._frames))
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self._found()))
        return self._known[key]

    @property
    def leftward(self) -> bool:
        """Whether the run says that its letters run from right to left."""
        return _is_on(self._run, "rPr:rtl")

    def pushes(self) -> bool:
        """Say whether the paragraph, which may be empty, pushes away what follows."""
        return any(what.startswith("pushed away") for what in self.odd())

    def listed(self) -> tuple[str, str, str]:
        """Return the list that the paragraph is an entry of, the level it says, and its style.

        The list is "" for a paragraph that is in none, or whose end somebody took out.
        """
        style = self.style()
        said = merged(self.styles.of(style), self._paragraph)
        number = said.get("pPr:numId", {}).get("val", "0")
        joined = self._mark.keys() & {"rPr:del", "rPr:moveFrom"}
        level = said.get("pPr:ilvl", {}).get("val", "")
        return "" if number == "0" or joined else number, level, style

    def odd_label(self, look: Properties) -> list[str]:
        """Return what is odd about the paragraph's bullet or number, which its level formats."""
        said = merged(self.styles.of(""), self.styles.of(self.style()), self._mark, look)
        around = merged(*self._frames)
        label = {key: said[key] for key in said if key.startswith("rPr:") and key != _FONTS}
        shading = {key: said[key] for key in said if key == "pPr:shd"}
        found = [*faults(label)]
        if _is_on(label, "rPr:vanish"):
            found.append("hidden")
        if is_faint({**label, **shading}, around):
            found.append("nearly in the colour of what it stands on")
        return found

    def style(self) -> str:
        """Return the style of the paragraph."""
        said = self._paragraph.get("pPr:pStyle", {}).get("val", "")
        return said if self.styles.is_of(said, "paragraph") else self.usual

    def _found(self) -> list[str]:
        run = self._run.get("rPr:rStyle", {}).get("val", "?")
        run = run if self.styles.is_of(run, "character") else "?"
        around = merged(*self._frames)
        table = around.get("tblPr:tblStyle", {}).get("val", "?")
        of_styles = [self.styles.of(style) for style in (table, self.style(), run)]
        properties = merged(self.styles.of(""), *of_styles, self._paragraph, self._run)
        properties = {**properties, **self._switches(of_styles)}
        fonts = properties.get(_FONTS, {})
        self.families |= {fonts[key] for key in ("ascii", "hAnsi") if key in fonts}
        self.families |= {ANY for key in fonts if key.endswith("Theme")}
        of_table = {**self.styles.of(table), **around}
        found = [*faults({**properties, **of_shading(of_table)}), *table_faults(around)]
        found += pushed(properties, around)
        if is_faint(properties, of_table):
            found.append("nearly in the colour of what it stands on")
        return found

    def _switches(self, of_styles: Sequence[Properties]) -> Properties:
        """Return the properties that styles turn on and off, where the run says nothing itself.

        Two styles that turn one on cancel out; what the file's defaults turn on stays (17.7.3).
        """
        done: dict[str, dict[str, str]] = {}
        for key in (f"rPr:{name}" for name in SWITCHES):
            if key not in self._run:
                on = _is_on(self.styles.of(""), key)
                on = on or sum(_is_on(said, key) for said in of_styles) % 2 == 1
                done[key] = {"val": str(int(on))}
        return done

    def _say(self, tag: str, attributes: dict[str, str]) -> None:
        container = self._open[-1].removesuffix("Ex")
        key = f"{container}:{tag}"
        if container == "rPr":
            to = self._mark if "pPr" in self._open else self._run
        elif container == "pPr":
            to = self._paragraph
        elif container == "sectPr":
            to = self._section
        elif self._frames:
            to = self._frames[-1]
        else:
            return
        old = to.get(key, {}) if tag in MERGED else {}
        to[key] = {**old, **local(attributes)}


def _is_on(said: Properties, key: str) -> bool:
    return said.get(key, {"val": "0"}).get("val") not in {"0", "false", "off"}
