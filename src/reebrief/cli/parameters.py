"""Open a project as a command line asks for it, with the values of parameters that it gives."""

from __future__ import annotations

from pathlib import Path

from reebrief.briefs import BriefDefinition
from reebrief.briefs.parameters import from_file, pairs
from reebrief.cli.options import GivenParameters, ProjectOptions
from reebrief.diagnostics import error
from reebrief.pipeline.session import Session
from reebrief.project.project import open_project


def read(given: GivenParameters) -> dict[str, str]:
    """Return values by name: those of ``-P`` come before a file's.

    Raises ReebriefError where a pair has no value and where the file cannot be read.
    """
    found = from_file(Path(given.file)) if given.file is not None else {}
    return {**found, **pairs(given.pairs)}


def opened(opening: ProjectOptions) -> Session:
    """Open a project. Raises ReebriefError as ``open_project``, ``Session`` and ``read`` do."""
    return Session(open_project(opening.project), opening.date, read(opening.given))


def one_definition(session: Session, name: str) -> BriefDefinition:
    """Load a brief that is one document.

    Raises ReebriefError where there is none, and where a name stands for several variants.
    """
    definitions = session.definitions(name)
    if len(definitions) > 1:
        names = ", ".join(one.name for one in definitions)
        raise error(f"'{name}' has several variants", None, f"name one, NAME:VARIANT, of {names}")
    return definitions[0]
