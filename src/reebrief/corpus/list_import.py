"""Turn a published list of media, a CSV file, into one that sources are looked up in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reebrief.corpus.domains import host_of
from reebrief.corpus.list_codes import MODELS
from reebrief.corpus.names import name_key
from reebrief.corpus.source_lists import ENDING, FOLDER, ListRow, PublishedList, text_of
from reebrief.diagnostics import Place, Problem, Severity, error
from reebrief.document.characters import visible
from reebrief.document.markdown import slug
from reebrief.project import dates
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project

LARGEST = 32_000_000
"""Bytes of a file that is read; the State Media Matrix has less than a hundredth."""

_COLUMNS = {
    "state": ("country", "state"),
    "group": ("media company", "company", "group"),
    "name": ("main assets", "outlet", "name"),
    "address": ("url", "website", "address"),
    "code": ("typology", "code"),
}
"""What a row says, and the heads of the column that says it; the address may be missing."""

_SORT = re.compile(
    r"^(?:print(?: media)?|news agency|online|television|radio|publishing)\s*:\s*", re.IGNORECASE
)
_LETTERS = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}")
_PLATFORMS = frozenset(
    f"{name}.com"
    for name in ("facebook", "twitter", "x", "youtube", "instagram", "vk", "linkedin", "tiktok")
) | {"t.me"}
"""Hosts on which anybody has pages: they are nobody's domain."""

