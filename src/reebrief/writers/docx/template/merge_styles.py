"""Merge a template's styles into ours: what is taken, what is left, what stays ours."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn

from reebrief.templates.themes import Reference
from reebrief.writers.docx.style_names import PART_END
from reebrief.writers.docx.template.allowed import restrict

Element = Any
"""An element of lxml, which python-docx parses with."""

_WORD = f"{{{nsmap['w']}}}"

_LEFT = frozenset(
    _WORD + name
    for name in (
        *(
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "numPr",
            "tabs",
            "outlineLvl",
            "sectPr",
            "pPrChange",
            "rPrChange",
            "divId",
        ),
        *("cnfStyle", "highlight", "webHidden", "rStyle", "pStyle", "ins", "del", "moveFrom"),
        *("moveTo", "rsid"),
    )
)
"""What is left out of a style: what is ours to say, what belongs to a text, what is obsolete."""

_OURS = ("keepNext", "keepLines", "numPr", "tabs", "outlineLvl")
"""What stays ours in every style, where ours has it: a caveat keeps to what it speaks of."""

_INDENTED = frozenset({"ListBullet", "ListNumber", "ListContinue", "Field"})
"""Styles whose indents make room for what stands beside their text: those stay ours too."""

_PLAIN = frozenset({"TableText", "TableHeading"})
"""Styles that are never bold, because the table is where it should be."""

_TEXTLESS = frozenset({"DefaultParagraphFont", PART_END})
"""Styles that no text has of itself."""

_ORDER = (
    *(
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
    ),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct"),
    *("topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid"),
    *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc"),
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl"),
)
"""The properties of a paragraph in the order that the schema wants (ECMA-376 Part 1, 17.3.1.26)."""

_THEME_FONTS = {
    "asciiTheme": "ascii",
    "hAnsiTheme": "hAnsi",
    "eastAsiaTheme": "eastAsia",
    "cstheme": "cs",
}
_SCRIPTS = {"HAnsi": "latin", "Ascii": "latin", "EastAsia": "ea", "Bidi": "cs"}


class StyleMerger:
    """Puts a template's styles in the place of ours.

    ``ours`` and ``bases`` are the styles of the part by their ids: those that we name, and those
    that the template's are based on besides.
    """

    def __init__(self, part: bytes, reference: Reference) -> None:
        """Parse both parts. Raises ValueError or SyntaxError where the template's is broken."""
        own = self.own = parse_xml(part)
        theirs = parse_xml(reference.styles)
        if theirs.tag != qn("w:styles"):
            raise ValueError("they are in the strict form of the format")
        _write_out(theirs, parse_xml(reference.theme) if reference.theme else None)
        self._defaults = theirs.find(qn("w:docDefaults"))
        found = [style for style in theirs.iterchildren(qn("w:style")) if name_of(style)]
        self._by_key = {_key(style): style for style in found}
        self._by_id = {style.get(qn("w:styleId")): style for style in found}
        self.ours = {
            style.get(qn("w:styleId")): style
            for style in own.iterchildren(qn("w:style"))
            if style.get(qn("w:type")) in {"paragraph", "character"}
            and style.get(qn("w:styleId")) not in _TEXTLESS
        }
        self._names = {style.get(qn("w:styleId")) for style in own.iterchildren(qn("w:style"))}
        self._known = {_key(style): style_id for style_id, style in self.ours.items()}
        self.bases: dict[str, Element] = {}
        self.taken: list[str] = []
        self._theirs: set[str] = set()

    def merge(self, following: Iterable[str]) -> None:
        """Replace our styles in the part by the template's of the same names.

        ``following`` are styles of characters whose font is that of the text around them.
        """
        self._replace_defaults()
        for key, style_id in self._known.items():
            style = self._by_key.get(key)
            if style is not None:
                self._replace(style_id, style)
                self.taken.append(style_id)
        label = self._by_key.get(_key(self.ours["CaveatLabel"]))
        if label is not None and "CaveatLabelChar" not in self.taken:
            self._replace_properties("CaveatLabelChar", "rPr", label)  # two sides of one style
        for style_id in set(following) - set(self.taken):
            properties = self.ours[style_id].find(qn("w:rPr"))
            for fonts in properties.findall(qn("w:rFonts")):
                properties.remove(fonts)
        self.own.extend(self.bases.values())

    def part(self, caveats: Iterable[str]) -> bytes:
        """Return the part, those styles and what they are based on cut to what is allowed."""
        every = {**self.ours, **self.bases}
        left = [*caveats]
        done: set[str] = set()
        while left:
            style_id = left.pop()
            if style_id not in every or style_id in done:
                continue
            done.add(style_id)
            based = every[style_id].find(qn("w:basedOn"))
            left += [] if based is None else [based.get(qn("w:val"))]
            if style_id in self._theirs or style_id in self.bases:
                self._restrict(every[style_id])
        if self._defaults is not None:
            self._restrict(self.own.find(qn("w:docDefaults")))
        return bytes(serialize_part_xml(self.own))

    def _restrict(self, element: Element) -> None:
        for properties in list(element.iter(qn("w:pPr"), qn("w:rPr"))):
            restrict(properties, _OURS)

    def _replace_defaults(self) -> None:
        """Take the template's defaults, but not its language: the brief has its own."""
        if self._defaults is None:
            return
        ours = self.own.find(qn("w:docDefaults"))
        theirs = _cleaned(self._defaults)
        for language in list(theirs.iter(qn("w:lang"))):
            language.getparent().remove(language)
        for name in ("rPrDefault", "pPrDefault"):
            if theirs.find(_WORD + name) is None:
                theirs.insert(0 if name == "rPrDefault" else 1, OxmlElement(f"w:{name}"))
        run = theirs.find(qn("w:rPrDefault"))
        if run.find(qn("w:rPr")) is None:
            run.append(OxmlElement("w:rPr"))
        run.find(qn("w:rPr")).append(next(ours.iter(qn("w:lang"))))
        self.own.replace(ours, theirs)

    def _replace(self, style_id: str, theirs: Element) -> None:
        """Give our style what the template's says; name, links and order stay ours."""
        own = self.ours[style_id]
        for child in own.findall(qn("w:basedOn")):
            own.remove(child)
        base = self._bring(theirs)
        if base:
            own.insert(1, _based_on(base))
        if own.get(qn("w:type")) == "paragraph":
            self._replace_properties(style_id, "pPr", theirs)
        self._replace_properties(style_id, "rPr", theirs)

    def _replace_properties(self, style_id: str, kind: str, theirs: Element) -> None:
        """Give our style the template's properties of paragraphs or runs, ``pPr`` or ``rPr``."""
        self._theirs.add(style_id)
        own, found = self.ours[style_id], theirs.find(_WORD + kind)
        old = own.find(_WORD + kind)
        new = OxmlElement(f"w:{kind}") if found is None else _cleaned(found)
        if kind == "pPr":
            _keep_ours(style_id, new, old)
        elif style_id in _PLAIN:
            _make_plain(new)
        own.replace(old, new)

    def _bring(self, theirs: Element) -> str | None:
        """Return the id of what a style is based on; what is not ours is taken along."""
        base = self._below(theirs)
        first = style_id = self._id(base)
        while style_id and style_id not in self.ours and style_id not in self.bases:
            copy = self.bases[style_id] = _copied(base, style_id)
            base = self._below(base)
            style_id = self._id(base)
            if style_id:
                copy.insert(1, _based_on(style_id))
        return first

    def _below(self, theirs: Element) -> Element | None:
        """Return the template's style that one of its styles is based on."""
        based = theirs.find(qn("w:basedOn"))
        base = None if based is None else self._by_id.get(based.get(qn("w:val")))
        same = base is not None and base.get(qn("w:type")) == theirs.get(qn("w:type"))
        return base if same else None

    def _id(self, theirs: Element | None) -> str | None:
        """Return the id that a style of the template has in our part."""
        if theirs is None:
            return None
        own = str(theirs.get(qn("w:styleId")))
        return self._known.get(_key(theirs)) or (f"Their{own}" if own in self._names else own)


