"""The body of a Word file: sections on pages of their own, in columns, and in panels."""

from __future__ import annotations

from collections.abc import Sequence

from reebrief.document import nodes
from reebrief.document.nodes import Contents, Section
from reebrief.writers.docx import panels
from reebrief.writers.docx.blocks import BlockWriter
from reebrief.writers.docx.paragraph_writer import TextPlace
from reebrief.writers.docx.paragraphs import WordParagraph
from reebrief.writers.docx.sections import SectionPages
from reebrief.writers.docx.style_names import PART_END
from reebrief.writers.shared.regions import GUTTER, INSET, Opening, Region, regions

_STYLES = {
    "bottom-line": "BottomLine",
    "main-messages": "BottomLine",
    "sources": "SourceEntry",
}
"""The styles of plain paragraphs of sections, where they are not the body's."""


class Body(BlockWriter):
    """Translates sections, region by region."""

    def content(self, parts: Sequence[tuple[Sequence[Section], SectionPages]]) -> str:
        """Return the content of the body: sections, in parts that have pages of their own."""
        self._sections = [section for sections, _ in parts for section in sections]
        end = ""
        for n, (sections, sheet) in enumerate(parts):
            if n:
                self._end_section(end)
            end = self._part(sections, sheet)
        if self._last() is None:
            self._out.append(WordParagraph(PART_END, ""))
        return "".join(map(str, self._out)) + end

    def author_lines(self, sources: Sequence[str]) -> bytes:
        """Return the list of what the paragraphs say, to be called after ``content``."""
        return self.lines.part(self._out, sources)

    def _part(self, sections: Sequence[Section], sheet: SectionPages) -> str:
        """Write sections on pages of one kind; return the properties of Word's last section.

        Each region in columns is a section of Word's of its own, which goes on on the same page.
        """
        self._height = sheet.height
        columns, begins, start = 1, True, len(self._out)
        for region in regions(sections, self.styles.columns):
            wanted = 2 if region.kind == "columns" else 1
            if wanted != columns and len(self._out) > start:
                self._end_section(sheet.properties(columns, begins=begins))
                begins = False
            columns = wanted
            width = (sheet.width - GUTTER) / 2 if columns > 1 else sheet.width
            self._region(region, width)
        if columns > 1:  # columns are balanced where a section goes on below them on the same page
            self._end_section(sheet.properties(columns, begins=begins))
            self._keep_last()  # else LibreOffice fills the left column and adds an empty page
            self._out.append(WordParagraph(PART_END, ""))
            columns, begins = 1, False
        return sheet.properties(columns, begins=begins)

    def _region(self, region: Region, width: float) -> None:
        if region.kind == "opening":
            self._opening(region.opening(), width)
            return
        for section, blocks in region.pieces:
            self._listing = any(isinstance(block, Contents) for block in section.blocks)
            if region.kind == "box":
                self._boxed(section, blocks, width)
            else:
                self._blocks(blocks, TextPlace(_STYLES.get(section.kind, "Normal"), width))

    def _opening(self, opening: Opening, width: float) -> None:
        """Write what the brief says first beside the box on the sources, the key below both."""
        colour = self.styles.paragraphs["CaveatLabel"].colour
        look = self.styles.theme.styles["bottom-line"]
        half = width / 2
        self._spacer()
        self._out.append(panels.table_start([half, half]) + "<w:tr>")
        self._out.append(panels.cell_start(half, 1, panels.bar(look.rule), look.background))
        self._panel([(_STYLES.get(s.kind, "Normal"), said) for s, said in opening.first], half)
        self._out.append(panels.cell_start(half, 1, panels.outline(colour)))
        self._panel([("CaveatText", opening.box)], half)
        self._out.append("</w:tr>")
        if opening.key:
            self._out += ["<w:tr>", panels.cell_start(width, 2, panels.outline(colour))]
            self._panel([("CaveatText", opening.key)], width)
            self._out.append("</w:tr>")
        self._out.append("</w:tbl>")
        self._below_table, self._gap = True, panels.GAP

    def _boxed(self, section: Section, blocks: nodes.Blocks, width: float) -> None:
        """Write the box on the sources across the page."""
        colour = self.styles.paragraphs["CaveatLabel"].colour
        last = self._last()
        above = self.styles.paragraphs.get(last.style) if last else None
        if last and above:  # a table has no space above of its own
            last.after = max(above.after, panels.ABOVE)
        self._spacer()
        self._out.append(panels.table_start([width]) + "<w:tr>")
        self._out.append(panels.cell_start(width, 1, panels.outline(colour)))
        style = _STYLES.get(section.kind, "SourceEntry")
        self._panel([(style, blocks)], width)
        self._out.append("</w:tr></w:tbl>")
        self._below_table, self._gap = True, panels.GAP

    def _panel(self, said: Sequence[tuple[str, nodes.Blocks]], width: float) -> None:
        """Write the content of a panel, and end its cell."""
        self._in_panel = True
        self._below_table = False
        start = len(self._out)
        for style, blocks in said:
            place = TextPlace(style, width - 2 * INSET)
            self._blocks(blocks, place)
            self._end(place)
        if len(self._out) == start:
            self._empty(TextPlace("Normal", width))
        self._in_panel = False
        self._out.append("</w:tc>")

    def _end_section(self, properties: str) -> None:
        """Let a paragraph end Word's section: not a locked one, for who ends a section turns it."""
        last = self._last()
        if last is None or last.lock:
            last = WordParagraph(PART_END, "")
            self._out.append(last)
        last.section = properties
        self._below_table = False
