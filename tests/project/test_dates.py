"""Dates are no more exact than they are known, and periods include their last day."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.project.dates import day, period, published
from reebrief.project.project import Project
from reebrief.templates import language
from support.trees import ROOT

D = dt.date
DAYS = st.dates(min_value=D(100, 1, 1))
RECENT = st.dates(min_value=D(2020, 1, 1), max_value=D(2022, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "inferred"),
    [
        ("2025-11-05", D(2025, 11, 5), D(2025, 11, 5), "day", False),
        ("2025-11-05?", D(2025, 11, 5), D(2025, 11, 5), "day", True),
        ("2025-11", D(2025, 11, 1), D(2025, 11, 30), "month", False),
        ("2024-02?", D(2024, 2, 1), D(2024, 2, 29), "month", True),
        ("2025", D(2025, 1, 1), D(2025, 12, 31), "year", False),
        ("9999", D(9999, 1, 1), D(9999, 12, 31), "year", False),
    ],
)
def test_a_date_means_the_interval_it_may_be_of(text, start, end, precision, inferred):
    date = published(text)
    assert (date.start, date.end, date.precision, date.inferred) == (
        start,
        end,
        precision,
        inferred,
    )


def test_only_a_known_day_is_exact():
    assert published("2025-11-05").exact
    assert not any(published(text).exact for text in ("2025-11-05?", "2025-11", "2025"))


@pytest.mark.parametrize(
    "text", ["", "last week", "2025-1-5", "05.11.2025", "2025-11-05??", "2025?-11", "2025-11-05\n"]
)
def test_a_wrong_date_is_told_with_what_to_type(text):
    with pytest.raises(ValueError, match="is no date; type 2025-11-05, 2025-11 or 2025"):
        published(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-29", "0000", "2025-00-01"])
def test_a_day_that_never_was_is_named(text):
    with pytest.raises(ValueError, match=f"there is no day '{text}'; type"):
        published(text)


@pytest.mark.parametrize("text", ["", "today", "2025-11", "20251105", "2025-W45-1"])
def test_one_day_is_typed_in_one_way(text):
    with pytest.raises(ValueError, match=f"'{text}' is no date; type it as 2025-11-05"):
        day(text)


def test_a_day_that_no_month_has_is_told_as_such():
    with pytest.raises(ValueError, match="there is no day '2025-02-29'; type it as 2025-11-05"):
        day("2025-02-29")


@settings(deadline=None)
@given(st.dates())
def test_every_day_reads_back(date):
    assert day(date.isoformat()) == date
    assert published(date.isoformat()).start == date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1d", D(2025, 11, 21), D(2025, 11, 21)),
        ("7d", D(2025, 11, 15), D(2025, 11, 21)),
        ("2025-W01", D(2024, 12, 30), D(2025, 1, 5)),
        ("2020-W53", D(2020, 12, 28), D(2021, 1, 3)),
        ("2025-02", D(2025, 2, 1), D(2025, 2, 28)),
        ("2025", D(2025, 1, 1), D(2025, 12, 31)),
        ("2025-11-05", D(2025, 11, 5), D(2025, 11, 5)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert period(text, D(2025, 11, 21)) == (first, last)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0d", "there is no period of 0 days; type 7d"),
        ("2025-W54", "there is no week '2025-W54'; type 2025-W45"),
        ("2025?", "'2025\\?' is no period; type 7d, 2025-W45"),
        ("7 days", "'7 days' is no period"),
        ("-7d", "'-7d' is no period"),
    ],
)
def test_a_wrong_period_is_told_with_what_to_type(text, fault):
    with pytest.raises(ValueError, match=fault):
        period(text, D(2025, 11, 21))


@settings(deadline=None)
@given(DAYS, st.integers(1, 9999))
def test_a_period_of_days_has_as_many_and_ends_on_the_briefs_date(on, days):
    first, last = period(f"{days}d", on)
    assert last == on
    assert (last - first).days + 1 == days


@settings(deadline=None)
@given(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), RECENT, RECENT, st.integers(0, 400))
def test_a_date_overlaps_a_period_by_one_day_and_lies_within_by_all(form, on, start, days):
    date, end = published(on.strftime(form)), start + dt.timedelta(days)
    its = set(range(date.start.toordinal(), date.end.toordinal() + 1))
    those = set(range(start.toordinal(), end.toordinal() + 1))
    assert date.overlaps(start, end) == bool(its & those)
    assert date.within(start, end) == (its <= those)
    assert date.overlaps(date.end, None)
    assert date.within(None, date.end)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-11-05", "5 November 2025"),
        ("2025-11?", "November 2025 (inferred)"),
        ("2025", "2025"),
    ],
)
def test_a_date_is_shown_no_more_exact_than_it_is_known(text, shown):
    assert language.load(Project(ROOT), "en").published(published(text)) == shown
