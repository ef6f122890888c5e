"""Read the parts of a Word file that say what its paragraphs are: styles, lists, properties."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from reebrief.diagnostics import Place, error
from reebrief.project.bounded_zip import BadZipError, unzipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HEADING = re.compile(r"(?:heading|überschrift|titre|заголовок|标题)\s*(?P<level>[1-9])$")
_PASTE = "paste the article's text into a file, and import that one"


class WordParts:
    """The parts of a Word file, each parsed when it is asked for."""

    def __init__(self, raw: bytes, name: str) -> None:
        """Unpack a file. Raises ReebriefError where it must not or cannot be unpacked."""
        self._name = name
        try:
            self._members = unzipped(raw)
        except BadZipError as fault:
            raise error(f"this Word file is not read: {fault}", Place(name), _PASTE) from None
        self.body = self.part("word/document.xml")
        self._styles = self._names()
        self._numbered = self._kinds()

    def part(self, member: str) -> Any:
        """Return the root of a part, None where the file has none of this name.

        Raises ReebriefError where the part is damaged, declares entities, or nests without end.
        """
        data = self._members.get(member)
        if data is None:
            if member == "word/document.xml":
                raise error("a Word file without a text", Place(self._name), _PASTE)
            return None
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            what = "this Word file declares entities, by which a small file can grow without end"
            raise error(what, Place(self._name), _PASTE)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data.replace(_STRICT, _USUAL), parser)
        except etree.XMLSyntaxError:
            raise error("a damaged Word file", Place(self._name), _PASTE) from None

    def core(self, name: str) -> str:
        """Return a property of the file, or nothing."""
        root = self.part("docProps/core.xml")
        text = root.findtext(f"{_DC}{name}") if root is not None else None
        return " ".join((text or "").split())

    def style(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style in small letters, or nothing."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._styles.get(found.get(f"{W}val"), "") if found is not None else ""

    def level(self, paragraph: Any) -> int | None:
        """Return the level of a heading, 0 of the title, None of another paragraph."""
        style = self.style(paragraph)
        if style in {"title", "titel", "titre", "название", "标题"}:
            return 0
        found = _HEADING.match(style)
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None and outline.get(f"{W}val", "9") < "9":
            return int(outline.get(f"{W}val")) + 1
        return int(found["level"]) if found else None

    def item(self, paragraph: Any) -> tuple[int, bool] | None:
        """Return the depth of a list's item and whether it is numbered, None of another one."""
        numbering = paragraph.find(f"{W}pPr/{W}numPr")
        style = self.style(paragraph)
        if numbering is None:
            named = re.match(r"list (bullet|number)(?: (\d))?$", style)
            return (int(named[2] or 1) - 1, named[1] == "number") if named else None
        number = numbering.find(f"{W}numId")
        depth = numbering.find(f"{W}ilvl")
        level = depth.get(f"{W}val", "0") if depth is not None else "0"
        kind = number.get(f"{W}val", "0") if number is not None else "0"
        if kind == "0" or not level.isdigit():
            return None
        return min(int(level), 5), self._numbered.get((kind, level), "bullet") != "bullet"

    def _names(self) -> dict[str, str]:
        root = self.part("word/styles.xml")
        if root is None:
            return {}
        named = ((s.get(f"{W}styleId"), s.find(f"{W}name")) for s in root.iter(f"{W}style"))
        return {key: n.get(f"{W}val", "").lower() for key, n in named if n is not None and key}

    def _kinds(self) -> dict[tuple[str, str], str]:
        """Return how each level of each list is numbered."""
        root = self.part("word/numbering.xml")
        if root is None:
            return {}
        abstract = {
            a.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl", "0"): form.get(f"{W}val", "bullet")
                for level in a.iter(f"{W}lvl")
                if (form := level.find(f"{W}numFmt")) is not None
            }
            for a in root.iter(f"{W}abstractNum")
        }
        done: dict[tuple[str, str], str] = {}
        for num in root.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            levels = abstract.get(link.get(f"{W}val"), {}) if link is not None else {}
            done |= {(num.get(f"{W}numId", ""), level): form for level, form in levels.items()}
        return done
