"""Answer a query by the index alone, where all articles are as it has them; little is imported.

Reading ten thousand rows, and importing what reads articles, takes longer than a search. So the
index keeps one mark of all articles as they were when it had every one of them; where that is still
theirs, the search reads the rows that it shows. Wherever anything is odd there is no answer, and
the articles are looked at instead.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3

from reebrief.corpus.index import full_text
from reebrief.corpus.index.seals import sealed
from reebrief.project.archive_mark import archive_mark
from reebrief.project.article_files import article_files, listings
from reebrief.project.file_stamps import is_fresh, now, stamps
from reebrief.project.program_mark import program_mark

TYPE_CHECKING = False  # the name that type checkers know; typing itself costs 6 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reebrief.project.file_stamps import Stamp

_PLAIN = re.compile(r"articles/(?:\d{4}/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
"""Names that are ids as they stand; others are looked at with more care than is taken here."""


class Hit:
    """An article that holds the words of a query: its id, date and title, and its text."""

    __slots__ = ("id", "published", "text", "title")

    def __init__(self, article_id: str, facts: Sequence[str | None], text: str) -> None:
        self.id = article_id
        self.title, self.published = facts[0] or "", facts[1]
        self.text = text


class Hits:
    """How many articles hold the words of a query, and the best of them."""

    __slots__ = ("best", "total")

    def __init__(self, total: int, best: list[Hit]) -> None:
        self.total = total
        self.best = best


def mark_of(found: Mapping[str, Stamp], looked: int) -> str | None:
    """Return the mark of articles by their stamps.

    None where one of them may have changed since without another stamp, or has an odd name.
    ``looked`` is the time before the stamps were taken.
    """
    plain = all(_PLAIN.fullmatch(name) and not is_fresh(s, looked) for name, s in found.items())
    settled: str = archive_mark(found, {})["settled"]
    return settled if plain else None


def answer(root: str, query: str, limit: int) -> Hits | None:
    """Return the articles that hold all words of a query, at most ``limit`` of them; 0 means all.

    None where the index cannot tell.
    """
    words = full_text.expression(query)
    path = f"{root}/.reebrief/index.sqlite"
    if not words or not os.access(path, os.R_OK):
        return None
    try:
        connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        try:
            return _answer(connection, root, words, limit)
        finally:
            connection.close()  # or whoever looks at the articles instead could not write
    except (sqlite3.Error, OSError, ValueError):
        return None


def _answer(connection: sqlite3.Connection, root: str, words: str, limit: int) -> Hits | None:
    connection.execute("PRAGMA query_only=1")
    connection.execute("BEGIN")
    program = hashlib.sha256(program_mark().encode()).hexdigest()
    if connection.execute("SELECT mark FROM program").fetchone() != (program,):
        return None
    looked, names = now(), article_files(listings(root))
    found = stamps(root, names)
    mark = mark_of(found, looked)
    if len(found) < len(names) or mark is None:
        return None
    if connection.execute("SELECT mark FROM settled").fetchone() != (mark,):
        return None
    return _found(connection, words, limit)


def _found(connection: sqlite3.Connection, words: str, limit: int) -> Hits | None:
    """Return the hits; None where two files have one content, or a row is not as it was written."""
    counts = "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM content)"
    files, contents = connection.execute(counts).fetchone()
    if files != contents:
        return None
    count = "SELECT count(*) FROM passage WHERE passage MATCH ?"
    (total,) = connection.execute(count, (words,)).fetchone()
    numbers: Iterable[tuple[int]] = connection.execute(
        "SELECT rowid FROM passage WHERE passage MATCH ?"
        " ORDER BY bm25(passage, 4.0, 1.0), rowid LIMIT ?",
        (words, limit or -1),
    ).fetchall()
    best: list[Hit] = []
    for (number,) in numbers:
        row = (
            "SELECT name, digest, facts, text, content.seal"
            " FROM content JOIN file ON content = number WHERE number = ?"
        )
        name, digest, facts, text, seal = connection.execute(row, (number,)).fetchone()
        plain = _PLAIN.fullmatch(name)
        if plain is None or sealed(digest, facts) != seal:
            return None
        best.append(Hit(plain[1], json.loads(facts), text))
    return Hits(total, best)
