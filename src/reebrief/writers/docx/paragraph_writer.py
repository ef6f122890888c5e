"""Paragraphs and lines of caveats, with the space and the indents that depend on their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.document import nodes
from reebrief.document.nodes import (
    AuthorLine,
    CaveatLabels,
    CaveatRole,
    CaveatText,
    InlineExcerpt,
    Paragraph,
)
from reebrief.document.traverse import plain, walk
from reebrief.document.written_lines import CAVEAT
from reebrief.writers.docx.author_lines import AuthorLines
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.content_controls import Lock
from reebrief.writers.docx.paragraphs import ListNumber, WordParagraph
from reebrief.writers.docx.runs import Inlines
from reebrief.writers.docx.style_names import PART_END, Styles
from reebrief.writers.docx.xml import run
from reebrief.writers.text.direction import runs_leftward

_CAVEATS: dict[CaveatRole, str] = {
    "box": "CaveatText",
    "key": "CaveatKey",
    "entry": "SourceEntry",
}


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where blocks stand: the style of a plain paragraph there, and what surrounds it.

    ``indent`` is added to what a style indents, ``width`` is there for a table, both in points;
    ``level`` counts the lists around; ``bold`` says that a table's style sets the text in bold,
    ``right`` that the column has figures.
    """

    style: str
    width: float
    indent: float = 0.0
    level: int = 0
    bold: bool = False
    right: bool = False


@dataclass(eq=False)
class ParagraphWriter:
    """Writes paragraphs, each with a say of what stood before it."""

    styles: Styles
    inlines: Inlines
    bookmarks: Bookmarks
    lines: AuthorLines

    def __post_init__(self) -> None:
        self._out: list[str | WordParagraph] = []
        self._number: ListNumber | None = None
        self._below_table = False
        self._whose = ""
        self._gap = self.styles.gap

    def _runs(
        self, inlines: nodes.Inlines, style: str, place: TextPlace, *, locked: bool = False
    ) -> str:
        bold = place.bold or style in self.styles.bold
        return self.inlines.runs(inlines, bold=bold, locked=locked)

    def _own_bold(self, style: str, place: TextPlace) -> str:
        """Return what gives runs their style's weight where a table's style is bold.

        Bold in both would be plain (ECMA-376 Part 1, 17.7.3, toggle properties).
        """
        if not place.bold:
            return ""
        return "<w:b/>" if style in self.styles.bold else '<w:b w:val="0"/>'

    def _text(
        self, style: str, inlines: nodes.Inlines, place: TextPlace, anchor: str | None = None
    ) -> None:
        self._paragraph(style, self._runs(inlines, style, place), place, anchor)
        last = self._last()
        if last and runs_leftward(plain(inlines)):
            last.leftward = True
        quoted = next((n.article for n in walk(inlines) if isinstance(n, InlineExcerpt)), "")
        self._say(quoted or self._whose)

    def _say(self, whose: str) -> None:
        """Note whose words the last paragraph has."""
        last = self._last()
        if last:
            last.whose = whose

    def _own(self, own: AuthorLine | None, inlines: nodes.Inlines) -> None:
        """Mark the last paragraph as a line of the author's, where it is one."""
        last = self._last()
        if own and last:
            self.lines.mark(last, own, inlines)

    def _paragraph(
        self,
        style: str,
        runs: str,
        place: TextPlace,
        anchor: str | None = None,
        lock: Lock | None = None,
    ) -> None:
        number, self._number = self._number, None
        if style == "Normal" and place.level:
            style = number.style if number else "ListContinue"
        paragraph = WordParagraph(style, self.bookmarks.at(anchor, runs), number, lock=lock)
        paragraph.left = self._left(style, number, place)
        paragraph.right = place.right and not number
        if self._below_table:
            # Word has no space below a table: the paragraph after it gives more above.
            self._below_table = False
            before, gap = self.styles.paragraphs[style].before, self._gap
            paragraph.before = before + gap if gap and before < self.styles.gap else None
            self._gap = self.styles.gap
        self._out.append(paragraph)

    def _left(self, style: str, number: ListNumber | None, place: TextPlace) -> float | None:
        """Return the indent, where it is not what the style or the numbering's level says."""
        listed = style in {"ListBullet", "ListNumber", "ListContinue"}
        left = place.indent + (0.0 if listed else self.styles.indent(style))
        if number:
            step = self.styles.step("Normal")
            usual = listed and (left, number.hanging) == (step * (number.level + 1), step)
        else:
            usual = left == self.styles.indent(style)
        return None if usual else left

    def _last(self) -> WordParagraph | None:
        """Return the paragraph that was written last, unless a table or a cell stands between."""
        last = self._out[-1] if self._out else None
        return last if isinstance(last, WordParagraph) else None

    def _part_from_next(self) -> None:
        """Give the last paragraph of a list or header block the space below of a plain one."""
        last, after = self._last(), self.styles.paragraphs["Normal"].after
        if last and self.styles.paragraphs[last.style].after < after:
            last.after = after

    def _labels(self, node: CaveatLabels, place: TextPlace) -> None:
        """Write labels: of a list's item they follow what they are about, else they lead it."""
        if not node.labels:
            if node.beside:
                self._text("Meta", node.beside, place)
            return
        if place.level:
            self._keep_last()
        bold = self._own_bold("CaveatLabel", place)
        runs = run(" · ", bold).join([self.inlines.label(label, bold) for label in node.labels])
        runs += self.inlines.runs(node.marks, locked=True)
        if node.beside:
            runs += run(" · ", bold) + self._runs(node.beside, "CaveatLabel", place, locked=True)
        title = " · ".join([label.text for label in node.labels])
        lock = self.inlines.locks.lock(f"line-{node.labels[0].part}", title)
        self._paragraph("CaveatLabel", runs, place, lock=lock)
        self._say(CAVEAT)

    def _caveat(self, node: CaveatText, place: TextPlace) -> None:
        """Write a caveat; in a list on the page of the end of what it speaks of."""
        if place.level:
            self._keep_last()
        style = _CAVEATS[node.role]
        self.inlines.drawn.add(node.part)
        runs = self._runs(node.inlines, style, place, locked=True)
        self._paragraph(style, runs, place, lock=self.inlines.locks.lock(node.part))
        self._say(CAVEAT)

    def _listed_source(
        self, entry: Paragraph, said: Sequence[CaveatText], place: TextPlace
    ) -> None:
        """Write an entry of the list of sources, its line going on with the caveats on it."""
        runs = self._runs(entry.inlines, place.style, place)
        for node in said:
            self.inlines.drawn.add(node.part)
            told = self._runs(node.inlines, place.style, place, locked=True)
            runs += run(" ") + self.inlines.locks.lock(node.part).around(told)
        self._paragraph(place.style, runs, place, entry.id)
        self._say(CAVEAT)

    def _keep_last(self) -> None:
        last = self._last()
        if last and last.style not in self.styles.kept:
            last.keep = True

    def _empty(self, place: TextPlace) -> None:
        self._paragraph(place.style, "", place)

    def _end(self, place: TextPlace) -> None:
        """Write the empty paragraph that Word wants after a table which no text follows."""
        if self._below_table:
            self._empty(place)

    def _spacer(self) -> None:
        """Part two tables, which Word would join, by a line without height."""
        if self._last() is None and self._out:
            self._out.append(WordParagraph(PART_END, ""))
        self._below_table = False
