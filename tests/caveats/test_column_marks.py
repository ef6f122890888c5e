"""A mark that all values of a chart's column bear is said once, in the column's head."""

import pytest

from reebrief.document.nodes import Chart
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

TEXTS = {
    "a": article("The works makes 310 tons a year."),
    "b": article(
        "The mill makes 520 tons a year, and 740 kilograms a day. It reportedly sells 90 tons."
    ),
}
ROW = "      - {{label: {label}, values: {value}, source: {source}}}\n"


def chart(tmp_path, *rows):
    """Return the annotated brief with a chart of such rows, and the chart."""
    text = "".join(ROW.format(label=f"L{n}", value=v, source=s) for n, (v, s) in enumerate(rows))
    keys = f"\n  - kind: bar\n    caption: C\n    unit: tons\n    rows:\n{text}"
    keys = {"articles": "[a, b]", "sections": "[chart, sources]", "charts": keys}
    one = prepare(Session(make_project(tmp_path, TEXTS, None, {"x": brief(**keys)})), "x")
    nodes = walk(one.annotated.brief.sections)
    return one.annotated, next(node for node in nodes if isinstance(node, Chart))


def values(found):
    return [plain(row.cells[1]) for row in found.table.rows]


def test_marks_of_all_values_stand_in_the_head_and_those_of_one_beside_it(tmp_path):
    annotated, found = chart(tmp_path, ("310", "a"), ("520", "b"), ("90", "b"))
    assert plain(found.table.columns[1].header).endswith("[which ton?]")
    assert values(found) == ["310 tons [1]", "520 tons [2]", "90 tons [2] [reportedly]"]
    (part,) = {p for f in annotated.facts if f.caveat == "unit" for p in f.parts}
    assert {f.article for f in annotated.facts if part in f.parts} == {"a", "b"}
    assert part in annotated.parts
    assert annotated.keys.keys() <= annotated.parts


@pytest.mark.parametrize("rows", [[("310", "a")]])
def test_a_single_value_bears_its_own_marks(tmp_path, rows):
    _, found = chart(tmp_path, *rows)
    assert values(found) == ["310 tons [which ton?]"]
