"""Move the number, days and periods of a brief on to its next edition."""

from __future__ import annotations

import datetime as dt
import re

from reebrief.briefs.models.articles import WhereModel
from reebrief.project import dates

_LAST_NUMBER = re.compile(r"\d+(?=\D*\Z)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WEEK = re.compile(r"(?i)\b(week\s?|W)(\d{1,2})\b")
_DAYS = re.compile(r"\d+d")
_MONTHS_OF_YEAR = 12


def next_date(old: dt.date, period: str | None) -> dt.date:
    """Return the day of the next edition: a period later, a week where none is selected by."""
    if period and _DAYS.fullmatch(period):
        return old + dt.timedelta(days=int(period[:-1]))
    if period and re.fullmatch(r"\d{4}-\d{2}", period):
        month = old.month % _MONTHS_OF_YEAR + 1
        year = old.year + (month == 1)
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
        return dt.date(year, month, min(old.day, last))
    if period and re.fullmatch(r"\d{4}", period):
        leap_day = (old.month, old.day) == (2, 29)
        return old.replace(year=old.year + 1, day=28 if leap_day else old.day)
    return old + dt.timedelta(days=7)


def next_number(number: str, old: dt.date, new: dt.date) -> str:
    """Return the number of the next edition: RE 2026/02 → RE 2026/03, in a new year RE 2027/01."""
    year = str(old.year)
    last = _LAST_NUMBER.search(number)
    if last is None or (last[0] == year and _YEAR.fullmatch(last[0])):
        return number.replace(year, str(new.year))
    following = 1 if old.year != new.year and year in number[: last.start()] else int(last[0]) + 1
    counted = f"{number[: last.start()]}{following:0{len(last[0])}d}{number[last.end() :]}"
    return counted.replace(year, str(new.year)) if old.year != new.year else counted


def next_period(period: str, new: dt.date) -> str:
    """Return the period of an edition of a day: 2025-W45 → the week of that day; 7d stays."""
    if re.fullmatch(r"\d{4}-W\d{2}", period):
        year, week, _ = new.isocalendar()
        return f"{year}-W{week:02}"
    if re.fullmatch(r"\d{4}-\d{2}", period):
        return f"{new:%Y-%m}"
    return f"{new:%Y}" if re.fullmatch(r"\d{4}", period) else period


def next_where(where: WhereModel, old: dt.date, new: dt.date) -> dict[str, str]:
    """Return what changes in how articles are selected: the period, or the days after the last."""
    if where.period:
        return {"period": next_period(where.period, new)}
    until = dates.day(where.until) if where.until else old
    changed = {"since": until + dt.timedelta(days=1)} if where.since else {}
    changed |= {"until": max(new, until)} if where.until else {}
    return {key: day.isoformat() for key, day in changed.items()}


def next_week_named(text: str, old: dt.date, new: dt.date) -> str:
    """Return a title with the week of the new day where it names that of the old one."""
    weeks = old.isocalendar().week, new.isocalendar().week
    return _WEEK.sub(lambda m: f"{m[1]}{weeks[1]}" if int(m[2]) == weeks[0] else m[0], text)
