"""Read the day of a machine's time stamp: ISO 8601, RFC 5322, or in plain figures.

A stamp in UTC has the day of Greenwich, which may be the one before that of its place.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.]?(?P<m>\d\d)[-/.]?(?P<d>\d\d)(?!\d)")
_MAIL = re.compile(r"(?:\w{3},\s*)?\d{1,2}\s+\w{3}\s+\d{4}\b")
_UTC = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]00:?00|GMT|UTC)")
_MIDNIGHT = re.compile(r"[T ]00:00")

IN_UTC = ", in UTC"
"""How it ends where a stamp in UTC was read, but for midnight, which days without a time have."""


def read_in(where: str, text: str) -> str:
    """Return where a stamp was read, with what its time is counted in if that is UTC."""
    utc = _UTC.search(text.strip()) and not _MIDNIGHT.search(text)
    return where + IN_UTC if utc else where


def are_neighbours(one: str, other: str) -> bool:
    """Say whether two days in the form of ISO 8601 follow each other."""
    try:
        first, second = dt.date.fromisoformat(one), dt.date.fromisoformat(other)
    except ValueError:  # a month alone
        return False
    return abs((first - second).days) == 1


def day_of(text: str) -> str | None:
    """Return the day of a stamp in the form of ISO 8601, as its own place counts it, or None.

    Sunday 11 January at half past midnight in Beijing is the 11th, though it is the 10th in London.
    """
    bare = text.strip()
    found = _ISO.match(bare)
    if found:
        try:
            return dt.date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
        except (ValueError, OverflowError):
            return None
    if _MAIL.match(bare):
        try:
            return parsedate_to_datetime(bare).date().isoformat()
        except (ValueError, OverflowError, TypeError, IndexError):
            return None
    return None
