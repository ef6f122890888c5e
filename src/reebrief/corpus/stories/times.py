"""Say how far apart two articles were published."""

from __future__ import annotations

from reebrief.corpus.facts import ArticleFacts


def days_between(one: ArticleFacts, other: ArticleFacts) -> int | None:
    """Return the fewest days that may lie between two articles; None where one has no date."""
    if one.published is None or other.published is None:
        return None
    first, second = one.published, other.published
    return max((max(first.start, second.start) - min(first.end, second.end)).days, 0)
