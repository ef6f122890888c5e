"""Say whether an article states a date as a plan: it stays one when the day has passed."""

from __future__ import annotations

from collections.abc import Iterable

from reebrief.analysis.claims import ClaimWords, claims
from reebrief.analysis.support.dates import StatedDate, dates
from reebrief.analysis.support.lexicon import Reading
from reebrief.briefs.models.answers import SupportedModel
from reebrief.corpus.articles import Article
from reebrief.document.sentences import spans
from reebrief.project.dates import Published


def is_plan(date: Published, article: Article, words: ClaimWords, reading: Reading) -> bool:
    """Say whether every sentence of an article that has a date speaks of what is to come.

    One that says that it came about makes it a fact; an article without the date says nothing.
    """
    plans: list[bool] = []
    for text, _ in article.lines:
        if str(date.start.year) not in text:
            continue
        plans += [
            _is_ahead(text, span, article, words)
            for span in spans(text)
            if any(_is_of(one, date) for one in dates(text[slice(*span)], reading))
        ]
    return bool(plans) and all(plans)


def is_answered_plan(
    date: Published,
    answers: Iterable[SupportedModel],
    article: Article,
    words: ClaimWords,
    reading: Reading,
) -> bool:
    """Say whether the author answered for a date by a passage that speaks of what is to come."""
    return any(
        _is_ahead(text, span, article, words)
        for answer in answers
        if answer.article == article.id
        and any(_is_of(one, date) for one in dates(answer.words, reading))
        for text, _ in article.lines
        for span in spans(text)
        if answer.passage in text[slice(*span)]
    )


def _is_ahead(text: str, span: tuple[int, int], article: Article, words: ClaimWords) -> bool:
    """Say whether a sentence of an article is forward-looking."""
    said = article.published.start if article.published else None
    found = (c for c in claims(text, words, said) if c.kind == "forward-looking")
    return any(span[0] <= claim.start < span[1] for claim in found)


def _is_of(one: StatedDate, date: Published) -> bool:
    """Say whether a stated date may be a day, a month or a year."""
    if one.year != date.start.year or date.precision == "year":
        return one.year == date.start.year
    exact = date.precision == "month" or one.day in {None, date.start.day}
    return date.start.month in one.months and exact
