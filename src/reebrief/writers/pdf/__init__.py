"""PDF: one pass from the tree to slices, from slices to pages, from pages to a tagged file.

The home of reportlab. ``fonts`` measures and ``text`` breaks lines; ``inlines``, ``blocks`` and
``table`` turn the tree to slices, which ``galley`` puts on pages; ``frame`` and ``sheet`` draw
them; ``document`` makes the file. It is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

from reebrief.caveated import Caveated, Written
from reebrief.language import Language
from reebrief.themes import Theme
from reebrief.tree import Heading, Paragraph, Section, Table, plain, walk
from reebrief.writers.pdf.blocks import BlockSetter
from reebrief.writers.pdf.document import assemble
from reebrief.writers.pdf.flow import Flow
from reebrief.writers.pdf.fonts import Fonts
from reebrief.writers.pdf.frame import Frame
from reebrief.writers.pdf.galley import Line, paginate
from reebrief.writers.pdf.inlines import Marks, shortened
from reebrief.writers.pdf.looks import Looks
from reebrief.writers.pdf.sheet import Book, Sheet
from reebrief.writers.pdf.tags import Tag


def write(caveated: Caveated, theme: Theme, words: Language) -> Written:
    """Return the brief as a PDF, and the caveats' parts that were drawn in it.

    Raises ReebriefError with each character that no font of the theme has, and for a table with
    more columns than fit on the page.
    """
    brief = caveated.brief
    fonts = Fonts(theme)
    looks = Looks(theme, fonts)
    root, flow = Tag("Document"), Flow()
    frame = Frame(brief.meta, theme, looks, words, root)
    marks = Marks({note.number: note for note in caveated.notes}, _targets(brief.sections))
    setter = BlockSetter(looks, fonts, marks, words, frame.height)
    for section in brief.sections:
        setter.section(section, frame.width, flow, root)
    flow.finish()
    notes = _notes(setter, frame.width, flow, root)
    fonts.check()
    pages = paginate(flow.slices, frame.height, notes, frame.gap)
    book = Book()
    sheets = [Sheet(book, number, frame.size) for number in range(len(pages))]
    for sheet, page in zip(sheets, pages, strict=True):
        frame.draw(sheet, page, len(pages))
    data = assemble(brief.meta, book, sheets, root, setter.outline)
    return Written(data, frozenset(book.parts))


def _targets(sections: tuple[Section, ...]) -> dict[str, str]:
    """Return what links within the brief can lead to: each id, and what stands there."""
    targets: dict[str, str] = {}
    for node in walk(sections):
        match node:
            case Heading() | Paragraph() if node.id:
                targets[node.id] = shortened(plain(node.inlines))
            case Table():
                targets[node.id] = shortened(plain(node.caption))
            case _:
                pass
    return targets


def _notes(setter: BlockSetter, width: float, flow: Flow, root: Tag) -> dict[int, list[Line]]:
    """Set the notes. One that nothing refers to stands on the last page, others with their mark."""
    marks = setter.marks
    lost = [number for number in marks.notes if marks.first(number, root)]
    if lost:
        if not flow.slices:
            flow.slices.append(Line(0.0))
        flow.slices[-1].notes += tuple(lost)
    done: dict[int, list[Line]] = {}
    for number in [n for n in marks.seen if n in marks.notes]:
        done[number] = setter.note(marks.notes[number], width)
    return done
