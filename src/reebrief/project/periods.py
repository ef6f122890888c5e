"""Say whether a date of publication may lie within days, by their texts; standard library only."""

from __future__ import annotations


def overlaps(published: str, since: str, until: str) -> bool:
    """Say whether any day that a date may mean lies within days, both included.

    ``published`` is a day, a month or a year, ``since`` and ``until`` are days or "" for none:
    2025-11 begins as every day of that month does.
    """
    date = published.removesuffix("?")
    length = len(date)
    return since[:length] <= date and (not until or date <= until[:length])
