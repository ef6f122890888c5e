"""Say which texts hold all words of a query, how well, and where: by SQLite's FTS5.

Chinese and Japanese have no spaces between words, so their runs of characters are kept as pairs:
a query of two characters or more is found wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata

TYPE_CHECKING = False  # a query that the index can answer imports this
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

_UNSPACED = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"\w+")
_LONGEST = 240  # characters of a passage
_BEFORE = 60

TABLE = (
    "CREATE VIRTUAL TABLE passage USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')"
)


def spaced(text: str) -> str:
    """Return a text as it is indexed: runs of Chinese and Japanese characters as pairs."""
    return _UNSPACED.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text)


def _pairs(run: str) -> list[str]:
    return [run[n : n + 2] for n in range(len(run) - 1)] or [run]


def expression(query: str) -> str:
    """Return a query as FTS5 reads it: all of its words, each as a beginning; "" without any."""
    phrases = [" ".join(_WORD.findall(spaced(word))) for word in query.split()]
    return " AND ".join(f'"{phrase}"*' for phrase in phrases if phrase)


def add(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Make texts ready to be searched, each under its number; the first line is the title."""
    rows = [(n, *spaced(text).partition("\n")[::2]) for n, text in texts]
    connection.executemany("INSERT INTO passage(rowid, title, text) VALUES (?, ?, ?)", rows)


def best(connection: Connection, query: str) -> list[int]:
    """Return the numbers of the texts that hold all words of a query, the best first.

    Words of the title count four times; the rank is FTS5's, BM25.
    """
    found = (
        "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, 4.0, 1.0), rowid"
    )
    return [n for (n,) in connection.execute(found, (expression(query),))]


def best_of(texts: Sequence[str], query: str) -> list[int]:
    """Return the positions of the texts that hold a query, the best first, without an index."""
    import sqlite3  # noqa: PLC0415  only a search pays for it

    connection: Connection = sqlite3.connect(":memory:")
    connection.execute(TABLE)
    add(connection, enumerate(texts))
    found = best(connection, query)
    connection.close()
    return found


def passage(text: str, query: str) -> str:
    """Return the line that holds most words of a query, shortened around the first of them."""
    terms = [_plain(word) for word in query.split()]
    title, *body = text.split("\n")
    line = max(body or [title], key=lambda one: sum(term in _plain(one) for term in terms))
    found = [at for term in terms if (at := _plain(line).find(term)) >= 0]
    start = max(min(found, default=0) - _BEFORE, 0)
    if start:
        start = line.find(" ", start) + 1 or start
    shown = line[start:]
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if start else shown


def _plain(text: str) -> str:
    """Return a text in small letters without accents, as FTS5 compares it."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
