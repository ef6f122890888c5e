"""Attributions: to whom a text leaves what it says, and to whom it does not."""

from functools import cache

import pytest

from reebrief.analysis import support
from reebrief.analysis.attributions import attributions
from reebrief.project.project import Project
from support.trees import ROOT

NAMES = ("Steel Group", "Steel Group Daily", "Herald", "The Paper")


@cache
def patterns():
    return support.load(Project(ROOT)).get("en").patterns


def found(*lines):
    media = ("Steel Group Daily", "Herald", "The Paper")
    return [(a.name, a.line, a.by) for a in attributions(lines, NAMES, media, patterns())]


@pytest.mark.parametrize(
    ("line", "name", "by"),
    [
        ("According to Steel Group, it grew.", "Steel Group", "According to Steel Group"),
        ("It grew, according to the Herald.", "Herald", "according to the Herald"),
        ("It grew (source: Herald).", "Herald", "source: Herald"),
        ("It grew, citing HERALD.", "Herald", "citing HERALD"),
        ("The Herald reported that it grew.", "Herald", "Herald reported"),
        ("It grew, The Paper said.", "The Paper", "The Paper said"),
        # the longest of the names that stand there
        ("According to Steel Group Daily, it grew.", "Steel Group Daily", None),
    ],
)
def test_words_beside_a_name_leave_the_statement_to_it(line, name, by):
    ((who, _, words),) = found("A title", line)
    assert who == name
    assert by is None or words == by


@pytest.mark.parametrize(
    "line",
    [
        "Steel Group reported a profit.",  # a company's own news
        "The Herald was sold.",
        "According to plan, the Herald was sold.",
        "According to Heralds of doom, it grew.",
        "Steel Groupings, according to nobody.",
        "It said so. The paper said that it grew.",
        "According to the paper, it grew.",
    ],
)
def test_a_name_that_is_only_spoken_of_is_no_source(line):
    assert found(line) == []


def test_attributions_come_in_the_order_of_the_lines():
    assert [(name, line) for name, line, _ in found("via Herald", "citing Steel Group")] == [
        ("Herald", 0),
        ("Steel Group", 1),
    ]
