"""The recommendation matrix: a table of an article with stable ids, chosen from and shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from reebrief.errors import Place, Problem, ReebriefError, nearest
from reebrief.tree import Inlines, Table


@dataclass(frozen=True, slots=True)
class RecommendationTable:
    """A recommendation table: the article it comes from, and rows and columns by their ids."""

    article: str
    table: Table

    @property
    def id(self) -> str:
        """The table's id within its article."""
        return self.table.id

    def choose(
        self,
        rows: Sequence[tuple[str, Place]] = (),
        columns: Sequence[tuple[str, Place]] = (),
    ) -> RecommendationTable:
        """Keep these rows and columns, in this order; none named means all.

        Each id comes with the place that names it. Raises ReebriefError at the places of ids that
        do not exist, and of those named twice.
        """
        by_row = {row.id: row for row in self.table.rows}
        by_column = {column.id: n for n, column in enumerate(self.table.columns)}
        problems = [
            *_faults("row", rows, by_row),
            *_faults("column", columns, by_column),
        ]
        if problems:
            raise ReebriefError(problems)
        kept = [by_row[row_id] for row_id, _ in rows] if rows else list(self.table.rows)
        order = [by_column[c] for c, _ in columns] if columns else list(by_column.values())
        table = replace(
            self.table,
            columns=tuple(self.table.columns[n] for n in order),
            rows=tuple(replace(r, cells=tuple(r.cells[n] for n in order)) for r in kept),
        )
        return RecommendationTable(self.article, table)

    def lower(self, table_id: str, caption: Inlines | None = None) -> Table:
        """Return the plain table that writers draw, under an id that is unique in the brief."""
        return replace(self.table, id=table_id, caption=caption or self.table.caption)


def _faults(kind: str, wanted: Sequence[tuple[str, Place]], ids: Collection[str]) -> list[Problem]:
    seen: set[str] = set()
    faults: list[Problem] = []
    for name, place in wanted:
        if name not in ids:
            hint = nearest(name, ids) or f"{kind}s: {', '.join(ids)}"
            faults.append(Problem(f"no {kind} '{name}'", place, hint))
        elif name in seen:
            faults.append(Problem(f"the {kind} '{name}' is named twice", place, "delete one"))
        seen.add(name)
    return faults
