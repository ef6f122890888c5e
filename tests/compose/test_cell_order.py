"""Cells of a column in the order in which a reader would look for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reebrief.analysis import claims, support
from reebrief.analysis.support.lexicon import Reading
from reebrief.compose.matrix.cell_order import ranks
from reebrief.project.project import Project
from support.trees import ROOT


@pytest.fixture(scope="module")
def reading():
    project = Project(ROOT)
    lists = claims.load(project).get("en")
    return Reading(lists.figures, support.load(project).get("en"))


def ordered(cells, reading):
    ranked = zip(ranks(cells, reading), cells, strict=True)
    return [text for _, text in sorted(ranked, key=lambda each: each[0])]


@pytest.mark.parametrize(
    "right",
    [
        ["1", "9", "10", "100"],
        ["-10%", "-5%", "0%", "3%", "12%"],
        ["9 t", "30 t", "1,000 t", "1,500 t"],
        ["€200,000", "€9 m", "€10 m", "€1 bn", "€1.5 bn"],
        ["about 900 kg", "2 t", "more than 3 tonnes"],
        ["30 March 2025", "1 December 2025", "9 January 2026", "10 January 2026"],
        ["2025-03-30", "2025-12-01", "2026-01-09", "2026-10-02"],
        ["Q2 2024", "Q1 2025", "Q3 2025", "Q4 2025", "Q1 2026"],
        ["apple", "Ärger", "Ça", "Éclair", "Ozon", "Zinc"],
        ["9 lives", "“quoted”", "ten", "Zoo"],
    ],
)
def test_cells_stand_in_the_order_of_what_they_say(right, reading):
    assert ordered(right[::-1], reading) == right


def test_one_cell_of_words_puts_the_column_in_the_order_of_letters(reading):
    assert ordered(["9", "none", "10"], reading) == ["10", "9", "none"]


def test_without_words_of_the_language_letters_decide():
    assert ordered(["9 t", "10 t"], None) == ["10 t", "9 t"]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1))
def test_whole_numbers_are_ordered_by_size(reading, numbers):
    assert ordered([f"{n:,}" for n in numbers], reading) == [f"{n:,}" for n in sorted(numbers)]
