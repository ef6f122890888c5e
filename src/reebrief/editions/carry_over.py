"""Find the author's texts that were carried over from the edition before, and how old they are.

Text that equals the previous edition's counts as carried over until somebody touches it or answers
for it. What the newer articles say about it is told beside: they are what makes it stale.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reebrief.editions.author_texts import said
from reebrief.editions.changes import EditionChange
from reebrief.editions.snapshot import ShownArticle, Snapshot

_KINDS = ("bottom_line", "judgements", "watch_list", "items", "matrix")
"""The first keys of texts that an edition should not carry over unseen."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
"""Letters by which words are compared: approval, approved."""

_LEAD = re.compile(r"\*\*(.+?)\*\*")
_MOST_OF = 0.6
"""The share of a watched entry's long words that an article about it has at least."""


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A text of the author that stood in the edition before.

    ``key`` is its path as ``carried`` names it, ``path`` that of its words. ``editions`` counts
    those that had it, ``days`` since the first of them. ``news`` are clauses on what newer articles
    say about it.
    """

    key: str
    path: str
    text: str
    editions: int
    days: int
    news: tuple[str, ...] = ()


def carried_over(
    now: Snapshot, before: Sequence[Snapshot], changes: Sequence[EditionChange]
) -> Iterator[CarriedText]:
    """Yield each text that was carried over; ``before`` are the editions before, newest first."""
    seen = [{*_said(one)} for one in before]
    for path, (kind, words) in zip(now.texts, _said(now), strict=True):
        if kind not in _KINDS or path.endswith(".headline"):
            continue
        text = now.texts[path]
        count = next((n for n, texts in enumerate(seen) if (kind, words) not in texts), len(seen))
        if count:
            first = dt.date.fromisoformat(before[count - 1].date)
            days = (dt.date.fromisoformat(now.date) - first).days
            news = (*_news(path, text, now, changes),)
            yield CarriedText(key_of(path), path, words, count, days, news)


def _said(edition: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield the first key and the words of each text of an edition."""
    for path, text in edition.texts.items():
        yield path.partition(".")[0], said(text)


def key_of(path: str) -> str:
    """Return the key by which ``carried`` names a text: that of its judgement or row."""
    if path.startswith("matrix.own."):
        return path.partition(".cells")[0]
    return path.removesuffix(".text")


def _news(path: str, text: str, now: Snapshot, changes: Sequence[EditionChange]) -> Iterator[str]:
    """Yield what newer articles say about a text that is as it was."""
    new = {one.article for one in changes if one.kind in {"item-new", "item-updated"}}
    articles = {name: now.articles[name] for name in now.articles if name in new}
    for one in changes:
        if one.kind == "moved" and one.article and not one.path and _says(text, one.was):
            yield f"'{one.article}' now says {one.now}, not {one.was}"
    if path.startswith("watch_list."):
        yield from (
            f"'{name}' speaks of it" for name, shown in articles.items() if _speaks_of(shown, text)
        )
    grade = now.grades.get(key_of(path), {})
    for name, shown in articles.items():
        if grade and shown.published.rstrip("?") > grade.get("date", ""):
            yield f"'{name}' of {shown.published} is newer than its grade of {grade['date']}"


def _says(text: str, figure: str) -> bool:
    """Say whether a text has a figure, with its unit or without."""
    number = next((word for word in figure.split() if any(map(str.isdecimal, word))), "")
    return bool(number) and re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", text) is not None


def _speaks_of(article: ShownArticle, entry: str) -> bool:
    """Say whether an article has most of the long words by which an entry begins."""
    lead = _LEAD.search(entry)
    wanted, has = _long_words(lead[1] if lead else said(entry)), _long_words(article.title)
    has.update(*map(_long_words, article.figures))
    return bool(wanted) and len(wanted & has) >= _MOST_OF * len(wanted)


def _long_words(text: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _WORD.findall(text)}
