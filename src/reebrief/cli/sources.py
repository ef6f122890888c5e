"""The command ``reebrief sources``: list the registry, or add to it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reebrief.cli.output import OK, give, say
from reebrief.cli.schema import write as schema
from reebrief.corpus import source_entries, source_models, sources
from reebrief.project.project import open_project


def run_list(folder: str | None, *, as_json: bool) -> int:
    """Print the sources with what is established of them."""
    registry = sources.load(open_project(folder))
    if as_json:
        give(json.dumps(sources.as_data(registry), ensure_ascii=False, indent=2))
        return OK
    for source in registry.sources.values():
        owner = source.owner or "owner not established"
        state = source.state or "state not established"
        give(f"{source.id}  {source.about.kind}  {source.name}; {owner}; {state}")
    return OK


def run_add(folder: str | None, name: str, kind: str | None, aliases: Sequence[str]) -> int:
    """Add a source; without a kind, print the entry to be filled in.

    Raises ReebriefError where the name or an alias is taken, and where the kind is unknown.
    """
    if kind is None and name.strip():
        give(source_models.entry(name, aliases=aliases))
        say(f"not written: say what it is with --kind, or paste this into {source_models.FILE}")
        return OK
    project = open_project(folder)
    source_entries.add(project, name, kind or "", aliases)
    schema.write(project)  # what the registry's first line points to
    give(source_models.FILE)
    say("now fill in owner and state, each with what you read")
    return OK
