"""Read feeds: RSS, RDF and Atom, one document for each entry."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.stamps import day_of, read_in
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.html import fragment
from reebrief.corpus.ingest.readers.summary import entry_text
from reebrief.corpus.ingest.structure.blocks import Block
from reebrief.diagnostics import Place, error

_ENTRY = re.compile(rb"<(?P<tag>item|entry)\b[^>]*>.*?</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)
_MOST = 2000
"""Entries of a feed; the longest that papers offer have a tenth."""


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return a document for each entry of a feed.

    Raises ReebriefError where the feed has none or too many, is damaged, or declares entities, by
    which a small file can grow without end.
    """
    if _ENTITY.search(raw):
        what = "a feed that declares entities, by which a small file can grow without end"
        raise error(what, Place(name), "ask for the feed again; no news site sends such a one")
    try:
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001  whatever damaged bytes bring about in it
        hint = "open its address in a browser, and see what is there"
        raise error("a damaged feed", Place(name), hint) from None
    if not feed.entries:
        what = "a feed without entries" if feed.version else "a damaged feed"
        raise error(what, Place(name), "open its address in a browser, and see what is there")
    if len(feed.entries) > _MOST:
        what = f"a feed of {len(feed.entries)} entries; at most {_MOST} are read"
        raise error(what, Place(name), "cut the file into several")
    parts = [found[0] for found in _ENTRY.finditer(raw)]
    own = parts if len(parts) == len(feed.entries) else [raw] * len(feed.entries)
    several = len(feed.entries) > 1
    done = []
    for entry, part in zip(feed.entries, own, strict=True):
        record = Record()
        blocks, found = _body(entry, name, record)
        facts = (*_facts(entry, feed.feed), *found)
        done.append(
            RawDocument(name, part, ".xml", facts, blocks=blocks, record=record, several=several)
        )
    return done


def _body(
    entry: Any, name: str, record: Record
) -> tuple[tuple[Block, ...], tuple[ProposedFact, ...]]:
    """Return an entry's text, all of it where the feed has it, and whether it is an excerpt."""
    whole = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
    summary = entry.get("summary") or ""  # an empty element is None
    text = whole if len(whole) >= len(summary) else summary
    blocks = fragment(text, name, record) if text.strip() else ()
    title = entry.get("title", "")
    return entry_text(blocks, title, record, summary=not whole, teaser=summary)


def _facts(entry: Any, feed: Any) -> tuple[ProposedFact, ...]:
    source = entry.get("source", {})
    # A fallback of the library's own, with a warning, answers where there is none.
    updated = entry["updated"] if "updated" in entry else ""  # noqa: SIM401
    stamp, link = entry.get("published", ""), canonical(str(entry.get("link") or ""))
    rows: tuple[tuple[FactKey, str | None, str], ...] = (
        ("title", _plain(entry.get("title")), "the entry's title"),
        ("published", day_of(stamp), read_in("the entry's date", stamp)),
        ("published", day_of(updated), read_in("when the entry was last changed", updated)),
        ("url", link, "the entry's link"),
        ("url", None if link else canonical(str(entry.get("id") or "")), "the entry's id"),
        ("authors", _plain(entry.get("author")), "the entry's author"),
        ("publisher", _plain(source.get("title")), "the entry's source"),
        ("publisher", _plain(feed.get("title")), "the feed's title"),
        ("language", entry.get("language") or feed.get("language"), "the feed's language"),
    )
    return tuple(
        ProposedFact(
            key, value, where, "medium" if "feed" in where or "changed" in where else "high"
        )
        for key, value, where in rows
        if value
    )


def _plain(text: str | None) -> str:
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", text or "").split())
