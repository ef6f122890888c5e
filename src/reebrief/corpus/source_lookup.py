"""Say who goes by a name or has a domain, in which file that stands, and what else is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reebrief.corpus import sources
from reebrief.corpus.list_codes import MODELS
from reebrief.corpus.shipped_sources import ShippedSources
from reebrief.corpus.source import Source
from reebrief.corpus.source_lists import SourceLists
from reebrief.corpus.source_models import FILE
from reebrief.diagnostics import error, nearest
from reebrief.project.project import Project


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The source that counts, None where nobody was found; the file of its entry; other entries."""

    source: Source | None
    file: str
    others: tuple[str, ...]


def look_up(project: Project, text: str) -> LookedUp:
    """Look up a name, a domain or an address.

    Raises ReebriefError where nobody goes by it.
    """
    registry = sources.load(project)
    shipped, lists = ShippedSources(project), SourceLists(project)
    source = registry.find(text) or registry.publisher_of(text)
    others = tuple(
        f"{one.file}, row {row.row}: {row.name}, {row.state}, {row.code}: {MODELS[row.code].called}"
        for one, row in lists.every(text)
        if source is None or source.id != one.entry(row).id
    )
    if source is None:
        if not others:
            names = (alias.text for alias in registry.aliases)
            hint = nearest(text, names) or f"reebrief sources add '{text}'"
            raise error(f"no source '{text}': a brief says 'unreviewed'", None, hint)
        return LookedUp(None, "", others)
    file = FILE
    if source.id not in registry.sources:
        own = shipped.named(source.id)
        same = own is not None and own.about == source.about
        file = project.name(shipped.path) if same else _list_file(lists, source)
    elif (hidden := shipped.named(text)) is not None:
        others = (f"{project.name(shipped.path)}: {hidden.about.name}", *others)
    return LookedUp(source, file, others)


def _list_file(lists: SourceLists, source: Source) -> str:
    return next((f.file for f in lists.lists if source.id.startswith(f"{f.name}-")), "")


def described(found: LookedUp) -> Iterator[str]:
    """Yield lines that say all that is known, each fact with what it rests on."""
    source = found.source
    if source is None:
        yield "several that differ go by it, so none counts: give the entry that is meant its name"
    else:
        about = source.about
        yield about.name
        facts = (
            ("id", source.id),
            ("entry in", found.file),
            ("kind", about.kind),
            ("also called", ", ".join(source.names[1:])),
            ("domains", ", ".join(about.domains)),
            ("counts as origin", source.origin_name),
        )
        yield from (f"  {name}: {value}" for name, value in facts if value)
        for key, fact in about.facts.items():
            value = (source.owner if key == "owner" else None) or fact.value
            rests = fact.cited or f"the article {fact.article}"
            yield f"  {key}: {value}"
            yield f"    {rests}; read {fact.read}"
    yield from (f"also in {other}" for other in found.others)
