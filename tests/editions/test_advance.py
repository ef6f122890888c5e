"""Numbers, days and periods move on to the next edition, over the ends of months and years."""

import datetime as dt

import pytest

from reebrief.briefs.models.articles import WhereModel
from reebrief.editions.advance import (
    next_date,
    next_number,
    next_period,
    next_week_named,
    next_where,
)

DAY = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("old", "period", "new"),
    [
        ("2026-01-09", None, "2026-01-16"),
        ("2025-12-26", None, "2026-01-02"),
        ("2026-01-09", "14d", "2026-01-23"),
        ("2026-01-09", "2026-W02", "2026-01-16"),
        ("2026-01-31", "2026-01", "2026-02-28"),
        ("2025-12-15", "2025-12", "2026-01-15"),
        ("2025-11-30", "2025-11", "2025-12-30"),
        ("2024-02-29", "2024", "2025-02-28"),
        ("2026-01-09", "2025", "2027-01-09"),
    ],
)
def test_the_next_edition_is_of_a_period_later(old, period, new):
    assert next_date(DAY(old), period) == DAY(new)


@pytest.mark.parametrize(
    ("number", "old", "new", "following"),
    [
        ("RE 2026/02", "2026-01-09", "2026-01-16", "RE 2026/03"),
        ("RE 2026/09", "2026-03-01", "2026-03-08", "RE 2026/10"),
        ("RE 2025/52", "2025-12-26", "2026-01-02", "RE 2026/01"),
        ("99", "2026-01-09", "2026-01-16", "100"),
        ("No. 7 (weekly)", "2026-01-09", "2026-01-16", "No. 8 (weekly)"),
        ("52/2025", "2025-12-26", "2026-01-02", "52/2026"),
        ("Special issue", "2026-01-09", "2026-01-16", "Special issue"),
    ],
)
def test_a_number_moves_on_and_begins_anew_with_the_year(number, old, new, following):
    assert next_number(number, DAY(old), DAY(new)) == following


@pytest.mark.parametrize(
    ("period", "new", "following"),
    [
        ("7d", "2026-01-16", "7d"),
        ("2025-W52", "2026-01-02", "2026-W01"),
        ("2025-12", "2026-01-15", "2026-01"),
        ("2025", "2026-06-01", "2026"),
    ],
)
def test_a_period_is_that_of_the_new_day(period, new, following):
    assert next_period(period, DAY(new)) == following


def test_days_that_articles_are_selected_by_follow_the_last_ones():
    where = WhereModel(since="2026-01-03", until="2026-01-09")
    moved = next_where(where, DAY("2026-01-09"), DAY("2026-01-16"))
    assert moved == {"since": "2026-01-10", "until": "2026-01-16"}
    assert next_where(WhereModel(topics="supply"), DAY("2026-01-09"), DAY("2026-01-16")) == {}


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Rare earths, week 2", "Rare earths, week 3"),
        ("W2: metals", "W3: metals"),
        ("Five weeks: 2 reports of week 40", "Five weeks: 2 reports of week 40"),
    ],
)
def test_a_title_names_the_week_of_its_edition(title, following):
    assert next_week_named(title, DAY("2026-01-09"), DAY("2026-01-16")) == following
