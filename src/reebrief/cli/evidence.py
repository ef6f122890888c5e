"""The command ``reebrief evidence``: what an editor checks a brief by, printed or written."""

from __future__ import annotations

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK
from reebrief.cli.parameters import opened
from reebrief.cli.tables import check_format, give_table
from reebrief.diagnostics import error
from reebrief.pipeline.evidence_sheet import evidence
from reebrief.pipeline.prepare import prepare


def run_evidence(name: str, opening: ProjectOptions, *, to: str, output: str | None) -> int:
    """Give the sheet of a brief's sentences in a format.

    Raises ReebriefError where there is no such brief or format, where a name stands for several
    documents, and where XLSX has no file to go to.
    """
    check_format(to, output)
    session = opened(opening)
    definitions = session.definitions(name)
    if len(definitions) > 1:
        names = ", ".join(one.name for one in definitions)
        raise error(f"'{name}' has several variants", None, f"name one, NAME:VARIANT, of {names}")
    give_table("evidence", evidence(prepare(session, definitions[0])), to, output)
    return OK
