"""Say whether an article fits a period or an origin, and why."""

from __future__ import annotations

import datetime as dt

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.query import origin_among
from reebrief.corpus.sources import Registry


def in_period(
    article: ArticleFacts, start: dt.date | None, end: dt.date | None
) -> tuple[bool, str]:
    """Say whether an article's date overlaps a period, and how: a month counts as a whole."""
    if start is None and end is None:
        return True, ""
    bounds = f"{start or '…'} to {end or '…'}"
    date = article.published
    if date is None:
        return False, f"undated; {bounds} cannot select it"
    if not date.overlaps(start, end):
        return False, f"published {date.text}, outside {bounds}"
    if date.exact or (date.within(start, end) and not date.inferred):
        return True, f"published {date.text}, within {bounds}"
    return True, f"inexact: published {date.text}, overlaps {bounds}"


def has_origin(
    article: ArticleFacts, origins: tuple[str, ...], registry: Registry
) -> tuple[bool, str]:
    """Say whether one of an article's origins is, or is owned by, one of those named."""
    if not origins:
        return True, ""
    found = origin_among(article.origins, origins, registry.ids)
    return found is not None, f"origin {found}" if found else f"no origin {' or '.join(origins)}"
