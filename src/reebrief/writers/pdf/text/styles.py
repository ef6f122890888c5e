"""The theme's roles as looks: typefaces, sizes and colours, and where a line's baseline lies."""

from __future__ import annotations

from dataclasses import dataclass

from reebrief.templates.themes import RoleName, Style, Theme
from reebrief.writers.pdf.text.fonts import Fonts
from reebrief.writers.pdf.text.line_breaking import TextStyle

_SMALL = 0.66
"""The size of a raised figure, as a share of the text's size."""

_RISE = 0.34
"""How high a raised figure stands, as a share of the text's size."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A role at one place in the text: emphasis is slanted, and upright within a slanted role."""

    role: RoleName
    bold: bool = False
    emphasis: bool = False
    link: bool = False
    raised: bool = False


class TextStyles:
    """The looks of a theme, each made once."""

    def __init__(self, theme: Theme, fonts: Fonts) -> None:
        self.theme = theme
        self.styles = theme.styles
        self._fonts = fonts
        self._known: dict[Voice, TextStyle] = {}

    def look(self, voice: Voice) -> TextStyle:
        """Return the look of a voice."""
        known = self._known.get(voice)
        if known is None:
            style = self.styles[voice.role]
            typeface = self._fonts.typeface(
                style.font, bold=style.bold or voice.bold, italic=style.italic != voice.emphasis
            )
            colour = self.styles["link"].colour if voice.link else style.colour
            size, rise = style.size, 0.0
            if voice.raised:
                size, rise = size * _SMALL, size * _RISE
            known = self._known[voice] = TextStyle(typeface, size, colour, rise)
        return known

    def baseline(self, style: Style) -> float:
        """Return how far the baseline lies below a line's upper edge, in points."""
        face = self.look(Voice(style.role)).typeface.face
        free = style.leading - (face.ascent + face.descent) * style.size
        return free / 2 + face.ascent * style.size
