"""Look sources up in published lists that were imported, without reading more than one needs.

A list is one file of lines, sorted by what it is looked up by, a name or ``@`` and a domain:
finding one of a thousand entries is one search in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from reebrief.corpus.domains import domains_of
from reebrief.corpus.list_codes import MODELS
from reebrief.corpus.names import name_key
from reebrief.corpus.source import Alias, RegistryEntry
from reebrief.corpus.source_models import Fact, SourceModel
from reebrief.diagnostics import Place, error
from reebrief.document.markdown import slug
from reebrief.project.dates import day
from reebrief.project.project import Project

FOLDER = "articles/lists"
ENDING = ".tsv"

_AGAIN = "import the list again: reebrief sources import FILE.csv"

_HEAD = """\
# A published list of sources, as "reebrief sources import" wrote it. Import it again to change it.
# title: {title}
# date: {date}
# address: {address}
# read: {read}
key\trow\tname\tgroup\tstate\tcode\tdomains
"""
_FORM = re.compile(re.sub(r"\\{\w+\\}", "(.*)", re.escape(_HEAD)))


@dataclass(frozen=True, slots=True)
class ListRow:
    """What a list says of an outlet, or of a group of them (``group`` is then empty).

    ``row`` is the first row of the list that says so; ``domains`` are its own alone.
    """

    row: int
    name: str
    group: str
    state: str
    code: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list: its file and name, its title, date and address, the day it was read, its lines."""

    file: str
    name: str
    title: str
    date: str
    address: str
    read: str
    lines: str

    @property
    def cited(self) -> str:
        """How facts of it are cited: title and date."""
        return f"{self.title}, {self.date}"

    def rows(self, key: str) -> tuple[ListRow, ...]:
        """Return the rows that have a key, in the order of the list.

        Raises ReebriefError where a line is damaged.
        """
        found: list[ListRow] = []
        at = self.lines.find(f"\n{key}\t")
        while at >= 0 and self.lines.startswith(f"\n{key}\t", at):
            end = self.lines.find("\n", at + 1)
            cells = self.lines[at + 1 : end].split("\t")
            if len(cells) != 7 or not cells[1].isdecimal() or cells[5] not in MODELS:
                line = _HEAD.count("\n") + self.lines.count("\n", 0, at + 1)
                raise error("a damaged line of a list", Place(self.file, line, 1), _AGAIN)
            _, row, name, group, state, code, domains = cells
            found.append(ListRow(int(row), name, group, state, code, (*domains.split(),)))
            at = end
        return tuple(found)

    def entry(self, row: ListRow) -> RegistryEntry:
        """Return the entry of a registry that a row is. Raises ReebriefError for a damaged one."""
        model = MODELS[row.code]
        said = {
            "owner": row.group,
            "state": row.state if model.controlled else "",
            "funding": model.funding.format(state=row.state),
            "governing": model.governing.format(state=row.state),
            "editorial_control": model.editorial_control.format(state=row.state),
        }
        cited = {"list": self.cited, "row": str(row.row), "read": self.read}
        try:
            facts = {
                key: Fact.model_validate({"is": value, **cited})
                for key, value in said.items()
                if value
            }
            about = SourceModel(name=row.name, kind=model.kind, domains=row.domains, **facts)
        except ValidationError as fault:
            why = str(fault.errors()[0]["msg"]).partition(";")[0].removeprefix("Value error, ")
            what = f"a damaged row of a list, row {row.row}: {why}"
            raise error(what, Place(self.file), _AGAIN) from None
        return RegistryEntry(f"{self.name}-{row.row}-{slug(row.name)}", about)


def text_of(published: PublishedList, rows: Iterable[tuple[str, ListRow]]) -> str:
    """Return the text of a list's file; ``rows`` are by what they are looked up by."""
    head = _HEAD.format(
        title=published.title, date=published.date, address=published.address, read=published.read
    )
    cells = (
        (key, str(r.row), r.name, r.group, r.state, r.code, " ".join(r.domains))
        for key, r in sorted(rows, key=lambda each: (each[0], each[1].row, each[1].name))
    )
    return head + "".join("\t".join(line) + "\n" for line in cells)


def parse(text: str, file: str, name: str) -> PublishedList:
    """Return the list of a file. Raises ReebriefError where its head is not that of a list."""
    found = _FORM.match(text)
    if found is None:
        raise error("no list as 'sources import' writes it", Place(file, 1, 1), _AGAIN)
    title, date, address, read = found.groups()
    try:
        day(read)
    except ValueError as fault:
        raise error(str(fault).partition(";")[0], Place(file, 5, 9), _AGAIN) from None
    return PublishedList(file, name, title, date, address, read, f"\n{text[found.end() :]}")


class SourceLists:
    """The lists of a project, in the order of their names; none is read before it is asked."""

    def __init__(self, project: Project) -> None:
        self._project = project

    @cached_property
    def lists(self) -> tuple[PublishedList, ...]:
        """All lists. Raises ReebriefError where one is damaged."""
        project = self._project
        return tuple(
            parse(project.read(path), project.name(path), path.stem)
            for path in project.files(FOLDER, ENDING)
        )

    def named(self, name: str) -> RegistryEntry | None:
        """Return the entry that goes by a name; None too where a list has several that differ."""
        return self._one(name_key(name))

    def at(self, domain: str) -> RegistryEntry | None:
        """Return the entry that has a domain; None too where a list has several that differ."""
        return self._one(f"@{domain}")

    def name_keys(self) -> Iterable[str]:
        """Return the key of every name; some find nothing, as they mean several outlets."""
        for one in self.lists:
            keys = (line.partition("\t")[0] for line in one.lines.strip("\n").split("\n"))
            yield from (key for key in keys if key and not key.startswith("@"))

    def aliases(self) -> tuple[Alias, ...]:
        """Return nothing: a thousand names, such as "Today", would be found in every text."""
        return ()

    def every(self, text: str) -> Iterator[tuple[PublishedList, ListRow]]:
        """Yield all that lists have under a name, or under the nearest domain of an address."""
        for one in self.lists:
            keys = (name_key(text), *(f"@{domain}" for domain in domains_of(text)))
            rows = next((rows for key in keys if (rows := one.rows(key))), ())
            yield from ((one, row) for row in rows)

    def _one(self, key: str) -> RegistryEntry | None:
        for one in self.lists:
            rows = one.rows(key)
            if len({(row.state, row.code) for row in rows}) == 1:
                return one.entry(rows[0])
        return None
