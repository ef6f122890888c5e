"""Problems say where something is wrong, what, and what to type instead."""

import pytest

from reebrief.diagnostics import (
    LostCaveatError,
    Place,
    Problem,
    ReebriefError,
    Severity,
    error,
    known,
    nearest,
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
    ],
)
def test_a_place_prints_as_editors_read_it(place, text):
    assert str(place) == text


def test_a_problem_prints_place_what_and_hint():
    problem = Problem("unknown key 'colums'", Place("b.yaml", 14, 7), "did you mean 'columns'?")
    assert str(problem) == "b.yaml:14:7: unknown key 'colums'\n  hint: did you mean 'columns'?"


@pytest.mark.parametrize(
    ("severity", "text"),
    [
        (Severity.NOTE, "a.md: note: x"),
        (Severity.FINDING, "a.md: finding: x"),
        (Severity.ERROR, "a.md: x"),
    ],
)
def test_a_problem_that_is_no_error_says_so(severity, text):
    assert str(Problem("x", Place("a.md"), severity=severity)) == text


def test_a_hint_of_several_lines_stays_indented():
    assert str(Problem("x", None, "add:\na: 1")) == "x\n  hint: add:\n        a: 1"


def test_an_exception_holds_every_problem_and_prints_them_all():
    problems = [Problem("x"), Problem("y")]
    fault = ReebriefError(p for p in problems)
    assert fault.problems == tuple(problems)
    assert str(fault) == "x\ny"
    assert error("x", Place("a"), "h").problems == (Problem("x", Place("a"), "h"),)


def test_bad_input_and_a_lost_caveat_have_exit_codes_of_their_own():
    assert (ReebriefError([]).exit_code, LostCaveatError([]).exit_code) == (1, 70)


def test_the_nearest_word_is_offered_and_none_where_none_is_near():
    assert nearest("colums", ["rows", "columns"]) == "did you mean 'columns'?"
    assert nearest("xyz", ["rows", "columns"]) is None


def test_where_no_word_is_near_all_are_listed_in_alphabetical_order():
    assert known("colums", ["rows", "columns"], kind="keys") == "did you mean 'columns'?"
    assert known("xyz", {"rows", "columns"}, kind="keys") == "known keys: columns, rows"
    assert known("xyz", [], kind="keys") == "there are no keys"
