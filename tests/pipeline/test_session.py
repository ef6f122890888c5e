"""The day that a brief is made on: what the surroundings say it is, else the clock's."""

import datetime as dt

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.pipeline.session import Session, today
from support.projects import article, brief, make_project

DAY = 86_400
"""Seconds."""


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", dt.date(1970, 1, 1)),
        (str(DAY - 1), dt.date(1970, 1, 1)),
        (str(DAY), dt.date(1970, 1, 2)),
        ("1764547200", dt.date(2025, 12, 1)),
    ],
)
def test_the_day_of_source_date_epoch_is_that_of_utc(monkeypatch, epoch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today() == day


def test_without_it_the_clock_is_looked_at(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    now = dt.datetime.now().astimezone()
    assert now.date() <= today() <= (now + dt.timedelta(minutes=1)).date()


@pytest.mark.parametrize(
    ("asked", "own", "day"),
    [
        ("2026-01-02", "2025-12-05", "2026-01-02"),
        (None, "2025-12-05", "2025-12-05"),
        ("today", "2025-12-05", "1970-01-01"),
        (None, "today", "1970-01-01"),
    ],
)
def test_the_day_of_a_brief_is_what_is_asked_for_else_its_own(
    tmp_path, monkeypatch, asked, own, day
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    texts = {"b": brief(articles="[a]", date=own)}
    session = Session(make_project(tmp_path, {"a": article("It grew.")}, "", texts), asked)
    (definition,) = session.definitions("b")
    assert session.date(definition).isoformat() == day
    assert session.uses_today(definition) == ((asked or own) == "today")


def test_a_day_that_there_is_not_is_refused(tmp_path):
    project = make_project(tmp_path, {}, "", {})
    with pytest.raises(ReebriefError, match="--date: "):
        Session(project, "2026-02-30")


@pytest.mark.parametrize("epoch", ["", "soon", "1e9", "9" * 30])
def test_what_is_no_number_of_seconds_is_refused(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ReebriefError, match="set it to seconds since 1970"):
        today()
