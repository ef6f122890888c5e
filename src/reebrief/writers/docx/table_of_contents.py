"""The list of contents: a line for each heading, with a link and a field for its page.

ECMA-376 Part 1, 17.16.5.45 (PAGEREF). Word counts the pages anew when fields are updated, and
LibreOffice when it opens the file; until then each line says the page on which our own layout has
its heading. A field for the whole list (TOC) is none of them: LibreOffice shows it in one column
and with the numbers as they came, and Word can take text that stands within it out of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reebrief.document.written_lines import CONTENTS, LISTING
from reebrief.writers.docx.paragraphs import WordParagraph
from reebrief.writers.docx.runs import Inlines
from reebrief.writers.docx.xml import field
from reebrief.writers.shared.table_of_contents import ContentsEntry

_TAB = "<w:r><w:tab/></w:r>"


def listed(
    entries: Sequence[ContentsEntry], inlines: Inlines, pages: Mapping[str, int]
) -> list[WordParagraph]:
    """Return a paragraph for each entry.

    ``pages`` holds numbers of pages by the ids of headings. A heading without one has an entry
    without.
    """
    paragraphs = []
    for entry in entries:
        name = inlines.bookmarks.names[entry.id]
        number = pages.get(entry.id)
        at = "" if number is None else _TAB + field(f"PAGEREF {name} \\h", str(number))
        style = LISTING[min(entry.level, len(LISTING)) - 1]
        inside = inlines.runs(entry.inlines, bold=style in inlines.styles.bold) + at
        line = f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>'
        paragraphs.append(WordParagraph(style, line, whose=CONTENTS))
    if paragraphs:
        paragraphs[-1].after = inlines.styles.paragraphs["Normal"].after
    return paragraphs
