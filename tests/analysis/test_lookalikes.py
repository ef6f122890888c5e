"""Look-alikes: figures of different things that a hurried reader would merge."""

import pytest

from reebrief.analysis.figures import FigureWords
from reebrief.analysis.lookalikes import alike
from support.trees import ROOT
from support.wordlists import article_lines, section

WORDS = section(FigureWords, "figures")


def found(*texts):
    groups = alike([("a", text) for text in texts], WORDS)
    return [[figure.text for _, figure in group.figures] for group in groups]


def test_the_articles_have_one_group_of_look_alikes():
    texts = [
        (path.stem, line)
        for path in sorted((ROOT / "articles").glob("*.md"))
        for lines in article_lines(path)
        for line in lines
    ]
    (group,) = alike(texts, WORDS)
    gansu, northern = "gansu-four-updates", "northern-capacity-and-party-building"
    assert [(article, figure.text) for article, figure in group.figures] == [
        (gansu, "12,000-ton"),
        (gansu, "12,000-ton"),
        (northern, "11,200 tons"),
        (northern, "11,000-ton"),
        (northern, "11,200 tons"),
    ]


def test_a_chain_of_close_figures_is_one_group_and_a_gap_parts_two():
    assert found("1,000 tons", "1,080 tons", "1,170 tons", "1,900 tons", "2,000 tons") == [
        ["1,000 tons", "1,080 tons", "1,170 tons"],
        ["1,900 tons", "2,000 tons"],
    ]


def test_a_tenth_apart_is_close_and_a_thousand_is_large():
    assert found("10,000 tons", "9,000 tons") == [["10,000 tons", "9,000 tons"]]
    assert found("10,000 tons", "8,999 tons") == []
    assert found("1,000 tons", "1,001 tons") == [["1,000 tons", "1,001 tons"]]
    assert found("999 tons", "1,001 tons") == []


@pytest.mark.parametrize(
    "texts",
    [
        ["12,000 tons", "12,000 tonnes a year"],  # the same amount
        ["12,000 tons", "10,000 tons"],  # further apart than a tenth
        ["12,000 tons", "11,000 barrels"],
        ["520 tons", "500 tons"],  # small
        ["1,200 %", "1,150 %"],
        ["1,200 days", "1,150 days"],
        ["EUR 1.2 million", "EUR 1.15 million"],
        ["1,200 shops", "1,150 shops"],
        ["Capacity rises from 10,500 to 11,200 tons.", "It will be 11,200 tons."],
        ["12,000 to 13,000 tons", "12,500 tons"],
    ],
)
def test_no_look_alikes(texts):
    assert found(*texts) == []


def test_a_period_makes_no_difference():
    assert found("12,000 tons a year", "11,200 tons") == [["12,000 tons", "11,200 tons"]]
