"""The facts of an article by which it is selected and found, without its text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple, Self

from reebrief.corpus.query import Findable
from reebrief.project import dates
from reebrief.project.dates import Published

_AT_ONCE = 500


class ArticleFacts(NamedTuple):
    """What selection and search ask of an article; ``file`` is its name from the root.

    ``origins`` are who the publisher had it from, by name; the publisher itself of its own work.
    """

    id: str
    file: str
    title: str
    published: Published | None
    publisher: str | None
    url: str | None
    language: str
    origins: tuple[str, ...]
    topics: tuple[str, ...]
    own_work: bool

    @property
    def since(self) -> dt.date:
        """The first day that it may be of; without a date the last of all days."""
        return self.published.start if self.published else dt.date.max

    @property
    def findable(self) -> Findable:
        """What a query asks for."""
        day = self.published.text if self.published else None
        return Findable(self.id, day, self.publisher, self.origins, self.topics)

    def to_json(self) -> str:
        """Return what the article itself says, as one line of JSON: all but its id and file."""
        date = self.published.text if self.published else None
        said = (self.title, date, self.publisher, self.url, self.language)
        return json.dumps([*said, self.origins, self.topics, self.own_work], ensure_ascii=False)

    @classmethod
    def of_json(cls, kept: Iterable[tuple[str, str, str]]) -> Iterator[Self]:
        """Yield the facts of articles by their ids, files, and what ``to_json`` returned of each.

        Many are read as one text: of ten thousand articles that takes a fifth of the time.
        """
        rest = iter(kept)
        while rows := [*islice(rest, _AT_ONCE)]:
            texts = json.loads(f"[{','.join([text for *_, text in rows])}]")
            for (article_id, file, _), said in zip(rows, texts, strict=True):
                title, date, publisher, url, language, origins, topics, own_work = said
                yield cls(
                    article_id,
                    file,
                    title,
                    _published(date) if date else None,
                    publisher,
                    url,
                    language,
                    tuple(origins),
                    tuple(topics),
                    own_work,
                )


_published = cache(dates.published)  # many articles are of one day
