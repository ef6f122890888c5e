"""The rows of a chart as they are given: typed in the definition, or taken from a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from reebrief.briefs.models.charts import ChartModel, ValueModel
from reebrief.compose.context import ComposeContext
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place, Problem, ReebriefError, error, known
from reebrief.document.nodes import Provenance
from reebrief.document.traverse import plain
from reebrief.project.yaml import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A value as it is given: its text, None where none is stated, its article, its place."""

    text: str | None
    article: str
    place: Place


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it is given; ``taken`` says that its label is the article's.

    ``path`` is the key of a label that its author typed, as far as none of it is an article's.
    """

    id: str
    label: str
    entries: tuple[ChartEntry, ...]
    at: Provenance
    taken: bool = False
    path: Path | None = None


class ChartRows:
    """Gathers the rows of one chart.

    ``figures`` says how numbers are written in them; ``series`` are the names that a table gives to
    its columns; ``problems`` are those of single values, all reported at once.
    """

    def __init__(self, context: ComposeContext, model: ChartModel, number: int) -> None:
        self.context = context
        self.model = model
        self.number = number
        self.figures = context.numbers()
        self.series: tuple[str, ...] = ()
        self.problems: list[Problem] = []

    def place(self, *path: str | int) -> Place:
        """Return where a value of the chart stands."""
        return self.context.definition.place("charts", self.number, *path)

    def fault(self, what: str, hint: str | None, *path: str | int) -> ReebriefError:
        """Make the error for the chart, or a value of it."""
        return error(what, self.place(*path), hint)

    def rows(self) -> list[Given]:
        """Return the rows, from the one key that holds them.

        Raises ReebriefError where none does, or several do, and for what a table lacks.
        """
        model = self.model
        wanted = "events" if model.kind == "timeline" else "rows"
        keys = {"rows": model.rows, "events": model.events, "from": model.from_}
        held = [key for key, value in keys.items() if value]
        if not held:
            hint = f"add '{wanted}: …', or 'from: {{table: article-id#table-id, values: […]}}'"
            raise self.fault("a chart without values", hint)
        if len(held) > 1 or held[0] not in {wanted, "from"}:
            what = f"'{' and '.join(held)}' in a chart of the kind {model.kind}"
            raise self.fault(what, f"keep either '{wanted}' or 'from'", held[-1])
        if model.from_:
            return self._taken()
        return self._events() if model.events else self._typed()

    def _typed(self) -> list[Given]:
        done: list[Given] = []
        for r, row in enumerate(self.model.rows):
            entries = [
                self._entry(value, value.source or row.source, "rows", r, "values", v)
                for v, value in enumerate(row.values)
            ]
            at = self.context.provenance("charts", self.number, "rows", r)
            path = ("charts", self.number, "rows", r, "label")
            done.append(Given(f"row-{r + 1}", row.label, tuple(entries), at, path=path))
        return done

    def _events(self) -> list[Given]:
        done: list[Given] = []
        for n, event in enumerate(self.model.events):
            value = ValueModel(value=event.date)
            entry = self._entry(value, event.source, "events", n, "date")
            at = self.context.provenance("charts", self.number, "events", n)
            done.append(Given(f"event-{n + 1}", event.label, (entry,), at))
        return done

    def _entry(self, value: ValueModel, source: str | None, *path: str | int) -> ChartEntry:
        """Return a value with its article, which is the nearest that is named."""
        place = self.place(*path if self._holds(*path) else path[:-1])
        name = source or self.model.source
        text = value.value.strip() if value.value and _speaks(value.value) else None
        if text is not None and name is None:
            what = f"the value '{text}' has no source"
            self.problems.append(Problem(what, place, "add source: ARTICLE-ID to it, or its row"))
        if name is not None:
            keys = [(*path, "source"), (*path[:2], "source"), ("source",)]
            self.article(name, self.place(*next(filter(lambda key: self._holds(*key), keys), path)))
        return ChartEntry(text, name or "", place)

    def _holds(self, *path: str | int) -> bool:
        """Say whether the definition holds a value there: a single value stands in no list."""
        return ("charts", self.number, *path) in self.context.definition.file.values

    def article(self, name: str, place: Place) -> Article | None:
        """Return an article; None where there is none, which is then a problem."""
        try:
            return self.context.article(name, place)
        except ReebriefError as fault:
            self.problems += [p for p in fault.problems if p not in self.problems]
            return None

    def _taken(self) -> list[Given]:
        """Return the rows of an article's table."""
        taken = self.model.from_
        if taken is None:
            return []
        place = self.place("from", "table")
        name, _, table_id = taken.table.partition("#")
        article = self.context.article(name, place)
        if table_id not in article.tables:
            hint = known(table_id, article.tables, kind="tables")
            raise error(f"'{name}' has no table '{table_id}'", place, hint)
        table = article.tables[table_id]
        self.figures = self.context.numbers(article)
        columns = {column.id: n for n, column in enumerate(table.columns)}
        rows = {row.id: row for row in table.rows}
        label = self._named(taken.labels, columns, "column", "labels") if taken.labels else 0
        values = [
            self._named(column, columns, "column", "values", n)
            for n, column in enumerate(taken.values)
        ]
        chosen = [self._named(row, rows, "row", "rows", n) for n, row in enumerate(taken.rows)]
        if self.problems:
            raise ReebriefError(self.problems)
        self.series = tuple(plain(table.columns[n].header) for n in values if n is not None)
        done: list[Given] = []
        for row in [row for row in chosen if row] or table.rows:
            at = row.provenance or self.context.provenance("charts", self.number)
            here = Place(at.file, at.line)
            texts = [plain(row.cells[n]) for n in values if n is not None]
            entries = [ChartEntry(text if _speaks(text) else None, name, here) for text in texts]
            said = plain(row.cells[label or 0]) or row.id
            done.append(Given(row.id, said, tuple(entries), at, taken=True))
        return done

    def _named(self, name: str, names: dict[str, T], kind: str, *path: str | int) -> T | None:
        if name in names:
            return names[name]
        what = f"the table has no {kind} '{name}'"
        hint = known(name, names, kind=f"{kind}s")
        self.problems.append(Problem(what, self.place("from", *path), hint))
        return None


def _speaks(text: str) -> bool:
    """Say whether a text states anything: an empty cell and a dash do not."""
    return any(map(str.isalnum, text))
