"""Scope drift: a highlight that claims more than the body, and the body's words instead."""

import pytest

from reebrief.analysis.figures import FigureWords
from reebrief.analysis.scope_drift import DriftWords, drift
from support.trees import ROOT
from support.wordlists import article_lines, labelled, section, sentences

FIGURES = section(FigureWords, "figures")
WORDS = section(DriftWords, "drift")
PAIRS = labelled("drift")["pairs"]


def found(highlight, body):
    return drift(highlight, sentences(body), WORDS, FIGURES)


@pytest.mark.parametrize(
    ("highlight", "body", "offered"),
    [
        # words before the noun
        (
            "a 30% cost reduction",
            "Iron-related costs fell by 30%.",
            "Iron-related costs fell by 30%",
        ),
        # a phrase after it
        ("Sales up 9 %", "Sales in the north rose by 9 %.", "Sales in the north rose by 9 %"),
        # a phrase after the figure
        (
            "Cost down 30 %",
            "It saved 30 % of the iron-related cost.",
            "30 % of the iron-related cost",
        ),
        # a phrase that opens the clause
        ("Output up 8 %", "In packaging, output rose by 8 %.", "In packaging, output rose by 8 %"),
        # a limit
        (
            "520 tons of waste a day",
            "It takes up to 520 tons of waste a day.",
            "up to 520 tons of waste a day",
        ),
        # the figure is the same however it is spelled
        (
            "A third of output lost",
            "A third of the output of magnets was lost.",
            "A third of the output of magnets",
        ),
        # the noun that an anchor is part of
        (
            "Energy use down 30 %",
            "The energy use of the old kilns fell by 30 %.",
            "energy use of the old kilns fell by 30 %",
        ),
        # a phrase that no comma parts from the noun
        (
            "Sales up 9 %",
            "On the new line the sales rose by 9 %.",
            "On the new line the sales rose by 9 %",
        ),
        # the figure with what it says
        (
            "Output up 20 %",
            "The line yields 20 % more output of cerium a year.",
            "20 % more output of cerium",
        ),
        # a clause ends where another figure stands
        (
            "Sales up 9 %",
            "Sales rose by 9 % in the north, and by 40 % in the south.",
            "9 % in the north",
        ),
        (
            "Sales up 9 %",
            "Exports rose by 40 % in the south, and sales in the north by 9 %.",
            "sales in the north by 9 %",
        ),
        (
            "Sales up 9 %",
            "Export sales rose by 9 %, and profits of magnets by 40 %.",
            "Export sales rose by 9 %",
        ),
        # a word in -ed that belongs to the noun
        (
            "Cost down 30 %",
            "The finished product cost fell by 30 %.",
            "finished product cost fell by 30 %",
        ),
        # the verb is none of its words
        ("Plant recovers 94 %", "The plant recovers 94 % of the cerium.", "94 % of the cerium"),
        ("Cost down 30 %", "Cost fell by at most 30 %.", "Cost fell by at most 30 %"),
        # the phrase that opens the clause begins at the break before it
        (
            "Output up 8 %",
            "Prices fell, in packaging, output rose by 8 %.",
            "in packaging, output rose by 8 %",
        ),
    ],
)
def test_words_that_narrow_a_figure_are_offered_with_it(highlight, body, offered):
    assert found(highlight, body).offered == offered


@pytest.mark.parametrize(
    ("highlight", "body"),
    [
        ("Sales up 9 %", "In the north, in May, sales rose by 9 %."),
        ("Sales up 9 %", "In the first year, sales rose by 9 %."),
        ("Sales up 9 %", "Sales rose by 9 % in the first year of the plan."),
        ("Cost down by at most 30 %", "Cost fell by at most 30 %."),
        ("Holding owns 30 %", "Qinghai Salt Lake Holding owns 30 %."),
        ("Revenue up 12 %", "In a statement, the company said that revenue rose by 12 %."),
        ("Output of 500 tons a day", "Output at the plant reached 500 tons a day."),
        ("Capacity of 4,000 tons", "The company doubled its annual capacity to 4,000 tons."),
        ("Prices rose 8 %", "Prices rose by 8 % in the wake of the flood."),
        ("Output up 8 %", "Output rose by 8 % in the first year of operation."),
        ("Recovery of 94 %", "The plant recovers 94 percent."),
        ("Sales up 9 %", "Freight costs rose by 9 %."),
        ("Sales up 9 %", "Sales rose by 9 %. In the north, sales rose by 9 % too."),
        ("Sales up", "Sales in the north rose."),
        ("Holding sold 410 tons", "The Salt Lake Holding sold 410 tons."),
        ("Output up 8 %", "In packaging it rained; output rose by 8 %."),
        ("Sales up 9 %", "Export sales of 40 tonnes rose by 9 %."),
    ],
)
def test_words_that_narrow_nothing_are_no_drift(highlight, body):
    assert found(highlight, body) is None


def test_a_limit_is_named_without_its_figure():
    drifted = found("520 tons of waste a day", "It takes up to 520 tons of waste a day.")
    assert drifted.why == "up to"


def test_the_topic_of_the_whole_article_narrows_nothing():
    body = "Dysprosium is dear. Dysprosium output rose by 8 %. Dysprosium is scarce."
    assert found("Output up 8 %", body) is None
    assert found("Output up 8 %", "Dysprosium output rose by 8 %.").why == "Dysprosium"


@pytest.mark.parametrize(("held_out", "missed"), [(False, 1), (True, 1)])
def test_the_labelled_pairs_are_told_apart(held_out, missed):
    pairs = [pair for n, pair in enumerate(PAIRS) if (n % 3 == 2) == held_out]
    results = [(pair, found(pair["highlight"], pair["body"])) for pair in pairs]
    assert [pair["highlight"] for pair, one in results if one and not pair["drift"]] == []
    drifted = [(pair, one) for pair, one in results if pair["drift"]]
    assert sum(one is None for _, one in drifted) <= missed
    assert all(one is None or one.offered == pair["offered"] for pair, one in drifted)


def test_of_the_articles_highlights_one_has_drifted():
    drifted = {}
    for path in sorted((ROOT / "articles").glob("*.md")):
        highlights, lines = article_lines(path)
        body = [sentence for line in lines for sentence in sentences(line)]
        for highlight in highlights:
            one = drift(highlight, body, WORDS, FIGURES)
            if one is not None:
                assert one.offered in body[one.body]
                drifted[highlight] = one.offered, one.why
    assert drifted == {"a 30% cost reduction": ("iron-related costs fell by 30%", "iron-related")}
