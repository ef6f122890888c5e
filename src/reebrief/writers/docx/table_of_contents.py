"""The list of contents as the field that Word has for it, with its entries filled in.

ECMA-376 Part 1, 17.16.5.68 (TOC) and 17.16.5.45 (PAGEREF). The control around it is the one that
Word's menu makes, so that it offers to update the list. Nothing asks for that when the file is
opened: each entry is there, links to its heading, and says the page on which our own layout has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reebrief.document.written_lines import CONTENTS
from reebrief.writers.docx.paragraphs import WordParagraph
from reebrief.writers.docx.runs import Inlines
from reebrief.writers.docx.style_names import LISTING
from reebrief.writers.docx.xml import begin, end, field
from reebrief.writers.shared.table_of_contents import ContentsEntry

_CONTROL = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
)
_TAB = "<w:r><w:tab/></w:r>"


def listed(
    entries: Sequence[ContentsEntry], depth: int, inlines: Inlines, pages: Mapping[str, int]
) -> list[str | WordParagraph]:
    """Return the list: a paragraph for each entry, and the control around them.

    ``depth`` is that of the levels of headings; ``pages`` holds numbers of pages by the ids of
    headings. A heading without one has an entry without.
    """
    if not entries:
        return []
    # \h makes links, \z hides numbers where there are no pages, \o takes headings of these levels.
    code = f'TOC \\o "1-{min(depth, len(LISTING))}" \\h \\z'
    paragraphs = []
    for n, entry in enumerate(entries):
        name = inlines.bookmarks.names[entry.id]
        number = pages.get(entry.id)
        at = "" if number is None else _TAB + field(f"PAGEREF {name} \\h", str(number))
        style = LISTING[min(entry.level, len(LISTING)) - 1]
        inside = inlines.runs(entry.inlines, bold=style in inlines.styles.bold) + at
        line = f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>'
        before = begin(code) if n == 0 else ""
        after = end() if n == len(entries) - 1 else ""
        paragraphs.append(WordParagraph(style, before + line + after, whose=CONTENTS))
    paragraphs[-1].after = inlines.styles.paragraphs["Normal"].after
    return [_CONTROL, *paragraphs, "</w:sdtContent></w:sdt>"]
