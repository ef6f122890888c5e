"""PDF: one pass from the tree to slices, from slices to pages, from pages to a tagged file.

The home of reportlab. ``fonts`` measures words, ``text`` breaks lines; ``inlines`` and ``blocks``,
with ``fields``, ``caveats`` and ``table``, turn the tree to slices (``galley``); ``pager`` puts
them on pages; ``frame``, ``running`` and ``sheet`` draw these; ``document`` makes the file, which
is PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).

Platypus is not used: it breaks lines in time that grows with their square, needs several passes for
notes at the foot, and hides from its paragraphs what a tag must know. Of ReportLab come the reading
and subsetting of fonts and the file's objects.
"""

from __future__ import annotations

from reebrief.caveated import Caveated, Written
from reebrief.language import Language
from reebrief.manifest import Manifest
from reebrief.themes import Theme
from reebrief.tree import Heading, Paragraph, Section, Table, plain, walk
from reebrief.writers.pdf.blocks import BlockSetter
from reebrief.writers.pdf.caveats import set_note
from reebrief.writers.pdf.document import assemble
from reebrief.writers.pdf.flow import Flow
from reebrief.writers.pdf.fonts import Fonts
from reebrief.writers.pdf.frame import Frame
from reebrief.writers.pdf.galley import Line
from reebrief.writers.pdf.inlines import Marks, shortened
from reebrief.writers.pdf.looks import Looks
from reebrief.writers.pdf.pager import paginate
from reebrief.writers.pdf.sheet import Book, Sheet
from reebrief.writers.pdf.tags import Tag


def write(caveated: Caveated, theme: Theme, words: Language) -> Written:
    """Return the brief as a PDF, the caveats' parts that were drawn in it, and the count of pages.

    Raises ReebriefError with each character that no font of the theme has, and for a table with
    more columns than fit on the page.
    """
    brief = caveated.brief
    fonts = Fonts(theme)
    looks = Looks(theme, fonts)
    root, flow = Tag("Document"), Flow()
    frame = Frame(caveated, theme, looks, words, root)
    marks = Marks({note.number: note for note in caveated.notes}, _targets(brief.sections))
    setter = BlockSetter(looks, fonts, marks, words, frame.height)
    for section in brief.sections:
        setter.section(section, frame.width, flow, root)
    flow.finish()
    fonts.place = None  # what follows is no text of a file
    notes = _notes(setter, frame.width, flow, root)
    pages = paginate(flow.slices, frame.space, notes, frame.running.lines)
    book = Book()
    sheets = [Sheet(book, number, frame.size) for number in range(len(pages))]
    for sheet, page in zip(sheets, pages, strict=True):
        frame.draw(sheet, page, len(pages))
    fonts.check()
    texts = [sheet.shown() for sheet in sheets]
    where = {part: texts[number].place for part, number in book.parts.items()}
    manifest = Manifest.of(caveated, "pdf", texts, lambda node: where.get(node.part, ""))
    data = assemble(brief.meta, book, sheets, root, setter.outline, manifest)
    return Written(data, frozenset(book.parts), len(pages))


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
    """Set the notes. One that no text refers to stands on the last page, others with their mark."""
    marks = setter.marks
    done = {number: set_note(setter, marks.notes[number], width) for number in [*marks.seen]}
    rest = [number for number in marks.notes if number not in done]
    for number in rest:
        marks.first(number, root)
        done[number] = set_note(setter, marks.notes[number], width)
    if rest and not flow.slices:
        flow.slices.append(Line(0.0))
    if rest:
        flow.slices[-1].notes += tuple(rest)
    return done