def name_of(style: Element) -> str:
    """Return the name that people see of a style."""
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"), ""))


def _key(style: Element) -> tuple[str, str]:
    """Return what a style is known by: its kind and its name, whatever their case."""
    return style.get(qn("w:type"), "paragraph"), name_of(style).casefold()


def _based_on(style_id: str) -> Element:
    return OxmlElement("w:basedOn", {qn("w:val"): style_id})


def _copied(theirs: Element, style_id: str) -> Element:
    """Return a style that others are based on, with nothing but its name and its properties."""
    style = OxmlElement("w:style", {qn("w:type"): theirs.get(qn("w:type"))})
    if theirs.get(qn("w:customStyle")):
        style.set(qn("w:customStyle"), "1")
    style.set(qn("w:styleId"), style_id)
    style.append(OxmlElement("w:name", {qn("w:val"): name_of(theirs)}))
    style.append(OxmlElement("w:semiHidden"))
    for name in ("pPr", "rPr"):
        found = theirs.find(_WORD + name)
        if found is not None:
            style.append(_cleaned(found))
    return style


def _cleaned(theirs: Element) -> Element:
    """Return a copy with WordprocessingML alone, and without what is left out."""
    copy = deepcopy(theirs)
    for node in list(copy.iter()):
        parent = node.getparent()
        if not isinstance(node.tag, str) or not node.tag.startswith(_WORD) or node.tag in _LEFT:
            if parent is not None and node is not copy:
                parent.remove(node)
            continue
        for key in list(node.attrib):
            if not key.startswith(_WORD):
                del node.attrib[key]
    return copy


