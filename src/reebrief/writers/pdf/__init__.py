"""Write a brief as PDF in one pass: from the tree to slices, to pages, to a tagged file.

The home of reportlab. ``text`` measures words and breaks lines; ``layout`` turns the tree into
slices and puts them on pages; ``draw`` draws these; ``file`` makes the file, which is PDF/UA-1
(ISO 14289-1), and PDF/A-3a (ISO 19005-3) or, without a manifest, PDF/A-2a.

Platypus is not used: it breaks lines in time that grows with their square, needs several passes for
notes at the foot, and hides from its paragraphs what a tag must know. Of ReportLab come the reading
and subsetting of fonts and the file's objects.
"""

from __future__ import annotations

from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.manifest import Manifest
from reebrief.document.sentences import word_count
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.pdf.draw.canvas import Book, Canvas
from reebrief.writers.pdf.file import attachment
from reebrief.writers.pdf.file.document import Structure, assemble
from reebrief.writers.pdf.file.seals import sealed_objects
from reebrief.writers.pdf.layout import Layout, lay_out

__all__ = ["draw", "lay_out", "write"]


def write(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Return the brief as a PDF, as ``draw`` does."""
    return draw(annotated, lay_out(annotated, theme, words))


def draw(annotated: AnnotatedBrief, laid: Layout) -> Written:
    """Return the brief as a PDF, the caveats' parts that were drawn in it, and the count of pages.

    The pages of the layout are let go as they are drawn. Raises ReebriefError with each character
    that no font of the theme has.
    """
    book = Book()
    sheets = [Canvas(book, number, frame.size) for number, (frame, _) in enumerate(laid.pages)]
    foot_words, frame_words = laid.foot_words, laid.frame_words
    for sheet in sheets:
        frame, page = laid.pages.pop(0)  # its lines are let go once they are drawn
        frame.draw(sheet, page, len(sheets))
    laid.fonts.check()
    objects = sealed_objects(annotated.brief.meta, laid.root, book, sheets)
    texts = attachment.shown(sheets, book, objects)
    where = {part: texts[number].place for part, number in book.parts.items()}
    manifest = Manifest.of(annotated, "pdf", texts, lambda _, part: where.get(part, ""))
    structure = Structure(laid.root, laid.outline)
    data = assemble(annotated.brief.meta, book, sheets, structure, manifest)
    return Written(
        data,
        frozenset(book.parts),
        pages=len(sheets),
        where={**book.parts},
        words=sum(word_count(sheet.said()) for sheet in sheets) - frame_words,
        foot_words=foot_words,
    )
