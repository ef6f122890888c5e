"""What tags cost: a PDF beside the same pages without tags, metadata and manifest, in one process.

The pages without tags are laid out and drawn by the same code, with the same fonts, links and
outline; what is left out is all that PDF/UA and PDF/A add.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFDictionary

from measuring import Run, Sample, own_peak
from reebrief.pipeline.prepare import Prepared, prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import open_project
from reebrief.writers.pdf import write
from reebrief.writers.pdf.draw.canvas import Book, Canvas
from reebrief.writers.pdf.file.document import page_tree
from reebrief.writers.pdf.file.outline import add_outline
from reebrief.writers.pdf.layout import lay_out
from reebrief.writers.pdf.objects import Document
from reebrief.writers.pdf.text import kept_lines

_COLLECTED = (10_000, 20, 20)
_PAGES = 30
"""How many pages are written for one sample at least: few are too short for the clock."""


class _Bare(Canvas):
    """A page whose text has no marks."""

    def content(self) -> str:
        """Return the page's content stream."""
        return "\n".join([*self._fills, "BT", *self._code, "ET"])

    def _set_mark(self, mark: object) -> None:
        """Leave out what says which element the text belongs to."""


def runs(project: Path, brief: str) -> tuple[Run, Run, int]:
    """Return a run that writes a brief's PDF, one without tags, and the number of pages."""
    gc.freeze()
    gc.set_threshold(*_COLLECTED)  # as the command does: collecting is no part of the question
    made = prepare(Session(open_project(project)), brief)
    args = (made.annotated, made.inputs.theme, made.inputs.language)
    pages = write(*args).pages
    times = -(-_PAGES // pages)
    tagged, bare = _timed(lambda: write(*args).data, times), _timed(lambda: untagged(made), times)
    return tagged, bare, pages


def untagged(made: Prepared) -> bytes:
    """Return the brief as a PDF without tags."""
    laid = lay_out(made.annotated, made.inputs.theme, made.inputs.language)
    book, document = Book(), Document()
    sheets = [_Bare(book, number, frame.size) for number, (frame, _) in enumerate(laid.pages)]
    for sheet, (frame, page) in zip(sheets, laid.pages, strict=True):
        frame.draw(sheet, page, len(sheets))
    paged = page_tree(document, book, sheets)
    catalog = {"Type": "/Catalog", "Pages": paged.root}
    outlines = add_outline(document, laid.outline, paged.places)
    if outlines:
        catalog["Outlines"] = outlines
    root = document.add(PDFDictionary(catalog))
    return document.file(root, document.add(PDFDictionary({})))


def _timed(work: Callable[[], bytes], times: int) -> Run:
    def timed() -> Sample:
        begun, used = time.perf_counter(), time.process_time()
        for _ in range(times):
            kept_lines.forget()  # or the second one would be spared what every first one does
            work()
        seconds, processor = time.perf_counter() - begun, time.process_time() - used
        return Sample(seconds / times, processor / times, own_peak())

    return timed
