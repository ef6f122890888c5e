"""Tell lists of references (RIS, BibTeX, CSL-JSON): no articles, but they know facts of some."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from reebrief.corpus.addresses import canonical
from reebrief.corpus.ingest.metadata.stamps import day_of
from reebrief.corpus.ingest.readers.document import RawDocument
from reebrief.diagnostics import Place, error

_RIS, _RIS_END = re.compile(r"^(?=TY  - )", re.MULTILINE), "\nER  -"
_BIB, _BIB_END = re.compile(r"^(?=@\w+\s*\{)", re.MULTILINE), "\n}"
_FIELD = re.compile(
    r"(?<!\w)(?P<key>\w{1,40})\s{0,20}=\s{0,20}[{\"](?P<value>.*?)[}\"]\s{0,20},?\s{0,20}$",
    re.MULTILINE,
)
_MOST = 12
"""References whose facts are offered."""


def is_references(text: str) -> bool:
    """Say whether a text is a list of references."""
    bare = text.lstrip("\ufeff \r\n")
    if bare.startswith("TY  - ") or re.match(r"@\w+\s*\{", bare):
        return True
    return bare.startswith(("[", "{")) and any(map(_is_csl, _loaded(bare)))


def read(raw: bytes, name: str) -> list[RawDocument]:
    """Raise ReebriefError: references are no articles. Its hint offers their facts, to be given."""
    found = facts_of(raw)
    offers = [offer for one in found[:_MOST] if (offer := _offer(one))]
    many = f"{len(found)} references, which are no articles"
    what = many if len(found) != 1 else "a reference, which is no article"
    hint = "import the page or the text of each, with its facts:\n" + "\n".join(offers)
    raise error(what, Place(name), hint)


def facts_of(raw: bytes) -> list[dict[str, str]]:
    """Return title, date, publisher and url of each reference of a list; "" where it says none."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    return [*_ris(text), *_bibtex(text), *_csl(text)]


def _offer(facts: dict[str, str]) -> str:
    """Return the command that gives an article what a reference says of it."""
    options = {"title": "title", "date": "date", "publisher": "publisher", "url": "url"}
    said = (f'--{option} "{facts[key]}"' for key, option in options.items() if facts.get(key))
    return f"reebrief import PAGE {' '.join(said)}"


def _entries(text: str, begin: re.Pattern[str], end: str) -> Iterator[str]:
    """Yield the entries of a list that have an end."""
    for part in begin.split(text):
        entry, found, _ = part.partition(end)
        if found and begin.match(part):
            yield entry


def _ris(text: str) -> Iterator[dict[str, str]]:
    for entry in _entries(text, _RIS, _RIS_END):
        told = dict(reversed(re.findall(r"^([A-Z][A-Z0-9])  - (.+)$", entry, re.MULTILINE)))
        date = (
            (told.get("DA") or told.get("PY") or told.get("Y1") or "").strip("/").replace("/", "-")
        )
        title = told.get("TI") or told.get("T1") or ""
        paper = told.get("T2") or told.get("JO") or told.get("PB") or ""
        yield _facts(title, date, paper, told.get("UR", ""))


def _bibtex(text: str) -> Iterator[dict[str, str]]:
    for entry in _entries(text, _BIB, _BIB_END):
        told = {m["key"].lower(): m["value"].strip("{} ") for m in _FIELD.finditer(entry)}
        paper = told.get("journal") or told.get("publisher") or told.get("organization") or ""
        yield _facts(
            told.get("title", ""),
            told.get("date") or told.get("year", ""),
            paper,
            told.get("url", ""),
        )


def _csl(text: str) -> Iterator[dict[str, str]]:
    for item in _loaded(text.lstrip("\ufeff \n")):
        if not _is_csl(item):
            continue
        date = _issued(item["issued"])
        paper = item.get("container-title") or item.get("publisher") or ""
        yield _facts(str(item.get("title", "")), date, str(paper), str(item.get("URL", "")))


def _issued(said: Any) -> str:
    """Return the day, month or year that CSL-JSON says, "" where it says none in its form."""
    try:
        return "-".join(f"{int(part):02}" for part in said["date-parts"][0])
    except (TypeError, ValueError, LookupError, OverflowError):
        return ""


def _facts(title: str, date: str, publisher: str, url: str) -> dict[str, str]:
    day = day_of(date) or (date if re.fullmatch(r"\d{4}(?:-\d\d)?", date) else "")
    plain = {"title": title, "publisher": publisher}
    said = {key: " ".join(value.replace('"', "'").split()) for key, value in plain.items()}
    return {**said, "date": day, "url": canonical(url) or ""}


def _loaded(text: str) -> list[Any]:
    if not text.startswith(("[", "{")) or text.count("[") + text.count("{") > 200_000:
        return []
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return data if isinstance(data, list) else [data]


def _is_csl(item: Any) -> bool:
    kinds = {
        "article",
        "article-newspaper",
        "article-journal",
        "article-magazine",
        "webpage",
        "report",
    }
    return isinstance(item, dict) and item.get("type") in kinds and "issued" in item
