"""Give a table of records in a format: printed, or written to a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reebrief.cli.output import give
from reebrief.diagnostics import error, known
from reebrief.pipeline.matrix_export.csv_and_markdown import as_csv, as_markdown
from reebrief.pipeline.matrix_export.records import Record
from reebrief.project.atomic_write import write_all
from reebrief.writers.xlsx import workbook

FORMATS = ("csv", "md", "xlsx")


def check_format(to: str, output: str | None) -> None:
    """Raise ReebriefError where there is no such format, and where XLSX has no file to go to."""
    if to not in FORMATS:
        raise error(f"--to: no format '{to}'", None, known(to, FORMATS, kind="formats"))
    if to == "xlsx" and not output:
        raise error("--to xlsx: no file to write", None, "add --output FILE.xlsx")


def give_table(name: str, rows: Iterable[Record], to: str, output: str | None) -> None:
    """Print a table in a checked format, or write it and print the file; XLSX calls it ``name``."""
    if to == "xlsx":
        data = workbook(name, rows)
    else:
        data = (as_csv(rows) if to == "csv" else as_markdown(rows)).encode()
    if output:
        write_all({Path(output).absolute(): data})
        give(output)
    else:
        give(data.decode().removesuffix("\n"))
