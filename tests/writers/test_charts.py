"""Charts as drawings: values are read exactly, axes are round, and nothing is drawn outside."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.analysis import claims
from reebrief.compose.charts.values import stated, unit_in, unit_of
from reebrief.document.nodes import CaveatLabel, Chart, Cite, Column, Paragraph, Row, Table, Value
from reebrief.project.project import Project
from reebrief.writers.charts import axis as scale
from reebrief.writers.charts.draw import draw
from reebrief.writers.charts.metrics import NARROWEST, ChartMetrics
from reebrief.writers.charts.plot import plot
from reebrief.writers.charts.shapes import Area, Stroke, Words
from reebrief.writers.shared.column_widths import estimate
from support import trees
from support.trees import ROOT, paragraph, text

NUMBERS = claims.load(Project(ROOT)).of("en").figures
WORDS = trees.words().chart_words
NBSP = "\u00a0"


def setting(width=450.0):
    return ChartMetrics(width, 9.0, 12.0, estimate(9.0), WORDS, trees.words().month_of)


def chart(kind, rows, *, series=("Value",), unit="%", doubts=None):
    """Return a chart of rows: labels, each with its amounts; ``doubts`` by row and column."""
    doubts = doubts or {}
    columns = [Column("label", text("Item")), *(Column(name, text(name)) for name in series)]
    cells = [[label, *(str(amount) for amount in amounts)] for label, amounts in rows]
    table = Table(
        "data",
        (),
        tuple(columns),
        tuple(
            Row(f"r{r}", tuple((cell(words, doubts.get((r, c))),) for c, words in enumerate(row)))
            for r, row in enumerate(cells)
        ),
    )
    values = tuple(
        tuple(None if a is None else Value(float(a), f"{a}{NBSP}{unit}") for a in amounts)
        for _, amounts in rows
    )
    labels = tuple(label for label, _ in rows)
    if kind == "timeline":
        table = replace(
            table,
            columns=(*table.columns, Column("state", text("State"))),
            rows=tuple(replace(r, cells=(*r.cells, (paragraph("done"),))) for r in table.rows),
        )
    return Chart("c", kind, "", unit, labels, tuple(series), values, text("Chart"), (table,))


def cell(words, doubt):
    if doubt is None:
        return paragraph(words)
    return Paragraph(text(words, " [", *(CaveatLabel(d, d) for d in doubt), "]"))


def drawn(node, width=450.0):
    return draw(plot(node), setting(width))


def said(drawing):
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


# --- reading


@pytest.mark.parametrize(
    ("written", "amount", "shown"),
    [
        ("50", 50, f"50{NBSP}tons a year"),
        ("11,200", 11200, f"11,200{NBSP}tons a year"),
        ("-3.5", Fraction(-7, 2), f"−3.5{NBSP}tons a year"),
        ("−3.5", Fraction(-7, 2), f"−3.5{NBSP}tons a year"),
        ("12,000 tons", 12000, f"12,000{NBSP}tons"),
        ("up to 520 tons a year", 520, f"up to 520{NBSP}tons a year"),
        ("2 thousand tons", 2000, f"2{NBSP}thousand tons"),
        ("11,200 (planned)", 11200, f"11,200{NBSP}tons a year (planned)"),
    ],
)
def test_a_value_is_the_one_number_of_its_text(written, amount, shown):
    found = stated(written, unit_of("tons a year", NUMBERS), NUMBERS)
    assert (found.amount, found.text) == (amount, shown)


def test_a_unit_may_count_in_millions():
    unit = unit_of("million tons", NUMBERS)
    assert stated("3", unit, NUMBERS).amount == 3
    assert stated("3,000,000 tons", unit, NUMBERS).amount == 3
    assert stated("3", unit, NUMBERS).figure.value == "3000000"


def test_the_first_unit_that_a_value_has_can_be_that_of_all():
    assert unit_in("50", NUMBERS) is None
    assert unit_in(f"50{NBSP}%", NUMBERS).text == "%"
    assert unit_in("11,200 tons a year", NUMBERS).name == "ton/year"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("lots", "'lots' states no number"),
        ("5 tons, or 7 tons", "'5 tons, or 7 tons' states 2 numbers"),
        ("20–30 tons", "is a range"),
        ("50 %", "two units on one axis: % and tons"),
        ("1 " * 20, "a value of 39 characters"),
    ],
)
def test_what_is_no_single_value_of_the_unit_is_refused(written, fault):
    with pytest.raises(ValueError, match=fault):
        stated(written, unit_of("tons", NUMBERS), NUMBERS)


# --- axes


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([50, 80], (0, 20, 40, 60, 80)),
        ([11000, 12000], (0, 2500, 5000, 7500, 10000, 12500)),
        ([-3, 8], (-5, -2.5, 0, 2.5, 5, 7.5, 10)),
        ([0], (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([0.07], (0, 0.02, 0.04, 0.06, 0.08)),
    ],
)
def test_ticks_are_round_and_hold_zero_and_every_value(values, ticks):
    assert scale.amounts(values, 6, zero=True).ticks == ticks


def test_a_line_need_not_begin_at_zero_where_its_values_are_close():
    assert scale.amounts([95, 99], 6, zero=False).low >= 90
    assert scale.amounts([40, 99], 6, zero=False).low == 0


@given(st.lists(st.integers(-(10**21), 10**21).map(lambda n: n / 10**9), min_size=1, max_size=30))
def test_an_axis_holds_what_it_shows_with_few_ticks(values):
    axis = scale.amounts(values, 6, zero=True)
    slack = 1e-6 * max(map(abs, [*values, 1.0]))
    assert axis.low <= min(0.0, *values) + slack
    assert axis.high >= max(0.0, *values) - slack
    assert 2 <= len(axis.ticks) <= 8


def test_ticks_of_days_are_months_or_years():
    days = [float(dt.date(*day).toordinal()) for day in ((2025, 10, 1), (2026, 12, 1))]
    axis = scale.days(days, 2, 6)
    labels = [scale.month_label(t, axis.step, trees.words().month_of) for t in axis.ticks]
    assert labels == ["2025", "2026", "2027"]
    axis = scale.days(days[:1], 6, 6)
    assert [scale.month_label(t, axis.step, str) for t in axis.ticks] == [
        "2025-10-01",
        "2025-11-01",
    ]


@pytest.mark.parametrize(
    ("amount", "decimals", "text_"),
    [(11200, 0, "11,200"), (-2.5, 1, "−2.5"), (0, 0, "0"), (-0.0001, 1, "0.0")],
)
def test_numbers_are_written_as_the_language_does(amount, decimals, text_):
    assert scale.number(amount, decimals, (".", ",")) == text_
    swapped = text_.translate(str.maketrans(".,", ",."))
    assert scale.number(amount, decimals, (",", ".")) == swapped


# --- marks


def test_a_doubted_value_bears_a_mark_and_the_drawing_says_what_it_means():
    rows = [("A", [50]), ("B", [80]), ("C", [60]), ("D", [70])]
    node = chart("bar", rows, doubts={(0, 1): ["planned"], (2, 0): ["hedged"], (3, 1): ["planned"]})
    shown = plot(node)
    assert [row[0].mark for row in shown.points] == ["*", "", "", "*"]
    assert shown.labels == ("A", "B", "C†", "D")
    assert said(drawn(node))[-1] == "* Planned · † Hedged"


def test_the_label_of_a_cited_source_is_no_doubt_on_the_value():
    node = chart("bar", [("A", [50])])
    cited = Cite("a", text("[1, ", CaveatLabel("cite-a", "state media"), "]"))
    row = replace(node.table.rows[0], cells=((paragraph("A"),), (paragraph(cited),)))
    node = replace(node, data=(replace(node.table, rows=(row,)),))
    assert plot(node).key == {}


def test_few_values_stand_in_their_table_and_no_drawing_repeats_them():
    six, seven = ([(str(n), [n]) for n in range(count)] for count in (6, 7))
    assert [chart(kind, six).drawn for kind in ("bar", "line")] == [False, True]
    assert chart("bar", seven).drawn
    assert chart("bar", [("A", [40]), ("B", [-20])]).drawn
    assert not {"47", "53"} & {
        *" ".join(said(drawn(chart("bar", [("A", [47]), ("B", [53])])))).split()
    }


# --- drawings


def test_bars_begin_at_zero_and_are_as_long_as_their_values():
    areas = [s for s in drawn(chart("bar", [("A", [40]), ("B", [-20])])).shapes if type(s) is Area]
    (left, right), (low, high) = (
        (min(x for x, _ in area.points), max(x for x, _ in area.points)) for area in areas
    )
    assert high == pytest.approx(left)
    assert right - left == pytest.approx(2 * (high - low))


def test_series_differ_without_colour():
    node = chart("bar", [("A", [1, 2, 3, 4])], series=("a", "b", "c", "d"))
    shapes = drawn(node).shapes
    looks = [
        (
            shape.filled,
            isinstance(after, Stroke),
            len(set(after.paths[0])) if isinstance(after, Stroke) else 0,
        )
        for shape, after in zip(shapes, [*shapes[1:], None], strict=True)
        if isinstance(shape, Area)
    ]
    assert {filled for filled, _, _ in looks} == {True, False}
    lines = drawn(chart("line", [("A", [1, 2]), ("B", [2, 3])], series=("a", "b"))).shapes
    dashes = {shape.dash for shape in lines if isinstance(shape, Stroke) and shape.width > 1}
    assert len(dashes) == 2


def test_the_first_of_a_pair_is_outlined_and_the_second_solid():
    node = chart("before-after", [("A", [50, 80])], series=("Before", "After"))
    filled = [shape.filled for shape in drawn(node).shapes if isinstance(shape, Area)]
    assert filled == [False, True, False, True]  # the legend, then the bars


def test_a_line_stands_where_its_days_are_and_has_gaps():
    rows = [("2019", [50]), ("2021", [None]), ("2022", [80]), ("2023", [70])]
    shapes = drawn(chart("line", rows)).shapes
    (line,) = (s for s in shapes if isinstance(s, Stroke) and s.width > 1)
    assert len(line.paths) == 1  # 2019 stands alone
    dots = [
        sum(x for x, _ in s.points) / len(s.points)
        for s in shapes
        if type(s) is Area and s.filled and s.tone == "first"
    ]
    first, second, third = sorted(dots)
    assert second - first == pytest.approx(3 * (third - second), rel=0.01)


AMOUNTS = st.one_of(
    st.none(), st.integers(-(10**6), 10**6), st.integers(-(10**9), 10**9).map(lambda n: n / 10**9)
)
LABELS = st.text(trees.SAFE, min_size=1, max_size=60)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_every_shape_stands_within_its_drawing(data):
    kind = data.draw(st.sampled_from(["bar", "line", "before-after", "timeline"]))
    count = (
        2 if kind == "before-after" else 1 if kind == "timeline" else data.draw(st.integers(1, 4))
    )
    amounts = st.integers(693_600, 900_000) if kind == "timeline" else AMOUNTS
    rows = data.draw(
        st.lists(
            st.tuples(LABELS, st.lists(amounts, min_size=count, max_size=count)),
            min_size=1,
            max_size=7,
        )
    )
    if all(a is None for _, each in rows for a in each):
        return
    width = data.draw(st.floats(NARROWEST, 700))
    node = chart(kind, rows, series=[f"series {n}" for n in range(count)], unit="tons")
    drawing = drawn(node, width)
    measure = estimate(9.0)
    for shape in drawing.shapes:
        match shape:
            case Words():
                size = measure(shape.text)
                left = shape.x - {"start": 0, "middle": size / 2, "end": size}[shape.align]
                assert left >= -1
                assert left + size <= width + 1
                assert shape.y <= drawing.height
            case Area(points=points):
                assert all(-1 <= x <= width + 1 and -1 <= y <= drawing.height for x, y in points)
            case Stroke(paths=paths):
                assert all(-1 <= x <= width + 1 for path in paths for x, _ in path)


def test_a_chart_that_does_not_fit_its_table_is_refused():
    node = chart("bar", [("A", [1])])
    with pytest.raises(ValueError, match="a chart needs a table"):
        replace(node, data=())
    with pytest.raises(ValueError, match="a chart of 2 rows, a table of 1"):
        replace(node, labels=("A", "B"))
    with pytest.raises(ValueError, match="do not fit"):
        replace(node, values=())
