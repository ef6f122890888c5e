"""The Word writer: a brief's tree as a WordprocessingML package (ECMA-376, 5th edition, Part 1).

There is no template file: every part is made from the tree and the theme, so nothing stale can
travel along. python-docx joins the parts into a package. The body is written as text and parsed
once, which is several times faster than building it node by node. All looks stand in styles, made
from the theme's roles; a paragraph says directly only what depends on where it stands.

``xml`` spells it · ``style_names``, ``styles_part``, ``theme_part``, ``numbering``, ``sections``
and ``properties`` make parts · ``template`` takes a user's own styles · ``hyperlinks`` and
``bookmarks`` keep what is referred to, ``footnotes`` the notes · ``content_controls`` keep caveats
from being edited · ``author_lines`` keep what is the author's · ``runs`` with ``language_runs``,
``paragraphs``, ``table_of_contents`` and ``body`` translate the tree · ``package`` puts the parts
together.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Set

from reebrief.document.annotated import AnnotatedBrief, Written, running_part
from reebrief.document.manifest import Manifest
from reebrief.document.nodes import CaveatLabel, CaveatNote, Section
from reebrief.document.traverse import plain, walk
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme
from reebrief.writers.docx import manifest_part, package, properties, theme_part
from reebrief.writers.docx import sections as page
from reebrief.writers.docx.author_lines import AuthorLines
from reebrief.writers.docx.body import Body
from reebrief.writers.docx.bookmarks import Bookmarks
from reebrief.writers.docx.charts import Charts
from reebrief.writers.docx.content_controls import ContentControls
from reebrief.writers.docx.embedded_fonts import embedded, font_table, sealed
from reebrief.writers.docx.footnotes import Notes
from reebrief.writers.docx.hyperlinks import Links
from reebrief.writers.docx.images import Pictures
from reebrief.writers.docx.numbering import Numbering
from reebrief.writers.docx.runs import Inlines
from reebrief.writers.docx.style_names import Styles
from reebrief.writers.docx.styles_part import stylesheet
from reebrief.writers.docx.template import merge_template
from reebrief.writers.shared.running_line import articles_of, running_line


def write(
    annotated: AnnotatedBrief, theme: Theme, words: Language, pages: Mapping[str, int] | None = None
) -> Written:
    """Write a brief as a Word file: the same bytes from the same arguments.

    ``pages`` holds the numbers of pages that a list of contents names, by the ids of headings.
    Raises ReebriefError where the theme's Word template has a style that could not be read, and
    LostCaveatError where a note is never marked, or marked out of the order of its number.
    """
    meta, sections = annotated.brief.meta, annotated.brief.sections
    styles = Styles(theme, page.text_width(meta, theme), sections, _columns(annotated, theme))
    sheet = (
        merge_template(styles, meta, theme.reference)
        if theme.reference
        else stylesheet(styles, meta)
    )
    bookmarks = Bookmarks(sections)
    numbers = itertools.count(1)
    locks = ContentControls(words.caveat, numbers)
    note_locks = ContentControls(words.caveat, numbers, in_notes=True)
    notes = Notes(annotated.notes, bookmarks, locks)
    numbering = Numbering(styles.step("Normal"))
    links, note_links = Links(), Links()
    inlines = Inlines(styles, links, bookmarks, notes, locks, meta.language)
    note_inlines = Inlines(styles, note_links, bookmarks, notes, note_locks, meta.language)

    def note(node: CaveatNote) -> str:
        note_inlines.drawn.add(node.part)
        runs = note_inlines.runs(node.inlines, locked=True)
        return note_locks.lock(node.part).around(runs)

    made = page.Pages(meta, theme, words, locks)
    drawings = itertools.count(1)
    charts, pictures = Charts(theme, words, drawings), Pictures(drawings)
    lines = AuthorLines(bookmarks)
    body = Body(styles, inlines, bookmarks, lines, numbering, pages or {}, charts, pictures)
    content = body.content(_parts(annotated, made, words))
    fonts = embedded(theme)
    contents = package.PackageParts(
        document=page.document(content),
        styles=sheet,
        fonts=font_table(theme, fonts),
        embedded=fonts,
        theme=theme_part.office_theme(theme),
        numbering=numbering.part(),
        settings=properties.settings(fonts=bool(fonts)),
        footnotes=notes.part(note),
        headers=made.headers,
        footers=made.footers,
        links=links,
        note_links=note_links,
        charts=charts.parts,
        images=pictures.parts,
        author_lines=body.author_lines(annotated.brief.sources) if annotated.head else b"",
    )
    shown = articles_of(sections, annotated.running)
    drawn = inlines.drawn | note_inlines.drawn | {*map(running_part, shown)}
    manifest = _manifest(annotated, contents, drawn, numbering)
    return Written(package.build(contents, meta, manifest), frozenset(drawn))


def _columns(annotated: AnnotatedBrief, theme: Theme) -> int:
    """Return in how many columns text stands: LibreOffice loses parts of long notes below two."""
    return 1 if annotated.notes else theme.columns


def _manifest(
    annotated: AnnotatedBrief,
    contents: package.PackageParts,
    drawn: Set[str],
    numbering: Numbering,
) -> Manifest | None:
    """Return what the file says of itself, of the parts that it consists of."""
    texts = manifest_part.shown(
        manifest_part.TextPart(contents.document, contents.links.addresses),
        manifest_part.TextPart(contents.footnotes, contents.note_links.addresses),
        contents.headers,
        contents.footers,
        numbering.labels(),
    )
    texts += sealed(contents.embedded)

    def place(kind: str, part: str) -> str:
        return manifest_part.place(kind) if part in drawn else ""

    edges = (*contents.headers.values(), *contents.footers.values())
    locks = manifest_part.locks((contents.document, contents.footnotes, *edges))
    return Manifest.of(annotated, "docx", texts, place, locks)


def _parts(
    annotated: AnnotatedBrief, pages: page.Pages, words: Language
) -> list[tuple[list[Section], page.SectionPages]]:
    """Return the sections in parts whose pages have one orientation, and these pages."""
    parts = []
    filled = [section for section in annotated.brief.sections if section.blocks]
    for landscape, group in itertools.groupby(filled, lambda section: section.landscape):
        part = list(group)
        line = running_line(articles_of(part, annotated.running), annotated.running)
        marks = [n.part for n in walk(part) if isinstance(n, CaveatLabel)]
        said = dict.fromkeys(plain(annotated.keys[m]) for m in marks if m in annotated.keys)
        key = words.marks_on_page.format(marks=" · ".join(said)) if said else ""
        parts.append((part, pages.sheet(line, key, landscape=landscape)))
    return parts or [([], pages.sheet("", "", landscape=False))]
