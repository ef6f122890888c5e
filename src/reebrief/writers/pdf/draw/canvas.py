"""A page's content: text in marks of its elements, artifacts behind it, links, named places.

Nothing can be painted without a mark: ISO 14289-1, 7.1, wants every content tagged or an artifact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reebrief.document.nodes import Image
from reebrief.writers.pdf.draw.font_embedding import Embedded
from reebrief.writers.pdf.tags import LAYOUT, REPEATED, Artifact, Mark, Marked, Tag
from reebrief.writers.pdf.text.arabic_shaping import unshaped
from reebrief.writers.pdf.text.fonts import Face
from reebrief.writers.pdf.text.line_breaking import HYPHEN, Fragment, Target

_UNDERLINE = (0.11, 0.045)
"""A link's underline: its distance from the baseline and its thickness, in ems."""

_DOT = 0.8
"""The width and height of a dot that leads to a page's number, in points."""

_DOTS = 4.5
"""How far these dots stand apart, in points."""

Rectangle = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points from the paper's lower left corner."""


@dataclass(slots=True)
class Book:
    """What the pages of a document share: its fonts, the parts drawn, the places that have names.

    ``parts`` holds the page from 0 on which each was complete; ``places`` each name's page, and its
    left and upper edge; ``images`` the name of each image in content streams.
    """

    fonts: dict[Face, Embedded] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    images: dict[Image, str] = field(default_factory=dict)

    def font(self, face: Face) -> Embedded:
        """Return a face as this document embeds it."""
        font = self.fonts.get(face)
        if font is None:
            font = self.fonts[face] = Embedded(face, f"F{len(self.fonts) + 1}")
        return font


class Canvas:
    """One page as it is drawn: points, ``top`` counted from the paper's upper edge."""

    def __init__(self, book: Book, number: int, size: tuple[float, float]) -> None:
        self.book = book
        self.number = number
        self.width, self.height = size
        self.tags: list[Tag] = []
        self.links: dict[Target, list[Rectangle]] = {}
        self._said: list[str] = []
        self._fills: list[str] = []
        self._code: list[str] = []
        self._mark: Mark | None = None
        self._aside: Artifact | None = None
        self._font = self._colour = ""

    def text(self, x: float, top: float, fragments: Sequence[Fragment], stretch: float) -> None:
        """Set fragments side by side on the baseline at ``top``; ``stretch`` widens each space."""
        y = self.height - top
        self._said.append(unshaped("".join(fragment.text for fragment in fragments)))
        for fragment in fragments:
            piece, look = fragment.piece, fragment.piece.look
            self._set_mark(self._aside or (LAYOUT if fragment.text == HYPHEN else piece.tag))
            font = self.book.font(fragment.face)
            self._state(f"/{font.name} {look.size:g} Tf", look.colour)
            at, width = x + fragment.x, fragment.width
            if fragment.leftward:
                shown = f"<{font.encode_leftward(fragment.text)}> Tj"
            elif stretch:
                shown = font.stretched(fragment.text, stretch / look.size)
                more = stretch * fragment.text.count(" ")
                x += more
                width += more
            else:
                shown = f"<{font.encode(fragment.text)}> Tj"
            self._code += (f"1 0 0 1 {at:.2f} {y + look.rise:.2f} Tm", shown)
            if piece.link:
                self._link(piece.link, fragment, at, y, width)

    def fill(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle below the text."""
        y = self.height - top - height
        self._fills.append(f"{_rgb(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def paint(self, tag: Tag, operators: Sequence[str]) -> None:
        """Paint with operators that set what they need; what they paint belongs to an element."""
        self._set_mark(self._aside or tag)
        self._code += ["ET q", *operators, "Q BT"]

    def image(self, tag: Tag, image: Image, box: Rectangle) -> None:
        """Paint an image (ISO 32000-1, 8.9)."""
        name = self.book.images.setdefault(image, f"I{len(self.book.images) + 1}")
        left, lower, right, upper = box
        matrix = f"{right - left:.2f} 0 0 {upper - lower:.2f} {left:.2f} {lower:.2f} cm"
        self.paint(tag, [matrix, f"/{name} Do"])

    def dots(self, left: float, right: float, top: float, colour: str) -> None:
        """Set dots from left to right on the baseline at ``top``, below those of other lines."""
        y = self.height - top
        first, last = math.ceil(left / _DOTS), int((right - _DOT) / _DOTS)
        dots = [f"{n * _DOTS:.2f} {y:.2f} {_DOT} {_DOT} re" for n in range(first, last + 1)]
        if dots:
            self._fills.append(f"{_rgb(colour)} {' '.join(dots)} f")

    def passed(self, parts: Iterable[str]) -> None:
        """Note that these parts of caveats were drawn: not as something repeated."""
        if self._aside is not REPEATED:
            for part in parts:
                self.book.parts.setdefault(part, self.number)

    def anchor(self, name: str, x: float, top: float) -> None:
        """Give a place a name that links lead to; the first place of a name counts."""
        if self._aside is None:
            self.book.places.setdefault(name, (self.number, x, self.height - top))

    def open(self, tag: Tag) -> None:
        """Place an element that may stay without text, such as an empty cell."""
        if self._aside is None:
            tag.place()

    def aside(self, mark: Artifact | None) -> Artifact | None:
        """Draw what follows as an artifact, or no longer; return what was set before."""
        before, self._aside = self._aside, mark
        return before

    def said(self) -> str:
        """Return the text that the page shows, line by line as it was drawn."""
        return "\n".join(filter(None, self._said))

    def content(self) -> str:
        """Return the page's content stream."""
        self._set_mark(None)
        behind = ["/Artifact BMC", *self._fills, "EMC"] if self._fills else []
        return "\n".join([*behind, *self._code])

    def _set_mark(self, mark: Mark | None) -> None:
        if mark is self._mark:
            return
        if self._mark is not None:
            self._code.append("ET EMC")
        self._mark = mark
        if isinstance(mark, Artifact):
            self._code.append(f"/Artifact {mark.kind} BDC BT" if mark.kind else "/Artifact BMC BT")
        elif mark is not None:
            mark.place()
            mark.kids.append(Marked(self.number, len(self.tags)))
            self._code.append(f"/{mark.kind} <</MCID {len(self.tags)}>> BDC BT")
            self.tags.append(mark)

    def _state(self, font: str, colour: str) -> None:
        if font != self._font:
            self._code.append(font)
            self._font = font
        if colour != self._colour:
            self._code.append(_rgb(colour))
            self._colour = colour

    def _link(self, target: Target, fragment: Fragment, x: float, y: float, width: float) -> None:
        look, face = fragment.piece.look, fragment.face
        if target.underlined:
            down, thick = (share * look.size for share in _UNDERLINE)
            end = look.typeface.space * look.size if fragment.text.endswith(" ") else 0.0
            self.fill(x, self.height - y + down, width - end, thick, look.colour)
        if self._aside is None:
            bottom, up = y + look.rise - face.descent * look.size, face.ascent * look.size
            rectangle = (x, bottom, x + width, y + look.rise + up)
            self.links.setdefault(target, []).append(rectangle)


def rgb(colour: str) -> str:
    """Return a colour of six hexadecimal digits as the operands of an operator."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f}"


def _rgb(colour: str) -> str:
    """Return the operator that sets a fill colour."""
    return f"{rgb(colour)} rg"
