"""Keep facts and texts of articles in one SQLite file, by the hash of their content.

It is a cache: what another version of the program wrote, and what is damaged, is thrown away; where
the file is locked or cannot be written, it is passed by, and the articles are read without it.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from reebrief.corpus.index import full_text
from reebrief.corpus.index.seals import sealed
from reebrief.project.file_stamps import Stamp
from reebrief.project.lock import FOLDER, working_folder
from reebrief.project.program_mark import program_mark

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")

FILE = "index.sqlite"
_WAIT = 5.0  # seconds for another command to end its writing, which takes a moment
_PASSED_BY = {3, 5, 6, 8, 10, 13, 14, 15, 23}
"""Result codes of SQLite (https://sqlite.org/rescode.html) that say nothing against the content: no
permission, busy, locked, read-only, input and output, full, cannot be opened, protocol, refused."""

_SCHEMA = (
    "CREATE TABLE settled(mark TEXT NOT NULL)",
    "CREATE TABLE program(mark TEXT NOT NULL)",
    "CREATE TABLE content(number INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE,"
    " facts TEXT NOT NULL, data TEXT NOT NULL, text TEXT NOT NULL, seal INTEGER NOT NULL,"
    " data_seal INTEGER NOT NULL)",
    "CREATE TABLE file(name TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, content INTEGER NOT NULL, seal INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE examined(content INTEGER PRIMARY KEY, context BLOB NOT NULL, text TEXT NOT NULL,"
    " data BLOB NOT NULL, seal INTEGER NOT NULL)",
    "CREATE INDEX file_of_content ON file(content)",
)


_FORGET = "DELETE FROM content WHERE number NOT IN (SELECT content FROM file)"


class KeptFile(NamedTuple):
    """A file as it was read: its name from the root, its stamp, the SHA-256 of its bytes."""

    name: str
    stamp: Stamp
    digest: bytes


class KeptContent(NamedTuple):
    """What an article of this content says: facts and all of its data as JSON, and its lines."""

    digest: bytes
    facts: str
    data: str
    text: str


class KeptExamined(NamedTuple):
    """What was found in an article of this content, as text and as numbers."""

    digest: bytes
    text: str
    data: bytes


class _DamagedError(Exception):
    """What the index holds is not what was written."""


class _OtherVersionError(Exception):
    """Another version of the program took the index over while this one ran."""


class Store:
    """The index of a project while it is open; where it cannot be used it knows nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._connection: Connection | None = None
        self._mark = hashlib.sha256(program_mark().encode()).hexdigest()
        self._renewed = False

    def __enter__(self) -> Self:
        self._open()
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def files(self) -> dict[str, tuple[Stamp, str]]:
        """Return the stamp and the facts of each file that is known, by its name."""
        query = (
            "SELECT name, size, modified, changed, digest, file.seal, facts, content.seal"
            " FROM file JOIN content ON content = number"
        )

        def read(connection: Connection) -> dict[str, tuple[Stamp, str]]:
            known: dict[str, tuple[Stamp, str]] = {}
            for name, *numbers, digest, seal, facts, inner in connection.execute(query):
                stamp = numbers[0], numbers[1], numbers[2]
                if sealed(digest, name, *stamp) != seal or sealed(digest, facts) != inner:
                    raise _DamagedError
                known[name] = stamp, facts
            return known

        return self._do(read, {})

    def facts(self, digests: Sequence[bytes]) -> dict[bytes, str]:
        """Return the facts of articles by the digest of their content, as far as they are known."""

        def read(connection: Connection) -> dict[bytes, str]:
            known: dict[bytes, str] = {}
            for digest in digests:
                query = "SELECT facts, seal FROM content WHERE digest = ?"
                for facts, seal in connection.execute(query, (digest,)):
                    if sealed(digest, facts) != seal:
                        raise _DamagedError
                    known[digest] = facts
            return known

        return self._do(read, {})

    def keep(self, files: Iterable[KeptFile], contents: Iterable[KeptContent]) -> None:
        """Keep files as they were read, with the contents that are new, all of them or none."""
        inner = [
            (*one, sealed(one.digest, one.facts), sealed(one.digest, one.data)) for one in contents
        ]
        rows = [
            (name, *stamp, sealed(digest, name, *stamp), digest) for name, stamp, digest in files
        ]

        def write(connection: Connection) -> None:
            connection.execute("DELETE FROM settled")
            connection.executemany(
                "INSERT OR IGNORE INTO content(digest, facts, data, text, seal, data_seal)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                inner,
            )
            connection.executemany(
                "INSERT OR REPLACE INTO file SELECT ?, ?, ?, ?, number, ? FROM content"
                " WHERE digest = ?",
                rows,
            )

        self._do(write, None, writes=True)

    def examined(self, context: bytes, read: Callable[[str, str, bytes], None]) -> None:
        """Have read what was found in each file that is known: its name, the text, the numbers.

        ``context`` is the hash of all that it depends on besides the articles.
        """
        query = (
            "SELECT name, content, text, data, examined.seal"
            " FROM file JOIN examined USING (content) WHERE context = ?"
        )

        def pass_on(connection: Connection) -> None:
            for name, number, text, data, seal in connection.execute(query, (context,)):
                if sealed(data, number, text) != seal:
                    raise _DamagedError
                read(name, text, data)

        self._do(pass_on, None)

    def keep_examined(self, context: bytes, found: Sequence[KeptExamined]) -> None:
        """Keep what was found in articles whose content is kept."""

        def write(connection: Connection) -> None:
            for digest, text, data in found:
                query = "SELECT number FROM content WHERE digest = ?"
                for (number,) in connection.execute(query, (digest,)).fetchall():
                    connection.execute(
                        "INSERT OR REPLACE INTO examined VALUES (?, ?, ?, ?, ?)",
                        (number, context, text, data, sealed(data, number, text)),
                    )

        self._do(write, None, writes=True)

    def best(self, query: str, others: Mapping[str, str]) -> list[str] | None:
        """Return the names of the files that hold a query, the best first; None if it cannot say.

        ``others`` are texts of files that the index does not keep; they are searched with its own.
        """

        def make_ready(connection: Connection) -> None:
            tables = "SELECT 1 FROM sqlite_schema WHERE name = 'passage'"
            if connection.execute(tables).fetchone() is None:
                connection.execute(full_text.TABLE)
            connection.execute(_FORGET)
            gone = "DELETE FROM passage WHERE rowid NOT IN (SELECT number FROM content)"
            connection.execute(gone)
            new = "SELECT number, text FROM content WHERE number NOT IN (SELECT rowid FROM passage)"
            full_text.add(connection, connection.execute(new).fetchall())

        def read(connection: Connection) -> list[str]:
            names = {-n: [name] for n, name in enumerate(others, 1)}
            full_text.add(connection, ((-n, text) for n, text in enumerate(others.values(), 1)))
            files = "SELECT content, name FROM file ORDER BY name"
            for number, name in connection.execute(files):
                names.setdefault(number, []).append(name)
            found = [name for n in full_text.best(connection, query) for name in names[n]]
            connection.rollback()  # of the others nothing stays
            return found

        self._do(make_ready, None, writes=True)
        return self._do(read, None, writes=True)

    def forget(self, names: Iterable[str]) -> None:
        """Forget files that there are no more, and contents that no file has."""

        def write(connection: Connection) -> None:
            connection.execute("DELETE FROM settled")
            connection.executemany("DELETE FROM file WHERE name = ?", [(name,) for name in names])
            connection.execute(_FORGET)
            gone = "DELETE FROM examined WHERE content NOT IN (SELECT number FROM content)"
            connection.execute(gone)

        self._do(write, None, writes=True)

    def settle(self, mark: str) -> None:
        """Keep the mark of all articles: each of them is kept, and can be searched, as it is."""

        def write(connection: Connection) -> None:
            connection.execute("DELETE FROM settled")
            connection.execute("INSERT INTO settled VALUES (?)", (mark,))

        self._do(write, None, writes=True)

    def _do(self, work: Callable[[Connection], T], otherwise: T, *, writes: bool = False) -> T:
        """Return what work in one transaction gives; where the index fails, what else there is."""
        import sqlite3  # noqa: PLC0415  only a brief that selects, and a search, pay for it

        connection = self._connection
        if connection is None:
            return otherwise
        try:
            with connection:
                connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
                if _mark(connection) != self._mark:
                    raise _OtherVersionError
                return work(connection)
        except _OtherVersionError:
            self._close()
        except (sqlite3.Error, UnicodeDecodeError, _DamagedError) as fault:
            self._close()
            if _is_damage(fault):
                self._renew()
        return otherwise

    def _open(self) -> None:
        import sqlite3  # noqa: PLC0415  as in _do

        try:
            path = working_folder(self._root) / FILE
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._connection = connection
            connection.execute("PRAGMA synchronous=NORMAL")
            if _mark(connection) != self._mark:
                self._begin(connection)
        except OSError:
            self._close()
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            self._close()
            if _is_damage(fault):
                self._renew()

    def _begin(self, connection: Connection) -> None:
        """Make empty tables of this version, unless another command just did."""
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if _mark(connection) == self._mark:
                return
            names = (
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND name NOT LIKE 'passage_%'"  # they go with the table of that name
            )
            for (name,) in connection.execute(names).fetchall():
                connection.execute(f'DROP TABLE "{name}"')
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute("INSERT INTO program VALUES (?)", (self._mark,))

    def _renew(self) -> None:
        """Throw a damaged file away and begin a new one, once."""
        if self._renewed:
            return
        self._renewed = True
        with contextlib.suppress(OSError):
            for name in (FILE, f"{FILE}-journal"):
                (self._root / FOLDER / name).unlink(missing_ok=True)
            self._open()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _mark(connection: Connection) -> str | None:
    """Return the mark of the program that wrote the index, None where it is empty."""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'program'").fetchone()
    row = connection.execute("SELECT mark FROM program").fetchone() if found else None
    return str(row[0]) if row else None


def _is_damage(fault: Exception) -> bool:
    """Say whether a fault lies in what the file holds."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF not in _PASSED_BY