_REGISTRIES = frozenset({"ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "net", "or", "org"})
"""What stands before a country's domain where that sells names below it: com.mx is nobody's."""


@dataclass(slots=True)
class ReadList:
    """The rows of a list by what they are looked up by, and notes on what was left out."""

    lines: set[tuple[str, ListRow]] = field(default_factory=set)
    notes: list[Problem] = field(default_factory=list)
    rows: int = 0


def read_list(raw: bytes, file: str) -> ReadList:
    """Read a CSV file with a row for each outlet: state, group, outlet, address, code.

    Rows without a name, or whose code is none of the typology, are left out with a note: no class
    follows from them. Raises ReebriefError where it is no such file.
    """
    done = ReadList()
    rows = [*_known(_table(raw, file), file, done)]
    done.rows = len(rows)
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, _ in rows:
        codes[row.state, name_key(row.group)].add(row.code)
    first: dict[tuple[str, str, str, str], ListRow] = {}
    hosts: dict[str, set[ListRow]] = defaultdict(set)
    for row, address in rows:
        agreed = len(codes[row.state, name_key(row.group)]) == 1
        whole = name_key(row.group) in {"", name_key(row.name)}
        outlet = replace(row, group=row.group if agreed and not whole else "")
        group = replace(row, name=row.group, group="") if agreed and row.group else outlet
        outlet, group = (
            first.setdefault((r.state, name_key(r.name), r.group, r.code), r)
            for r in (outlet, group)
        )
        done.lines |= {(name_key(name), r) for r in (outlet, group) for name in _names(r.name)}
        host = host_of(address).removeprefix("www.")
        if host and not _nobodys(host):
            hosts[host].add(outlet)
            hosts[host].add(group)
    done.lines = _with_domains(done.lines, hosts)
    return done


def add_list(project: Project, found: ReadList, about: tuple[str, str, str], read: dt.date) -> Path:
    """Write a list to ``articles/lists``, in the place of an earlier one of its title.

    ``about`` are its title, the date of its state and its address, which may be empty. Returns the
    file. Raises ReebriefError where title or date are none, or nothing is in the list.
    """
    title, date, address = (" ".join(visible(text)[0].split()) for text in about)
    if slug(title) == slug(""):
        raise error("a list needs a title", None, "add --title TITLE")
    try:
        dates.published(date)
    except ValueError as fault:
        what, _, hint = str(fault).partition("; ")
        raise error(f"--date: {what}", None, hint) from None
    if not found.lines:
        raise error("nothing in the list: no row has a code", None, "see the notes on its rows")
    path = project.root / FOLDER / f"{slug(title)}{ENDING}"
    head = PublishedList(project.name(path), path.stem, title, date, address, read.isoformat(), "")
    write_all({path: text_of(head, found.lines).encode()}, name=project.name)
    return path


def _table(raw: bytes, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows of a CSV file with their numbers, the head being row 1."""
    place = Place(file, 1, 1)
    if len(raw) > LARGEST:
        raise error(f"a list of {len(raw) // 1_000_000} MB", place, "import a part of it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = Place(file, raw.count(b"\n", 0, fault.start) + 1)
        raise error("not UTF-8", at, "save the list as CSV in UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [" ".join(head.split()).casefold() for head in next(reader, [])]
        found = {
            key: next((heads.index(name) for name in names if name in heads), -1)
            for key, names in _COLUMNS.items()
        }
        missing = [key for key, at in found.items() if at < 0 and key != "address"]
        if missing:
            what = f"no column for the {missing[0]}: '{_COLUMNS[missing[0]][0].capitalize()}'"
            hint = "a list has Country, Media company, Main assets, URL and Typology"
            raise error(what, place, hint)
        for number, cells in enumerate(reader, 2):
            yield (
                number,
                {
                    key: " ".join(visible(cells[at])[0].split()) if 0 <= at < len(cells) else ""
                    for key, at in found.items()
                },
            )
    except csv.Error as fault:
        raise error(
            f"no CSV file: {fault}", Place(file, max(reader.line_num, 1)), "save the list as CSV"
        ) from None


def _known(
    table: Iterable[tuple[int, Mapping[str, str]]], file: str, done: ReadList
) -> Iterator[tuple[ListRow, str]]:
    """Yield the rows that say what a class follows from, with their addresses; note the others."""
    for number, cells in table:
        place = Place(file, number)
        if not any(cells.values()):
            continue
        name = _name(cells["name"]) or _name(cells["group"])
        if not name or not cells["state"]:
            what = f"row {number} names no {'outlet' if not name else 'state'}: left out"
            done.notes.append(Problem(what, place, None, Severity.NOTE))
        elif cells["code"] not in MODELS:
            said = f"'{cells['code']}' is no code" if cells["code"] else "no code"
            what = f"row {number}, {name}: {said}: no class follows, left out"
            hint = f"the codes are {', '.join(MODELS)}"
            done.notes.append(Problem(what, place, hint, Severity.NOTE))
        else:
            group = _name(cells["group"])
            yield ListRow(number, name, group, cells["state"], cells["code"]), cells["address"]


def _name(text: str) -> str:
    """Return a name without the sort of medium before it and a mark behind it."""
    text = _SORT.sub("", text).rstrip("* ")
    return text.partition("(")[0].rstrip() if text.count("(") > text.count(")") else text


def _names(name: str) -> Iterator[str]:
    """Yield what an outlet goes by: its name, that without brackets, and an abbreviation in them.

    What else stands in brackets is a language, a channel, a remark.
    """
    yield name
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name)
    if found:
        yield found[1]
        if _LETTERS.fullmatch(found[2]) or not any(c.isascii() and c.isalpha() for c in found[2]):
            yield found[2]


def _nobodys(host: str) -> bool:
    parts = host.split(".")
    sold = len(parts) == 2 and parts[0] in _REGISTRIES and len(parts[1]) == 2
    return sold or ".".join(parts[-2:]) in _PLATFORMS


def _with_domains(
    lines: Iterable[tuple[str, ListRow]], hosts: Mapping[str, set[ListRow]]
) -> set[tuple[str, ListRow]]:
    """Add a line for each domain, and to each row the domains that it alone has.

    A domain of one outlet is that outlet's; of several outlets of one group, the group's.
    """
    owners: dict[str, set[ListRow]] = {}
    own: dict[ListRow, list[str]] = defaultdict(list)
    for host, rows in sorted(hosts.items()):
        outlets = {row for row in rows if row.group} or rows
        owners[host] = outlets if len(outlets) == 1 else {r for r in rows if not r.group}
        if len(owners[host]) == 1:
            own[next(iter(owners[host]))].append(host)
    full = {row: replace(row, domains=(*own[row],)) for rows in hosts.values() for row in rows}
    named = {(key, full.get(row, row)) for key, row in lines}
    return named | {(f"@{host}", full[row]) for host, rows in owners.items() for row in rows}
