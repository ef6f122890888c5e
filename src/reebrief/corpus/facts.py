"""The facts of an article by which it is selected and found, without its text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from reebrief.project import dates
from reebrief.project.dates import Published


@dataclass(frozen=True, slots=True)
class ArticleFacts:
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

    def to_json(self) -> str:
        """Return what the article itself says, as one line of JSON: all but its id and file."""
        date = self.published.text if self.published else None
        said = (self.title, date, self.publisher, self.url, self.language)
        return json.dumps([*said, self.origins, self.topics, self.own_work], ensure_ascii=False)

    @classmethod
    def from_json(cls, article_id: str, file: str, text: str) -> ArticleFacts:
        """Read what ``to_json`` returned of an article that has this id and file."""
        title, date, publisher, url, language, origins, topics, own_work = json.loads(text)
        return cls(
            id=article_id,
            file=file,
            title=title,
            published=_published(date) if date else None,
            publisher=publisher,
            url=url,
            language=language,
            origins=tuple(origins),
            topics=tuple(topics),
            own_work=own_work,
        )


_published = cache(dates.published)  # many articles are of one day
