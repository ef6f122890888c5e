"""Look sources up in the registry that ships, and read of it only the entries asked for.

The file is made for that: a list of it is one line of JSON, so an index of names and domains needs
no YAML. Reading all of it as YAML would cost each render more than its own registry does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reebrief.corpus.domains import written_domains
from reebrief.corpus.names import name_key
from reebrief.corpus.source import Alias, RegistryEntry
from reebrief.corpus.source_models import SourceModel
from reebrief.project import yaml
from reebrief.project.project import Project
from reebrief.project.validation import validate

_ENTRY = re.compile(r"^  ([a-z0-9-]+):\n((?:    .*\n|\n)+)", re.MULTILINE)
_KEY = re.compile(r"^    (name|short|aliases|domains): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry as its lines have it: its text and first line, the names it goes by, its domains."""

    id: str
    text: str
    line: int
    names: tuple[str, ...]
    domains: tuple[str, ...]


@dataclass(slots=True)
class _Index:
    """The entries by id, and the id of each name's key and of each domain."""

    entries: dict[str, _Found] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)


class ShippedSources:
    """The entries of ``templates/sources.yaml``; nothing is read before one is asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[str, RegistryEntry] = {}

    @property
    def path(self) -> Path:
        """Where the file stands."""
        return self._project.package / "templates" / "sources.yaml"

    @cached_property
    def _index(self) -> _Index:
        index = _Index()
        text = self._project.read(self.path)
        line, at = 1, 0
        for found in _ENTRY.finditer(text):
            line, at = line + text.count("\n", at, found.start()), found.start()
            keys = dict(_KEY.findall(found[2]))
            short = (keys["short"],) if "short" in keys else ()
            names = (found[1], keys["name"], *short, *json.loads(keys.get("aliases", "[]")))
            domains = (*json.loads(keys.get("domains", "[]")),)
            index.entries[found[1]] = _Found(found[1], found[0], line, names, domains)
            index.names |= {name_key(name): found[1] for name in names}
            index.domains |= dict.fromkeys(domains, found[1])
        return index

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all entries, in the order of the file."""
        return tuple(self._index.entries)

    def named(self, name: str) -> RegistryEntry | None:
        """Return the entry that goes by an id, name or alias, or None."""
        found = self._index.names.get(name_key(name))
        return self._entry(found) if found else None

    def at(self, domain: str) -> RegistryEntry | None:
        """Return the entry that has a domain, or None."""
        found = self._index.domains.get(domain)
        return self._entry(found) if found else None

    def name_keys(self) -> Iterable[str]:
        """Return the key of every id, name and alias."""
        return self._index.names

    def aliases(self) -> Iterator[Alias]:
        """Yield every name, alias and domain, with the name that is printed.

        An id is no name in texts.
        """
        for found in self._index.entries.values():
            texts = (*found.names[1:], *written_domains(found.domains))
            yield from (Alias(text, found.names[1]) for text in texts)

    def _entry(self, source_id: str) -> RegistryEntry:
        if source_id not in self._read:
            found = self._index.entries[source_id]
            file = yaml.read(found.text, self._project.name(self.path), first_line=found.line)
            about = validate(SourceModel, file, file.data[source_id], (source_id,))
            self._read[source_id] = RegistryEntry(source_id, about)
        return self._read[source_id]
