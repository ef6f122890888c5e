"""The pages around the text: their size and margins, headers and footers, section by section."""

from __future__ import annotations

import string
from dataclasses import dataclass

from reebrief.document.nodes import Meta
from reebrief.templates.language import Language
from reebrief.templates.themes import PAGES, Theme
from reebrief.writers.docx.content_controls import ContentControls
from reebrief.writers.docx.language_runs import spoken
from reebrief.writers.docx.paragraphs import WordParagraph
from reebrief.writers.docx.xml import field, part, run, styled, twips
from reebrief.writers.shared.column_widths import estimate
from reebrief.writers.shared.regions import GUTTER

_TAB = "<w:r><w:tab/></w:r>"
_GAP = run(" \u2003 ")
"""What parts the running line from the page's number behind it."""

_MOST_PAGES = 888
"""A number of a page as wide as any that is likely."""

_BOLD = 1.1
"""How much wider than other letters bold ones are, at most."""


@dataclass(frozen=True, slots=True)
class SectionPages:
    """A page of a section: the width and height of its text in points, and what tells Word so.

    ``edges`` refer to its header and footer, ``first`` to those of the brief's first page, "" on
    any other; ``paper`` is its size and its margins.
    """

    width: float
    height: float
    edges: str
    paper: str
    first: str = ""

    def properties(self, columns: int = 1, *, begins: bool = True) -> str:
        """Return the properties of a section in columns, which ``begins`` a page or goes on."""
        kind = "" if begins else '<w:type w:val="continuous"/>'
        cols = f'<w:cols w:num="{columns}" w:space="{twips(GUTTER)}"/>' if columns > 1 else ""
        first, title = (self.first, "<w:titlePg/>") if begins and self.first else ("", "")
        return f"<w:sectPr>{self.edges}{first}{kind}{self.paper}{cols}{title}</w:sectPr>"


class Pages:
    """Makes Word's sections, with a header for each orientation and a footer for each line in it.

    ``headers`` and ``footers`` hold these parts by the ids of the document's relationships to them.
    """

    def __init__(self, meta: Meta, theme: Theme, words: Language, locks: ContentControls) -> None:
        self.headers: dict[str, bytes] = {}
        self.footers: dict[str, bytes] = {}
        self._meta = meta
        self._theme = theme
        self._words = words
        self._locks = locks
        self._header_ids: dict[tuple[bool, bool], str] = {}
        self._begun = False
        self._footer_ids: dict[tuple[bool, str, str], str] = {}

    def sheet(self, sources: str, key: str, *, landscape: bool) -> SectionPages:
        """Return the page of sections whose running line names ``sources``, none where empty.

        ``key`` is that of their marks; on the brief's first page it stands in the text.
        """
        m = self._theme.margins
        width, height = _paper(self._meta, landscape=landscape)
        sides = (
            ("top", m.top),
            ("right", m.right),
            ("bottom", m.bottom),
            ("left", m.left),
            ("header", m.header),
            ("footer", m.footer),
            ("gutter", 0),
        )
        margins = " ".join(f'w:{side}="{twips(length)}"' for side, length in sides)
        header = self._header(landscape=landscape)
        footer = self._footer(sources, key, landscape=landscape)
        turned = ' w:orient="landscape"' if landscape else ""
        edges = (
            f'<w:headerReference w:type="default" r:id="{header}"/>'
            f'<w:footerReference w:type="default" r:id="{footer}"/>'
        )
        first = ""
        if not self._begun:
            self._begun = True
            alone = self._header(landscape=landscape, running=False)
            below = self._footer(sources, "", landscape=landscape)
            first = (
                f'<w:headerReference w:type="first" r:id="{alone}"/>'
                f'<w:footerReference w:type="first" r:id="{below}"/>'
            )
        paper = f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/><w:pgMar {margins}/>'
        size = (width - m.left - m.right, height - m.top - m.bottom)
        return SectionPages(*size, edges, paper, first)

    def _header(self, *, landscape: bool, running: bool = True) -> str:
        """Return the id of a header: the running text, and the marking at the right edge.

        The brief's first page has the marking alone: its header block says the rest.
        """
        key = landscape, running
        if key not in self._header_ids:
            name = self._header_ids[key] = f"header{len(self.headers) + 1}"
            text = self._meta.running if running else ""
            said = text and spoken(text, self._meta.language)
            self.headers[name] = part("hdr", self._line("Header", said, landscape=landscape))
        return self._header_ids[key]

    def _footer(self, sources: str, key: str, *, landscape: bool) -> str:
        """Return the id of a footer: the page's number and how many there are, and the marking.

        Above them stand, locked, the key of marks and the running line of the ``sources``.
        """
        known = landscape, sources, key
        if known not in self._footer_ids:
            name = self._footer_ids[known] = f"footer{len(self.footers) + 1}"
            above = ""
            if key:
                lock = self._locks.lock("key")
                above = str(WordParagraph("CaveatKey", run(key), lock=lock))
            said = self._words.in_section.format(sources=sources) if sources else ""
            number = _page_of(self._words)
            label = run(said, styled("CaveatLabelChar"))
            if said and self._fits(said, landscape=landscape):
                runs = self._locks.lock("running").around(label)
                below = self._line(
                    "Footer",
                    f"{runs}{_GAP if self._meta.marking else _TAB}{number}",
                    landscape=landscape,
                )
            else:
                if said:
                    lock = self._locks.lock("running")
                    above += str(WordParagraph("RunningLine", label, lock=lock))
                below = self._line("Footer", number, landscape=landscape)
            self.footers[name] = part("ftr", above + below)
        return self._footer_ids[known]

    def _fits(self, said: str, *, landscape: bool) -> bool:
        """Say whether the running line has room on the line of the page's number."""
        styles = self._theme.styles
        footer, marking = estimate(styles["footer"].size), estimate(styles["marking"].size)
        number = self._words.page_of.format(page=_MOST_PAGES, pages=_MOST_PAGES)
        taken = footer(f"{said}    {number}  ") + marking(self._meta.marking) * _BOLD
        return taken <= text_width(self._meta, self._theme, landscape=landscape)

    def _line(self, style: str, content: str, *, landscape: bool) -> str:
        """Return a line with the marking at the right edge, which a turned page has elsewhere."""
        tabs = ""
        if landscape:
            own, here = (text_width(self._meta, self._theme, landscape=on) for on in (False, True))
            tabs = (
                f'<w:tabs><w:tab w:val="clear" w:pos="{twips(own)}"/>'
                f'<w:tab w:val="right" w:pos="{twips(here)}"/></w:tabs>'
            )
        marking = self._meta.marking
        marked = _TAB + run(marking, styled("Marking")) if marking else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{content}{marked}</w:p>'


def text_width(meta: Meta, theme: Theme, *, landscape: bool = False) -> float:
    """Return the width between the margins, in points."""
    return _paper(meta, landscape=landscape)[0] - theme.margins.left - theme.margins.right


def document(content: str) -> bytes:
    """Return the main part: the body's content, which ends in the last section's properties."""
    return part("document", f"<w:body>{content}</w:body>")


def _paper(meta: Meta, *, landscape: bool) -> tuple[float, float]:
    width, height = PAGES[meta.page]
    return (height, width) if landscape else (width, height)


def _page_of(words: Language) -> str:
    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    done = ""
    for text, name, _, _ in string.Formatter().parse(words.page_of):
        done += (run(text) if text else "") + (fields[name] if name else "")
    return done
