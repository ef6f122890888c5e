"""Records as text: comma-separated values, and a Markdown table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reebrief.document.markdown import escape
from reebrief.pipeline.matrix_export.records import Record
from reebrief.writers.xlsx import like_formula


def as_csv(records: Iterable[Record]) -> str:
    """Return records as CSV (RFC 4180, but for line feeds at the ends of lines).

    A cell that a spreadsheet may read as a formula gets an apostrophe before it.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for record in records:
        writer.writerow(f"'{text}" if like_formula(text) else text for text in record)
    return stream.getvalue()


def as_markdown(records: Iterable[Record]) -> str:
    """Return records as a pipe table; the first is its header."""
    lines = [f"| {' | '.join(map(escape, record))} |" for record in records]
    rule = "|---" * (lines[0].count(" | ") + 1) + "|"
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"
