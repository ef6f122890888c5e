"""The formats a brief can be written in, each by a writer that is imported only when used."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol, cast

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


class BriefWriter:
    """Writes one brief in ``FORMATS``: the same bytes from the same arguments.

    Word, which makes its own pages, is set as close as the PDF's layout, whichever formats are
    written, and its list of contents says the pages of that. The layout is made once for both.
    """

    def __init__(self, annotated: AnnotatedBrief, theme: Theme, words: Language) -> None:
        """Take a brief. ``fitted`` may be set: it is told how the pages are filled, once known."""
        self.fitted: Callable[[Fit], None] = lambda _: None
        self._brief = (annotated, theme, words)
        self._layout: Any = None
        self._fit: Callable[[], Fit] | None = None

    def write(self, form: str) -> Written:
        """Write one format. Raises ReebriefError for what it cannot show."""
        # The modules are named, not imported, so that each is loaded only when it is used.
        writer = importlib.import_module(FORMATS[form])
        if form == "docx":
            return self._word(writer)
        if form == "pdf":
            layout, self._layout = self._laid_out(), None
            written: Written = writer.draw(self._brief[0], layout)
            return written
        return cast("Writer", writer).write(*self._brief)

    def fit_from(self, fit: Callable[[], Fit]) -> None:
        """Ask somebody else how the pages are filled, instead of laying them out."""
        self._fit = fit

    def _laid_out(self) -> Any:
        """Return the PDF's layout, which whoever draws it uses up."""
        if self._layout is None:
            self._layout = importlib.import_module(FORMATS["pdf"]).lay_out(*self._brief)
            fit: Fit = self._layout.fit
            self._fit = lambda: fit
            self.fitted(fit)
        return self._layout

    def _word(self, writer: Any) -> Written:
        """Write Word, as the PDF's layout says where it may fill several pages or lists them."""
        annotated, theme, words = self._brief
        pages: Mapping[str, int] = {}
        sections = annotated.brief.sections
        long = word_count(plain(sections)) * theme.scale > _ONE_PAGE
        if long or any(isinstance(node, Contents) for node in walk(sections)):
            fit = self._fit() if self._fit else self._laid_out().fit
            pages = fit.pages
            if fit.tight:  # lines and tables of Word take a little more room: once is not enough
                theme = tightened(tightened(theme))
        written: Written = writer.write(annotated, theme, words, pages)
        return written


def write(form: str, annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Write a brief in one format."""
    return BriefWriter(annotated, theme, words).write(form)


def template_differences(theme: Theme, meta: Meta) -> list[Problem]:
    """Return findings on what a theme's Word template makes otherwise than the theme says."""
    template = importlib.import_module("reebrief.writers.docx.template")
    found: list[Problem] = template.differences(theme, meta)
    return found
