"""Read the text of a PDF file that has a text layer.

``segments`` reads where text stands · ``columns`` brings it into the order of reading · ``lines``
joins it to lines · ``repeated`` takes out what stands on each page · ``paragraphs`` makes blocks.
"""

from __future__ import annotations

import re

import pypdfium2
from pypdfium2 import raw as raw_pdfium

from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.readers.document import ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.pdf.columns import in_order
from reebrief.corpus.ingest.readers.pdf.lines import PageLine, lines_of
from reebrief.corpus.ingest.readers.pdf.paragraphs import blocks_of
from reebrief.corpus.ingest.readers.pdf.repeated import without_repeated
from reebrief.corpus.ingest.readers.pdf.segments import segments_of
from reebrief.diagnostics import Place, error

_MOST_PAGES = 100
_FEWEST = 20
"""Characters of a page that has a text layer."""


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the document of a PDF file.

    Raises ReebriefError where it has a password, no text layer, too many pages, or is damaged.
    """
    record = Record(unit="page")
    try:
        file = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        what = "this PDF file has a password" if locked else "a damaged PDF file"
        hint = "open it, and print it into a new PDF file" if locked else "ask for the file again"
        raise error(what, Place(name), hint) from None
    try:
        pages, empty = _pages(file, name)
        title = " ".join(str(file.get_metadata_dict().get("Title", "")).split())
    except pypdfium2.PdfiumError:
        raise error("a damaged PDF file", Place(name), "ask for the file again") from None
    finally:
        file.close()
    if not any(pages):
        what = "this PDF file is a scan: its pages are pictures without text"
        raise error(what, Place(name), "have its text recognised, or paste it into a file")
    for number in empty:
        record.look(number, "this page is a picture: nothing of it was read")
    blocks, heading = blocks_of(without_repeated(pages, record), record)
    facts = [
        *(
            [ProposedFact("title", heading, "the largest line of page 1", "medium")]
            if heading
            else []
        ),
        *(
            [ProposedFact("title", title, "the file's properties", "low")]
            if _is_title(title)
            else []
        ),
        *([ProposedFact("not_examined", "scan", "pages without text")] if empty else []),
    ]
    return [RawDocument(name, raw, ".pdf", tuple(facts), blocks=tuple(blocks), record=record)]


def _pages(file: pypdfium2.PdfDocument, name: str) -> tuple[list[list[PageLine]], list[int]]:
    """Return the lines of each page in the order they are read, and the pages without any."""
    if len(file) > _MOST_PAGES:
        what = f"a PDF file of {len(file)} pages; at most {_MOST_PAGES} are read"
        raise error(what, Place(name), "cut out the pages that you need")
    pages: list[list[PageLine]] = []
    empty: list[int] = []
    for number in range(len(file)):
        segments = segments_of(file[number])
        pictures = file[number].get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        if sum(len(s.text) for s in segments) < _FEWEST and next(pictures, None) is not None:
            empty.append(number + 1)
        regions = in_order(segments)
        pages.append([line for region in regions for line in lines_of(region, number + 1)])
    return pages, empty


def _is_title(text: str) -> bool:
    """Say whether a property is a title, and not the name of the file that was printed."""
    return len(text.split()) > 2 and not re.search(
        r"\.\w{2,4}$|^Microsoft|untitled", text, re.IGNORECASE
    )
