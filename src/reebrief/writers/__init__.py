"""The formats a brief can be written in, each by a writer that is imported only when used."""

from __future__ import annotations

import importlib
from typing import Protocol, cast

from reebrief.diagnostics import Problem
from reebrief.document.annotated import AnnotatedBrief, Written
from reebrief.document.nodes import Contents, Meta
from reebrief.document.traverse import walk
from reebrief.templates.language import Language
from reebrief.templates.themes import Theme

FORMATS = {
    "docx": "reebrief.writers.docx",
    "pdf": "reebrief.writers.pdf",
    "html": "reebrief.writers.html",
    "md": "reebrief.writers.markdown",
}
"""The module that writes each format; the key is the file's ending."""

PAGED = frozenset({"docx", "pdf"})
"""The formats with pages, whose feet carry running lines."""


class Writer(Protocol):
    """A module that writes one format."""

    def write(self, annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
        """Return the document's bytes and the caveats' parts that were drawn in it."""


def write(form: str, annotated: AnnotatedBrief, theme: Theme, words: Language) -> Written:
    """Write a brief in one of ``FORMATS``: the same bytes from the same arguments.

    A list of contents in Word says the pages of the PDF's layout, whichever formats are written.
    """
    if form == "docx" and _has_contents(annotated):
        # The modules are named, not imported, so that each is loaded only when it is used.
        pages = importlib.import_module(FORMATS["pdf"]).pages(annotated, theme, words)
        word = importlib.import_module(FORMATS["docx"])
        written: Written = word.write(annotated, theme, words, pages)
        return written
    writer = cast("Writer", importlib.import_module(FORMATS[form]))
    return writer.write(annotated, theme, words)


def template_differences(theme: Theme, meta: Meta) -> list[Problem]:
    """Return findings on what a theme's Word template makes otherwise than the theme says."""
    template = importlib.import_module("reebrief.writers.docx.template")
    found: list[Problem] = template.differences(theme, meta)
    return found


def _has_contents(annotated: AnnotatedBrief) -> bool:
    return any(isinstance(node, Contents) for node in walk(annotated.brief.sections))