def _keep_ours(style_id: str, new: Element, ours: Element) -> None:
    """Put into a paragraph's properties what stays ours, where the schema wants it."""
    kept = {*_OURS, "ind"} if style_id in _INDENTED else {*_OURS}
    for child in list(new):
        if child.tag.removeprefix(_WORD) in kept:
            new.remove(child)
    new.extend([c for c in ours if c.tag.removeprefix(_WORD) in kept])
    new[:] = sorted(new, key=lambda child: _ORDER.index(child.tag.removeprefix(_WORD)))


def _make_plain(properties: Element) -> None:
    for name in ("b", "bCs"):
        for child in properties.findall(_WORD + name):
            properties.remove(child)
    at = len(properties.findall(qn("w:rFonts")))
    for n, name in enumerate(("b", "bCs")):
        properties.insert(at + n, OxmlElement(f"w:{name}", {qn("w:val"): "0"}))


def _write_out(styles: Element, office: Element | None) -> None:
    """Write out what styles take from Office's theme: the fonts; colours stand there already."""
    for fonts in styles.iter(qn("w:rFonts")):
        for key, plain in _THEME_FONTS.items():
            name = fonts.get(_WORD + key)
            typeface = _typeface(office, name) if name else ""
            if typeface:
                fonts.set(_WORD + plain, typeface)
    for node in styles.iter():
        for key in list(node.attrib):
            local = key.removeprefix(_WORD)
            if local.startswith("theme") or local in _THEME_FONTS:
                del node.attrib[key]


def _typeface(office: Element | None, name: str) -> str:
    """Return the font that Office's theme has under a name such as ``minorHAnsi``."""
    if office is None or name[:5] not in {"major", "minor"}:
        return ""
    script = next((tag for end, tag in _SCRIPTS.items() if name.endswith(end)), "latin")
    path = f"{qn('a:themeElements')}/{qn('a:fontScheme')}/{qn('a:' + name[:5] + 'Font')}"
    found = office.find(f"{path}/{qn('a:' + script)}")
    return "" if found is None else str(found.get("typeface", ""))
