"""The command ``reebrief issue``: freeze an edition as it was handed over."""

from __future__ import annotations

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give
from reebrief.cli.parameters import opened
from reebrief.pipeline.issue import issue


def run_issue(name: str, opening: ProjectOptions, *, again: bool) -> int:
    """Freeze a brief and print the files that hold it."""
    session = opened(opening)
    for path in issue(session, name, again=again):
        give(session.project.name(path))
    return OK
