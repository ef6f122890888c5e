"""The source registry: who outlets and organisations are, who owns them, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from reebrief.corpus.domains import domains_of, written_domains
from reebrief.corpus.names import name_key
from reebrief.corpus.registry_faults import faults
from reebrief.corpus.shipped_sources import ShippedSources
from reebrief.corpus.source import Alias, RegistryEntry, Source
from reebrief.corpus.source_lists import SourceLists
from reebrief.corpus.source_models import COMPANIES, FILE, RegistryModel, SourceModel, entry
from reebrief.diagnostics import Problem, ReebriefError, Severity, nearest
from reebrief.document.characters import names_whole
from reebrief.project.project import Project
from reebrief.project.validation import validate
from reebrief.project.yaml import YamlFile


class Layer(Protocol):
    """Entries from elsewhere than the project's own registry, each read when it is asked for."""

    def named(self, name: str) -> RegistryEntry | None:
        """Return the entry that goes by an id, name or alias, or None."""

    def at(self, domain: str) -> RegistryEntry | None:
        """Return the entry that has a domain, or None."""

    def name_keys(self) -> Iterable[str]:
        """Return the keys of all names under which there may be an entry."""

    def aliases(self) -> Iterable[Alias]:
        """Return the names that texts may speak of an entry by."""


