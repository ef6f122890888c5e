"""The formats a brief can be written in, each by a writer that is imported only when used."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Protocol, cast

from reebrief.diagnostics import Problem
from reebrief.document.annotated import AnnotatedBrief, Fit, Written
from reebrief.document.nodes import Contents, Meta
from reebrief.document.sentences import word_count
from reebrief.document.traverse import plain, walk
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme, tightened

FORMATS = {
    "docx": "reebrief.writers.docx",
    "pdf": "reebrief.writers.pdf",
    "html": "reebrief.writers.html",
    "md": "reebrief.writers.markdown",
}
"""The module that writes each format; the key is the file's ending."""

PAGED = frozenset({"docx", "pdf"})
"""The formats with pages, whose feet carry running lines."""

_ONE_PAGE = 250
"""Words, of the usual size, that one page holds in any case."""


class Writer(Protocol):
    """A module that writes one format."""

    def write(self, annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
        """Return the document's bytes and the caveats' parts that were drawn in it."""


def write(form: str, annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Write a brief in one of ``FORMATS``: the same bytes from the same arguments.

    Word, which makes its own pages, is set as close as the PDF's layout, whichever formats are
    written, and its list of contents says the pages of that.
    """
    if form == "docx":
        return _word(annotated, theme, words)
    writer = cast("Writer", importlib.import_module(FORMATS[form]))
    return writer.write(annotated, theme, words)


def _word(annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Write a Word file, as the PDF's layout says where it may fill several pages or lists them."""
    # The modules are named, not imported, so that each is loaded only when it is used.
    word = importlib.import_module(FORMATS["docx"])
    pages: Mapping[str, int] = {}
    sections = annotated.brief.sections
    long = word_count(plain(sections)) * theme.scale > _ONE_PAGE
    if long or any(isinstance(node, Contents) for node in walk(sections)):
        fit: Fit = importlib.import_module(FORMATS["pdf"]).fit(annotated, theme, words)
        pages = fit.pages
        if fit.tight:  # lines and tables of Word take a little more room: once is not enough
            theme = tightened(tightened(theme))
    written: Written = word.write(annotated, theme, words, pages)
    return written


def template_differences(theme: Theme, meta: Meta) -> list[Problem]:
    """Return findings on what a theme's Word template makes otherwise than the theme says."""
    template = importlib.import_module("reebrief.writers.docx.template")
    found: list[Problem] = template.differences(theme, meta)
    return found
