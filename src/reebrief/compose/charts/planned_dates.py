"""Say whether an article states a date as a plan: it stays one when the day has passed."""

from __future__ import annotations

from reebrief.analysis.claims import ClaimWords, claims
from reebrief.analysis.support.dates import StatedDate, dates
from reebrief.analysis.support.lexicon import Reading
from reebrief.corpus.articles import Article
from reebrief.document.sentences import spans
from reebrief.project.dates import Published


def is_plan(date: Published, article: Article, words: ClaimWords, reading: Reading) -> bool:
    """Say whether every sentence of an article that has a date speaks of what is to come.

    One that says that it came about makes it a fact; an article without the date says nothing.
    """
    plans: list[bool] = []
    said = article.published.start if article.published else None
    for text, _ in article.lines:
        if str(date.start.year) not in text:
            continue
        ahead = [c for c in claims(text, words, said) if c.kind == "forward-looking"]
        for start, end in spans(text):
            if any(_is_of(one, date) for one in dates(text[start:end], reading)):
                plans.append(any(start <= claim.start < end for claim in ahead))
    return bool(plans) and all(plans)


def _is_of(one: StatedDate, date: Published) -> bool:
    """Say whether a stated date may be a day, a month or a year."""
    if one.year != date.start.year or date.precision == "year":
        return one.year == date.start.year
    exact = date.precision == "month" or one.day in {None, date.start.day}
    return date.start.month in one.months and exact
