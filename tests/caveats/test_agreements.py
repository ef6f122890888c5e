"""Articles that state one quantity: equal figures confirm, others contradict each other."""

import pytest

from reebrief.diagnostics import ReebriefError, Severity
from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

SOURCES = """
office: {name: Office, kind: trade-press}
board: {name: Board, kind: trade-press}
"""


@pytest.fixture
def made(tmp_path):
    """Return a function that prepares a brief of two articles, each with one sentence."""

    def make(one, other, origins=("Office", "Board"), **keys):
        front = {"published": "2025-10-20", "publisher": "Office"}
        articles = {
            name: article(f"{text}\n", origins=f"[{origin}]", title=name.title(), **front)
            for name, text, origin in zip(("one", "two"), (one, other), origins, strict=True)
        }
        keys = {"articles": "[one, two]", "sections": "[items]", **keys}
        project = make_project(tmp_path, articles, SOURCES, {"b": brief(**keys)})
        return prepare(Session(project), "b")

    return make


def text(prepared):
    return plain(prepared.annotated.brief.sections)


A = "CMOC was granted 6,500 tonnes for the fourth quarter."
B = "CMOC was granted 6,600 tonnes for the fourth quarter."


def test_each_of_two_contradicting_figures_names_the_other_and_its_article(made):
    prepared = made(A, B)
    assert "6,500 tonnes [but 6,600 in [2]] for" in text(prepared)
    assert "6,600 tonnes [but 6,500 in [1]] for" in text(prepared)
    assert "do not add" not in text(prepared)


def test_a_contradiction_is_the_first_finding(made):
    first = min(made(A, B).problems, key=lambda problem: problem.rank)
    assert first.severity is Severity.FINDING
    assert first.what == (
        "'6,500 tonnes' is contradicted by '6,600 tonnes' in 'two', articles/two.md:8; the brief "
        "marks both"
    )


def test_a_contradiction_cannot_be_waived(made):
    waiver = "[{caveat: contradicted, article: one, who: A, why: b, until: 2030-01-01}]"
    with pytest.raises(ReebriefError, match="contradicted"):
        made(A, B, waivers=waiver)


def test_the_authors_sentence_bears_the_mark_too(made):
    prepared = made(A, B, sections="[bottom-line]", bottom_line="CMOC got 6,500 tonnes [@one].")
    assert "CMOC got 6,500 tonnes [but 6,600 in [2]] [1]" in text(prepared)


def test_a_sentence_that_says_both_needs_no_mark(made):
    said = "CMOC got 6,500 tonnes [@one], or 6,600 tonnes [@two]."
    prepared = made(A, B, sections="[bottom-line]", bottom_line=repr(said))
    assert "but 6,600" not in text(prepared)


@pytest.mark.parametrize(
    ("origins", "confirmed"), [(("Office", "Board"), True), (("Office", "Office"), False)]
)
def test_an_equal_figure_of_another_origin_confirms_and_one_origin_twice_does_not(
    made, origins, confirmed
):
    prepared = made(A, A.replace("6,500 tonnes", "6.5 kt"), origins)
    assert ("a figure of it is also reported by [2]" in text(prepared)) == confirmed
    assert ("No other origin confirms any of it here" in text(prepared)) != confirmed
    assert "but 6" not in text(prepared)


def test_another_quantity_keeps_silent(made):
    prepared = made(A, B.replace("CMOC", "Lynas"))
    assert "but 6" not in text(prepared)
    assert "No other origin confirms any of it here" in text(prepared)
    assert "do not add" in text(prepared)


def test_each_of_two_figures_of_a_sentence_bears_its_own_mark(made):
    one = "CMOC was granted 6,500 tonnes, and sold 300 kilograms of oxide."
    two = "CMOC was granted 6,600 tonnes. CMOC sold 350 kilograms of oxide."
    said = text(made(one, two))
    assert (
        "6,500 tonnes [but 6,600 in [2]], and sold 300 kilograms of oxide [but 350 in [2]]." in said
    )
