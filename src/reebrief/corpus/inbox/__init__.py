"""Ask feeds what is new, and take it into the articles, skip it or drop it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from reebrief.corpus.inbox import cache, seen
from reebrief.corpus.inbox.entries import Entry, entries_of, last
from reebrief.corpus.inbox.feed_list import Feed
from reebrief.corpus.ingest import Imported, Importer, Metadata, RawDocument
from reebrief.corpus.ingest.limited import read_limited
from reebrief.diagnostics import ReebriefError, error
from reebrief.project.project import Project

__all__ = ["Entry", "FeedAnswer", "ask", "put_aside", "take"]

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a feed answered: its entries, or the problem that kept it from answering."""

    feed: Feed
    entries: tuple[Entry, ...] = ()
    fault: ReebriefError | None = None


def ask(project: Project, feeds: Sequence[Feed]) -> Iterator[FeedAnswer]:
    """Fetch feeds, several at a time, and yield what each answered, in their order.

    What changed since is kept for ``take``; a feed that says that nothing did answers with what it
    sent last. Opens connections. Raises ReebriefError where what fetches is not installed.
    """
    remote = [feed for feed in feeds if feed.about.address]
    load = _fetcher() if remote else None
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        tasks = {f.name: pool.submit(_answer, project, f, load) for f in remote}
    for feed in feeds:  # the threads are gone: what was sent is read in a child
        try:
            task = tasks.get(feed.name)
            body = task.result() if task else None
            yield FeedAnswer(feed, _accepted(project, feed, body))
        except ReebriefError as fault:
            yield FeedAnswer(feed, fault=fault)


def _fetcher() -> Any:
    """Return the module that fetches: its library is needed by nothing else."""
    try:
        return import_module("reebrief.corpus.inbox.fetch")
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("reebrief"):
            raise
        what = "asking feeds needs a library that is not installed"
        raise error(what, None, "type: pip install 'reebrief[import]'") from None


def _answer(project: Project, feed: Feed, load: Any) -> Any:
    """Fetch a feed, unless it says that nothing changed since."""
    address = feed.about.address or ""
    before = cache.load(project, address)
    known = load.Known(before.etag, before.modified) if before else load.Known()
    try:
        return load.fetch(address, known, allow_private=feed.about.allow_private)
    except ReebriefError as fault:
        first = fault.problems[0]
        raise error(f"{feed.name}: {first.what}", feed.place, first.hint) from None


def _accepted(project: Project, feed: Feed, fetched: Any) -> tuple[Entry, ...]:
    """Return the entries of an answer; keep it where it is a feed."""
    if fetched is not None and fetched.body is not None:
        found = entries_of(feed, fetched.body)
        kept = cache.Kept(fetched.body, fetched.etag, fetched.modified)
        cache.keep(project, feed.about.address or "", kept)
        return (*found,)
    body = last(project, feed)
    if body is None:
        what = f"{feed.name}: {feed.about.file or feed.about.address} cannot be read"
        raise error(what, feed.place, "check the file's name: it is looked for from the root")
    return (*entries_of(feed, body),)


def take(
    project: Project, entries: Iterable[Entry], *, page: bool = False
) -> Iterator[tuple[Entry, Imported | ReebriefError]]:
    """Import entries, each with its original; yield what became of each.

    With ``page`` the page that an entry leads to is fetched and imported instead. One that cannot
    be imported does not keep the others from it.
    """
    importer = Importer(project, limits=True)
    for entry in entries:
        try:
            document = _page(entry) if page else entry.document
            about = entry.feed.about
            given = {"publisher": about.publisher, "topics": about.topics, "title": _title(entry)}
            if page:
                given["url"] = entry.address
            metadata = Metadata.model_validate({k: v for k, v in given.items() if v})
            done = importer.add(document, metadata)
            if not entry.address:
                put_aside(project, [entry], "taken")
            yield entry, done
        except ReebriefError as fault:
            yield entry, fault


def _title(entry: Entry) -> str | None:
    fact = entry.document.fact("title")
    return fact.value if fact else None


def _page(entry: Entry) -> RawDocument:
    """Fetch the page of an entry. Raises ReebriefError where it has none, or holds several."""
    load = _fetcher()
    if not entry.address:
        raise error(f"'{entry.title}' leads to no page", entry.feed.place, "take it without --page")
    private = entry.feed.about.allow_private
    body = load.fetch(entry.address, load.Known(), allow_private=private).body or b""
    documents = read_limited(body, f"{entry.id}.html")
    if len(documents) > 1:
        raise error(f"{entry.address} holds several documents", None, "save it, and import it")
    return documents[0]


def put_aside(project: Project, entries: Iterable[Entry], answer: seen.Answer) -> None:
    """Remember that entries were skipped, dropped or taken, as ``seen.add`` does."""
    seen.add(project, {e.key: seen.SeenModel(answer=answer, title=e.title) for e in entries})
