"""Offer what a list of references says to the articles that have its addresses."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from reebrief.corpus.addresses import address_key
from reebrief.corpus.archive import Corpus
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.ingest.limited import run_limited
from reebrief.corpus.ingest.readers.references import facts_of
from reebrief.corpus.ingest.readers.sniff import REFERENCES, kind_of
from reebrief.diagnostics import ReebriefError
from reebrief.project import yaml
from reebrief.project.project import Project


def offers(project: Project, raw: bytes, name: str) -> Iterator[str]:
    """Yield, for each article that a list names, what it lacks, and where it says otherwise.

    Addresses are compared as those of one page are. Nothing is yielded of another file, nor where
    an article cannot be read: ``check`` says why.
    """
    with contextlib.suppress(ReebriefError):
        if kind_of(raw, name) is not REFERENCES:
            return
        listed = run_limited(lambda: facts_of(raw), name)
        articles = {address_key(one.url): one for one in Corpus(project).facts() if one.url}
        for facts in listed:
            article = articles.get(address_key(facts["url"])) if facts["url"] else None
            if article:
                yield from _offer(article, facts)


def _offer(article: ArticleFacts, facts: dict[str, str]) -> Iterator[str]:
    """Yield the lines to paste into an article's front matter, and what differs from it."""
    own = {
        "title": article.title,
        "published": article.published.text if article.published else None,
        "publisher": article.publisher,
    }
    said = {"title": facts["title"], "published": facts["date"], "publisher": facts["publisher"]}
    missing = {key: value for key, value in said.items() if value and not own[key]}
    other = [key for key, value in said.items() if value and own[key] not in {None, "", value}]
    if missing:
        yield f"{article.file}: a reference has its address; add to its front matter:"
        yield from (f"  {line}" for line in yaml.write(missing).splitlines())
    elif not other:
        yield f"{article.file}: a reference has its address, and says nothing else"
    for key in other:
        what = f"{key}: '{own[key]}', a reference of its address says '{said[key]}'"
        yield f"{article.file}: {what}"
