"""The command ``reebrief evidence``: what an editor checks a brief by, printed or written."""

from __future__ import annotations

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK
from reebrief.cli.parameters import one_definition, opened
from reebrief.cli.tables import check_format, give_table
from reebrief.pipeline.evidence_sheet import evidence
from reebrief.pipeline.prepare import prepare


def run_evidence(name: str, opening: ProjectOptions, *, to: str, output: str | None) -> int:
    """Give the sheet of a brief's sentences in a format.

    Raises ReebriefError where there is no such brief or format, where a name stands for several
    documents, and where XLSX has no file to go to.
    """
    check_format(to, output)
    session = opened(opening)
    prepared = prepare(session, one_definition(session, name))
    give_table("evidence", evidence(prepared), to, output)
    return OK
