"""Charts: what a definition says of each, or an article's table, becomes a chart with its table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from reebrief.analysis.figures import Figure, FigureWords, figures, same
from reebrief.briefs.models.charts import ChartModel
from reebrief.compose.charts.planned_dates import is_answered_plan, is_plan
from reebrief.compose.charts.rows import ChartEntry, ChartRows, Given
from reebrief.compose.charts.values import ValueUnit, stated, unit_in, unit_of
from reebrief.compose.context import ComposeContext, plain_line
from reebrief.corpus.articles import Article
from reebrief.diagnostics import Place, Problem, ReebriefError, Severity
from reebrief.document.nodes import (
    AuthorLine,
    Bar,
    Block,
    Blocks,
    Chart,
    Cite,
    Column,
    Heading,
    Inline,
    InlineExcerpt,
    Inlines,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
    in_cells,
)
from reebrief.document.traverse import characters, plain, walk
from reebrief.project.dates import Published, published

MOST = 30
"""Values that one chart shows at most."""

MOST_SERIES = 4
"""Series that can be told apart without colour."""

_EARLIEST = 1900
"""The first year of a timeline: workbooks know no earlier day."""


def charts(context: ComposeContext) -> Blocks:
    """Return the section of the charts.

    Raises ReebriefError with every value that cannot be read or has no article, every chart with
    two units, no value or too many, and what a definition names and an article does not have.
    """
    blocks: list[Block] = []
    problems: list[Problem] = []
    for n, model in enumerate(context.model.charts):
        try:
            blocks.append(_Maker(context, model, n).block())
        except ReebriefError as fault:
            problems += fault.problems
    if problems:
        raise ReebriefError(problems)
    return context.render("chart", charts=context.sections.blocks((*blocks,)))


class _Maker:
    """Makes one chart of the rows that are given."""

    def __init__(self, context: ComposeContext, model: ChartModel, number: int) -> None:
        self.context = context
        self.model = model
        self.number = number
        self.words = context.words.chart_words
        self.given = ChartRows(context, model, number)
        self.dates: dict[ChartEntry, tuple[str, str]] = {}

    def block(self) -> Block:
        """Return the chart; its table's caption names the articles of its values."""
        given = self.given.rows()
        self._check(given)
        timeline = self.model.kind == "timeline"
        unit = None if timeline else self._unit(given)
        values = [
            tuple(self._day(e) if timeline else self._value(e, unit) for e in row.entries)
            for row in given
        ]
        if self.given.problems:
            raise ReebriefError(self.given.problems)
        articles = dict.fromkeys(e.article for row in given for e in row.entries if e.text)
        for name in articles:
            self.context.add_source(self.context.article(name))
        return self._chart(given, values, unit, (*articles,))

    # --- what is amiss

    def _check(self, given: Sequence[Given]) -> None:
        """Raise ReebriefError for a chart that cannot be drawn as a whole."""
        count = max(len(row.entries) for row in given)
        for row in given:
            if len(row.entries) != count:
                what = f"a row of {len(row.entries)} beside one of {count}: '{row.label}'"
                hint = "type ~ for a value that is not stated"
                self.given.problems.append(Problem(what, Place(row.at.file, row.at.line), hint))
        if self.given.problems:
            raise ReebriefError(self.given.problems)
        self.series = self._series(count)
        total = sum(1 for row in given for entry in row.entries if entry.text)
        if not total:
            raise self.given.fault("a chart without values", "type a value, 11,200 for example")
        if total > MOST:
            what = f"{total} values; a chart shows {MOST} at most"
            raise self.given.fault(what, "choose rows, or make two charts of it")

    def _series(self, count: int) -> tuple[str, ...]:
        """Return what the series are called."""
        model, words = self.model, self.words
        pair = model.kind == "before-after"
        single = {"timeline": words.date}.get(model.kind, words.value)
        usual = (words.before, words.after) if pair else (single,)
        series = model.series or self.given.series or usual
        wanted = 2 if pair else 1 if model.kind == "timeline" else len(series)
        if count > MOST_SERIES:
            hint = f"make two charts of it; {MOST_SERIES} can be told apart without colour"
            raise self.given.fault(f"{count} series in one chart", hint)
        if count != wanted or len(series) != count:
            named = "no names" if series == usual else f"{len(series)} names"
            if pair or model.kind == "timeline":
                what = f"{count} values in a row of the kind {model.kind}, which has {wanted}"
                raise self.given.fault(what, "choose another kind", "kind")
            what = f"{named} for {count} series"
            raise self.given.fault(what, f"type series: with {count} names", "series")
        return series

    # --- values

    def _unit(self, given: Sequence[Given]) -> ValueUnit | None:
        """Return the unit of the axis: the one that is named, else that of the first value."""
        if self.model.unit:
            return unit_of(self.model.unit, self.given.figures)
        texts = [entry.text for row in given for entry in row.entries if entry.text]
        unit = next(filter(None, (unit_in(text, self.given.figures) for text in texts)), None)
        if unit is None:
            self.given.problems.append(
                Problem("no value has a unit", self.given.place(), "add unit: %, or tons a year")
            )
        return unit

    def _value(self, entry: ChartEntry, unit: ValueUnit | None) -> Value | None:
        if entry.text is None:
            return None
        try:
            found = stated(entry.text, unit, self.given.figures)
        except ValueError as fault:
            what, _, hint = str(fault).partition("; ")
            self.given.problems.append(Problem(what, entry.place, hint or None))
            return None
        if self.model.from_ is None:
            self.context.findings += self._unsaid(entry, found.text, found.figure)
        return Value(float(found.amount), found.text)

    def _unsaid(self, entry: ChartEntry, text: str, figure: Figure | None) -> Iterator[Problem]:
        """Yield a finding where an article does not state a value, or nobody can tell."""
        article = self.given.article(entry.article, entry.place)
        if article is None:
            return
        if figure is None or not figure.unit:
            what = f"the caveats of '{text}' cannot follow: its unit is not known"
            hint = "write the unit as the article does"
            yield Problem(what, entry.place, hint, Severity.FINDING)
        elif not any(
            same(figure, one) for one in _stated_in(article, self.context.numbers(article))
        ):
            what = f"'{article.id}' does not state '{text}'"
            yield Problem(what, entry.place, "correct the value or its source", Severity.FINDING)

    def _day(self, entry: ChartEntry) -> Value | None:
        if entry.text is None:
            return None
        try:
            date = published(entry.text)
        except ValueError as fault:
            what, _, hint = str(fault).partition("; ")
            self.given.problems.append(Problem(what, entry.place, hint or None))
            return None
        if date.start.year < _EARLIEST:
            what = f"{entry.text} is before {_EARLIEST}, the first year of a timeline"
            self.given.problems.append(Problem(what, entry.place, "leave the event out"))
        shown = self.context.words.published(date)
        plan = self._is_plan(date, entry)
        self.dates[entry] = shown, self._state(date, plan=plan)
        return Value(float(date.start.toordinal()), shown, plan or date.start > self.context.date)

    def _state(self, date: Published, *, plan: bool) -> str:
        """Return how far an event is: a plan is done only where its article says so."""
        today, words = self.context.date, self.words
        if date.start > today or (plan and date.end >= today):
            return words.to_come
        if plan:
            return words.overdue
        return words.done if date.end <= today or date.start == date.end else words.under_way

    def _is_plan(self, date: Published, entry: ChartEntry) -> bool:
        """Say whether the event's article states a day that has passed as a plan."""
        if entry.article is None:
            return False
        article = self.context.article(entry.article)
        words = self.context.inputs.lexicon.get(article.about.language)
        reading = self.context.inputs.reading(article.about.language)
        if words is None or reading is None:
            return False
        answers = self.context.definition.model.supported
        return is_plan(date, article, words, reading) or is_answered_plan(
            date, answers, article, words, reading
        )

    # --- the node

    def _chart(
        self,
        given: Sequence[Given],
        values: Sequence[tuple[Value | None, ...]],
        unit: ValueUnit | None,
        articles: tuple[str, ...],
    ) -> Chart:
        model, name = self.model, f"chart_{self.number + 1}"
        at = self.context.provenance("charts", self.number)
        timeline, cited = model.kind == "timeline", len(articles) > 1
        bars = model.kind in {"bar", "before-after"} and in_cells((*values,))
        amounts = [value.amount for row in values for value in row if value]
        self.longest = max(amounts) if bars else 0.0
        first = self.words.event if timeline else self.words.data
        align: Literal["left", "right"] = "left" if cited or timeline or bars else "right"
        columns = [
            Column(f"series-{n}", (Text(text),), align=align, own=self._typed(text, n - 1))
            for n, text in enumerate(self.series, 1)
        ]
        rows = [
            self._row(row, row_values, cited=cited)
            for row, row_values in zip(given, values, strict=True)
        ]
        numbers = (part for article in articles for part in (Text(" "), Cite(article)))
        columns.insert(0, Column("label", (Text(first),)))
        if timeline:
            columns.append(Column("state", (Text(self.words.state),)))
        named = (Text(self.words.figures_from), *numbers)
        table = Table(f"{name}_data", named, tuple(columns), tuple(rows), at)
        caption = self.context.own_line(model.caption, "charts", self.number, "caption")
        return Chart(
            name,
            model.kind,
            self._alt(caption, sum(1 for row in values for value in row if value)),
            unit.text if unit else "",
            tuple(row.label for row in given),
            self.series,
            tuple(values),
            caption,
            (table,),
            at,
            AuthorLine(("charts", self.number, "caption"), 0, model.caption),
        )

    def _row(self, row: Given, values: Sequence[Value | None], *, cited: bool) -> Row:
        """Return a row of the table: every value is words of its article, whose caveats follow.

        ``cited`` says that each names its article, as there are several. The figures of an event
        stand in its words, so that these are the article's too.
        """

        def said(text: str, article: str) -> Inlines:
            words = InlineExcerpt(article, (Text(text),))
            return (words, Text(" "), Cite(article)) if cited else (words,)

        label: Inlines = (Text(row.label),)
        cells = [
            said(value.text, entry.article) if value else (Text(self.words.not_stated),)
            for value, entry in zip(values, row.entries, strict=True)
        ]
        article = row.entries[0].article
        if self.model.kind == "timeline" and values[0]:
            label = said(row.label, article)
            cells = [(Text(text),) for text in self.dates[row.entries[0]]]
        elif row.taken:
            label = (InlineExcerpt(article, label),)
        bars = [(), *(self._bar(value, n) for n, value in enumerate(values))]
        done: list[Blocks] = []
        own: AuthorLine | None = None if row.path is None else plain_line(row.label, *row.path)
        for line, bar in itertools.zip_longest((label, *cells), bars, fillvalue=()):
            done.append((Paragraph(line, provenance=row.at, own=own), *bar))
            own = None
        return Row(row.id, (*done,), row.at)

    def _typed(self, series: str, number: int) -> AuthorLine | None:
        """Return which line of the author's the name of a series is, None for no such line."""
        typed = self.model.series
        if number >= len(typed) or typed[number] != series:
            return None
        return plain_line(series, "charts", self.number, "series", number)

    def _bar(self, value: Value | None, series: int) -> tuple[Bar, ...]:
        """Return the bar of a value of a chart that its table shows by itself."""
        if value is None or not self.longest:
            return ()
        first = self.model.kind == "before-after" and series == 0
        return (Bar(value.amount / self.longest, outlined=first),)

    def _alt(self, caption: Inlines, count: int) -> str:
        """Return what is said instead of the drawing."""
        alt = self.model.alt
        if alt is None:
            kind = self.words.kinds[self.model.kind]
            said = plain(caption).rstrip(".")
            return self.words.described.format(kind=kind, caption=said, count=count)
        if figures(alt, self.given.figures):
            what = "the alternative text holds figures, which bear no caveats there"
            hint = "say what the chart shows; its table holds the figures"
            problem = Problem(what, self.given.place("alt"), hint, Severity.FINDING)
            self.context.findings.append(problem)
        return alt


def _stated_in(article: Article, words: FigureWords) -> Iterator[Figure]:
    """Yield the figures of an article."""
    yield from figures(article.about.title, words)
    for node in walk(article.blocks):
        if isinstance(node, Paragraph | Heading):
            inlines: Sequence[Inline] = node.inlines
            yield from figures(characters(inlines), words)
