"""The command ``reebrief evidence``: what an editor checks a brief by, printed or written."""

from __future__ import annotations

from pathlib import Path

from reebrief.cli.options import ProjectOptions
from reebrief.cli.output import OK, give
from reebrief.cli.parameters import opened
from reebrief.diagnostics import error, known
from reebrief.pipeline.evidence_sheet import evidence
from reebrief.pipeline.matrix_export.csv_and_markdown import as_csv, as_markdown
from reebrief.pipeline.prepare import prepare
from reebrief.project.atomic_write import write_all
from reebrief.writers.xlsx import workbook

FORMATS = ("csv", "md", "xlsx")


def run_evidence(name: str, opening: ProjectOptions, *, to: str, output: str | None) -> int:
    """Give the sheet of a brief's sentences in a format.

    Raises ReebriefError where there is no such brief or format, where a name stands for several
    documents, and where XLSX has no file to go to.
    """
    if to not in FORMATS:
        raise error(f"--to: no format '{to}'", None, known(to, FORMATS, kind="formats"))
    if to == "xlsx" and not output:
        raise error("--to xlsx: no file to write", None, "add --output FILE.xlsx")
    session = opened(opening)
    definitions = session.definitions(name)
    if len(definitions) > 1:
        names = ", ".join(one.name for one in definitions)
        raise error(f"'{name}' has several variants", None, f"name one, NAME:VARIANT, of {names}")
    rows = evidence(prepare(session, definitions[0]))
    if to == "xlsx":
        data = workbook("evidence", rows)
    else:
        data = (as_csv(rows) if to == "csv" else as_markdown(rows)).encode()
    if output:
        write_all({Path(output).absolute(): data})
        give(output)
    else:
        give(data.decode().removesuffix("\n"))
    return OK
