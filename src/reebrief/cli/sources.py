"""The command ``reebrief sources``: list the registry, look up in it, add to it, import lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from reebrief.cli.output import OK, give, say
from reebrief.cli.problems import number_of, quoted
from reebrief.cli.schema import write as schema
from reebrief.corpus import source_entries, source_models, sources
from reebrief.corpus.list_import import add_list, read_list
from reebrief.corpus.source_lookup import described, look_up
from reebrief.diagnostics import error
from reebrief.pipeline.session import today
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


def run_add(
    folder: str | None,
    name: str,
    kind: str | None,
    aliases: Sequence[str],
    domains: Sequence[str],
) -> int:
    """Add a source; without a kind, print the entry to be filled in.

    Raises ReebriefError where the name or an alias is taken, and where the kind is unknown.
    """
    if kind is None and name.strip():
        give(source_models.entry(name, aliases=aliases, domains=domains))
        say(f"not written: say what it is with --kind, or paste this into {source_models.FILE}")
        return OK
    project = open_project(folder)
    source_entries.add(project, name, kind or "", aliases, domains)
    schema.write(project)  # what the registry's first line points to
    give(source_models.FILE)
    say("now fill in owner and state, each with what you read")
    return OK


def run_lookup(folder: str | None, text: str) -> int:
    """Print what is known of who goes by a name or has a domain.

    Raises ReebriefError where nobody does.
    """
    for line in described(look_up(open_project(folder), text)):
        give(line)
    return OK


def run_import(folder: str | None, name: str, title: str, date: str, address: str) -> int:
    """Import a published list from a CSV file; print its file and what was left out.

    Raises ReebriefError where the file is no such list, and where title or date are none.
    """
    project = open_project(folder)
    try:
        raw = Path(name).read_bytes()
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise error(f"{name}: cannot be read: {reason}", None, "check the file's name") from None
    found = read_list(raw, name)
    path = add_list(project, found, (title, date, address), today())
    for note in found.notes:
        say(quoted(note, None))
    keys = len({key for key, _ in found.lines})
    rows = number_of(found.rows, "row")
    give(f"{project.name(path)}: {rows}, looked up by {keys} names and domains")
    return OK
