"""Read JSON: posts of WordPress's REST interface, and feeds in the form of JSON Feed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.metadata.stamps import day_of
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.html import fragment
from reebrief.corpus.ingest.readers.summary import entry_text
from reebrief.corpus.ingest.structure.blocks import Block, RawParagraph
from reebrief.diagnostics import Place, error

_DEEPEST = 100
_Row = tuple[FactKey, Any, str]


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return a document for each post or entry.

    Raises ReebriefError where the JSON is damaged, or is of another kind.
    """
    data = _loaded(raw, name)
    posts = data if isinstance(data, list) else [data]
    if posts and all(_is_post(post) for post in posts):
        return [_post(post, name, several=len(posts) > 1) for post in posts]
    if isinstance(data, dict) and "jsonfeed.org" in str(data.get("version")):
        items = [item for item in data.get("items") or () if isinstance(item, dict)]
        if not items:
            raise error("a feed without entries", Place(name), "open its address, and look there")
        return [_entry(item, data, name, several=len(items) > 1) for item in items]
    what = "this is JSON, but neither posts of WordPress nor a JSON feed"
    raise error(what, Place(name), "save the article's page, or paste its text into a file")


def _loaded(raw: bytes, name: str) -> Any:
    text = raw.decode("utf-8-sig", "replace")
    if max(_depths(text), default=0) > _DEEPEST:
        raise error("JSON that nests without end", Place(name), "save the article's page instead")
    try:
        return json.loads(text)
    except ValueError as fault:
        line = getattr(fault, "lineno", 1)
        what = "damaged JSON, perhaps cut off"
        raise error(what, Place(name, line), "ask the site for it again") from None


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for mark in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        yield depth


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(post.get("content"), dict) and "title" in post


def _post(post: dict[str, Any], name: str, *, several: bool) -> RawDocument:
    record = Record()
    yoast = post.get("yoast_head_json") or {}
    embedded = post.get("_embedded") or {}
    authors = [one.get("name") for one in embedded.get("author") or () if isinstance(one, dict)]
    rows: list[_Row] = [
        ("title", _plain(_rendered(post.get("title"))), "the post's title"),
        ("published", day_of(str(post.get("date") or "")), "the post's date"),
        ("published", day_of(str(post.get("date_gmt") or "")), "the post's date in GMT"),
        ("url", canonical(str(post.get("link") or "")), "the post's link"),
        ("publisher", yoast.get("og_site_name"), "the post's site"),
        ("language", str(yoast.get("og_locale") or "").replace("_", "-"), "the post's locale"),
        *(("authors", author, "the post's author") for author in [*authors, yoast.get("author")]),
    ]
    whole, excerpt = _rendered(post["content"]), _rendered(post.get("excerpt"))
    blocks = _body(whole if whole.strip() else excerpt, name, record)
    title = _plain(_rendered(post.get("title")))
    body = entry_text(blocks, title, record, summary=not whole.strip())
    return _document(post, name, rows, (*body, record), several=several)


def _rendered(part: Any) -> str:
    return str(part.get("rendered") or "") if isinstance(part, dict) else str(part or "")


def _entry(item: dict[str, Any], feed: dict[str, Any], name: str, *, several: bool) -> RawDocument:
    """Return an entry of a JSON feed (https://www.jsonfeed.org/version/1.1/)."""
    record = Record()
    authors = [*(item.get("authors") or ()), item.get("author")]
    rows: list[_Row] = [
        ("title", _plain(str(item.get("title") or "")), "the entry's title"),
        ("published", day_of(str(item.get("date_published") or "")), "the entry's date"),
        ("url", canonical(str(item.get("url") or item.get("id") or "")), "the entry's link"),
        ("publisher", feed.get("title"), "the feed's title"),
        ("language", item.get("language") or feed.get("language"), "the feed's language"),
        *(
            ("authors", author.get("name"), "the entry's author")
            for author in authors
            if isinstance(author, dict)
        ),
    ]
    page, plain = item.get("content_html"), item.get("content_text")
    blocks = (
        _body(str(page), name, record)
        if page
        else tuple(
            RawParagraph(0, " ".join(part.split()))
            for part in str(plain or item.get("summary") or "").split("\n")
            if part.strip()
        )
    )
    teaser = str(item.get("summary") or "")
    title = str(item.get("title") or "")
    body = entry_text(blocks, title, record, summary=not (page or plain), teaser=teaser)
    return _document(item, name, rows, (*body, record), several=several)


def _body(text: str, name: str, record: Record) -> tuple[Block, ...]:
    return fragment(text, name, record) if text.strip() else ()


def _document(
    data: dict[str, Any],
    name: str,
    rows: Sequence[_Row],
    made: tuple[tuple[Block, ...], tuple[ProposedFact, ...], Record],
    *,
    several: bool,
) -> RawDocument:
    facts = tuple(
        ProposedFact(key, value, where, "medium" if "feed" in where else "high")
        for key, value, where in rows
        if isinstance(value, str) and value
    )
    own = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    blocks, found, record = made
    facts += found
    return RawDocument(name, own, ".json", facts, blocks=blocks, record=record, several=several)


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,200}>", "", text)).split())
