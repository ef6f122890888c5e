"""Write entries of the source registry: proposed for an unreviewed name, or added to the file."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from reebrief.corpus.source_models import FILE, KINDS, entry
from reebrief.corpus.sources import load, parse
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, error, known
from reebrief.project import yaml
from reebrief.project.atomic_write import write_all
from reebrief.project.project import Project

_FIRST = "# yaml-language-server: $schema=../schema/sources.json\n"


def add(
    project: Project,
    name: str,
    kind: str,
    aliases: Sequence[str] = (),
    domains: Sequence[str] = (),
) -> None:
    """Write a new entry at the end of the registry.

    It may be of a source that ships: from then on the own entry counts. Raises ReebriefError where
    the name is taken, and where the registry would not be sound.
    """
    registry = load(project)
    if (found := registry.find(name)) is not None and found.id in registry.sources:
        raise error(f"'{name}' already names '{found.id}'", Place(FILE), "edit that entry")
    path = project.root / FILE
    if not name.strip():
        raise error("a source needs a name", None, "reebrief sources add NAME --kind KIND")
    if kind not in KINDS:
        raise error(f"--kind: '{kind}' is no kind", None, known(kind, KINDS, kind="kinds"))
    text = project.read(path).rstrip("\n") if path.is_file() else f"{_FIRST}format: 1\nsources:"
    added = entry(name, kind, aliases, domains)
    text += "\n\n" + indent(added, "  ") + "\n"
    try:
        parse(yaml.read(text, FILE))
    except ReebriefError as fault:
        if any("already names" in p.what or "domain" in p.what for p in fault.problems):
            raise
        what = "its layout keeps an entry from being added at its end"
        hint = f"paste this below 'sources:', indented like the others:\n{added}"
        raise error(what, Place(FILE), hint) from None
    write_all({path: text.encode()}, name=project.name)


def not_in_registry(name: str, place: Place | None, said: str = "unreviewed source") -> Problem:
    """Make the finding for a name that nobody has reviewed, with a ready entry as its hint.

    ``said`` is the label that a brief bears for it.
    """
    return Problem(
        f"'{name}' is not in the source registry: the brief says '{said}'",
        place,
        f"add to {FILE}, filled in:\n{entry(name)}",
        Severity.FINDING,
    )
