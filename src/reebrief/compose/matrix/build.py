"""The matrix of a brief: its tables merged, its operations in their order, and what is amiss.

The order is fixed: tables, own rows, fold, amendments, split, values, names, choice, order, cap,
columns, numbers. Each operation has a module of its own; here it gets what the definition says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reebrief.briefs.models.matrix import MatrixModel, TableModel
from reebrief.compose.context import ComposeContext
from reebrief.compose.matrix import amend, arrange, author_rows, columns, merge
from reebrief.compose.matrix import evidence as standing
from reebrief.compose.matrix import split as splitting
from reebrief.compose.matrix.author_rows import TYPED, named
from reebrief.compose.matrix.model import Cell, Kind, Matrix, MatrixColumn, line, of_table
from reebrief.compose.matrix.names import Named
from reebrief.compose.matrix.to_table import TableOptions, lowered
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity, known
from reebrief.document.ids import Ids
from reebrief.document.nodes import (
    AuthorLine,
    Block,
    Blocks,
    Cite,
    Heading,
    Inlines,
    Provenance,
    Table,
    Text,
)
from reebrief.document.traverse import rewrite, walk


def matrix(context: ComposeContext, keep: Callable[[TableOptions], None]) -> Blocks:
    """Return the section of the matrix; nothing where the definition has none.

    ``keep`` takes the matrix before it is laid out, with every word in its cell.
    """
    model = context.model.matrix
    if model is None:
        return ()
    whole, shown = _Maker(context, model).made()
    keep(whole)
    blocks = lowered(shown, cards=model.layout == "cards")
    done = context.render("matrix", matrix=context.sections.blocks(blocks))
    usual = (Text(context.words.matrix),)
    # A citation would be said twice, here and where the table goes on, and so would its labels.
    alone = not any(isinstance(node, Cite) for node in walk(shown.caption))
    if shown.caption and alone and model.layout != "cards" and _is_headed(done, usual):
        return rewrite(done, lambda block: (_titled(block, usual, shown),), lambda node: (node,))
    return done


def _is_headed(blocks: Blocks, words: Inlines) -> bool:
    """Say whether blocks begin with the usual heading of the section."""
    return any(isinstance(block, Heading) and block.inlines == words for block in blocks[:1])


def _titled(block: Block, usual: Inlines, shown: TableOptions) -> Block:
    """Let the table's caption head the section, once."""
    if isinstance(block, Heading) and block.inlines == usual:
        return replace(block, inlines=shown.caption, own=shown.own)
    if isinstance(block, Table) and block.id == shown.id:
        return replace(block, titled=True)
    return block


