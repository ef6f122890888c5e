"""How lines and pages are filled: parted words, figures in columns, no holes, no single lines."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from typing import Any

import pyphen
import pytest

from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Blocks, Column, Heading, Link, Row, Table
from reebrief.writers import pdf, write
from reebrief.writers.pdf.text.hyphenation import positions
from support import trees
from support.pdfread import Pdf, Shown, outside, read, squeezed
from support.trees import of_blocks, paragraph, text

HYPHEN = "\u00ad"
WORD = "counterrevolutionary"
LONG = f"{WORD} incomprehensibility "
ENGLISH = "hydrometallurgy competitiveness recommendations announcements smelting a"


def narrow(words: str, *, first: str = "", columns: int = 12) -> Table:
    """A table of one row and narrow columns, the second of them with the words."""
    cells: list[Blocks] = [(paragraph(first),), (paragraph(words),)]
    cells += [(paragraph("x"),)] * (columns - 2)
    weights = [Column(f"c{n}", (), 1.0 + 0.001 * n) for n in range(columns)]
    return Table("t", (), tuple(weights), (Row("r", tuple(cells)),))


def hyphens(back: Pdf) -> list[Shown]:
    return [shown for shown in back.shown if shown.text == HYPHEN]


@pytest.mark.parametrize(
    ("language", "patterns"), [("en-US", "en_US"), ("en-GB", "en_GB"), ("cs", "cs_CZ")]
)
def test_words_are_parted_as_pyphen_parts_them(language: str, patterns: str) -> None:
    known = pyphen.Pyphen(lang=patterns, left=3, right=3)
    for word in f"{ENGLISH} přeprava nejvýznamnější spolupráce".split():
        assert positions(word, language) == known.positions(word)


def test_a_language_without_patterns_and_one_of_another_region() -> None:
    assert positions("hydrometallurgy", "tlh") == []
    assert positions("hydrometallurgy", "en") == positions("hydrometallurgy", "en-GB")
    assert positions("hydrometallurgy", "en-NZ") == positions("hydrometallurgy", "en-GB")


def test_without_its_patterns_a_language_is_not_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert positions("hydrometallurgy", "en-AU") == []


def test_long_words_in_a_narrow_cell_are_parted_with_hyphens_that_are_no_text() -> None:
    back = read(of_blocks(narrow(LONG * 9)))
    assert len(hyphens(back)) > 9
    assert all(shown.mark is None for shown in hyphens(back))
    (cell,) = (one for one in back.structure().all("TD") if WORD in one.text())
    assert squeezed(cell.text()) == squeezed(LONG * 9)
    assert HYPHEN not in back.structure().text()
    assert outside(back) == []
    assert back.faults == []


def test_no_word_is_parted_where_lines_have_room_for_whole_words() -> None:
    assert hyphens(read(of_blocks(paragraph("a matter of smelting capacities " * 60)))) == []


def test_a_ragged_line_is_filled_by_the_beginning_of_a_long_word() -> None:
    widest = "incomprehensibilities" + "incomprehensibilities"
    back = read(of_blocks(paragraph(f"{'a word ' * 11}{widest} " * 12)))
    assert 1 < len(hyphens(back)) < 12


@pytest.mark.parametrize(
    "word", ["Counterrevolutionary", "NONPROLIFERATION", "x1counterrevolution"]
)
def test_names_abbreviations_and_codes_stay_whole_where_a_line_has_room(word: str) -> None:
    cell = f"{'an ' * 3}{word} " * 9
    assert hyphens(read(of_blocks(narrow(cell, columns=5)))) == []


def test_heads_of_rows_and_headings_stay_whole() -> None:
    row = narrow("x", first=f"an {LONG}" * 9, columns=5)
    assert hyphens(read(of_blocks(row))) == []
    heading = Heading(1, text("counterrevolutionary " * 40), "h")
    assert hyphens(read(of_blocks(heading))) == []


def test_no_rest_of_a_word_makes_a_last_line() -> None:
    for count in range(1, 40):
        back = read(of_blocks(narrow("or " * count + "incomprehensibility", columns=4)))
        last = min(
            s.y for s in back.shown if s.mark is not None and s.text.strip() not in {"", "x"}
        )
        ending = [s.text for s in back.shown if s.y == last and s.mark is not None]
        assert any(line.endswith("incomprehensibility") for line in ending)


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen() -> None:
    back = read(of_blocks(narrow("or incomprehensibility " * 30, columns=5)))
    lines = sorted({s.y for s in back.shown if s.mark is not None and s.page == 0}, reverse=True)
    ends = "".join("-" if any(h.y == y for h in hyphens(back)) else "." for y in lines)
    assert "-" in ends
    assert "---" not in ends


def test_a_cell_too_narrow_for_a_number_with_its_unit_parts_the_two() -> None:
    back = read(of_blocks(narrow("123,456 million", columns=9)))
    assert {"123,456\u00a0", "million"} <= {shown.text for shown in back.shown}
    wide = read(of_blocks(narrow("see 123,456 t " * 9, columns=9)))
    assert "123,456\u00a0t " in {shown.text for shown in wide.shown}


def test_a_parted_word_stays_one_link() -> None:
    link = Link("https://example.org", text(WORD))
    table = narrow("x")
    cells: tuple[Blocks, ...] = ((paragraph("x"),), (paragraph(link),), *table.rows[0].cells[2:])
    back = read(of_blocks(replace(table, rows=(Row("r", cells),))))
    ((_, found),) = back.links()
    assert len(found["/QuadPoints"]) > 8
    assert hyphens(back)


def widest_gap(language: str) -> float:
    """How much wider the widest space of justified lines is than a usual one, in ems."""
    theme = trees.theme()
    theme.styles["body"] = replace(theme.styles["body"], align="justify")
    said = f"{LONG} and nonproliferation in " * 12
    words = trees.words().model_copy(update={"code": language})
    back = Pdf(pdf.write(of_blocks(paragraph(said)), theme, words).data)
    content: Any = back.reader.pages[0].get_contents()
    moves = re.findall(r"> (-\d+\.\d) <", content.get_data().decode())
    return max(-float(move) / 1000 for move in moves)


def test_justified_lines_have_narrower_gaps_where_words_are_parted() -> None:
    assert widest_gap("en") < 0.7 * widest_gap("tlh")


MARKDOWN = """
| Plant | Tons | Share | Said |
| --- | --- | --- | ---: |
| One | 12,000 | 7 % | so |
| Two | 900 | | no |
"""


def table_of(markdown: str) -> Table:
    (table,) = parse(MarkdownSource(markdown, "a.md"))
    assert isinstance(table, Table)
    return table


def test_columns_of_figures_and_those_marked_so_stand_at_the_right() -> None:
    aligned = [column.align for column in table_of(MARKDOWN).columns]
    assert aligned == ["left", "right", "right", "right"]
    words = table_of(MARKDOWN.replace("900", "900 or so").replace("---:", "---"))
    assert [column.align for column in words.columns] == ["left", "left", "right", "left"]


def test_every_format_sets_figures_at_the_right() -> None:
    brief = of_blocks(table_of(MARKDOWN))
    back = read(brief)
    ends = {s.text: s.x + s.width for s in back.shown}
    assert ends["12,000"] == pytest.approx(ends["900"], abs=0.1)
    assert ends["12,000"] == pytest.approx(ends["Tons"], abs=0.1)
    html = write("html", brief, trees.theme(), trees.words()).data.decode()
    assert re.search(r'<td class="right"[^>]*>12,000</td>', html)
    markdown = write("md", brief, trees.theme(), trees.words()).data.decode()
    assert re.search(r"\| -+ \| -+: \| -+: \| -+: \|", markdown)


@pytest.mark.parametrize("lines", range(30, 46))
def test_a_heading_before_a_long_paragraph_leaves_no_hole(lines: int) -> None:
    long = paragraph("A sentence about a mine and its output. " * 90)
    back = read(of_blocks(*[paragraph("Filler.")] * (lines - 6), Heading(1, text("H"), "h"), long))
    body = trees.theme().styles["body"]
    lowest = min(s.y for s in back.shown if s.page == 0 and s.mark is not None)
    heading = trees.theme().styles["heading-1"]
    most = heading.before + heading.leading + heading.after + 2 * body.leading + body.after
    assert lowest - trees.theme().margins.bottom < most + body.leading


@pytest.mark.parametrize("before", range(26, 40))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(before: int) -> None:
    five = paragraph("Five lines about a mine and its output, all of them full of words. " * 6)
    back = read(of_blocks(*[paragraph("Filler.")] * before, five))
    pages = (
        [len({s.y for s in back.shown if s.page == n and "mine" in s.text}) for n in range(2)]
        if len(back.reader.pages) > 1
        else [0]
    )
    assert 1 not in pages
