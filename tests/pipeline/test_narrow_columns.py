"""Numbers and dates stay on one line of their cell, or `check` says which column is too narrow."""

import pytest

from reebrief.document.nodes import Column, Row, Table
from reebrief.pipeline.narrow_columns import narrow_columns
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.writers.shared.column_widths import estimate, numbers_need, widths
from support.projects import article, brief, make_project
from support.trees import paragraph, text

WORDS = "intergovernmental standardisation commissions"
MEASURE = estimate(9.0)


def table(*cells):
    columns = tuple(Column(f"c{n}", text("Head")) for n in range(len(cells)))
    return Table("t", (), columns, (Row("r", tuple((paragraph(cell),) for cell in cells)),))


@pytest.mark.parametrize(
    "number", ["€12,500,000", "-4.5 %", "USD 1,250,000", "30 September 2026", "−3,000", "98.5%"]
)
def test_a_number_has_its_width_before_words_have_theirs(number):
    node = table(*[WORDS] * 7, number)
    given = widths(node, 500.0, MEASURE, 8.0)
    needs = numbers_need(node, MEASURE, 8.0)
    assert sum(given) == pytest.approx(500.0)
    assert needs[-1] >= MEASURE(number)
    assert all(width >= need - 0.01 for width, need in zip(given, needs, strict=True))


def found(folder, head, row):
    lines = f"{head}|\n{'|---' * head.count('|')}|\n{row}|\n\nTable: What it costs {{#costs}}\n"
    made = make_project(
        folder,
        {"mill": article(lines)},
        briefs={"a": brief(articles="[mill]", matrix="{table: mill#costs}")},
    )
    return [*narrow_columns(prepare(Session(made), "a"))]


def test_a_column_too_narrow_for_its_number_is_told_with_what_to_type(tmp_path):
    names = [f"Year {n}" for n in range(12)]
    head, row = "|Plant|" + "|".join(names), "|Mill|" + "|".join(["€12,500,000"] * 12)
    (problem, *_) = found(tmp_path / "one", head, row)
    assert "column 'Year 0'" in problem.what
    assert problem.hint.startswith("type landscape: true")
    assert found(tmp_path / "two", "|Plant|Year", "|Mill|€12,500,000") == []
