"""Find what makes a registry unsound: bad ids, names that two entries share, circles of owners."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.corpus.names import name_key
from reebrief.corpus.source_models import SourceModel
from reebrief.diagnostics import Problem
from reebrief.document.markdown import slug
from reebrief.project.yaml import YamlFile


def faults(file: YamlFile, models: dict[str, SourceModel], ids: dict[str, str]) -> list[Problem]:
    """Return every fault of the entries of a file; ``ids`` has the entry of each name's key."""
    return [
        *_bad_ids(file, models),
        *_shared_names(file, models),
        *_shared_domains(file, models),
        *_circles(file, models, ids),
    ]


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
        for path, name in named:
            key = name_key(name)
            if ids.get(key, source_id) != source_id:
                yield Problem(
                    f"'{name}' already names '{ids.get(key, source_id)}'",
                    file.place(("sources", source_id, *path), key=not path),
                    "a name fits one entry only: change it in one of them",
                )
            ids.setdefault(key, source_id)


def _shared_domains(file: YamlFile, models: dict[str, SourceModel]) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    for source_id, model in models.items():
        for n, domain in enumerate(model.domains):
            if ids.setdefault(domain, source_id) != source_id:
                yield Problem(
                    f"'{domain}' is already the domain of '{ids[domain]}'",
                    file.place(("sources", source_id, "domains", n)),
                    "a domain fits one entry only: delete it in one of them",
                )


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
