"""The source registry: who outlets and organisations are, who owns them, and what that rests on."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reebrief.corpus.source_models import (
    COMPANIES,
    FILE,
    MEDIA,
    OF_STATE,
    RegistryModel,
    SourceModel,
    entry,
)
from reebrief.diagnostics import Problem, ReebriefError, Severity, nearest
from reebrief.document.characters import names_whole
from reebrief.document.markdown import slug
from reebrief.project.project import Project
from reebrief.project.validation import validate
from reebrief.project.yaml import YamlFile


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which texts speak of a source, and the name that the registry prints."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source descriptor: an entry of the registry with its owners, nearest first.

    ``ultimate_owner`` is an owner that the registry does not know, by the name that was written.
    """

    id: str
    about: SourceModel
    owners: tuple[Source, ...]
    ultimate_owner: str | None

    @property
    def name(self) -> str:
        """The name that briefs print."""
        return self.about.name

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the short one, and all aliases."""
        short = (self.about.short,) if self.about.short else ()
        return (self.about.name, *short, *self.about.aliases)

    @property
    def origin(self) -> Source:
        """The topmost organisation of the owner chain that is not a government.

        Outlets and subsidiaries of one group are one origin; two groups of one state are two. The
        bodies of a government are one origin, and so are the media that it owns itself.
        """
        chain = (self, *self.owners)
        groups = [s for s in chain if s.about.kind != "government"]
        if not groups or (groups == [self] and self.about.kind in MEDIA and self.owners):
            return chain[-1]
        return groups[-1]

    @property
    def origin_name(self) -> str:
        """What the origin is called: an owner without an entry of its own stands above it."""
        return self.ultimate_owner or self.origin.name

    @property
    def of_state(self) -> bool:
        """Say whether a state stands behind it: by kind, by a controlling state, or by an owner."""
        owners = {owner.about.kind for owner in self.owners}
        return self.about.kind in OF_STATE or self.state is not None or bool(owners & OF_STATE)

    @property
    def state_owned(self) -> bool:
        """Say whether this is a company that a state controls."""
        return self.of_state and self.about.kind in COMPANIES

    @property
    def state_media(self) -> bool:
        """Say whether this is a medium that a state funds or controls."""
        return self.of_state and self.about.kind in MEDIA

    @property
    def state_controlled(self) -> bool:
        """Say whether this is a government, or another body that a state controls."""
        return self.of_state and not (self.state_owned or self.state_media)

    @property
    def state(self) -> str | None:
        """The controlling state: the entry's own, else that of its nearest owner that has one."""
        facts = (s.about.state for s in (self, *self.owners))
        return next((fact.value for fact in facts if fact), None)

    @property
    def owner(self) -> str | None:
        """The name of the nearest owner, or None where none is established."""
        return self.owners[0].name if self.owners else self.ultimate_owner


