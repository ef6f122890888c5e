"""Say whether an article is one of those looked for, by its facts; standard library only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from reebrief.project.periods import overlaps

Ids = Callable[[str], Sequence[str]]
"""The ids of the source that goes by a name, then of its owners; none where nobody knows it."""


def nobody(_: str) -> tuple[str, ...]:
    """Return no ids: for queries that name no source."""
    return ()


class Findable(NamedTuple):
    """What a query asks of an article; ``day`` is the date of publication as it is written."""

    id: str
    day: str | None
    publisher: str | None
    origins: Sequence[str]
    topics: Sequence[str]


class Query(NamedTuple):
    """What articles are looked for.

    ``since`` and ``until`` are days; ``words`` must all stand in the title or the text, or begin a
    word there. What is empty fits every article. ``but`` are the ids of articles that do not count.
    """

    topics: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    origins: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    words: str = ""
    but: Collection[str] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that only the registry can tell."""
        return (*self.origins, *self.publishers)

    def fits(self, one: Findable, ids: Ids) -> bool:
        """Say whether an article's facts are those asked for; the words are not looked for."""
        since, until = self.since or "", self.until or ""
        in_time = overlaps(one.day, since, until) if one.day else not (since or until)
        return (
            in_time
            and (not self.topics or not {*self.topics}.isdisjoint(one.topics))
            and (not self.origins or origin_among(one.origins, self.origins, ids) is not None)
            and (not self.publishers or _published_by(one.publisher or "", self.publishers, ids))
            and one.id not in self.but
        )


def origin_among(origins: Sequence[str], wanted: Sequence[str], ids: Ids) -> str | None:
    """Return the first origin that is, or is owned by, one of those wanted, by its name."""
    own = {(*ids(name), name)[0] for name in wanted}
    for name in origins:
        if not own.isdisjoint(ids(name) or (name,)):
            return name
    return None


def _published_by(publisher: str, wanted: Sequence[str], ids: Ids) -> bool:
    """Say whether a publisher is one of those wanted: by id, else by its name in small letters."""
    own, *keys = ((*ids(name), name.casefold())[0] for name in (publisher, *wanted))
    return own in keys
