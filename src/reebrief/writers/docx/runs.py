"""Inlines as runs: character styles, links, labels and marks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import assert_never

from reebrief.document import nodes
from reebrief.document.nodes import (
    CaveatLabel,
    CaveatMark,
    Cite,
    Emphasis,
    InlineExcerpt,
    LineBreak,
    Link,
    Strong,
    Text,
)
from reebrief.document.traverse import plain
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.content_controls import ContentControls
from reebrief.writers.docx.footnotes import REFERENCE, Notes
from reebrief.writers.docx.hyperlinks import Links
from reebrief.writers.docx.language_runs import spoken, spoken_leftward
from reebrief.writers.docx.style_names import Styles
from reebrief.writers.docx.xml import run, styled
from reebrief.writers.text.direction import runs_leftward
from reebrief.writers.text.line_breaking import keep_together


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run looks: a character style of its own, what is asked for, what stands around it."""

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    within_bold: bool = False
    within_lock: bool = False
    leftward: bool = False


@dataclass(eq=False)
class Inlines:
    """Turns inlines into runs, and notes each caveat's part that it draws."""

    styles: Styles
    links: Links
    bookmarks: Bookmarks
    notes: Notes
    locks: ContentControls
    language: str
    drawn: set[str] = field(default_factory=set, init=False)

    def runs(self, inlines: nodes.Inlines, *, bold: bool = False, locked: bool = False) -> str:
        """Return the runs of inlines; their paragraph as a whole is ``bold``, or ``locked``."""
        leftward = runs_leftward(plain(inlines))
        look = _Look(within_bold=bold, within_lock=locked, leftward=leftward)
        return self._all(inlines, look)

    def label(self, label: CaveatLabel, properties: str = "") -> str:
        """Return the run of a label, within a lock of its own."""
        self.drawn.add(label.part)
        return self.locks.lock(label.part, label.text).around(run(label.text, properties))

    def _all(self, inlines: nodes.Inlines, look: _Look) -> str:
        done = []
        for n, node in enumerate(inlines):
            if n and isinstance(node, CaveatMark) and isinstance(inlines[n - 1], CaveatMark):
                done.append(run(",", REFERENCE))  # marks 1 and 2 are not the mark 12
            done.append(self._one(node, look))
        return "".join(done)

    def _one(self, node: nodes.Inline, look: _Look) -> str:
        match node:
            case Text():
                properties = self._properties(look)
                if look.leftward:
                    return spoken_leftward(keep_together(node.text), self.language, properties)
                return (
                    spoken(keep_together(node.text), self.language, properties) if node.text else ""
                )
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Strong():
                return self._all(node.inlines, replace(look, strong=True))
            case Emphasis():
                return self._all(node.inlines, replace(look, emphasis=True))
            case Cite() | InlineExcerpt():
                return self._all(node.inlines, look)
            case Link():
                return self._link(node, look)
            case CaveatLabel():
                return self.label(node, self._properties(replace(look, style="CaveatLabelChar")))
            case CaveatMark():
                return self.notes.mark(node.number, locked=look.within_lock)
            case _:
                assert_never(node)

    def _link(self, node: Link, look: _Look) -> str:
        """Return a link; without a place to go to, or within another link, only its text."""
        target = None if look.style else self._target(node.href)
        if target is None or not node.inlines:
            return self._all(node.inlines, look)
        runs = self._all(node.inlines, replace(look, style="Hyperlink"))
        return f'<w:hyperlink {target} w:history="1">{runs}</w:hyperlink>'

    def _target(self, href: str) -> str | None:
        if href.startswith("#"):
            name = self.bookmarks.names.get(href[1:])
            return name and f'w:anchor="{name}"'
        relationship = self.links.id_of(href)
        return relationship and f'r:id="{relationship}"'

    def _properties(self, look: _Look) -> str:
        return _properties(look, own_bold=look.style in self.styles.bold)


@lru_cache
def _properties(look: _Look, *, own_bold: bool) -> str:
    """Return a run's properties: a character style, and directly only what it cannot carry.

    Bold in a character style takes the paragraph's bold away instead of adding to it (ECMA-376
    Part 1, 17.7.3, toggle properties), so text that is bold anyway takes no style for strong, and
    a bold style within bold says so directly. Emphasis within italics does turn upright, as is
    the custom in print.
    """
    strong = look.strong and not look.within_bold
    if not look.style:
        name = {
            (False, False): "",
            (True, False): "Strong",
            (False, True): "Emphasis",
            (True, True): "IntenseEmphasis",
        }[strong, look.emphasis]
        return styled(name) if name else ""
    bold = strong or (own_bold and look.within_bold)
    direct = ("<w:b/>" if bold else "") + ("<w:i/>" if look.emphasis else "")
    return styled(look.style) + direct
