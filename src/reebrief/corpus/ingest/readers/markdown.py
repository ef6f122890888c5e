"""Read Markdown: notes and clippings with front matter, whose marks tell their structure."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.change_record import Record
from reebrief.corpus.ingest.cleaning.encoding import decode
from reebrief.corpus.ingest.metadata.stamps import day_of
from reebrief.corpus.ingest.readers.document import FactKey, ProposedFact, RawDocument
from reebrief.corpus.ingest.readers.html import fragment
from reebrief.corpus.ingest.structure.dates import date_of
from reebrief.diagnostics import Place, ReebriefError, error
from reebrief.project import yaml

_KEYS: dict[FactKey, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "published": ("published", "date", "date_published", "publish_date", "pubdate", "created_at"),
    "publisher": ("publisher", "site", "site_name", "website", "publication", "journal"),
    "url": ("url", "source", "link", "source_url", "original_url", "canonical", "address", "uri"),
    "authors": ("author", "authors", "by", "byline", "creator"),
    "language": ("language", "lang"),
    "origins": ("origins", "origin"),
    "rights": ("rights", "license", "copyright"),
}
"""The keys of front matter that programs write which keep pages, by the key that they tell."""

_NESTING = 60
_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_NOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
_NOTE_TEXT = re.compile(r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*", re.MULTILINE)
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?(?P<text>[^\[\]|]*)\]\]")
_CALLOUT = re.compile(r"^(?P<mark>>[ \t]*)\[![\w-]+\][+-]?[ \t]*", re.MULTILINE)
_MARKED = re.compile(r"(?:==(?P<marked>[^=\n]+)==|~~(?P<struck>[^~\n]+)~~|%%.*?%%)", re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_ADDRESS = re.compile(r"\]\(<?([^\s()<>]+)")
_BLOCK_ID = re.compile(r"[ \t]\^[\w-]+$", re.MULTILINE)


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Return the one document that a Markdown file is. Raises ReebriefError where it is empty."""
    record = Record()
    text = "\n".join(decode(raw, record))
    found = _FRONT.match(text)
    facts: tuple[ProposedFact, ...] = ()
    line = 0
    if found:
        facts = _facts(found["front"], name, record)
        if found["front"].strip():
            record.removed(1, found["front"].strip(), "the front matter, whose facts are proposed")
        line = text[: found.end()].count("\n")
        text = text[found.end() :]
    if not text.strip():
        raise error("no text to import", Place(name), "check that the file holds the article")
    addresses = _ADDRESS.findall(text)
    if addresses:
        record.removed(line + 1, "\n".join(addresses), "the addresses behind words of the text")
    html = _to_html(_plain(text), line)
    blocks = fragment(html, name, record)
    return [RawDocument(name, raw, ".md", facts, blocks=blocks, record=record)]


def _facts(front: str, name: str, record: Record) -> tuple[ProposedFact, ...]:
    """Return what front matter says, by the keys of the programs that write it."""
    try:
        data = yaml.read(front, name).data or {}
        if not isinstance(data, dict):
            raise error("front matter is keys and their values", Place(name))
    except ReebriefError:
        record.look(1, "the front matter is no sound YAML: its plain lines were read")
        data = dict(
            re.findall(r"^([\w-]+)[ \t]*:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", front, re.MULTILINE)
        )
    told = {str(key).lower().replace("-", "_"): value for key, value in data.items()}
    done: list[ProposedFact] = []
    for key, names in _KEYS.items():
        for own in names:
            for value in _values(told.get(own)):
                said = _tidy(key, value)
                if said:
                    done.append(ProposedFact(key, said, f"the front matter's '{own}'"))
    return tuple(done)


def _values(value: Any) -> list[str]:
    every = value if isinstance(value, list) else [value]
    return [_WIKI.sub(r"\g<text>", str(one)).strip() for one in every if isinstance(one, str)]


def _tidy(key: FactKey, value: str) -> str | None:
    if key == "published":
        return day_of(value) or date_of(value)
    if key == "url":
        return canonical(value)
    return value or None


def _plain(text: str) -> str:
    """Turn what other programs add to Markdown into what every reader knows, line by line."""
    text = _NOTE_TEXT.sub(r"\\[note \g<name>\\] ", text)
    text = _NOTE.sub(r" \\[note \g<name>\\]", text)
    text = _WIKI.sub(lambda m: "" if m[0].startswith("!") else m["text"], text)
    text = _CALLOUT.sub(r"\g<mark>", text)
    text = _MARKED.sub(lambda m: m["marked"] or m["struck"] or "", text)
    return _BLOCK_ID.sub("", _PICTURE.sub("", text))


def _to_html(text: str, above: int) -> str:
    """Return a text as HTML, each element with its line in the file.

    What stands in the file as HTML stays HTML, so that a clipping's tables are read as tables.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1 + above))
    return str(RendererHTML().render(tokens, parser.options, {}))
