"""Dates as people know them: exact, to the month or the year, inferred; and periods.

The notation is EDTF level 1, ISO 8601-2:2019 (https://www.loc.gov/standards/datetime/): a trailing
``?`` marks a date that was inferred.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator

from reebrief.project import periods
from reebrief.project.validation import SchemaHint

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(\?)?")
_HINT = "type 2025-11-05, 2025-11 or 2025; a ? at the end says that it was inferred"


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication: the interval it may mean, and whether it was inferred."""

    text: str
    start: dt.date
    end: dt.date
    precision: Literal["day", "month", "year"]
    inferred: bool

    @property
    def exact(self) -> bool:
        """Say whether this is one known day."""
        return self.precision == "day" and not self.inferred

    def overlaps(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Say whether any day of the interval lies within the bounds, both included."""
        since, until = (day.isoformat() if day else "" for day in (start, end))
        return periods.overlaps(self.text, since, until)

    def within(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Say whether every day of the interval lies within the bounds, both included."""
        return (start is None or self.start >= start) and (end is None or self.end <= end)


def published(text: str) -> Published:
    """Read a date of publication. Raises ValueError with what is wrong and, after ``;``, a hint."""
    found = _EDTF.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no date; {_HINT}")
    year, month, day = int(found[1]), found[2], found[3]
    try:
        start = dt.date(year, int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"there is no day '{text}'; {_HINT}") from None
    if day:
        return Published(text, start, start, "day", bool(found[4]))
    last = int(month or 12)
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Published(text, start, end, "month" if month else "year", bool(found[4]))


def _checked(text: str) -> str:
    published(text)
    return text


PublishedText = Annotated[
    str, AfterValidator(_checked), SchemaHint(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?\??$")
]
"""A date of publication as it is typed."""


def day(text: str) -> dt.date:
    """Read one day. Raises ValueError with what is wrong and, after ``;``, a hint."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"'{text}' is no date; type it as 2025-11-05")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day '{text}'; type it as 2025-11-05") from None


def _checked_day(text: str) -> str:
    day(text)
    return text


DayText = Annotated[str, AfterValidator(_checked_day), SchemaHint(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A day as it is typed."""


def period(text: str, on: dt.date) -> tuple[dt.date, dt.date]:
    """Read a period as its first and last day.

    ``7d`` is the seven days that end on the date ``on``; ``2025-W45`` an ISO 8601 week; ``2025-11``
    a month; ``2025`` a year. Raises ValueError with what is wrong and, after ``;``, a hint.
    """
    if found := re.fullmatch(r"(\d{1,4})d", text):
        days = int(found[1])
        if not 0 < days <= on.toordinal():
            raise ValueError(f"there is no period of {days} days; type 7d for the last seven days")
        return on - dt.timedelta(days=days - 1), on
    if found := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        try:
            first = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return first, first + dt.timedelta(days=6)
        except (ValueError, OverflowError):
            raise ValueError(f"there is no week '{text}'; type 2025-W45") from None
    if _EDTF.fullmatch(text) and not text.endswith("?"):
        found_date = published(text)
        return found_date.start, found_date.end
    raise ValueError(f"'{text}' is no period; type 7d, 2025-W45, 2025-11 or 2025")
