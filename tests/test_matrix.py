"""Rows and columns of a recommendation table are chosen by id, in the order that is asked for."""

import pytest

from reebrief.errors import Place, ReebriefError
from reebrief.markdown import Source, parse
from reebrief.matrix import RecommendationTable
from reebrief.tree import plain
from trees import text

TABLE = """\
| Factor | What to do | Who |
|---|---|---|
| Midstream | Build | A |
| Standards | Join | B |
| Leverage | Buy | C |

Table: Advice {#advice}
"""


@pytest.fixture
def matrix():
    (table,) = parse(Source(TABLE, "a.md", article="a"))
    return RecommendationTable("a", table)


def at(*ids):
    return [(name, Place("b.yaml", 7, n)) for n, name in enumerate(ids, 1)]


def cells(matrix):
    return [[plain(cell) for cell in row.cells] for row in matrix.table.rows]


def test_none_named_means_all(matrix):
    assert matrix.id == "advice"
    assert matrix.choose() == matrix


def test_rows_and_columns_stand_in_the_order_asked_for(matrix):
    done = matrix.choose(at("leverage", "midstream"), at("who", "factor"))
    assert [c.id for c in done.table.columns] == ["who", "factor"]
    assert [r.id for r in done.table.rows] == ["leverage", "midstream"]
    assert cells(done) == [["C", "Leverage"], ["A", "Midstream"]]
    assert done.article == "a"


def test_every_wrong_id_is_reported_where_it_stands(matrix):
    with pytest.raises(ReebriefError) as caught:
        matrix.choose(at("midstreem", "leverage", "leverage"), at("xyz"))
    assert str(caught.value) == (
        "b.yaml:7:1: no row 'midstreem'\n  hint: did you mean 'midstream'?\n"
        "b.yaml:7:3: the row 'leverage' is named twice\n  hint: delete one\n"
        "b.yaml:7:1: no column 'xyz'\n  hint: columns: factor, what-to-do, who"
    )


def test_the_plain_table_has_a_new_id_and_keeps_its_caption_unless_given_one(matrix):
    assert matrix.lower("m").id == "m"
    assert plain(matrix.lower("m").caption) == "Advice"
    assert plain(matrix.lower("m", text("Ours")).caption) == "Ours"
    assert matrix.lower("m").rows == matrix.table.rows
