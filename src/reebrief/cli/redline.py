"""The command ``reebrief redline``: a Word file with tracked changes between two editions."""

from __future__ import annotations

from pathlib import Path

from reebrief.cli.changes import session_for
from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give
from reebrief.diagnostics import error
from reebrief.pipeline.redline import redline
from reebrief.project.atomic_write import write_all


def run_redline(old: str, new: str, output: str, opening: ProjectOptions) -> int:
    """Write the redline and print its path."""
    if not output.lower().endswith(".docx"):
        raise error(f"--output: '{output}' is no Word file", None, "give a name that ends in .docx")
    session = session_for(opening, old, new)
    write_all({Path(output): redline(session, old, new)})
    give(output)
    return OK