class Registry:
    """All sources, found by id, name or alias, whatever the case of the letters."""

    def __init__(self, sources: dict[str, Source], file: YamlFile) -> None:
        self.sources = sources
        self.file = file
        self._by_name = {name_key(name): s for s in sources.values() for name in (s.id, *s.names)}

    def find(self, name: str) -> Source | None:
        """Return the source that goes by a name, or None where nobody reviewed it."""
        return self._by_name.get(name_key(name))

    def aliases(self) -> tuple[Alias, ...]:
        """Return every name and alias, the longest first."""
        every = (Alias(text, s.name) for s in self.sources.values() for text in s.names)
        return tuple(sorted(every, key=lambda a: (-len(a.text), a.text)))

    def independent(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the independent origins of names, as ``independent`` counts them."""
        found = [(name, self.find(name)) for name in names]
        sources = (source for _, source in found if source)
        return independent(sources, distinct(name for name, source in found if source is None))

    def group(self, source: Source) -> Iterator[Source]:
        """Yield the sources that share a source's origin, itself among them."""
        origin = source.origin_name
        yield from (s for s in self.sources.values() if s.origin_name == origin)

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


def name_key(name: str) -> str:
    """Return what a name is compared by: neither case nor white space nor what cannot be seen."""
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).casefold().split())


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

    Raises ReebriefError on two entries that share a name, on an id that is no id, and on owners
    that go in a circle.
    """
    path = project.root / FILE
    return parse(project.yaml(path)) if path.is_file() else Registry({}, YamlFile(FILE))


def parse(file: YamlFile) -> Registry:
    """Return the registry of a file. Raises ReebriefError with every fault of it."""
    models = validate(RegistryModel, file).sources
    ids = {name_key(n): i for i, m in models.items() for n in (i, m.name, *m.aliases)}
    problems = [
        *_bad_ids(file, models),
        *_shared_names(file, models),
        *_circles(file, models, ids),
    ]
    if problems:
        raise ReebriefError(problems)
    done: dict[str, Source] = {}
    for source_id in models:
        for each in reversed(_chain(source_id, models, ids, done)):
            done[each] = _source(each, models[each], _owner_id(models[each], ids), done)
    return Registry({source_id: done[source_id] for source_id in models}, file)


def _chain(
    source_id: str, models: dict[str, SourceModel], ids: dict[str, str], done: dict[str, Source]
) -> list[str]:
    """Return an entry and its owners, nearest first, up to one that is done."""
    chain: list[str] = []
    at: str | None = source_id
    while at is not None and at not in done:
        chain.append(at)
        at = _owner_id(models[at], ids)
    return chain


def _source(
    source_id: str, model: SourceModel, owner: str | None, done: dict[str, Source]
) -> Source:
    if owner is None:
        return Source(source_id, model, (), model.owner.value if model.owner else None)
    nearest = done[owner]
    return Source(source_id, model, (nearest, *nearest.owners), nearest.ultimate_owner)


def _owner_id(model: SourceModel, ids: dict[str, str]) -> str | None:
    """Return the id of the entry that an owner names, by id, name or alias."""
    return ids.get(name_key(model.owner.value)) if model.owner else None


def _bad_ids(file: YamlFile, models: dict[str, SourceModel]) -> Iterator[Problem]:
    for source_id in models:
        if slug(source_id) != source_id:
            place = file.place(("sources", source_id), key=True)
            yield Problem(f"'{source_id}' is no id", place, f"type {slug(source_id)}")


def _shared_names(file: YamlFile, models: dict[str, SourceModel]) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    for source_id, model in models.items():
        short = ((("short",), model.short),) if model.short else ()
        aliases = ((("aliases", n), name) for n, name in enumerate(model.aliases))
        named: list[tuple[tuple[str | int, ...], str]] = [
            ((), source_id),
            (("name",), model.name),
            *short,
            *aliases,
        ]
        own: set[str] = set()
        for path, name in named:
            key = name_key(name)
            # An entry's name may be its id; an alias that says either again is a slip.
            if (key in own and path[:1] == ("aliases",)) or ids.get(key, source_id) != source_id:
                yield Problem(
                    f"'{name}' already names '{ids.get(key, source_id)}'",
                    file.place(("sources", source_id, *path), key=not path),
                    "a name fits one entry only: change it in one of them",
                )
            own.add(key)
            ids.setdefault(key, source_id)


def _circles(
    file: YamlFile, models: dict[str, SourceModel], ids: dict[str, str]
) -> Iterator[Problem]:
    sound: set[str] = set()
    for source_id, model in models.items():
        seen = {source_id: None}
        at = _owner_id(model, ids)
        while at is not None and at not in seen and at not in sound:
            seen[at] = None
            at = _owner_id(models[at], ids)
        if at is None or at in sound:
            sound.update(seen)
        elif at == source_id:
            yield Problem(
                f"the owners of '{source_id}' go in a circle: {' → '.join([*seen, source_id])}",
                file.place(("sources", source_id, "owner")),
                "delete the owner that is wrong",
            )


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
