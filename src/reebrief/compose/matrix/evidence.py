"""Print the evidence and the actor of a matrix row, and report where they are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reebrief.compose.context import ComposeContext
from reebrief.compose.matrix.columns import with_column
from reebrief.compose.matrix.model import Matrix, MatrixColumn, MatrixRow, line
from reebrief.compose.matrix.named_actors import actors, deadlines
from reebrief.compose.matrix.names import Named
from reebrief.corpus.articles import Article
from reebrief.corpus.duplicates import one_of_each
from reebrief.diagnostics import Place, Problem, Severity
from reebrief.document.nodes import Cite, Emphasis, Inline, Inlines, Text


def with_evidence(context: ComposeContext, matrix: Matrix, named: Named) -> Matrix:
    """Add a column that cites what each row rests on."""
    at = context.provenance("matrix")
    words = context.words.matrix_words
    rows = (
        replace(row, values={**row.values, named[0]: line(_cited(context, row), at)})
        for row in matrix.rows
    )
    column = MatrixColumn(named[0], line((Text(words.evidence),), at), kind="evidence", own=True)
    return with_column(replace(matrix, rows=tuple(rows)), column, named)


def _cited(context: ComposeContext, row: MatrixRow) -> Inlines:
    """Return citations of a row's evidence, with what it is worth.

    Of several articles their independent origins are counted, those of one text once; evidence that
    is but the advice of its own publishers is called so.
    """
    words = context.words.matrix_words
    if not row.evidence:
        return (Text(words.no_evidence),)
    done: list[Inline] = []
    for article in row.evidence:
        done += [Text(" "), Cite(article)] if done else [Cite(article)]
    if len(row.evidence) > 1:
        number = _origins(context, [context.article(one) for one in row.evidence])
        form = words.one_origin if number == 1 else words.several_origins
        done += [Text(f" {form.format(number=number)}")] if number else []
    taken = {article for cell in row.cells for article in cell.articles}
    if taken.issuperset(row.evidence):
        done += [Text(" "), Emphasis((Text(words.only_opinion),))]
    return tuple(done)


def _origins(context: ComposeContext, articles: Sequence[Article]) -> int:
    """Count the independent origins of articles, those of one text once."""
    registry = context.inputs.registry
    named = registry.independent([name for one in articles for name in one.origins])
    if len(named) < 2:
        return len(named)
    texts = one_of_each(articles)
    return len(registry.independent([name for one in texts for name in one.origins]))


def with_no_actor(context: ComposeContext, matrix: Matrix) -> Matrix:
    """Say in the column of leads where the author sets none; who acts is not judged."""
    if "lead" not in matrix.column_ids:
        return matrix
    n = matrix.index("lead")
    at = context.provenance("matrix", "add")
    words = context.words.matrix_words
    rows = []
    for row in matrix.rows:
        cells = row.cells
        if not cells[n].pieces:
            named = words.see_action if actors(_advice(row), words.actors) else None
            unset = line((Text(named or words.no_actor),), at)
            cells = (*cells[:n], unset, *cells[n + 1 :])
        rows.append(replace(row, cells=cells))
    return replace(matrix, rows=tuple(rows))


def _advice(row: MatrixRow) -> str:
    """Return the words of a row that an article holds."""
    return "; ".join(cell.words for cell in row.cells if cell.articles)


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
    """Yield what is said of rows without a lead: a finding for the author's own, else a note.

    Where the words of an action name an actor or a day, these are proposed.
    """
    place = context.definition.place("matrix", "add")
    words = context.words.matrix_words.actors
    for kind, found in (("lead", actors), ("date", deadlines)):
        if kind not in matrix.column_ids:
            continue
        n = matrix.index(kind)
        unset = [row for row in matrix.rows if not row.cells[n].pieces]
        proposed = {row.id: found(_advice(row), words) for row in unset if not row.own}
        for name, said in proposed.items():
            if said:
                what = f"'{name}' names {', '.join(f'“{one}”' for one in said)}"
                hint = f"if that is its {kind}, type {kind}: … under 'each'"
                yield Problem(what, place, hint, Severity.NOTE)
        if kind == "date":
            continue
        for own, severity in ((True, Severity.FINDING), (False, Severity.NOTE)):
            names = [row.id for row in unset if row.own is own and not proposed.get(row.id)]
            if names:
                what = f"no lead is set: {', '.join(names)}"
                yield Problem(what, place, "type lead: … under 'each'", severity)
