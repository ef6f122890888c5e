"""A PDF file with a text layer becomes an article: columns, hyphens and running heads undone."""

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reebrief.corpus.ingest.readers import read_documents
from reebrief.diagnostics import ReebriefError
from support.importing import article_of, body_of, front_of, removed_of
from support.trees import ROOT

FILES = ROOT / "tests" / "data" / "imports"


def pdf(*pages, size=(595, 842)):
    """Return a file; a page is (x, y, font size, text), y from the top, in points."""
    file = io.BytesIO()
    canvas = Canvas(file, size)
    for page in pages:
        for x, y, points, text in page:
            canvas.setFont("Helvetica", points)
            canvas.drawString(x, size[1] - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(x, top, *lines):
    return [(x, top + 14 * n, 11, line) for n, line in enumerate(lines)]


LEFT = (
    "The mill in Ostrava was opened on Mon-",
    "day after a year of extraordinary works,",
    "its owner said in a note to the state-",
    "owned exchange on the day before.",
)
RIGHT = (
    "It will take over the older lines beside",
    "it, and the people who work there will",
    "follow in May. Nobody else has spoken of",
    "the works since Monday.",
)
COLUMNS = column(60, 160, *LEFT) + column(310, 160, *RIGHT)


def test_columns_are_read_one_after_the_other_and_broken_words_are_whole():
    made = article_of(pdf([(60, 100, 20, "A Mill Opens in Ostrava"), *COLUMNS]), "a.pdf")
    assert front_of(made)["title"] == "A Mill Opens in Ostrava"
    assert body_of(made) == (
        "The mill in Ostrava was opened on Monday after a year of extraordinary works, its owner"
        " said in a note to the state-owned exchange on the day before.\n\n"
        "It will take over the older lines beside it, and the people who work there will follow"
        " in May. Nobody else has spoken of the works since Monday."
    )
    assert [(c.old, c.new) for c in made.record.changes if c.new] == [("Mon- day", "Monday")]


def test_what_repeats_on_each_page_is_taken_out_and_a_paragraph_goes_on_over_pages():
    pages = [
        [
            (60, 40, 9, "Harbour Works: release"),
            *column(60, 120, *part),
            (290, 810, 9, f"Page {n} of 2"),
        ]
        for n, part in enumerate((LEFT[:3], ("owned exchange on the day before.",)), 1)
    ]
    made = article_of(pdf(*pages), "a.pdf")
    assert body_of(made).endswith("said in a note to the state-owned exchange on the day before.")
    assert sorted(old for old, reason in removed_of(made) if "page" in reason) == [
        "Harbour Works: release",
        "Harbour Works: release",
        "Page 1 of 2",
        "Page 2 of 2",
    ]


def test_cells_that_stand_below_each_other_are_a_table():
    rows = [("Line", "Tonnes", "Year"), ("Oxide", "1,200", "2025"), ("Metal", "40", "2026")]
    cells = [
        (60 + 120 * n, 300 + 16 * r, 11, text)
        for r, row in enumerate(rows)
        for n, text in enumerate(row)
    ]
    made = article_of(pdf([*column(60, 160, *LEFT), *cells]), "a.pdf")
    assert "| Line | Tonnes | Year |\n| --- | --- | --- |\n| Oxide | 1,200 | 2025 |" in body_of(
        made
    )


def test_a_page_that_a_browser_printed_is_its_text_without_address_and_time():
    made = article_of((FILES / "printed-by-chromium.pdf").read_bytes(), "a.pdf")
    assert (
        front_of(made)["title"] == "Harbour Works opens a mill in Ostrava after a year of building"
    )
    assert front_of(made)["published"] == "2026-01-09"
    body = body_of(made)
    assert body.startswith("The mill was opened on Monday after a year of extraordinary works,")
    assert "## What it costs\n\nThe works cost 3 billion, of which 1,200 million went to" in body
    assert "file:" not in body


def test_a_password_a_scan_and_a_damaged_file_are_refused_with_what_they_are():
    writer = PdfWriter(clone_from=io.BytesIO(pdf(COLUMNS)))
    writer.encrypt("secret")
    locked = io.BytesIO()
    writer.write(locked)
    for data, says in (
        (locked.getvalue(), "has a password"),
        (pdf([]), "is a scan"),
        (pdf(COLUMNS)[:300], "a damaged PDF file"),
        (pdf(*[[]] * 101), "101 pages; at most 100"),
    ):
        with pytest.raises(ReebriefError, match=says):
            read_documents(data, "a.pdf")


def test_a_page_that_is_a_picture_among_others_is_said_to_be_not_examined():
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawImage(ImageReader(Image.new("RGB", (50, 50))), 0, 0, 400, 400)
    canvas.showPage()
    canvas.save()
    merged = pypdfium2.PdfDocument(pdf(COLUMNS))
    merged.import_pages(pypdfium2.PdfDocument(file.getvalue()))
    out = io.BytesIO()
    merged.save(out)
    made = article_of(out.getvalue(), "a.pdf", title="T")
    assert front_of(made)["not_examined"] == ["scan"]
    assert any(look.line == 2 and "picture" in look.what for look in made.record.looks)
