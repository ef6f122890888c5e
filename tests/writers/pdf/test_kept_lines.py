"""A paragraph that was broken is not broken again, and one that is another never gets its lines."""

import pytest

from reebrief.document.nodes import Emphasis, Strong, Text
from reebrief.writers import BriefWriter, pdf
from reebrief.writers.pdf.text import kept_lines
from support import trees
from support.trees import of_blocks, paragraph

LONG = "Tons of oxide were shipped from Karlow to the harbour before the winter of that year. " * 4


@pytest.fixture
def broken(monkeypatch):
    """The texts of the paragraphs that are broken from here on."""
    found = []

    def breaking(pieces, width, parting=None, real=kept_lines.break_lines):
        found.append("".join(piece.text for piece in pieces))
        return real(pieces, width, parting)

    monkeypatch.setattr(kept_lines, "break_lines", breaking)
    kept_lines.forget()
    return found


def written(*inlines, language="en"):
    brief = of_blocks(paragraph(*inlines))
    return pdf.write(brief, trees.theme(), trees.words(language)).data


def test_a_second_brief_breaks_no_paragraph_again(broken):
    first = written(LONG)
    assert LONG in broken
    broken.clear()
    assert written(LONG) == first
    assert broken == []


@pytest.mark.parametrize(
    "inlines",
    [
        (Strong((Text(LONG),)),),
        (LONG, Emphasis((Text("Again."),))),
        (LONG.replace("oxide", "ore"),),
    ],
)
def test_other_words_or_looks_make_another_paragraph(broken, inlines):
    expected = written(*inlines)
    kept_lines.forget()
    written(LONG)
    broken.clear()
    assert written(*inlines) == expected
    assert broken


def test_what_no_font_has_is_told_each_time(broken):
    told = []
    for _ in range(2):
        with pytest.raises(Exception, match=r"U\+1D538"):
            written(f"{LONG} 𝔸")
        told.append(len(broken))
    assert told[1] == 2 * told[0]


def test_word_and_pdf_are_laid_out_once(monkeypatch):
    laid = []

    def laying(*arguments, real=pdf.lay_out):
        laid.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(pdf, "lay_out", laying)
    brief = of_blocks(*(paragraph(LONG) for _ in range(30)))
    alone = {form: BriefWriter(brief, trees.theme(), trees.words()) for form in ("docx", "pdf")}
    expected = {form: writer.write(form).data for form, writer in alone.items()}
    laid.clear()
    for forms in (("docx", "pdf"), ("pdf", "docx")):
        writer = BriefWriter(brief, trees.theme(), trees.words())
        assert {form: writer.write(form).data for form in forms} == {f: expected[f] for f in forms}
    assert len(laid) == 2
