"""A brief laid out: its pages filled, before any of them is drawn.

Sections on pages of one orientation follow each other; where it changes, a page begins.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reebrief.document.annotated import AnnotatedBrief, Fit
from reebrief.document.nodes import Chart, Heading, Paragraph, Section, Table
from reebrief.document.sentences import shortened, word_count
from reebrief.document.traverse import plain, walk
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme, tightened
from reebrief.writers.pdf.file.outline import Entry
from reebrief.writers.pdf.layout.blocks import BlockSetter
from reebrief.writers.pdf.layout.boxes import Line
from reebrief.writers.pdf.layout.caveats import set_note
from reebrief.writers.pdf.layout.flow import Flow
from reebrief.writers.pdf.layout.inlines import LABEL, Marks
from reebrief.writers.pdf.layout.page_frame import Frame
from reebrief.writers.pdf.layout.page_numbers import Directory
from reebrief.writers.pdf.layout.pages import Page, paginate
from reebrief.writers.pdf.layout.region_setter import RegionSetter
from reebrief.writers.pdf.tags import Tag
from reebrief.writers.pdf.text.fonts import Fonts
from reebrief.writers.pdf.text.styles import TextStyles
from reebrief.writers.shared.regions import regions
from reebrief.writers.shared.running_line import numbers

_SHORT = 0.25
"""The share of a page below which a last page is worth some tightening."""

_FULL = 0.9
"""The share from which on another program, whose lines are a little longer, needs one more page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a brief, each with what is drawn around it, and what they are made of.

    ``root`` is the element of the whole document; ``tight`` is as in ``Fit``.
    """

    pages: list[tuple[Frame, Page]]
    root: Tag
    outline: Sequence[Entry]
    directory: Directory
    fonts: Fonts
    tight: bool = False

    @property
    def fit(self) -> Fit:
        """How the brief fills its pages, for a writer that does not make its own."""
        return Fit(self.directory.pages, tight=self.tight)

    @property
    def foot_words(self) -> int:
        """The words of the running lines of all pages."""
        texts = (
            "".join(fragment.text for fragment in one.fragments)
            for _, page in self.pages
            for one in page.running
            if isinstance(one, Line)
        )
        return sum(map(word_count, texts))

    @property
    def frame_words(self) -> int:
        """The words around the text of all pages: headers, page numbers and markings."""
        count = len(self.pages)
        return sum(frame.words_on(n, count) for n, (frame, _) in enumerate(self.pages))


def lay_out(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Layout:
    """Fill the pages of a brief, a little tighter where that saves a last page of few lines.

    Characters without a font are noted in the layout's fonts. Raises ReebriefError for a table with
    more columns than fit on the page.
    """
    layout = _laid_out(annotated, theme, words)
    if len(layout.pages) > 1 and _filled(layout) < _SHORT:
        tight = _laid_out(annotated, tightened(theme), words)
        if len(tight.pages) < len(layout.pages):
            return replace(tight, tight=True)
    return replace(layout, tight=_filled(layout) > _FULL)


def _filled(layout: Layout) -> float:
    """Return the share of the last page that is filled."""
    frame, page = layout.pages[-1]
    return page.y / frame.space.room


def _laid_out(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Layout:
    sections = annotated.brief.sections
    fonts = Fonts(theme)
    looks = TextStyles(theme, fonts)
    root = Tag("Document")
    said = Tag("P", root)
    frames = {
        landscape: Frame(annotated, looks, words, said, landscape=landscape)
        for landscape in {False, *(section.landscape for section in sections)}
    }
    numbered = {note.number: note for note in annotated.notes}
    marks = Marks(numbered, _targets(sections), annotated.keys.keys(), numbers(annotated.running))
    directory = Directory(sections)
    setter = BlockSetter(looks, fonts, marks, words, frames[False].height, directory)
    filled: list[tuple[Frame, Page]] = []
    parts = _parts(sections)
    for n, part in enumerate(parts, 1):
        frame = frames[any(section.landscape for section in part)]
        setter.page_height = frame.height
        known = {*marks.seen}
        placer = RegionSetter(setter, frame.width, root)
        for region in regions(part, theme.columns):
            placer.add(region)
        flow = placer.finished()
        fonts.place = None  # what follows is no text of a file
        notes = {
            number: set_note(setter, marks.notes[number], frame.width)
            for number in [*marks.seen]
            if number not in known
        }
        if n == len(parts):
            notes |= _unmarked(setter, frame.width, flow, root)
        if parts[1:] and not flow.slices:
            continue
        pages = paginate(flow.slices, frame.space, notes, frame.running.lines)
        filled += [(frame, page) for page in pages]
    if not filled:  # nothing to show is a page as well: it bears the marking
        filled = [(frames[False], Page())]
    directory.find([page for _, page in filled])
    return Layout(filled, root, setter.outline, directory, fonts)


def _parts(sections: Sequence[Section]) -> list[list[Section]]:
    """Return the sections in parts of one orientation; an empty brief is one part."""
    shown = [section for section in sections if section.blocks]
    groups = itertools.groupby(shown, lambda section: section.landscape)
    return [list(group) for _, group in groups] or [[]]


def _targets(sections: Sequence[Section]) -> dict[str, str]:
    """Return what links within the brief can lead to: each id, and what stands there."""
    targets: dict[str, str] = {}
    for node in walk(sections):
        match node:
            case Heading() | Paragraph() if node.id:
                targets[node.id] = shortened(plain(node.inlines), LABEL)
            case Table() | Chart():
                targets[node.id] = shortened(plain(node.caption), LABEL)
            case _:
                pass
    return targets


def _unmarked(setter: BlockSetter, width: float, flow: Flow, root: Tag) -> dict[int, list[Line]]:
    """Set the notes that no text refers to: they stand on the last page."""
    marks = setter.marks
    rest = [number for number in marks.notes if number not in marks.seen]
    for number in rest:
        marks.first(number, root)
    if rest and not flow.slices:
        flow.slices.append(Line(0.0))
    if rest:
        flow.slices[-1].notes += tuple(rest)
    return {number: set_note(setter, marks.notes[number], width) for number in rest}
