"""Find the styles of a Word file that hide the text that has them.

ECMA-376 Part 1, 17.3.2.41 (vanish) and 17.7.3: hidden is a toggle property, so that a paragraph's
style and a run's style, both hidden, show the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reebrief.verify.docx.style_properties import StyleProperties
from reebrief.verify.docx.xml_events import Handler, word_tag

_OFF = {"0", "false", "off"}
_CONTAINERS = {"rPr", "pPr", "tblPr", "tcPr"}


def attribute(attributes: dict[str, str], name: str) -> str:
    """Return an attribute by its local name, "" where it is missing."""
    return next((v for key, v in attributes.items() if key.rpartition(" ")[2] == name), "")


def is_on(attributes: dict[str, str]) -> bool:
    """Say whether the element of a property that is on or off turns it on."""
    return attribute(attributes, "val") not in _OFF


@dataclass(slots=True)
class _Style:
    hides: bool | None = None
    in_places: bool = False
    """Whether a table's style hides text of some of its rows or columns."""


class HidingStyles(Handler):
    """Reads the part of styles, and says which text they hide.

    ``properties`` holds what else they say of text, by the ids of the styles.
    """

    def __init__(self) -> None:
        self.properties = StyleProperties()
        self._containers: list[str] = []
        self._styles: dict[str, _Style] = {}
        self._usual: dict[str, str] = {}
        self._hides_all = False
        self._style: _Style | None = None
        self._style_id = ""
        self._defaults_open = False
        self._defaults = False
        self._places = False
        self._known: dict[str, bool] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow an element."""
        tag = word_tag(name)
        if self._containers and not self._places and (self._style_id or self._defaults_open):
            key = f"{self._containers[-1]}:{tag}"
            self.properties.say(self._style_id, key, attributes)
        if tag in _CONTAINERS:
            self._containers.append(tag)
        match tag:
            case "style":
                style_id = self._style_id = attribute(attributes, "styleId")
                self._style = self._styles[style_id] = _Style()
                self.properties.kinds[style_id] = attribute(attributes, "type") or "paragraph"
                self.properties.own.setdefault(style_id, {})
                if attribute(attributes, "default") not in {"", *_OFF}:
                    self._usual[attribute(attributes, "type")] = style_id
            case "tblStylePr":
                self._places = True
            case "docDefaults":
                self._defaults_open = True
            case "rPrDefault":
                self._defaults = True
            case "basedOn" if self._style:
                self.properties.based_on[self._style_id] = attribute(attributes, "val")
            case "vanish" | "specVanish" if self._defaults:
                self._hides_all = is_on(attributes)
            case "vanish" | "specVanish" if self._style:
                if self._places:
                    self._style.in_places = self._style.in_places or is_on(attributes)
                else:
                    self._style.hides = is_on(attributes)
            case _:
                pass

    def end(self, name: str) -> None:
        """Follow the end of an element."""
        tag = word_tag(name)
        if tag in _CONTAINERS and self._containers:
            self._containers.pop()
        match tag:
            case "style":
                self._style, self._style_id = None, ""
            case "tblStylePr":
                self._places = False
            case "docDefaults":
                self._defaults_open = False
            case "rPrDefault":
                self._defaults = False
            case _:
                pass

    def usual(self, kind: str) -> str:
        """Return the id of the style that text of a kind has which names none, "" for none."""
        return self._usual.get(kind, "")

    def hide(self, table: str, paragraph: str, run: str) -> bool:
        """Say whether text of these styles is hidden; "" stands for the usual style."""
        named = [
            self._in_effect(name, kind)
            for name, kind in ((table, "table"), (paragraph, "paragraph"), (run, "character"))
        ]
        places = any(style.in_places for style in self._chain(named[0]))
        return self._hides_all or places or sum(map(self._hides, named)) % 2 == 1

    def _in_effect(self, name: str, kind: str) -> str:
        """Return the style that text has: the usual one for one that is none of this kind."""
        return name if self.properties.is_of(name, kind) else self._usual.get(kind, "")

    def _chain(self, name: str) -> Iterator[_Style]:
        """Yield a style and those that it is based on."""
        names = self.properties.chain(name)
        return (self._styles[one] for one in names if one in self._styles)

    def _hides(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> bool:
        said = (style.hides for style in self._chain(name))
        return next((hides for hides in said if hides is not None), False)
