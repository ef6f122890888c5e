"""The source registry: who outlets and organisations are, who owns them, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reebrief.corpus.names import name_key
from reebrief.corpus.registry_faults import faults, owner_id
from reebrief.corpus.source import Alias, Source
from reebrief.corpus.source_models import COMPANIES, FILE, RegistryModel, SourceModel, entry
from reebrief.diagnostics import Problem, ReebriefError, Severity, nearest
from reebrief.document.characters import names_whole
from reebrief.project.project import Project
from reebrief.project.validation import validate
from reebrief.project.yaml import YamlFile


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
    problems = faults(file, models, ids)
    if problems:
        raise ReebriefError(problems)
    done: dict[str, Source] = {}
    for source_id in models:
        for each in reversed(_chain(source_id, models, ids, done)):
            done[each] = _source(each, models[each], owner_id(models[each], ids), done)
    return Registry({source_id: done[source_id] for source_id in models}, file)


def _chain(
    source_id: str, models: dict[str, SourceModel], ids: dict[str, str], done: dict[str, Source]
) -> list[str]:
    """Return an entry and its owners, nearest first, up to one that is done."""
    chain: list[str] = []
    at: str | None = source_id
    while at is not None and at not in done:
        chain.append(at)
        at = owner_id(models[at], ids)
    return chain


def _source(
    source_id: str, model: SourceModel, owner: str | None, done: dict[str, Source]
) -> Source:
    if owner is None:
        return Source(source_id, model, (), model.owner.value if model.owner else None)
    nearest = done[owner]
    return Source(source_id, model, (nearest, *nearest.owners), nearest.ultimate_owner)


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