class Registry:
    """All sources, found by id, name, alias or domain, whatever the case of the letters.

    ``sources`` are the project's own entries. They win: what ``layers`` have, in their order, is
    looked up only where no own entry has the id, a name or a domain of it.
    """

    def __init__(
        self, models: Mapping[str, SourceModel], file: YamlFile, layers: Sequence[Layer] = ()
    ) -> None:
        self.file = file
        self._layers = layers
        self._own = {source_id: RegistryEntry(source_id, m) for source_id, m in models.items()}
        self._by_name = {name_key(n): e for e in self._own.values() for n in _names(e)}
        self._by_domain = {d: e for e in self._own.values() for d in e.about.domains}
        self._made: dict[str, Source] = {}
        self.sources = {entry.id: self._source(entry) for entry in self._own.values()}

    def find(self, name: str) -> Source | None:
        """Return the source that goes by a name, or None where nobody reviewed it."""
        entry = self._entry(name)
        return self._source(entry) if entry else None

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the source that goes by a name, and of its owners; none of nobody."""
        source = self.find(name)
        return (source.id, *(owner.id for owner in source.owners)) if source else ()

    def every_id(self) -> dict[str, tuple[str, ...]]:
        """Return what ``ids`` does by the key of each name that finds a source."""
        others = (key for layer in self._layers for key in layer.name_keys())
        return {key: self.ids(key) for key in dict.fromkeys((*self._by_name, *others))}

    def publisher_of(self, address: str) -> Source | None:
        """Return the source in whose domain a web address lies, or None where nobody has it."""
        domains = [*domains_of(address)]
        own = next((e for d in domains if (e := self._by_domain.get(d))), None)
        if own is not None:
            return self._source(own)
        for n, layer in enumerate(self._layers):
            found = next((e for d in domains if (e := layer.at(d))), None)
            if found is not None:
                return self._source(self._preferred(found, n))
        return None

    def _entry(self, name: str) -> RegistryEntry | None:
        """Return the entry that goes by a name: an own one, else the first layer's."""
        own = self._by_name.get(name_key(name))
        if own is not None or not name_key(name):
            return own
        for n, layer in enumerate(self._layers):
            if (found := layer.named(name)) is not None:
                return self._preferred(found, n)
        return None

    def _preferred(self, entry: RegistryEntry, layer: int) -> RegistryEntry:
        """Return the entry that shares a name or a domain with one of a layer and stands before it.

        That is an own one, else one of an earlier layer, else the entry itself.
        """
        names, domains = _names(entry), entry.about.domains
        own = (
            *(self._by_name.get(name_key(name)) for name in names),
            *(self._by_domain.get(domain) for domain in domains),
        )
        earlier = (
            found
            for one in self._layers[:layer]
            for found in (*map(one.named, names), *map(one.at, domains))
        )
        return next((one for one in (*own, *earlier) if one), entry)

    def _source(self, entry: RegistryEntry) -> Source:
        """Return the source of an entry, with its owners, nearest first.

        Where owners of several layers go in a circle, the chain ends before it closes.
        """
        chain: dict[str, RegistryEntry] = {}
        at: RegistryEntry | None = entry
        while at is not None and at.id not in self._made and at.id not in chain:
            chain[at.id] = at
            at = self._entry(at.about.owner.value) if at.about.owner else None
        above = self._made.get(at.id) if at else None
        for each in reversed(chain.values()):
            above = self._made[each.id] = _owned(each, above)
        return self._made[entry.id]

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """Every name, alias and domain of own entries and of what ships, the longest first.

        Each article is searched for them.
        """
        own = [
            Alias(text, source.name)
            for source in self.sources.values()
            for text in (*source.names, *written_domains(source.about.domains))
        ]
        known = {name_key(alias.text) for alias in own}
        others = (a for layer in self._layers for a in layer.aliases())
        return _longest_first([*own, *(a for a in others if name_key(a.text) not in known)])

    def independent(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the independent origins of names, as ``independent`` counts them."""
        found = [(name, self.find(name)) for name in names]
        sources = (source for _, source in found if source)
        return independent(sources, distinct(name for name, source in found if source is None))

    def group(self, source: Source) -> Iterator[Source]:
        """Yield the own sources that share a source's origin, and itself and its owners."""
        origin = source.origin_name
        own = self.sources.values()
        every = {s.id: s for s in (*own, source, *source.owners) if s.origin_name == origin}
        yield from every.values()

    def doubtful(self, source: Source) -> Iterator[Problem]:
        """Yield findings on an entry whose owner has none, or whose kind hides a state.

        A note says where nothing but its kind is established.
        """
        owner = source.about.owner
        if not (owner or source.about.state or source.about.kind == "government"):
            yield Problem(
                f"neither owner nor state of {source.name} is established, and its note says so",
                self.file.place(("sources", source.id), key=True),
                "add what you read: owner: {is: …, reference: …, read: YYYY-MM-DD}",
                Severity.NOTE,
            )
        if owner is not None and self.find(owner.value) is None:
            yield Problem(
                f"the owner '{owner.value}' of {source.name} is not in the source registry",
                self.file.place(("sources", source.id, "owner", "is")),
                nearest(owner.value, self.sources)
                or f"add to {FILE}, filled in:\n{entry(owner.value)}",
                Severity.FINDING,
            )
        kind = source.about.kind
        if source.of_state and kind in {"private-company", "news-media", "trade-press"}:
            better = "state-owned-enterprise" if kind in COMPANIES else "state-media"
            yield Problem(
                f"{source.name} is '{kind}', but a state stands behind it by what is established",
                self.file.place(("sources", source.id, "kind")),
                f"type {better}, or mend owner and state",
                Severity.FINDING,
            )

    def unsupported(self, source: Source, exists: Callable[[str], bool]) -> Iterator[Problem]:
        """Yield a finding for each fact on a source that rests on an article that is not here."""
        for key, fact in source.about.facts.items():
            if fact.article is not None and not exists(fact.article):
                yield Problem(
                    f"{source.name}: {key} rests on '{fact.article}', an article not here",
                    self.file.place(("sources", source.id, key, "article")),
                    "bring the article back, or name another reference",
                    Severity.FINDING,
                )


def _longest_first(aliases: Iterable[Alias]) -> tuple[Alias, ...]:
    return tuple(sorted(aliases, key=lambda alias: (-len(alias.text), alias.text)))


def independent(sources: Iterable[Source], unreviewed: Iterable[str]) -> tuple[str, ...]:
    """Return the independent origins by name: sister outlets of one owner are one.

    A name that nobody reviewed may be anybody's: it counts only where no other is known.
    """
    known = tuple(dict.fromkeys(source.origin_name for source in sources))
    return known or tuple(unreviewed)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without those that differ from an earlier one in case or white space only."""
    done: dict[str, str] = {}
    for name in names:
        done.setdefault(name_key(name), name)
    return tuple(done.values())


def load(project: Project) -> Registry:
    """Load a project's registry; one without the file has an empty one.

    What ships and the lists that were imported are beside it. Raises ReebriefError on two entries
    that share a name, on an id that is no id, and on owners that go in a circle.
    """
    path = project.root / FILE
    file = project.yaml(path) if path.is_file() else YamlFile(FILE, {"format": "1", "sources": {}})
    return parse(file, (ShippedSources(project), SourceLists(project)))


def parse(file: YamlFile, layers: Sequence[Layer] = ()) -> Registry:
    """Return the registry of a file. Raises ReebriefError with every fault of it."""
    models = validate(RegistryModel, file).sources
    ids = {name_key(n): i for i, m in models.items() for n in _names(RegistryEntry(i, m))}
    problems = faults(file, models, ids)
    if problems:
        raise ReebriefError(problems)
    return Registry(models, file, layers)


def _names(entry: RegistryEntry) -> tuple[str, ...]:
    """Return what an entry goes by: its id, its name, the short one, and all aliases."""
    short = (entry.about.short,) if entry.about.short else ()
    return (entry.id, entry.about.name, *short, *entry.about.aliases)


def _owned(entry: RegistryEntry, above: Source | None) -> Source:
    if above is None:
        owner = entry.about.owner
        return Source(entry.id, entry.about, (), owner.value if owner else None)
    return Source(entry.id, entry.about, (above, *above.owners), above.ultimate_owner)


def as_data(registry: Registry) -> list[dict[str, object]]:
    """Return the registry as JSON has it; what is not established is null."""
    return [
        {
            "id": source.id,
            **source.about.model_dump(by_alias=True),
            "owners": [owner.id for owner in source.owners],
            "origin": source.origin.id,
        }
        for source in registry.sources.values()
    ]


def mentions(text: str, source: Source) -> bool:
    """Say whether a text, given in lower case, names a source, as whole words in any case."""
    return any(names_whole(text, name.lower()) for name in source.names)
