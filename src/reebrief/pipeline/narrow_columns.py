"""Tell of tables whose columns are too narrow for their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.nodes import Table
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import Prepared
from reebrief.templates.themes import PAGES
from reebrief.writers.shared.column_widths import estimate, numbers_need, widths

_SIDES = 1.2
"""What a cell keeps free at both sides together, in sizes of its text."""

_HINTS = {
    False: "type landscape: true in the matrix, leave columns out, or type layout: cards",
    True: "leave columns out, or type layout: cards",
}
"""What helps, on a page that is not turned and on one that is."""

_SLACK = 0.5
"""Points by which an estimate may be wrong."""


def narrow_columns(prepared: Prepared) -> Iterator[Problem]:
    """Yield a finding for each column in which a number, a date or a code would be parted."""
    brief, theme = prepared.annotated.brief, prepared.inputs.theme
    sides = theme.margins.left + theme.margins.right
    size = theme.styles["table-cell"].size
    measure, padding = estimate(size), size * _SIDES
    for section in brief.sections:
        total = PAGES[brief.meta.page][section.landscape] - sides
        for table in (node for node in walk(section.blocks) if isinstance(node, Table)):
            given = widths(table, total, measure, padding)
            needs = numbers_need(table, measure, padding)
            narrow = [
                plain(column.header) or column.id
                for column, width, need in zip(table.columns, given, needs, strict=True)
                if width + _SLACK < need
            ]
            if narrow:
                named = ", ".join(f"'{name}'" for name in narrow)
                what = f"too narrow for its numbers, which would be parted: column {named}"
                place = table.provenance and Place(table.provenance.file, table.provenance.line)
                yield Problem(what, place or None, _HINTS[section.landscape], Severity.FINDING)
