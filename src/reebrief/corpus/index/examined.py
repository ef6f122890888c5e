"""Examine the articles of a look, each once: what was found in one is kept until it changes."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import Protocol, TypeVar

from reebrief.corpus.articles import Article, parsed
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.index.look import BATCH, ArchiveLook
from reebrief.corpus.index.store import KeptExamined, Store
from reebrief.diagnostics import ReebriefError
from reebrief.project.project import Project, decoded

T = TypeVar("T")


class Examination(Protocol[T]):
    """How one article is examined by itself, and how what is found is kept.

    ``context`` is the hash of all that it depends on besides the article and the program.
    """

    @property
    def context(self) -> bytes:
        """The hash of all else that is read."""

    def examine(self, article: Article) -> T:
        """Return what is found in an article."""

    def pack(self, found: T) -> tuple[str, bytes]:
        """Return what was found as text and as numbers."""

    def unpack(self, facts: ArticleFacts, text: str, data: bytes) -> T:
        """Return what ``pack`` was given, of an article that has these facts."""


def examined(project: Project, found: ArchiveLook, how: Examination[T]) -> dict[str, T]:
    """Return what is found in each readable article of a look, by the names of their files.

    Raises ReebriefError as ``examine`` does. An article that went since the look is left out.
    """
    done: dict[str, T] = {}

    def read(name: str, text: str, data: bytes) -> None:
        if name in found.facts:
            done[name] = how.unpack(found.facts[name], text, data)

    with Store(project.root) as store:
        store.examined(how.context, read)
        missing = iter([name for name in found.facts if name not in done])
        while batch := [*islice(missing, BATCH)]:
            kept: list[KeptExamined] = []
            for name in batch:
                try:
                    data = project.look(project.root / name).data
                    article = parsed(name, decoded(name, data))
                except ReebriefError:
                    continue
                done[name] = how.examine(article)
                kept.append(KeptExamined(hashlib.sha256(data).digest(), *how.pack(done[name])))
            store.keep_examined(how.context, kept)
    return {name: done[name] for name in found.facts if name in done}