class _Maker:
    """Makes the matrix of one brief, step by step; problems of a step do not hide a later one's."""

    def __init__(self, context: ComposeContext, model: MatrixModel) -> None:
        self.context = context
        self.model = model
        self.words = context.words.matrix_words
        self.reading = context.inputs.reading(context.words.code)
        self.problems: list[Problem] = []
        self.tables: list[Table] = []
        self.matrix = Matrix((), ())

    def made(self) -> tuple[TableOptions, TableOptions]:
        """Return the matrix with every word in its cell, and as it is shown.

        Raises ReebriefError with what is wrong with any step.
        """
        self._gather()
        self._amend(before_split=True)
        self._split()
        self._amend(before_split=False)
        self._say()
        self._arrange()
        self._columns()
        if self.problems:
            raise self._error()
        self.context.actions = splitting.actions(self.matrix)
        standing.report(self.context, self.matrix)
        self.matrix = standing.with_no_actor(self.context, self.matrix)
        return self._finished()

    def _do(self, step: Callable[[Matrix], Matrix], *, last: bool = False) -> None:
        """Take a step; keep its problems, and the matrix as it was where it has any.

        With ``last`` they are raised: what later steps name may be missing for them alone.
        """
        try:
            self.matrix = step(self.matrix)
        except ReebriefError as fault:
            self.problems += [p for p in fault.problems if p not in self.problems]
            if last:
                raise self._error() from None

    def _error(self) -> ReebriefError:
        """Return the problems of all steps, in the order in which they stand in the definition."""
        places = ((p, p.place or Place("")) for p in self.problems)
        ordered = sorted(places, key=lambda each: (each[1].file, each[1].line, each[1].column))
        return ReebriefError([problem for problem, _ in ordered])

    def _named(self, name: str, *path: str | int, key: bool = False) -> Named:
        return named(self.context, name, "matrix", *path, key=key)

    def _list(self, names: tuple[str, ...], *path: str | int) -> list[Named]:
        return [self._named(name, *path, n) for n, name in enumerate(names)]

    # --- where rows come from

    def _gather(self) -> None:
        """Merge the tables, add the author's columns of text and rows, fold duplicates."""
        parts: list[merge.Part] = []
        if self.model.table:
            parts.append(self._part(TableModel(table=self.model.table)))
        parts += [self._part(m, "tables", n) for n, m in enumerate(self.model.tables)]
        for n, part in enumerate(parts):
            if part.name in (other.name for other in parts[:n]):
                what = f"the table '{part.name}' is listed twice"
                raise ReebriefError(Problem(what, part.at, "delete one of the two"))
        if parts:
            self.matrix = merge.merged(parts)
        for n, added in enumerate(self.model.add):
            if added.id not in TYPED:
                self._do(lambda m, n=n: self._with_text(m, n))  # type: ignore[misc]  # mypy cannot infer a lambda with a default
        if not self.matrix.columns:
            what, hint = "a matrix without columns", "type add: [{id: action, header: Action}]"
            raise ReebriefError(Problem(what, self.context.definition.place("matrix"), hint))
        own = [author_rows.own_row(self.context, m, n) for n, m in enumerate(self.model.own)]
        self._do(lambda m: columns.with_rows(m, own), last=True)
        if self.model.fold:
            fold = self._named(self.model.fold, "fold")
            self._do(lambda m: merge.folded(m, fold), last=True)

    def _part(self, model: TableModel, *path: str | int) -> merge.Part:
        place = self.context.definition.place("matrix", *path, "table")
        article_id, _, table_id = model.table.partition("#")
        article = self.context.article(article_id, place)
        if table_id not in article.tables:
            hint = known(table_id, article.tables, kind="tables")
            raise ReebriefError(Problem(f"'{article_id}' has no table '{table_id}'", place, hint))
        self.context.add_source(article)
        table = article.tables[table_id]
        self.tables.append(table)
        return merge.Part(
            of_table(article_id, table),
            place,
            {
                self._named(to, *path, "columns", to, key=True): self._named(
                    name, *path, "columns", to
                )
                for to, name in model.columns.items()
            },
            self._list(model.drop, *path, "drop"),
            self._list(model.empty, *path, "empty"),
        )

    def _with_text(self, matrix: Matrix, n: int) -> Matrix:
        """Add a column of the author's text."""
        added = self.model.add[n]
        at = self._named(added.id, "add", n)
        header = Cell()
        if added.header is None:
            what = f"the column '{added.id}' has no header"
            hint = f"type {{id: {added.id}, header: …}}, or one of {', '.join(TYPED)}"
            self.problems.append(Problem(what, at[1], hint))
        else:
            header = self._header(added.header, "add", n, "header")
        column = MatrixColumn(added.id, header, own=True)
        return columns.with_column(matrix, column, at)

    def _header(self, text: str, *path: str | int) -> Cell:
        where = ("matrix", *path)
        at, own = self.context.provenance(*where), AuthorLine(where, 0, text)
        return line(self.context.own_line(text, *where), at, own=own)

    # --- what is done to them

    def _amend(self, *, before_split: bool) -> None:
        """Amend whole cells before the split, single actions after it."""
        every = [author_rows.amending(self.context, m, n) for n, m in enumerate(self.model.amend)]
        ids = frozenset(self.matrix.row_ids)
        split = self.model.actions and self.model.actions.split != "none"
        if before_split:
            self.whole = {n for n, one in enumerate(every) if one.row[0] in ids or not split}
        now = [one for n, one in enumerate(every) if (n in self.whole) is before_split]
        self._do(lambda m: amend.amended(m, now))

    def _split(self) -> None:
        actions = self.model.actions
        if actions and actions.split != "none":
            column = self._named(actions.column, "actions", "column")
            self._do(lambda m: splitting.split(m, column), last=True)

    def _say(self) -> None:
        """Add what the definition says of rows, and the typed columns that hold it."""
        each = self.model.each
        said = [author_rows.said(self.context, name, model) for name, model in each.items()]
        self._do(lambda m: columns.with_said(m, said))
        settings = [
            s
            for name, model in each.items()
            for s in author_rows.settings(self.context, name, model)
        ]
        if settings:
            self._do(lambda m: amend.filled(m, settings))
        asked = [a.id for a in self.model.add]
        given = {kind for row in self.matrix.rows for kind in row.values}
        kinds: list[Kind] = [kind for name in asked for kind in TYPED if kind == name]
        kinds += [kind for kind in TYPED if kind in given and kind not in asked]
        for kind in kinds:
            self._do(lambda m, kind=kind: self._with_kind(m, kind, asked))  # type: ignore[misc]  # the same

    def _with_kind(self, matrix: Matrix, kind: Kind, asked: list[str]) -> Matrix:
        """Add a typed column; one that ``add`` does not name holds values to sort by."""
        path = ("add", asked.index(kind)) if kind in asked else ("each",)
        model = self.model.add[asked.index(kind)] if kind in asked else None
        header = line((Text(getattr(self.words, kind)),), self.context.provenance("matrix", *path))
        if model and model.header:
            header = self._header(model.header, *path, "header")
        column = MatrixColumn(kind, header, kind=kind, shown=kind in asked, own=True)
        return columns.with_column(matrix, column, self._named(kind, *path))

    def _arrange(self) -> None:
        """Rename, choose, drop, sort, group and cap rows."""
        m, rename = self.model, self.model.rename
        heads = {
            self._named(name, "rename", "rows", name, key=True): self._header(
                text, "rename", "rows", name
            )
            for name, text in rename.rows.items()
        }
        headers = {
            self._named(name, "rename", "columns", name, key=True): self._header(
                text, "rename", "columns", name
            )
            for name, text in rename.columns.items()
        }
        weights = {self._named(n, "widths", n, key=True): w for n, w in m.widths.items()}
        rows, gone = self._list(m.rows, "rows"), self._list(m.drop.rows, "drop", "rows")
        self._do(lambda x: arrange.renamed(x, heads, headers))
        self._do(lambda x: arrange.weighted(x, weights))
        self._do(lambda x: arrange.chosen(x, rows))
        self._do(lambda x: arrange.dropped(x, gone))
        if sort := m.sort:
            by = self._named(sort.by, "sort", "by")
            self._do(lambda x: arrange.sorted_by(x, by, self.reading, descending=sort.descending))
        if m.group:
            group = self._named(m.group, "group")
            self._do(lambda x: arrange.grouped(x, group))
        if m.cap:
            self._do(self._capped)

    def _capped(self, matrix: Matrix) -> Matrix:
        cap = self.model.cap
        if cap is None:
            return matrix
        usual = "priority" if "priority" in matrix.column_ids else None
        by = cap.by or usual
        named = self._named(by, "cap", "by") if by else None
        done, left = arrange.capped(matrix, cap.most, named, self.reading)
        if left:
            what = f"the cap of {cap.most} leaves out {', '.join(left)}"
            place = self.context.definition.place("matrix", "cap")
            self.context.findings.append(Problem(what, place, severity=Severity.NOTE))
        return done

    def _columns(self) -> None:
        """Add the column of evidence, choose columns and number actions.

        The column stands where rows are the author's, or differ in their evidence.
        """
        m = self.model
        wanted, gone = (
            self._list(m.columns, "columns"),
            self._list(m.drop.columns, "drop", "columns"),
        )
        ids = Ids()
        for name in self.matrix.column_ids:
            ids.take(name)
        own = ids.take("evidence")
        differ = len({row.evidence for row in self.matrix.rows}) > 1
        if own in m.columns or differ or any(row.own for row in self.matrix.rows):
            evidence = self._named(own, "columns")
            self._do(lambda x: standing.with_evidence(self.context, x, evidence))
            if wanted and own not in m.columns:
                wanted.append(self._named(own, "columns"))
        self._do(lambda x: arrange.chosen(x, (), wanted))
        self._do(lambda x: arrange.dropped(x, (), gone))
        self.matrix = arrange.visible(self.matrix)
        if m.actions:
            column = self._named(m.actions.column, "actions", "column")
            self._do(lambda x: splitting.numbered(x, column))
        elif m.numbered and not m.transpose:
            self.matrix = self._numbered(self.matrix)

    def _numbered(self, matrix: Matrix) -> Matrix:
        """Return a matrix whose actions are numbered, where one column's header names them."""
        wanted = {word.casefold() for word in self.words.action_columns}
        found = [
            column.id
            for column in matrix.columns
            if column.kind == "text" and wanted & {*column.header.words.casefold().split()}
        ]
        if len(found) != 1:
            return matrix
        parted = splitting.parted(matrix, found[0])
        done = splitting.numbered(parted, self._named(found[0], "table"))
        return done if len(splitting.actions(done)) > 1 else matrix

    def _finished(self) -> tuple[TableOptions, TableOptions]:
        """Return the matrix with every word in its cell, and as it is shown."""
        m = self.model
        done = columns.marked(self.matrix)
        if m.actions and m.actions.split == "cells":
            done = splitting.joined(done)
        name = self.tables[0].id if self.tables else "own"
        caption: Inlines = self.tables[0].caption if len(self.tables) == 1 else ()
        if m.caption:
            caption = self.context.own_line(m.caption, "matrix", "caption")
        at: Provenance | None = self.tables[0].provenance if len(self.tables) == 1 else None
        whole = TableOptions(
            done,
            f"matrix_{name}",
            caption,
            at or self.context.provenance("matrix"),
            [table.caption for table in self.tables],
            self.words,
            AuthorLine(("matrix", "caption"), 0, m.caption) if m.caption else None,
        )
        if m.transpose:
            done = arrange.transposed(done)
        elif m.layout != "cards":
            as_above = line((Text(self.words.as_above),), self.context.provenance("matrix"))
            done = splitting.said_once(done, as_above)
        return whole, replace(whole, matrix=done)
