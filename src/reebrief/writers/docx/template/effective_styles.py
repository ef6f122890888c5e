"""Resolve how Word's styles look once everything is counted that they are based on.

ECMA-376 Part 1, 17.7.2 (style hierarchy), 17.3.1 and 17.3.2 (properties of paragraphs and runs).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docx.oxml.ns import qn

from reebrief.templates.themes import CONTRAST, Style, contrast
from reebrief.writers.docx.template.allowed import harms, is_on, number
from reebrief.writers.docx.template.merge_styles import Element
from reebrief.writers.docx.template.shading import PAPER, Shade, automatic, colour, shade

_SMALLEST = 6.0
_MARKING = 12.0  # what TLP 2.0 asks of a marking


@dataclass(frozen=True, slots=True)
class EffectiveStyle:
    """What a style comes to: lengths in points, colours as six hexadecimal digits in upper case.

    ``exact`` is the height of its lines where it is fixed; ``properties`` has all that is said.
    """

    font: str = "Times New Roman"
    size: float = 10.0
    colour: str = "000000"
    automatic: bool = True
    """Whether Word chooses black or white by what the letters stand on."""
    shade: Shade = field(default_factory=Shade)
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    exact: float | None = None
    properties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def differences(self, style: Style, font: str) -> list[str]:
        """Say in what it differs from a theme's style, whose font Word calls ``font``."""
        pairs = (
            ("font", self.font, font),
            ("size", f"{self.size:g}", f"{round(style.size * 2) / 2:g}"),
            ("colour", self.colour, style.colour),
            ("background", self.shade.fill or "none", style.background or "none"),
            ("bold", _yes(self.bold), _yes(style.bold)),
            ("italic", _yes(self.italic), _yes(style.italic)),
        )
        return [f"{what} {own}, not {other}" for what, own, other in pairs if own != other]

    def faults(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield why text of the style whose id is ``name`` could not be read, and what to do."""
        yield from harms(self.properties, raised=name == "FootnoteReference")
        least = _MARKING if name == "Marking" else _SMALLEST
        if self.size < least:
            yield f"has {self.size:g} points", f"{least:g} are the least"
        if self.exact is not None and self.exact < self.size:
            yield (
                f"sets lines of {self.exact:g} points for letters of {self.size:g}",
                "set its line spacing to 'at least' or 'multiple'",
            )

    def faint(
        self, behind: Shade | None = None, least: float = CONTRAST
    ) -> Iterator[tuple[str, str]]:
        """Yield that its contrast is too low, where it is, and what to do.

        ``behind`` is what a style of characters stands on that has no shading of its own,
        ``least`` the ratio of contrast that is enough.
        """
        ground = behind if behind and not self.shade.grounds else self.shade
        ratio = min(contrast(self._ink(under), under) for under in ground.grounds or (PAPER,))
        if ratio < least:
            hint = f"choose a darker colour or a lighter background; {least:g}:1 is the least"
            yield f"has a contrast of {ratio:.1f}:1", hint

    def _ink(self, under: str) -> str:
        return automatic(under) if self.automatic else self.colour


class EffectiveStyles:
    """The looks of the styles in a part; ``styles`` are its elements by their ids."""

    def __init__(self, part: Element, styles: Mapping[str, Element]) -> None:
        self._styles = styles
        self._known: dict[str, EffectiveStyle] = {}
        defaults = part.find(qn("w:docDefaults"))
        self._defaults = EffectiveStyle()
        for element in defaults.iter(qn("w:rPr"), qn("w:pPr")) if defaults is not None else ():
            self._defaults = _with(self._defaults, element)

    def of(self, name: str) -> EffectiveStyle:
        """Return the look of a style. Raises ValueError where it cannot be told."""
        way: list[str] = []
        at: str | None = name
        while at is not None and at in self._styles and at not in self._known:
            if at in way:
                raise ValueError(f"'{at}' is based on itself")
            way.append(at)
            based = self._styles[at].find(qn("w:basedOn"))
            at = None if based is None else based.get(qn("w:val"))
        look = self._known.get(at or "") or self._start(name)
        for one in reversed(way):
            for child in self._styles[one].iterchildren(qn("w:pPr"), qn("w:rPr")):
                look = _with(look, child)
            self._known[one] = look
        return look

    def _start(self, name: str) -> EffectiveStyle:
        """Return what a chain of styles begins with: of characters, what they stand among."""
        if self._styles[name].get(qn("w:type")) != "character":
            return self._defaults
        normal = self.of("Normal")
        return replace(
            EffectiveStyle(font=normal.font, size=normal.size, colour=normal.colour),
            automatic=normal.automatic,
        )


def _with(look: EffectiveStyle, properties: Element) -> EffectiveStyle:
    """Return a look with what the properties of a paragraph or a run say."""
    kind = properties.tag.rpartition("}")[2]
    for child in properties:
        name = child.tag.rpartition("}")[2]
        said = {key.rpartition("}")[2]: text for key, text in child.attrib.items()}
        key = f"{kind}:{name}"
        # Of these three each attribute is inherited by itself, of others the whole property.
        old = look.properties.get(key, {}) if name in {"spacing", "ind", "rFonts"} else {}
        look = replace(look, properties={**look.properties, key: {**old, **said}})
        value = child.get(qn("w:val"))
        match name:
            case "rFonts":
                look = replace(look, font=child.get(qn("w:ascii")) or look.font)
            case "sz":
                look = replace(look, size=number(value) / 2)
            case "color":
                own = colour(value)
                look = replace(look, colour=own or "000000", automatic=own is None)
            case "shd":
                look = replace(look, shade=shade(said))
            case "b":
                look = replace(look, bold=is_on(value))
            case "i":
                look = replace(look, italic=is_on(value))
            case "spacing" if kind == "pPr":
                look = _spaced(look, child)
            case _:
                pass
    return look


def _spaced(look: EffectiveStyle, child: Element) -> EffectiveStyle:
    before, after, line = (child.get(qn(f"w:{key}")) for key in ("before", "after", "line"))
    exact = look.exact
    if line is not None:
        exact = number(line) / 20 if child.get(qn("w:lineRule")) == "exact" else None
    return replace(
        look,
        before=look.before if before is None else number(before) / 20,
        after=look.after if after is None else number(after) / 20,
        exact=exact,
    )


def _yes(value: bool) -> str:  # noqa: FBT001  what it says is its only argument
    return "yes" if value else "no"
