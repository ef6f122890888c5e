"""The page around the text: its size and margins, the running header and footer."""

from __future__ import annotations

import string

from reebrief.language import Language
from reebrief.themes import PAGES, Theme
from reebrief.tree import Meta
from reebrief.writers.docx.locks import Locks
from reebrief.writers.docx.markup import field, part, run, styled, twips
from reebrief.writers.docx.paragraphs import WordParagraph

HEADER, FOOTER = "header", "footer"
"""The ids of the relationships from the document to its header and footer."""

_TAB = "<w:r><w:tab/></w:r>"


def text_width(meta: Meta, theme: Theme) -> float:
    """Return the width between the margins, in points."""
    return PAGES[meta.page][0] - theme.margins.left - theme.margins.right


def document(content: str, meta: Meta, theme: Theme) -> bytes:
    """Return the main part: the body's content and its one section."""
    width, height = PAGES[meta.page]
    m = theme.margins
    margins = " ".join(
        f'w:{side}="{twips(length)}"'
        for side, length in (
            ("top", m.top),
            ("right", m.right),
            ("bottom", m.bottom),
            ("left", m.left),
            ("header", m.header),
            ("footer", m.footer),
            ("gutter", 0),
        )
    )
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOTER}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/><w:pgMar {margins}/></w:sectPr>'
    )
    return part("document", f"<w:body>{content}{section}</w:body>")


def header(meta: Meta) -> bytes:
    """Return the header: the running text, and the marking at the right edge."""
    running = run(meta.running) if meta.running else ""
    return part("hdr", _line("Header", running + _marking(meta)))


def footer(meta: Meta, theme: Theme, words: Language, sources: str, locks: Locks) -> bytes:
    """Return the footer: the page's number and how many there are, and the marking.

    Above them stands, locked, the running line of the ``sources``, unless they are empty.
    """
    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    done = ""
    for text, name, _, _ in string.Formatter().parse(words.page_of):
        done += (run(text) if text else "") + (fields[name] if name else "")
    running = ""
    if sources:
        line = run(words.in_section.format(sources=sources))
        # A footer too high for its margin pushes the text up, but keeps no distance from it.
        before = theme.styles["footer"].leading / 2
        running = str(WordParagraph("Footer", line, before=before, lock=locks.lock("running")))
    return part("ftr", running + _line("Footer", done + _marking(meta)))


def _marking(meta: Meta) -> str:
    return _TAB + run(meta.marking, styled("Marking")) if meta.marking else ""


def _line(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'
