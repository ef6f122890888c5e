"""Find the entries of feeds: each with an id to type, and what the project did with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reebrief.corpus.addresses import address_key, canonical
from reebrief.corpus.inbox import cache, seen
from reebrief.corpus.inbox.feed_list import Feed
from reebrief.corpus.ingest import RawDocument
from reebrief.corpus.ingest.limited import read_limited
from reebrief.corpus.ingest.readers.sniff import FEED, JSON, kind_of
from reebrief.diagnostics import Problem, ReebriefError, error, known
from reebrief.project.article_files import FOLDER
from reebrief.project.project import Project

_FRONT = 8192
"""Characters of an article in which its address stands."""

_URL = re.compile(r"^url:[ \t]*(['\"]?)(\S+)\1[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: its document, its key, and the id by which it is named."""

    feed: Feed
    document: RawDocument
    key: str

    @property
    def id(self) -> str:
        """A short name of the key, the same on every machine."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:8]

    @property
    def title(self) -> str:
        """The title, or what stands in its place."""
        fact = self.document.fact("title")
        return fact.value if fact else "(no title)"

    @property
    def published(self) -> str:
        """The date, or nothing."""
        fact = self.document.fact("published")
        return fact.value if fact else ""

    @property
    def publisher(self) -> str:
        """Who published it: whom the project names, else as the feed says; or nothing."""
        fact = self.document.fact("publisher")
        return self.feed.about.publisher or (fact.value if fact else "")

    @property
    def address(self) -> str:
        """The address of its page, or nothing."""
        fact = self.document.fact("url")
        return fact.value if fact else ""


def entries_of(feed: Feed, body: bytes) -> list[Entry]:
    """Return the entries of a feed, each once, in its order.

    Raises ReebriefError at the feed's place where the bytes are no feed.
    """
    name = f"{feed.name}.xml"
    try:
        kind = kind_of(body, name)
        if kind not in {FEED, JSON}:
            what = f"no feed: this is {kind.called}"
            raise error(what, None, "look for the feed's own address on the page")
        documents = read_limited(body, name)
    except ReebriefError as fault:
        first = fault.problems[0]
        raise error(f"{feed.name}: {first.what}", feed.place, first.hint) from None
    found = (Entry(feed, document, _key(document)) for document in documents)
    return [*{entry.key: entry for entry in found}.values()]


def _key(document: RawDocument) -> str:
    """Return what an entry is known by: its address, else its title and date."""
    url = document.fact("url")
    if url is not None:
        return canonical(url.value) or url.value
    facts = (document.fact("title"), document.fact("published"))
    said = "\n".join(fact.value if fact else "" for fact in facts)
    return f"text:{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def known_addresses(project: Project) -> frozenset[str]:
    """Return the keys of the articles' addresses, without reading the articles as such."""
    found: set[str] = set()
    for path in sorted((project.root / FOLDER).rglob("*.md")):
        match = _URL.search(_front(path))
        if match:
            found.add(address_key(match[2]))
    return frozenset(found)


def _front(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_FRONT)
    except OSError:
        return ""


def fresh(project: Project, entries: Iterable[Entry], *, skipped: bool = False) -> Iterator[Entry]:
    """Yield the entries that are no article yet and that nobody skipped, dropped or took.

    Those that were skipped are new all the same, where they are asked for.
    """
    answers, articles = seen.load(project), known_addresses(project)
    for entry in entries:
        answer = answers.get(entry.key)
        hidden = answer is not None and not (skipped and answer.answer == "skipped")
        if not hidden and address_key(entry.key) not in articles:
            yield entry


def kept(project: Project, feeds: Iterable[Feed]) -> Iterator[Entry]:
    """Yield the entries of what feeds sent last; those that cannot be read have none."""
    for feed in feeds:
        body = last(project, feed)
        try:
            yield from entries_of(feed, body) if body else ()
        except ReebriefError:
            continue


def last(project: Project, feed: Feed) -> bytes | None:
    """Return what a feed sent last, or its file's bytes; None where there is nothing yet."""
    if feed.about.file:
        path = project.root / feed.about.file
        return path.read_bytes() if path.is_file() else None
    found = cache.load(project, feed.about.address or "")
    return found.body if found else None


def chosen(entries: Iterable[Entry], ids: Iterable[str]) -> list[Entry]:
    """Return the entries that ids name, or the beginnings of ids.

    Raises ReebriefError with every id that names none, or several.
    """
    by_id = {entry.id: entry for entry in entries}
    problems: list[Problem] = []
    found: list[Entry] = []
    for one in ids:
        fits = [by_id[i] for i in by_id if one and i.startswith(one.lower())]
        if len(fits) == 1:
            found.append(fits[0])
        else:
            what = f"'{one}' names {'several entries' if fits else 'no entry'}"
            hint = known(one, by_id, kind="entries") if by_id else "type: reebrief inbox"
            problems += error(what, None, hint).problems
    if problems:
        raise ReebriefError(problems)
    return [*{entry.id: entry for entry in found}.values()]
