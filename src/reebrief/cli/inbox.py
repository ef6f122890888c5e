"""The command ``reebrief inbox``: what is new in feeds; take, skip or drop it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from reebrief.cli.errors import fail
from reebrief.cli.output import FAILED, OK, give, say
from reebrief.corpus import inbox
from reebrief.corpus.inbox import feed_list
from reebrief.corpus.inbox.entries import Entry, chosen, fresh, kept
from reebrief.corpus.inbox.feed_list import Feed
from reebrief.corpus.inbox.seen import Answer
from reebrief.diagnostics import ReebriefError, error, known
from reebrief.project.project import open_project


def run_inbox(
    folder: str | None, names: Sequence[str], *, skipped: bool = False, as_json: bool = False
) -> int:
    """Ask feeds, by default all, and print what is new; a feed that fails does not stop others.

    Raises ReebriefError where a name is no feed's, and where ``feeds.yaml`` has faults.
    """
    project = open_project(folder)
    feeds = _named(feed_list.load(project), names)
    code, data, told = OK, list[dict[str, str]](), set[str]()
    for asked in inbox.ask(project, feeds):
        if asked.fault is not None:
            code = fail(asked.fault, project.root.as_posix())
            continue
        # An entry of two feeds is new once.
        new = [e for e in fresh(project, asked.entries, skipped=skipped) if e.key not in told]
        told |= {entry.key for entry in new}
        data += map(_data, new)
        if not as_json:
            give(f"{asked.feed.name}: {len(new)} new of {len(asked.entries)}")
            for line in _lines(new):
                give(line)
    if as_json:
        give(json.dumps(data, ensure_ascii=False, indent=2))
    elif data:
        say("now: reebrief inbox take ID…, skip ID…, drop ID…")
    return code


def run_take(folder: str | None, ids: Sequence[str], *, page: bool = False) -> int:
    """Import entries of what feeds sent last. Raises ReebriefError where an id names none."""
    project = open_project(folder)
    code = OK
    for entry, done in inbox.take(project, _chosen(folder, ids), page=page):
        if isinstance(done, ReebriefError):
            fail(done, project.root.as_posix())
            say(f"not taken: {entry.id}  {entry.title}")
            code = FAILED
            continue
        for line in done.report:
            give(line)
    return code


def run_aside(folder: str | None, ids: Sequence[str], answer: Answer) -> int:
    """Skip or drop entries of what feeds sent last; print them."""
    entries = _chosen(folder, ids)
    inbox.put_aside(open_project(folder), entries, answer)
    for entry in entries:
        give(f"{answer}: {entry.id}  {entry.title}")
    return OK


def _chosen(folder: str | None, ids: Sequence[str]) -> list[Entry]:
    project = open_project(folder)
    return chosen(kept(project, feed_list.load(project)), ids)


def _named(feeds: Sequence[Feed], names: Sequence[str]) -> list[Feed]:
    every = {feed.name: feed for feed in feeds}
    for name in names:
        if name not in every:
            raise error(f"no feed '{name}'", None, known(name, every, kind="feeds"))
    return [every[name] for name in names] if names else [*feeds]


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        date, publisher = entry.published or "undated", entry.publisher or "no publisher"
        yield f"  {entry.id}  {date}  {publisher}  {entry.title}"


def _data(entry: Entry) -> dict[str, str]:
    return {
        "id": entry.id,
        "feed": entry.feed.name,
        "title": entry.title,
        "published": entry.published,
        "publisher": entry.publisher,
        "address": entry.address,
    }
