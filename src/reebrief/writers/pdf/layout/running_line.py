"""The running line at the foot of a page: who stands behind its text, what its marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reebrief.document.annotated import AnnotatedBrief, running_part
from reebrief.document.traverse import plain
from reebrief.templates.language import Language
from reebrief.writers.pdf.layout.boxes import Line, line
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.kept_lines import lines_of
from reebrief.writers.pdf.text.line_breaking import TextPiece
from reebrief.writers.pdf.text.styles import TextStyles, Voice
from reebrief.writers.shared.running_line import running_line

KEY = "key"
"""What a page shows that holds the key of the marks itself."""

_KEPT = 64
"""How many sets of articles and marks have their lines kept."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a page in points: its width, what is free of it left of the page's number.

    ``down`` is how far the line of the number lies below the foot's upper edge.
    """

    width: float
    free: float
    down: float


class RunningLine:
    """Sets the running line of each set of articles and marks once, as wide as the text.

    It repeats what stands beside the text and in the key, so it belongs to no element.
    """

    def __init__(
        self, annotated: AnnotatedBrief, looks: TextStyles, words: Language, foot: Foot
    ) -> None:
        self._standings = annotated.running
        self._keys = annotated.keys
        self._looks = looks
        self._words = words
        self._foot = foot
        self._width = foot.width
        self._known: dict[frozenset[str], list[Line]] = {}

    def lines(self, shown: frozenset[str]) -> list[Line]:
        """Return the lines for a page that shows text of articles, and marks; none for neither."""
        known = self._known.get(shown)
        if known is None:
            articles = frozenset(shown & self._standings.keys())
            marks = () if KEY in shown else tuple(p for p in self._keys if p in shown)
            known = [
                *(self._key(marks) if marks else ()),
                *(self._set(articles) if articles else ()),
            ]
            if len(self._known) >= _KEPT:  # a long brief asks for another set on each page
                del self._known[next(iter(self._known))]
            self._known[shown] = known
        return known

    @cached_property
    def _said(self) -> dict[str, str]:
        """What the key says of each mark."""
        return {part: plain(line) for part, line in self._keys.items()}

    def _key(self, marks: Sequence[str]) -> list[Line]:
        """Return the key of a page's marks, each once."""
        said = " · ".join(dict.fromkeys(self._said[part] for part in marks))
        style, tag = self._looks.styles["caveat-key"], Tag("P")
        text = self._words.marks_on_page.format(marks=said)
        leading = (style.leading, self._looks.baseline(style))
        piece = TextPiece(text, self._looks.look(Voice("caveat-key")), tag)
        return [line(b, leading, x=0.0, tag=tag) for b in lines_of([piece], self._width)]

    def _set(self, articles: frozenset[str]) -> list[Line]:
        style, tag = self._looks.styles["footer"], Tag("P")
        colour = self._looks.styles["caveat-label"].colour
        look = replace(self._looks.look(Voice("footer")), colour=colour)
        text = self._words.on_page.format(sources=running_line(articles, self._standings))
        share = {"right": 1.0, "center": 0.5}.get(style.align, 0.0)
        leading = (style.leading, self._looks.baseline(style))
        lines = [
            line(broken, leading, x=share * (self._width - broken.width), tag=tag)
            for broken in lines_of([TextPiece(text, look, tag)], self._width)
        ]
        if len(lines) == 1 and lines[0].x + _width(lines[0]) <= self._foot.free:
            # It stands on the line of the page's number, and takes no height of its own.
            lines[0].baseline += self._foot.down
            lines[0].height = 0.0
        lines[-1].parts = tuple(map(running_part, sorted(articles)))
        return lines


def _width(one: Line) -> float:
    return max((piece.x + piece.width for piece in one.fragments), default=0.0)
