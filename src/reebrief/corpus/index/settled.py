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
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reebrief.corpus.index import full_text
from reebrief.corpus.index.seals import sealed
from reebrief.corpus.query import Findable, Ids, Query
from reebrief.project.archive_mark import archive_mark
from reebrief.project.article_files import ENDING, article_files, listings
from reebrief.project.file_stamps import Stamp, is_fresh, now, stamps
from reebrief.project.program_mark import program_mark

_PLAIN = re.compile(r"articles/(?:\d{4}/)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
"""Names that are ids as they stand; others are looked at with more care than is taken here."""


class Hit(NamedTuple):
    """An article that is found: its id, file, date and title, its text, its data as JSON."""

    id: str
    file: str
    day: str | None
    title: str
    text: str
    data: str


class Hits(NamedTuple):
    """How many articles are found, and the best of them."""

    total: int
    best: list[Hit]


def mark_of(found: Mapping[str, Stamp], looked: int) -> str | None:
    """Return the mark of articles by their stamps.

    None where one of them may have changed since without another stamp, or has an odd name.
    ``looked`` is the time before the stamps were taken.
    """
    plain = all(_PLAIN.fullmatch(name) and not is_fresh(s, looked) for name, s in found.items())
    settled: str = archive_mark(found, {})["settled"]
    return settled if plain else None


def answer(root: str, query: Query, limit: int, ids: Ids, rests_on: str = "") -> Hits | None:
    """Return the articles that a query finds by words, at most ``limit`` of them; 0 means all.

    ``ids`` tells the sources that the query names; ``rests_on`` is the mark of the articles that
    are left out by it, where that depends on all of them. None where the index cannot tell.
    """
    words = full_text.expression(query.words)
    path = f"{root}/.reebrief/index.sqlite"
    if not words or not os.access(path, os.R_OK):
        return None
    try:
        connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only=1")
            connection.execute("BEGIN")
            if not _is_settled(connection, root, rests_on):
                return None
            numbers = _ranked(connection, words)
            if query != Query(words=query.words):
                numbers = _fitting(connection, numbers, query, ids)
            best = [_hit(connection, number) for number in numbers[: limit or None]]
            return Hits(len(numbers), best)
        finally:
            connection.close()  # or whoever looks at the articles instead could not write
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return None  # it is locked or damaged: whoever looks at the articles makes it anew


def _is_settled(connection: sqlite3.Connection, root: str, rests_on: str) -> bool:
    """Say whether the index has every article as it is now, and each content once."""
    program = hashlib.sha256(program_mark().encode()).hexdigest()
    if connection.execute("SELECT mark FROM program").fetchone() != (program,):
        return False
    looked, names = now(), article_files(listings(root))
    found = stamps(root, names)
    mark = mark_of(found, looked)
    if len(found) < len(names) or mark is None or rests_on not in {"", mark}:
        return False
    counts = "SELECT (SELECT count(*) FROM file), (SELECT count(*) FROM content)"
    files, contents = connection.execute(counts).fetchone()
    settled: bool = connection.execute("SELECT mark FROM settled").fetchone() == (mark,)
    return settled and files == contents


def _ranked(connection: sqlite3.Connection, words: str) -> list[int]:
    """Return the numbers of the contents that hold the words, the best first."""
    found = connection.execute(
        "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, 4.0, 1.0), rowid",
        (words,),
    )
    return [number for (number,) in found]


def _fitting(
    connection: sqlite3.Connection, numbers: Sequence[int], query: Query, ids: Ids
) -> list[int]:
    """Return those of the numbers whose facts fit a query. Raises ValueError on a damaged row."""
    found = connection.execute(
        "SELECT number, name, digest, facts, content.seal FROM content JOIN file"
        " ON content = number WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    rows = {
        number: (name, facts)
        for number, name, digest, facts, seal in found
        if _whole(seal, digest, facts)
    }
    said = json.loads(f"[{','.join([facts for _, facts in rows.values()])}]")
    fits = {
        number
        for (number, (name, _)), (_, day, publisher, _, _, origins, topics, _) in zip(
            rows.items(), said, strict=True
        )
        if query.fits(Findable(_id(name), day, publisher, origins, topics), ids)
    }
    return [number for number in numbers if number in fits]


def _hit(connection: sqlite3.Connection, number: int) -> Hit:
    """Return a hit. Raises ValueError where its row is not as it was written."""
    row = (
        "SELECT name, digest, facts, data, text, content.seal, data_seal"
        " FROM content JOIN file ON content = number WHERE number = ?"
    )
    name, digest, facts, data, text, seal, data_seal = connection.execute(row, (number,)).fetchone()
    _whole(seal, digest, facts)
    _whole(data_seal, digest, data)
    title, day, *_ = json.loads(facts)
    return Hit(_id(name), name, day, title, text, data)


def _whole(seal: int, digest: bytes, value: str) -> bool:
    if sealed(digest, value) != seal:
        raise ValueError("a damaged row")
    return True


def _id(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(ENDING)
