"""Names of rows and columns as a definition gives them: found, or reported where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from reebrief.compose.matrix.model import Matrix, MatrixRow
from reebrief.diagnostics import Place, Problem, ReebriefError, nearest

Named = tuple[str, Place]
"""An id, and the place that names it."""

_LISTED = 12
"""Ids that a hint lists at most."""


def unknown(kind: str, named: Named, ids: Collection[str]) -> Problem:
    """Make the problem for an id that does not exist; the hint names the nearest."""
    name, place = named
    shown = [*ids][:_LISTED]
    more = ", …" if len(ids) > _LISTED else ""
    hint = nearest(name, ids) or f"{kind}s: {', '.join(shown)}{more}"
    return Problem(f"no {kind} '{name}'", place, hint)


def faults(kind: str, wanted: Sequence[Named], ids: Collection[str]) -> list[Problem]:
    """Return a problem for each id that does not exist, and for each that is named twice."""
    known = frozenset(ids)
    seen: set[str] = set()
    found: list[Problem] = []
    for name, place in wanted:
        if name not in known:
            found.append(ambiguous(kind, (name, place), ids) or unknown(kind, (name, place), ids))
        elif name in seen:
            found.append(Problem(f"the {kind} '{name}' is named twice", place, "delete one"))
        seen.add(name)
    return found


def ambiguous(kind: str, named: Named, ids: Iterable[str]) -> Problem | None:
    """Make the problem for an id that several articles' tables have; None where it is not that."""
    name, place = named
    fit = [known for known in ids if known.endswith(f"/{name}")]
    if len(fit) < 2:
        return None
    return Problem(f"the {kind} '{name}' is ambiguous", place, f"type {' or '.join(fit)}")


def column(matrix: Matrix, named: Named) -> int:
    """Return the number of a column. Raises ReebriefError at the place that names it."""
    problems = faults("column", [named], matrix.column_ids)
    if problems:
        raise ReebriefError(problems)
    return matrix.index(named[0])


def rows_named(rows: Sequence[MatrixRow]) -> dict[str, list[int]]:
    """Return the numbers of the rows that each id stands for.

    An id of a row that was split stands for all its parts.
    """
    found: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if row.split_from:
            found.setdefault(row.split_from, []).append(n)
    found.update({row.id: [n] for n, row in enumerate(rows)})
    return found
