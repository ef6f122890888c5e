"""A PDF file with a text layer becomes an article: columns, hyphens and running heads undone."""

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reebrief.corpus.ingest.readers import read_documents
from reebrief.corpus.ingest.readers.pdf.columns import in_order
from reebrief.corpus.ingest.readers.pdf.segments import Segment
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


WIDE = [
    (60, 100, 20, "A Mill Opens in Ostrava after a Year of Works"),
    *column(60, 160, *LEFT, *LEFT),
    *column(310, 160, *RIGHT, *RIGHT),
]


def regions(*lines):
    """Return the first words of each region of a page, of lines as (left, right, top, text)."""
    segments = [Segment(left, top - 10, right, top, text) for left, right, top, text in lines]
    return [[one.text for one in region] for region in in_order(segments)]


def test_a_title_across_the_columns_leaves_them_columns():
    body = body_of(article_of(pdf(WIDE), "a.pdf"))
    assert body.index("on the day before.") < body.index("It will take over")
    assert "on Monday after" in body


def row(n, left="the owner of the mill says", right="the people who work there say"):
    return [(60, 290, 700 - 13 * n, left), (300, 530, 700 - 13 * n, right)]


def across(n):
    return (60, 530, 700 - 13 * n, "a line that runs across the page from side to side")


def test_lines_across_part_the_columns_above_and_below_them():
    lines = [
        *(s for n in range(8) for s in row(n)),
        across(8),
        *(s for n in range(9, 12) for s in row(n)),
    ]
    assert [len(region) for region in regions(*lines)] == [8, 8, 1, 3, 3]


def test_a_text_that_mostly_runs_across_is_one_column():
    lines = [*(s for n in range(4) for s in row(n)), *(across(n) for n in range(4, 12))]
    assert len(regions(*lines)) == 1


def test_a_running_head_beside_two_columns_is_read_from_left_to_right():
    lines = [
        *row(-9, "The Harbour Post", "9 January"),
        across(-1),
        *(s for n in range(8) for s in row(n)),
    ]
    assert regions(*lines)[0] == ["The Harbour Post", "9 January"]


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
    assert "## What it costs\n\nLine Tonnes Year\n\n" in body
    assert body.index("Alloy 400 2027") < body.index("The works cost 3 billion, of which 1,200")
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


def test_a_title_that_the_running_heads_repeat_is_the_title():
    head = (60, 40, 9, "A Mill Opens in Ostrava")
    first = [(60, 100, 20, "A Mill Opens in Ostrava"), *column(60, 160, *LEFT, *LEFT)]
    made = article_of(pdf(first, *[[head, *column(60, 160, *RIGHT, *LEFT)]] * 2), "a.pdf")
    assert front_of(made)["title"] == "A Mill Opens in Ostrava"
    assert body_of(made).count("A Mill Opens") == 0


def test_the_hyphen_of_an_address_is_its_own():
    lines = ("More of it stands at https://mill.example/worlds-", "hottest-steel, said the owner.")
    made = article_of(
        pdf([(60, 100, 20, "A Mill Opens"), *column(60, 160, *LEFT, *lines)]), "a.pdf"
    )
    assert "https://mill.example/worlds-hottest-steel" in body_of(made)
