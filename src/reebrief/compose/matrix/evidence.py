"""Print the evidence and the actor of a matrix row, and report where they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reebrief.compose.context import ComposeContext
from reebrief.compose.matrix.columns import with_column
from reebrief.compose.matrix.model import Matrix, MatrixColumn, MatrixRow, line
from reebrief.compose.matrix.names import Named
from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.nodes import Cite, Emphasis, Inline, Inlines, Text
from reebrief.templates.matrix_words import MatrixWords


def with_evidence(context: ComposeContext, matrix: Matrix, named: Named) -> Matrix:
    """Add a column that cites what each row rests on."""
    at = context.provenance("matrix")
    words = context.words.matrix_words
    rows = (
        replace(row, values={**row.values, named[0]: line(_cited(row, words), at)})
        for row in matrix.rows
    )
    column = MatrixColumn(named[0], line((Text(words.evidence),), at), kind="evidence", own=True)
    return with_column(replace(matrix, rows=tuple(rows)), column, named)


def _cited(row: MatrixRow, words: MatrixWords) -> Inlines:
    """Return citations of a row's evidence, and whether it is but the advice of its publishers."""
    if not row.evidence:
        return (Text(words.no_evidence),)
    done: list[Inline] = []
    for article in row.evidence:
        done += [Text(" "), Cite(article)] if done else [Cite(article)]
    taken = {article for cell in row.cells for article in cell.articles}
    if taken.issuperset(row.evidence):
        done += [Text(" "), Emphasis((Text(words.only_opinion),))]
    return tuple(done)


def with_no_actor(context: ComposeContext, matrix: Matrix) -> Matrix:
    """Say in a column of actors where none is named."""
    if "lead" not in matrix.column_ids:
        return matrix
    n = matrix.index("lead")
    at = context.provenance("matrix", "add")
    nobody = line((Text(context.words.matrix_words.no_actor),), at)
    rows = (
        row
        if row.cells[n].pieces
        else replace(row, cells=(*row.cells[:n], nobody, *row.cells[n + 1 :]))
        for row in matrix.rows
    )
    return replace(matrix, rows=tuple(rows))


def report(context: ComposeContext, matrix: Matrix) -> None:
    """Report rows without evidence or actor, and more of them than a brief should have."""
    context.findings += [*_without_evidence(matrix), *_without_actor(context, matrix)]
    model = context.model.matrix
    most = context.definition.form.recommendations
    if len(matrix.rows) > most and model and model.cap is None:
        form = context.model.form
        what = f"{len(matrix.rows)} recommendations; the form '{form}' should have at most {most}"
        hint = f"choose rows, or type cap: {most}"
        place = context.definition.place("matrix")
        context.findings.append(Problem(what, place, hint, Severity.FINDING))


def _without_evidence(matrix: Matrix) -> Iterator[Problem]:
    for row in matrix.rows:
        if not row.evidence:
            what = f"'{row.id}' rests on no evidence"
            hint = "add evidence: [article-id] to it"
            yield Problem(what, Place(row.at.file, row.at.line), hint, Severity.FINDING)


def _without_actor(context: ComposeContext, matrix: Matrix) -> Iterator[Problem]:
    """Yield a finding for the author's own rows, a note for those of publishers."""
    if "lead" not in matrix.column_ids:
        return
    n = matrix.index("lead")
    for own, severity in ((True, Severity.FINDING), (False, Severity.NOTE)):
        names = [row.id for row in matrix.rows if row.own is own and not row.cells[n].pieces]
        if names:
            what = f"no actor named: {', '.join(names)}"
            place = context.definition.place("matrix", "add")
            yield Problem(what, place, "type lead: … under 'each'", severity)
