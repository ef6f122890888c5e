"""PDF: one pass from the tree to slices, from slices to pages, from pages to a tagged file.

The home of reportlab. ``fonts`` measures words, ``text`` breaks lines; ``inlines`` and ``blocks``,
with ``fields``, ``caveats`` and ``table``, turn the tree to slices (``galley``); ``pager`` puts
them on pages, ``layout`` those of a whole brief; ``frame``, ``running`` and ``sheet`` draw these;
``document`` makes the file, which is PDF/UA-1 (ISO 14289-1), and PDF/A-3a (ISO 19005-3) or, without
a manifest, PDF/A-2a.

Platypus is not used: it breaks lines in time that grows with their square, needs several passes for
notes at the foot, and hides from its paragraphs what a tag must know. Of ReportLab come the reading
and subsetting of fonts and the file's objects.
"""

from __future__ import annotations

from collections.abc import Mapping

from reebrief.document.annotated import Caveated, Written
from reebrief.document.manifest import Manifest
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.pdf.draw.canvas import Book, Sheet
from reebrief.writers.pdf.file import attachment
from reebrief.writers.pdf.file.document import Structure, assemble
from reebrief.writers.pdf.layout import lay_out


def write(caveated: Caveated, theme: Theme, words: Language) -> Written:
    """Return the brief as a PDF, the caveats' parts that were drawn in it, and the count of pages.

    Raises ReebriefError with each character that no font of the theme has, and for a table with
    more columns than fit on the page.
    """
    laid = lay_out(caveated, theme, words)
    book = Book()
    sheets = [Sheet(book, number, frame.size) for number, (frame, _) in enumerate(laid.pages)]
    for sheet, (frame, page) in zip(sheets, laid.pages, strict=True):
        frame.draw(sheet, page, len(sheets))
    laid.fonts.check()
    texts = attachment.shown(sheets, book)
    where = {part: texts[number].place for part, number in book.parts.items()}
    manifest = Manifest.of(caveated, "pdf", texts, lambda _, part: where.get(part, ""))
    structure = Structure(laid.root, laid.outline)
    data = assemble(caveated.brief.meta, book, sheets, structure, manifest)
    return Written(data, frozenset(book.parts), len(sheets), laid.lines)


def pages(caveated: Caveated, theme: Theme, words: Language) -> Mapping[str, int]:
    """Return the numbers of the pages on which headings and other places stand, by their ids.

    A character that no font has takes no room here, and is no error. Raises ReebriefError for a
    table with more columns than fit on the page.
    """
    return lay_out(caveated, theme, words).directory.pages
