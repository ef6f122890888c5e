"""No operation on a matrix loses words, where they come from, or evidence, unless asked to."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reebrief.compose.matrix import arrange, merge
from reebrief.compose.matrix import split as splitting
from reebrief.compose.matrix.model import of_table
from reebrief.diagnostics import Place, ReebriefError
from reebrief.document.nodes import Column, Paragraph, Provenance, Row, Strong, Table, Text
from reebrief.document.traverse import characters
from support.trees import text

SENTENCES = st.lists(
    st.sampled_from(
        ["Build it.", "Join them now.", "Use Dr. Li’s plan.", "Wait…", "Why not? Yes.", "no stop"]
    ),
    max_size=3,
).map(" ".join)
INLINES = st.lists(
    st.builds(Text, SENTENCES) | st.builds(lambda s: Strong((Text(s),)), SENTENCES), max_size=3
).map(tuple)


@st.composite
def matrices(draw, article="a"):
    """Return a matrix of a table of an article: its first column names, the others say."""
    width = draw(st.integers(2, 4))
    names = draw(st.lists(st.sampled_from(["One", "one", "Two", "Three"]), min_size=1, max_size=4))
    rows = []
    for n, name in enumerate(names):
        at = Provenance(f"{article}.md", n + 1, article)
        said = [draw(INLINES) for _ in range(width - 1)]
        cells = [(Paragraph(text(name), provenance=at),)]
        cells += [(Paragraph(i, provenance=at),) if i else () for i in said]
        rows.append(Row(f"{name.lower()}-{n}", tuple(cells), at))
    columns = tuple(Column(f"c{n}", text(f"Column {n}")) for n in range(width))
    return of_table(article, Table("t", (), columns, tuple(rows), Provenance(f"{article}.md")))


def named(name):
    return (name, Place("b.yaml", 1, 1))


def words(matrix):
    """Count the words of all cells."""
    return Counter(w for piece in matrix.pieces() for w in piece.words.casefold().split())


def origins(matrix):
    """Return each word with each place that it comes from."""
    return {
        (word, source)
        for piece in matrix.pieces()
        for word in piece.words.casefold().split()
        for source in piece.sources
    }


def evidence(matrix):
    return {article for row in matrix.rows for article in row.evidence}


@settings(deadline=None)
@given(matrices())
def test_splitting_and_merging_back_keep_every_word_in_its_row(matrix):
    column = named("c1")
    split = splitting.split(matrix, column)
    assert origins(split) == origins(matrix)
    assert evidence(split) == evidence(matrix)
    again = splitting.joined(splitting.numbered(split, column))
    assert again.row_ids == matrix.row_ids
    for before, after in zip(matrix.rows, again.rows, strict=True):
        assert [c.words.split() for c in before.cells] == [c.words.split() for c in after.cells]
        assert before.evidence == after.evidence


@settings(deadline=None)
@given(INLINES)
def test_sentences_of_a_line_hold_all_its_characters(inlines):
    parts = splitting.sentences(inlines)
    assert "".join(map(characters, parts)).replace(" ", "") == characters(inlines).replace(" ", "")


@settings(deadline=None)
@given(matrices(), st.booleans())
def test_order_changes_neither_rows_nor_words(matrix, descending):
    for done in (
        arrange.sorted_by(matrix, named("c1"), descending=descending),
        arrange.grouped(matrix, named("c1")),
        arrange.chosen(matrix),
        arrange.capped(matrix, len(matrix.rows), None)[0],
    ):
        assert sorted(done.row_ids) == sorted(matrix.row_ids)
        assert words(done) == words(matrix)
        assert origins(done) == origins(matrix)


@settings(deadline=None)
@given(matrices())
def test_transposing_keeps_the_words_of_every_cell_and_header(matrix):
    def everything(one):
        headers = Counter(w for c in one.columns for w in c.header.words.split())
        return headers + Counter(w for p in one.pieces() for w in p.words.split())

    done = arrange.transposed(matrix)
    assert everything(done) == everything(matrix)
    assert evidence(done) == evidence(matrix)


@settings(deadline=None)
@given(matrices("a"), matrices("b"))
def test_merging_and_folding_keep_every_word_of_every_article_and_all_evidence(first, second):
    extra = [named(c) for c in second.column_ids if c not in first.column_ids]
    missing = [named(c) for c in first.column_ids if c not in second.column_ids]
    parts = [
        merge.Part(first, Place("b.yaml", 1)),
        merge.Part(second, Place("b.yaml", 2), dropped=extra, empty=missing),
    ]
    kept = arrange.dropped(second, (), extra)
    both = merge.merged(parts)
    assert words(both) == words(first) + words(kept)
    assert evidence(both) == {"a", "b"}
    assert len(set(both.row_ids)) == len(both.rows)
    try:
        done = merge.folded(both, named("c0"))
    except ReebriefError:
        return  # no two rows are alike
    assert origins(done) == origins(first) | origins(kept)
    assert evidence(done) == {"a", "b"}
    assert len(set(done.row_ids)) == len(done.rows)
    for row in done.rows:
        assert {a for cell in row.cells for a in cell.articles} <= {*row.evidence}


@settings(deadline=None)
@given(matrices())
def test_only_what_is_named_is_dropped(matrix):
    first = matrix.rows[0]
    done = arrange.dropped(matrix, [named(first.id)], [named("c1")])
    kept = [replace(r, cells=(r.cells[0], *r.cells[2:])) for r in matrix.rows[1:]]
    assert [*done.rows] == kept
