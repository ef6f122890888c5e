"""Text of other scripts in the PDF: its language, its order, its shapes, and how it reads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reebrief.document.nodes import Block, Link, Strong
from reebrief.writers import pdf
from reebrief.writers.pdf.text import bidi
from reebrief.writers.pdf.text.arabic_shaping import shaped, unshaped
from support import trees
from support.fontmaking import make_font, theme_with
from support.pdfread import Pdf, Shown
from support.trees import of_blocks, paragraph, text

SHAPES = "ﺑﺴﻢﻻﺳﻼ"
LETTERS = "שלוםעבריתبسمسلا包头的ЖигулёвскΕλλάς\U0001d538\U00020bb7"


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_font(tmp_path_factory.mktemp("fonts") / "boxes.ttf", LETTERS + SHAPES)


def written(boxes: Path, *blocks: Block) -> Pdf:
    return Pdf(pdf.write(of_blocks(*blocks), theme_with(boxes), trees.words()).data)


def test_words_in_another_script_are_spans_of_their_language(boxes: Path) -> None:
    line = paragraph("In Baotou (包头) and Жигулёвск, Ελλάς; the Ω phase")
    spans = written(boxes, line).structure().all("Span")
    assert [(s.text(), s.source["/Lang"]) for s in spans] == [
        ("包头", "zh"),
        ("Жигулёвск", "ru"),
        ("Ελλάς", "el"),
    ]


def test_strong_and_emphasis_are_spans_to_readers_of_pdf_17(boxes: Path) -> None:
    back = written(
        boxes, paragraph("So ", Strong(text("strong ", trees.Emphasis(text("both")))), ".")
    )
    (strong,) = back.structure().all("Strong")
    assert [one.kind for one in strong.walk()] == ["Strong", "Em"]
    roles = back.catalog["/StructTreeRoot"]["/RoleMap"]
    assert (roles["/Strong"], roles["/Em"]) == ("/Span", "/Span")


def test_characters_beyond_the_basic_plane_read_back(boxes: Path) -> None:
    said = "over \U0001d538 and \U00020bb7 it holds"
    back = written(boxes, paragraph(said))
    assert said in back.structure().text()
    assert "\U0001d538" in back.extracted()


def leftward(back: Pdf) -> list[Shown]:
    """What stands on the body's line, from left to right."""
    return sorted((s for s in back.shown if s.mark is not None and s.page == 0), key=lambda s: s.x)


def test_a_run_from_right_to_left_stands_so_and_reads_in_its_order(boxes: Path) -> None:
    said = "The firm שלום (עברית) 12, 7 said so."
    back = written(boxes, paragraph(said))
    assert back.structure().all("P")[-1].text() == said
    shown = "".join(s.text for s in leftward(back) if s.text != "TLP:AMBER")
    assert shown == "The firm 7 ,12 )תירבע( םולש said so."
    assert back.faults == []


def test_a_right_to_left_span_has_its_actual_text_and_language(boxes: Path) -> None:
    (span,) = written(boxes, paragraph("Call it שלום today")).structure().all("Span")
    assert (span.source["/ActualText"], span.source["/Lang"]) == ("שלום", "he")


def test_brackets_are_turned(boxes: Path) -> None:
    back = written(boxes, paragraph("a (ש) b: (שלום, ע) (b)"), paragraph("ש (ש) ש"))
    assert "a (ש) b: (שלום, ע) (b)" in back.structure().text()
    opening, closing = (s for s in back.shown if s.y < leftward(back)[0].y and s.text in {"(", ")"})
    assert (opening.text, closing.text) == ("(", ")")
    assert opening.x > closing.x  # read first, so further right; drawn as its counterpart


def test_a_long_run_is_broken_from_its_beginning(boxes: Path) -> None:
    said = "Names: " + "שלום עברית " * 40 + "end."
    back = written(boxes, paragraph(said))
    assert said in back.structure().text()
    lines = sorted({s.y for s in leftward(back) if "ש" in s.text or "ם" in s.text}, reverse=True)
    assert len(lines) > 2
    right = 595.28 - trees.theme().margins.right
    assert all(s.x + s.width < right + 1 for s in leftward(back))
    first = [s for s in leftward(back) if s.y == lines[0]]
    assert first[0].text == "Names: "


def test_a_link_in_it_has_its_place(boxes: Path) -> None:
    back = written(boxes, paragraph("See ", Link("https://example.org", text("שלום")), " now."))
    ((_, link),) = back.links()
    (run,) = (s for s in back.shown if s.text == "םולש")
    assert float(link["/Rect"][0]) == pytest.approx(run.x, abs=0.1)
    assert float(link["/Rect"][2]) == pytest.approx(run.x + run.width, abs=0.1)


def test_arabic_letters_are_joined_and_read_back_as_letters(boxes: Path) -> None:
    assert shaped("بسم", {*SHAPES}.__contains__) == "ﺑﺴﻢ"
    assert shaped("سلا", {*SHAPES}.__contains__) == "ﺳﻼ"
    assert shaped("لا", {*SHAPES}.__contains__) == "ﻻ"
    assert shaped("بسم", "".__contains__) == "بسم"
    assert unshaped("ﺳﻼ") == "سلا"
    back = written(boxes, paragraph("Said بسم سلا so"))
    assert "Said بسم سلا so" in back.structure().text()
    assert "ﺑ" not in back.extracted()


@pytest.mark.parametrize(("char", "turned"), [("(", ")"), ("»", "«"), ("≤", "≥"), ("a", "a")])
def test_brackets_and_signs_are_turned_and_letters_are_not(char: str, turned: str) -> None:
    assert bidi.mirrored(char) == turned


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("car אבג x", "car גבא x"),
        ("א 12 ב", "ב 12 א"),
        ("x א, ב. y", "x ב ,א. y"),
        ("א 1,5–2%", "2%–1,5 א"),
        ("ب 1-2", "2-1 ب"),
        ("א 1-2", "1-2 א"),
        ("x (א) y", "x (א) y"),
        ("x א (y) ב", "x א (y) ב"),
        ("א (ב", "ב( א"),
        ("א\u05b0ב  ", "בא\u05b0  "),
    ],
)
def test_the_order_is_that_of_the_algorithm(said: str, shown: str) -> None:
    own = bidi.levels_on_line(said, bidi.levels(said))
    placed = [said[n] for n in bidi.order(own)]
    assert sorted(placed) == sorted(shown)
    assert "".join(placed).replace("\u05b0", "") == shown.replace("\u05b0", "")


@pytest.mark.parametrize(("first", "right"), [("שלום ", True), ("In Latin ", False)])
def test_a_paragraph_runs_as_its_first_letter_does(tmp_path, first, right):
    font = make_font(tmp_path / "boxes.ttf", LETTERS)
    data = pdf.write(of_blocks(paragraph(f"{first}שלום.")), theme_with(font), trees.words()).data
    shown = leftward(Pdf(data))
    stop = next(s.x for s in shown if "." in s.text)
    assert (stop == min(s.x for s in shown)) is right
    assert (shown[0].x > 200) is right
