"""Make the next edition of a brief: choose its articles, write its definition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from reebrief.briefs import BriefDefinition
from reebrief.compose.selection import select
from reebrief.corpus.facts import ArticleFacts
from reebrief.diagnostics import Place, Problem, error
from reebrief.editions.advance import next_date, next_where
from reebrief.editions.successor import NextEdition, succeed
from reebrief.pipeline.predecessor import refuse_circle
from reebrief.pipeline.session import Session
from reebrief.project.atomic_write import write_all
from reebrief.project.yaml.edit import YamlText


def next_edition(session: Session, path: Path, previous: str) -> tuple[Problem, ...]:
    """Write the definition of the edition that follows a brief; return what is to be looked at.

    ``path`` is the new definition's; the session's date is its date, by default a period after
    that of the old one. Raises ReebriefError where the old brief has errors, where the new one
    exists, and where it is an edition before the old one.
    """
    project = session.project
    if path.exists():
        raise error("already exists", Place(project.name(path)), "choose another name")
    old, *more = Session(project, None, session.parameters).definitions(previous)
    file = project.root / old.file.name
    text = YamlText(project.data(file).decode("utf-8"), project.name(path))
    if more or "variants" in text.file.data:
        what = f"'{previous}' has variants: each is a brief with editions of its own"
        hint = "make each a definition that extends a common one; those have next editions"
        raise error(what, old.file.place(("variants",), key=True), hint)
    place = old.file.place(("previous",), key=True)
    refuse_circle(session, old, path.stem, place)
    found = succeed(text, old, _next(session, old))
    write_all({path: text.text.encode("utf-8")}, name=project.name)
    return found


def _next(session: Session, old: BriefDefinition) -> NextEdition:
    """Say which edition follows an old one: its day, its articles, and those that are gone."""
    on, articles = Session(session.project).date(old), old.model.articles
    where = articles.where
    date = session.asked or next_date(on, where.period if where else None)
    shown = [one.id for one in select(old, session.corpus, session.registry, on)[0]]
    listed: tuple[str, ...] | None = None
    if where is not None:
        changed = where.model_copy(update=next_where(where, on, date))
        articles = articles.model_copy(update={"where": changed})
        following = replace(old, model=old.model.model_copy(update={"articles": articles}))
        keep = [one.id for one in select(following, session.corpus, session.registry, date)[0]]
    elif articles.include:
        later = [one.id for one in session.corpus.facts() if _arrived(one, old.cut_off(on), date)]
        # Without anything new the list stays: nobody knows yet what the next edition shows.
        listed = tuple(one for one in later if one not in shown) or articles.include
        keep = [*listed]
    else:
        keep = shown
    return NextEdition(old.name, on, date, listed, frozenset(shown) - {*keep})


def _arrived(article: ArticleFacts, after: dt.date, until: dt.date) -> bool:
    """Say whether an article may have been published after a day, and was by another."""
    date = article.published
    return date is None or (date.end > after and date.start <= until)
