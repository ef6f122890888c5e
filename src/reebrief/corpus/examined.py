"""Hold what was found in one article by itself, and what of it is held against others."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from reebrief.corpus.articles import Article
from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.stories.fingerprint import Fingerprint, fingerprint
from reebrief.diagnostics import Place, Problem, Severity

_WIDTH = 8  # bytes of a number


@dataclass(frozen=True, slots=True)
class ExaminedArticle:
    """An article after it was looked at by itself.

    ``title`` and ``url`` are the line and column where these stand; ``findings`` are those on the
    article alone, whatever others there are.
    """

    facts: ArticleFacts
    fingerprint: Fingerprint
    title: tuple[int, int]
    url: tuple[int, int]
    findings: tuple[Problem, ...]

    @classmethod
    def of(cls, article: Article, findings: Sequence[Problem]) -> Self:
        """Return an article and what was found in it."""
        title, url = article.place("title"), article.place("url")
        return cls(
            article.facts,
            fingerprint(article.text),
            (title.line, title.column),
            (url.line, url.column),
            (*findings,),
        )

    @property
    def id(self) -> str:
        """The article's id."""
        return self.facts.id

    def place(self, key: Literal["title", "url"]) -> Place:
        """Return where its title or its address stands."""
        return Place(self.facts.file, *(self.title if key == "title" else self.url))

    def pack(self) -> tuple[str, bytes]:
        """Return all but the facts as text and numbers, for ``unpack``."""
        print_ = self.fingerprint
        words = (print_.figures, print_.names, print_.quotations, print_.credits)
        told = [len(runs) for runs in print_.told]
        said = [
            [p.what, p.place and [p.place.line, p.place.column], p.hint, p.severity, p.urgent]
            for p in self.findings
        ]
        text = [self.title, self.url, said, [sorted(one) for one in words], told]
        data = b"".join(runs.tobytes() for runs in (*print_.told, print_.runs))
        return json.dumps(text, ensure_ascii=False), data

    @classmethod
    def unpack(cls, facts: ArticleFacts, text: str, data: bytes) -> Self:
        """Return what ``pack`` returned of an article that has these facts."""
        title, url, said, words, told = json.loads(text)
        *sentences, every = _parted(data, [*told, len(data) // _WIDTH - sum(told)])
        figures, names, quotations, credits_ = map(frozenset, words)
        return cls(
            facts,
            Fingerprint(every, (*sentences,), figures, names, quotations, credits_),
            (title[0], title[1]),
            (url[0], url[1]),
            tuple(
                Problem(
                    what, Place(facts.file, *at) if at else None, hint, Severity(weight), urgent
                )
                for what, at, hint, weight, urgent in said
            ),
        )


def _parted(data: bytes, lengths: Sequence[int]) -> Iterator[array[int]]:
    """Yield numbers that were written one after the other, in runs of these lengths."""
    numbers = array("q", data)
    at = 0
    for length in lengths:
        yield numbers[at : at + length]
        at += length
