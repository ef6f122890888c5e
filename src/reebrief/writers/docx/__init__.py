"""The Word writer: a brief's tree as a WordprocessingML package (ECMA-376, 5th edition, Part 1).

There is no template file: every part is made from the tree and the theme, so nothing stale can
travel along. python-docx joins the parts into a package. The body is written as text and parsed
once, which is several times faster than building it node by node. All looks stand in styles, made
from the theme's roles; a paragraph says directly only what depends on where it stands.

``markup`` spells XML · ``styles``, ``stylesheet``, ``palette``, ``numbering``, ``page`` and
``properties`` make parts · ``links``, ``bookmarks`` and ``notes`` keep what is referred to ·
``inlines``, ``paragraphs`` and ``body`` translate the tree · ``package`` puts the parts together.
"""

from __future__ import annotations

from reebrief.caveated import Caveated, Written
from reebrief.language import Language
from reebrief.themes import Theme
from reebrief.tree import CaveatNote
from reebrief.writers.docx import package, page, palette, properties
from reebrief.writers.docx.body import Body
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.inlines import Inlines
from reebrief.writers.docx.links import Links
from reebrief.writers.docx.notes import Notes
from reebrief.writers.docx.numbering import Numbering
from reebrief.writers.docx.styles import Styles
from reebrief.writers.docx.stylesheet import stylesheet


def write(caveated: Caveated, theme: Theme, words: Language) -> Written:
    """Write a brief as a Word file: the same bytes from the same arguments.

    Raises LostCaveatError where a note is never marked, or marked out of the order of its number.
    """
    meta, sections = caveated.brief.meta, caveated.brief.sections
    styles = Styles(theme, page.text_width(meta, theme), sections)
    bookmarks = Bookmarks(sections)
    notes = Notes(caveated.notes, bookmarks)
    numbering = Numbering(styles.step("Normal"))
    links, note_links = Links(), Links()
    inlines = Inlines(styles, links, bookmarks, notes)
    note_inlines = Inlines(styles, note_links, bookmarks, notes)

    def note(node: CaveatNote) -> str:
        note_inlines.drawn.add(node.part)
        return note_inlines.runs(node.inlines)

    content = Body(styles, inlines, bookmarks, numbering).sections(sections)
    contents = package.Contents(
        document=page.document(content, meta, theme),
        styles=stylesheet(styles, meta),
        fonts=palette.font_table(theme),
        theme=palette.office_theme(theme),
        numbering=numbering.part(),
        settings=properties.settings(),
        footnotes=notes.part(note),
        header=page.header(meta),
        footer=page.footer(meta, words),
        links=links,
        note_links=note_links,
    )
    return Written(package.build(contents, meta), frozenset(inlines.drawn | note_inlines.drawn))
