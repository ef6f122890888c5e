"""Paragraphs run as their first letter does, in HTML and in Word as well."""

import pytest

from reebrief.document.nodes import Heading, List
from reebrief.writers import docx, html
from reebrief.writers.text.direction import runs_leftward
from support import trees
from support.trees import of_blocks, paragraph, text
from support.wordlint import NAMES, Opened, W, lint

HEBREW = "החברה הודיעה על 30% (לפי NdFeB)."


@pytest.mark.parametrize(
    ("line", "leftward"),
    [
        (HEBREW, True),
        (f"30% – {HEBREW}", True),
        (f"NdFeB: {HEBREW}", False),
        ("\u2067שלום\u2069 and so on", False),
        ("2026–2030", False),
        ("", False),
    ],
)
def test_the_first_letter_says_it_and_signs_and_figures_do_not(line, leftward):
    assert runs_leftward(line) is leftward


def test_html_says_it_of_paragraphs_headings_and_entries():
    blocks = (paragraph(HEBREW), Heading(2, text(HEBREW), "h"), List(((paragraph(HEBREW),),)))
    made = html.write(of_blocks(*blocks, paragraph("Latin")), trees.theme(), trees.words())
    page = made.data.decode()
    assert page.count('dir="rtl"') == 3
    assert "<p>Latin</p>" in page


def test_word_says_it_and_its_signs_go_along():
    made = docx.write(of_blocks(paragraph(HEBREW), paragraph("x")), trees.theme(), trees.words())
    assert lint(made.data) == []
    file = Opened.of(made.data)
    first, other = file.find("w:body/w:p")[:2]
    assert first.find("w:pPr/w:bidi", NAMES) is not None
    assert other.find("w:pPr/w:bidi", NAMES) is None
    last = first.findall("w:r", NAMES)[-1]
    assert "".join(t.text for t in last.iter(W + "t")) == ")."
    assert last.find("w:rPr/w:rtl", NAMES) is not None
