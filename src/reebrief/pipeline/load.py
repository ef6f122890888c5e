"""Read everything that a brief is made of, and raise every reading fault at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from reebrief.briefs import BriefDefinition
from reebrief.briefs.inputs import BriefInputs
from reebrief.briefs.named_articles import named_articles
from reebrief.caveats import waivers
from reebrief.compose.selection import Choice, select
from reebrief.corpus.articles import Article, Articles
from reebrief.corpus.sources import Registry
from reebrief.diagnostics import Place, Problem, ReebriefError
from reebrief.pipeline.session import Session
from reebrief.project import images
from reebrief.project.project import MARKER, Project
from reebrief.templates import caveat_words, glossary, language, themes
from reebrief.templates.caveat_words import CaveatWords
from reebrief.templates.glossary import Glossary
from reebrief.templates.language import Language
from reebrief.templates.sections import Templates
from reebrief.templates.themes import Theme


def load(session: Session, definition: BriefDefinition) -> tuple[BriefInputs, tuple[Choice, ...]]:
    """Return everything that a brief is made of, and the choice made of each article.

    Raises ReebriefError with every fault: of theme, language, templates and words, of articles that
    the definition selects or names, and of items and waivers of other articles.
    """
    date = session.date(definition)
    read = _together(
        {
            "theme": lambda: _theme(session, definition),
            "words": lambda: _words(session, definition),
            "templates": lambda: _templates(session, definition),
            "lists": lambda: session.lexicon,
            "support": lambda: session.support,
            "articles": lambda: _articles(session, definition, date),
        }
    )
    words, caveat_words, terms = read["words"]
    chosen, choices, articles = read["articles"]
    inputs = BriefInputs(
        definition=definition,
        date=date,
        settings=session.project.settings,
        articles=articles,
        chosen=chosen,
        registry=session.registry,
        theme=read["theme"],
        language=words,
        templates=read["templates"],
        lexicon=read["lists"],
        support=read["support"],
        caveat_words=caveat_words,
        glossary=terms,
        picture=partial(images.load, session.project),
    )
    return inputs, choices


def _together(reads: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """Read several things; raise ReebriefError with the problems of all that cannot be."""
    problems: list[Problem] = []
    done: dict[str, Any] = {}
    for name, read in reads.items():
        try:
            done[name] = read()
        except ReebriefError as fault:
            problems.extend(fault.problems)
    if problems:
        raise ReebriefError(dict.fromkeys(problems))
    return done


def _theme(session: Session, definition: BriefDefinition) -> Theme:
    """Load a brief's theme, with its Word template where it names one."""
    project, model = session.project, definition.model
    style = model.theme or project.settings.theme
    theme = session.once(
        "theme", style, lambda: themes.load(project, style, _where(project, definition, "theme"))
    )
    name = model.reference or project.settings.reference
    if name is None:
        return theme
    place = _where(project, definition, "reference")
    key = f"{style} {name}"
    read = partial(themes.with_reference, project, theme, name, place)
    return session.once("reference", key, read)


def _where(project: Project, definition: BriefDefinition, key: str) -> Place:
    """Return where a key stands: in the definition, or in the settings that hold without it."""
    if getattr(definition.model, key) is not None:
        return definition.place(key)
    return project.yaml(project.root / MARKER).place((key,))


def _words(session: Session, definition: BriefDefinition) -> tuple[Language, CaveatWords, Glossary]:
    """Load the words of a brief's language: the fixed ones, those of caveats, its glossary."""
    project = session.project
    code = definition.model.language or project.settings.language
    place = _where(project, definition, "language")
    return (
        session.once("language", code, lambda: language.load(project, code, place)),
        session.once("caveat words", code, lambda: caveat_words.load(project, code)),
        session.once("glossary", code, lambda: glossary.load(project, code)),
    )


def _templates(session: Session, definition: BriefDefinition) -> Templates:
    folder, place = definition.model.template, definition.place("template")
    return session.once("templates", folder, lambda: Templates(session.project, folder, place))


def _articles(
    session: Session, definition: BriefDefinition, date: dt.date
) -> tuple[tuple[Article, ...], tuple[Choice, ...], Articles]:
    """Select and read a brief's articles; say of each place that names one in vain."""
    corpus, problems = session.corpus, list[Problem]()
    selected: tuple[tuple[Article, ...], tuple[Choice, ...]] = ((), ())
    try:
        selected = select(definition, corpus, session.registry, date)
    except ReebriefError as fault:
        problems += fault.problems
    read = {article.id: article for article in selected[0]}
    for name, place in named_articles(definition.file):
        try:
            read[name] = corpus.get(name, place)
        except ReebriefError as fault:
            problems += fault.problems
    shown = [article.id for article in selected[0]]
    if problems and not shown:
        # Nobody knows what the brief shows: only what there is not can be told.
        listed = definition.model.articles.include
        shown = [name for name in listed if corpus.has(name)] or corpus.ids
    problems += definition.unknown_items(shown)
    try:
        waivers.load(definition, {*shown, *read}, date)
    except ReebriefError as fault:
        problems += fault.problems
    if problems:
        raise ReebriefError(dict.fromkeys(problems))
    for article in [*read.values()]:
        for name in _described(article, session.registry):
            if corpus.has(name):
                read[name] = corpus.get(name)
    return *selected, Articles(read, tuple(corpus.ids))


def _described(article: Article, registry: Registry) -> Iterator[str]:
    """Yield the articles on which the registry's facts of an article's origins rest."""
    names = (*article.origins, article.about.publisher or "")
    found = [source for name in names if (source := registry.find(name))]
    for source in (one for each in found for one in (each, *each.owners)):
        for fact in source.about.facts.values():
            if fact.article is not None:
                yield fact.article
