"""Put entries of feeds together that are one text, or report one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reebrief.corpus.facts import ArticleFacts
from reebrief.corpus.inbox.entries import Entry
from reebrief.corpus.ingest.structure.block_texts import texts_of
from reebrief.corpus.stories.clusters import stories
from reebrief.corpus.stories.fingerprint import fingerprint
from reebrief.corpus.stories.shared_runs import SharedRuns
from reebrief.project import dates
from reebrief.project.dates import Published


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that is new, the first entry of its story, and the first one of its text."""

    entry: Entry
    story: Entry
    text: Entry

    @property
    def told(self) -> str:
        """What it is to the first of its story: ``the same text``, ``the same event``, or ""."""
        if self.entry is self.story:
            return ""
        return "the same text" if self.text is self.story else "the same event"


def by_story(entries: Sequence[Entry]) -> list[NewEntry]:
    """Return entries in their order, those of one story behind its first one."""
    prints = [fingerprint(_text(entry)) for entry in entries]
    by_id = {entry.id: entry for entry in entries}
    order = {entry.id: n for n, entry in enumerate(entries)}
    first: dict[str, tuple[str, str]] = {entry.id: (entry.id, entry.id) for entry in entries}
    for story in stories([_facts(entry) for entry in entries], SharedRuns(prints)):
        head = min((one.id for one in story.articles), key=order.__getitem__)
        for text in story.texts:
            own = min((one.id for one in text), key=order.__getitem__)
            first |= {one.id: (head, own) for one in text}
    found = [
        NewEntry(entry, by_id[first[entry.id][0]], by_id[first[entry.id][1]]) for entry in entries
    ]
    return sorted(found, key=lambda one: (order[one.story.id], order[one.text.id]))


def _text(entry: Entry) -> str:
    blocks = [text for block in entry.document.blocks for text in texts_of(block)]
    return "\n".join([entry.title, *entry.document.lines, *blocks])


def _facts(entry: Entry) -> ArticleFacts:
    return ArticleFacts(
        id=entry.id,
        file="",
        title=entry.title,
        published=_published(entry.published),
        publisher=entry.publisher,
        url=entry.address,
        language="",
        origins=(),
        topics=(),
        own_work=False,
    )


def _published(text: str) -> Published | None:
    try:
        return dates.published(text) if text else None
    except ValueError:
        return None
