"""The command ``reebrief inbox``: what is new in feeds; take, skip or drop it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reebrief.cli.errors import fail
from reebrief.cli.output import FAILED, OK, give, say
from reebrief.corpus import inbox
from reebrief.corpus.inbox import feed_list
from reebrief.corpus.inbox.entries import Entry, chosen, fresh, kept
from reebrief.corpus.inbox.feed_list import Feed
from reebrief.corpus.inbox.seen import Answer
from reebrief.corpus.inbox.stories import NewEntry, by_story
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
    code, found = OK, dict[str, Entry]()
    for asked in inbox.ask(project, feeds):
        if asked.fault is not None:
            code = fail(asked.fault, project.root.as_posix())
            continue
        # An entry of two feeds is new once.
        new = [e for e in fresh(project, asked.entries, skipped=skipped) if e.key not in found]
        found |= {entry.key: entry for entry in new}
        if not as_json:
            give(f"{asked.feed.name}: {len(new)} new of {len(asked.entries)}")
    told = by_story([*found.values()])
    if as_json:
        give(json.dumps([*map(_data, told)], ensure_ascii=False, indent=2))
        return code
    for line in map(_line, told):
        give(line)
    if told:
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


def _line(new: NewEntry) -> str:
    entry = new.entry
    date, publisher = entry.published or "undated", entry.publisher or "no publisher"
    said = f"{entry.id}  {date}  {publisher}  {entry.title}"
    return f"    {said}  ({new.told})" if new.told else f"  {said}"


def _data(new: NewEntry) -> dict[str, str]:
    entry = new.entry
    return {
        "id": entry.id,
        "feed": entry.feed.name,
        "title": entry.title,
        "published": entry.published,
        "publisher": entry.publisher,
        "address": entry.address,
        "story": new.story.id,
        "text": new.text.id,
    }
