"""Operations on a matrix: the Phase II article's, and tables of two articles merged."""

import pytest

from reebrief.compose.matrix import amend, arrange, columns, merge
from reebrief.compose.matrix import split as splitting
from reebrief.compose.matrix.model import (
    Amendment,
    Cell,
    CellPiece,
    MatrixColumn,
    MatrixRow,
    digest,
    line,
    of_table,
)
from reebrief.corpus.archive import Corpus
from reebrief.diagnostics import Place, ReebriefError
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Provenance, Strong, Text
from reebrief.document.traverse import plain
from reebrief.project.project import Project
from support.trees import ROOT, text

SECOND = """\
| Driver | What to do | Cost |
|---|---|---|
| Midstream  chokepoint | Build three plants. | high |
| Recycling | Fund it. Collect magnets. | low |

Table: Advice {#advice}
"""
OURS = Provenance("b.yaml", 9)


@pytest.fixture
def phase_two():
    article = Corpus(Project(ROOT)).get("green-smelting-phase-two")
    return of_table(article.id, article.tables["west-actions"])


@pytest.fixture
def second():
    (table,) = parse(MarkdownSource(SECOND, "second.md", article="second"))
    return of_table("second", table)


def at(*ids):
    return [(name, Place("b.yaml", 7, n)) for n, name in enumerate(ids, 1)]


def one(name):
    return (name, Place("b.yaml", 7, 1))


def by_id(mapping):
    return {one(key): value for key, value in mapping.items()}


def words(matrix, column):
    n = matrix.index(column)
    return [row.cells[n].words for row in matrix.rows]


def part(matrix, **keys):
    return merge.Part(matrix, Place("b.yaml", 3), **keys)


def merged(phase_two, second):
    mapped = {
        one("factor"): one("driver"),
        one("west-actions"): one("what-to-do"),
    }
    gone, empty = at("cost"), at("implication")
    return merge.merged([part(phase_two), part(second, columns=mapped, dropped=gone, empty=empty)])


def fault(operation, *arguments, **more):
    with pytest.raises(ReebriefError) as caught:
        operation(*arguments, **more)
    return str(caught.value)


# --- where cells come from


def test_every_cell_knows_its_article_and_its_line(phase_two):
    places = {
        (source.file, source.line, source.article)
        for piece in phase_two.pieces()
        for source in piece.sources
    }
    file = "articles/green-smelting-phase-two.md"
    assert places == {(file, n, "green-smelting-phase-two") for n in range(70, 74)}
    assert {row.evidence for row in phase_two.rows} == {("green-smelting-phase-two",)}


def test_ids_come_from_the_first_column_and_the_headers(phase_two):
    assert phase_two.row_ids == [
        "midstream-chokepoint",
        "technology-containment",
        "global-standards-setting",
        "industrial-leverage",
    ]
    assert phase_two.column_ids == ["factor", "implication", "west-actions"]


# --- choosing, dropping, renaming, weights


def test_rows_and_columns_stand_in_the_order_asked_for(phase_two):
    done = arrange.chosen(
        phase_two,
        at("industrial-leverage", "midstream-chokepoint"),
        at("west-actions", "factor"),
    )
    assert done.column_ids == ["west-actions", "factor"]
    assert words(done, "factor") == ["Industrial leverage", "Midstream chokepoint"]
    assert arrange.chosen(phase_two) == phase_two


def test_dropping_removes_the_named_rows_alone(phase_two):
    done = arrange.dropped(phase_two, at("industrial-leverage"), at("implication"))
    assert done.column_ids == ["factor", "west-actions"]
    assert done.row_ids == phase_two.row_ids[:3]
    assert "no column is left" in fault(arrange.dropped, phase_two, (), at(*phase_two.column_ids))


@pytest.mark.parametrize("operation", [arrange.chosen, arrange.dropped])
def test_every_wrong_id_is_reported_where_it_stands(phase_two, operation):
    rows = at("midstream-chokepont", "industrial-leverage", "industrial-leverage")
    assert fault(operation, phase_two, rows, at("xyz")) == (
        "b.yaml:7:1: no row 'midstream-chokepont'\n  hint: did you mean 'midstream-chokepoint'?\n"
        "b.yaml:7:3: the row 'industrial-leverage' is named twice\n  hint: delete one\n"
        "b.yaml:7:1: no column 'xyz'\n  hint: columns: factor, implication, west-actions"
    )


def test_renaming_changes_what_is_read_and_no_id(phase_two):
    head, header = line(text("Midstream"), OURS), line(text("What to do"), OURS)
    done = arrange.renamed(
        phase_two, by_id({"midstream-chokepoint": head}), by_id({"west-actions": header})
    )
    assert (done.row_ids, done.column_ids) == (phase_two.row_ids, phase_two.column_ids)
    assert words(done, "factor")[0] == "Midstream"
    assert done.columns[2].header.words == "What to do"
    wrong = by_id({"west-action": header})
    assert "did you mean 'west-actions'?" in fault(arrange.renamed, phase_two, {}, wrong)


def test_weights_are_given_by_column(phase_two):
    done = arrange.weighted(phase_two, by_id({"west-actions": 2.5}))
    assert [c.weight for c in done.columns] == [1.0, 1.0, 2.5]
    assert "no column 'west'" in fault(arrange.weighted, phase_two, by_id({"west": 2.0}))


# --- splitting


def test_the_actions_of_phase_two_are_fourteen(phase_two):
    done = splitting.split(phase_two, one("west-actions"))
    assert [row.id for row in done.rows] == [
        *(f"midstream-chokepoint-{n}" for n in (1, 2, 3)),
        *(f"technology-containment-{n}" for n in (1, 2, 3, 4)),
        *(f"global-standards-setting-{n}" for n in (1, 2, 3)),
        *(f"industrial-leverage-{n}" for n in (1, 2, 3, 4)),
    ]
    assert (
        words(done, "west-actions")[0] == "Start an “Operation Warp Speed for Critical Minerals”."
    )
    assert (
        words(done, "west-actions")[13]
        == "Add strategic reserves and diversified logistics routes."
    )
    assert words(done, "factor")[:3] == ["Midstream chokepoint"] * 3


def test_actions_are_numbered_in_reading_order(phase_two):
    split = splitting.split(phase_two, one("west-actions"))
    numbers = [p.action for p in splitting.numbered(split, one("west-actions")).pieces()]
    assert [n for n in numbers if n] == [*range(1, 15)]


def test_what_was_split_is_merged_back_with_every_word(phase_two):
    split = splitting.split(phase_two, one("west-actions"))
    done = splitting.joined(splitting.numbered(split, one("west-actions")))
    assert done.row_ids == phase_two.row_ids
    for column in phase_two.column_ids:
        assert words(done, column) == words(phase_two, column)
    assert [len(row.cells[2].pieces) for row in done.rows] == [3, 4, 3, 4]


def test_notes_that_differ_name_their_action(phase_two):
    split = splitting.split(phase_two, one("west-actions"))
    lead = line(text("NIST"), OURS)
    said = columns.with_said(
        split, [columns.Said(one("midstream-chokepoint-2"), {"lead": lead}, ())]
    )
    column = MatrixColumn("lead", line(text("Lead"), OURS), kind="lead")
    done = columns.with_column(said, column, one("lead"))
    done = splitting.joined(splitting.numbered(done, one("west-actions")))
    (piece,) = done.rows[0].cells[3].pieces
    assert (piece.words, piece.about) == ("NIST", 2)


def test_a_cell_like_the_one_above_is_said_once_within_a_split_row(phase_two):
    split = splitting.split(phase_two, one("west-actions"))
    done = splitting.said_once(split, line(text("as above"), OURS))
    assert words(done, "implication")[1:3] == ["as above", "as above"]
    assert words(done, "implication")[3] == words(split, "implication")[3]
    assert words(done, "factor") == words(split, "factor")


def test_an_entry_of_a_list_is_an_action_and_emphasis_is_not_cut():
    (listed,) = parse(MarkdownSource("- One. Two.\n- Three.\n", "a.md"))
    piece = CellPiece((listed,), (OURS,))
    assert [p.words for p in splitting.parts(piece)] == ["One. Two.", "Three."]
    inlines = (Text("Do it. "), Strong(text("At once. All")), Text(" of it. Then rest."))
    assert [plain(s) for s in splitting.sentences(inlines)] == [
        "Do it.",
        "At once. All of it.",
        "Then rest.",
    ]


def test_splitting_a_column_that_is_not_there_names_the_nearest(phase_two):
    assert "did you mean 'west-actions'?" in fault(splitting.split, phase_two, one("west-action"))


# --- merging and folding


def test_two_tables_are_one_and_every_row_keeps_its_article(phase_two, second):
    done = merged(phase_two, second)
    assert done.column_ids == ["factor", "implication", "west-actions"]
    assert len(done.rows) == 6
    assert done.rows[0].id == "green-smelting-phase-two/midstream-chokepoint"
    assert done.rows[4].id == "second/midstream-chokepoint"
    assert done.rows[5].id == "recycling"
    assert [row.evidence[0] for row in done.rows[4:]] == ["second", "second"]
    assert words(done, "implication")[4:] == ["", ""]


def test_an_id_that_both_tables_have_is_ambiguous(phase_two, second):
    done = merged(phase_two, second)
    assert fault(arrange.chosen, done, at("midstream-chokepoint")) == (
        "b.yaml:7:1: the row 'midstream-chokepoint' is ambiguous\n"
        "  hint: type green-smelting-phase-two/midstream-chokepoint or second/midstream-chokepoint"
    )


def test_a_ragged_merge_says_what_to_type(phase_two, second):
    said = fault(
        merge.merged,
        [part(phase_two), part(second, columns={one("factor"): one("driver")})],
    )
    assert said == (
        "b.yaml:3: the column 'what-to-do' of 'second#advice' has no place in the matrix\n"
        "  hint: type columns: {implication: what-to-do}, or drop: [what-to-do]\n"
        "b.yaml:3: the column 'cost' of 'second#advice' has no place in the matrix\n"
        "  hint: type columns: {implication: cost}, or drop: [cost]\n"
        "b.yaml:3: 'second#advice' has nothing for the column 'implication'\n"
        "  hint: type columns: {implication: …} with a column of it, or empty: [implication]\n"
        "b.yaml:3: 'second#advice' has nothing for the column 'west-actions'\n"
        "  hint: type columns: {west-actions: …} with a column of it, or empty: [west-actions]"
    )


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"columns": {one("factr"): one("driver")}}, "no column 'factr'"),
        ({"columns": {one("factor"): one("drivr")}}, "no column 'drivr'"),
        ({"dropped": at("costs")}, "did you mean 'cost'?"),
        ({"empty": at("implications")}, "did you mean 'implication'?"),
        (
            {"columns": {one("factor"): one("driver"), one("implication"): one("driver")}},
            "the column 'driver' is named twice",
        ),
    ],
)
def test_a_wrong_map_of_columns_is_reported(phase_two, second, keys, said):
    assert said in fault(merge.merged, [part(phase_two), part(second, **keys)])


def test_the_first_table_has_no_map_but_may_drop_columns(phase_two, second):
    mapped = {one("factor"): one("factor")}
    assert "the first table" in fault(merge.merged, [part(phase_two, columns=mapped)])
    assert merge.merged([part(second, dropped=at("cost"))]).column_ids == ["driver", "what-to-do"]
    gone = at(*second.column_ids)
    assert "drops all of its columns" in fault(merge.merged, [part(second, dropped=gone)])


def test_folded_duplicates_keep_all_evidence_and_all_words(phase_two, second):
    done = merge.folded(merged(phase_two, second), one("factor"))
    first = done.rows[0]
    assert len(done.rows) == 5
    assert first.id == "midstream-chokepoint"
    assert first.evidence == ("green-smelting-phase-two", "second")
    (head,) = first.cells[0].pieces
    assert head.articles == ("green-smelting-phase-two", "second")
    assert [p.articles for p in first.cells[2].pieces] == [
        ("green-smelting-phase-two",),
        ("second",),
    ]


def test_an_action_of_a_folded_row_rests_on_the_article_that_names_it(phase_two, second):
    folded = merge.folded(merged(phase_two, second), one("factor"))
    done = splitting.split(folded, one("west-actions"))
    assert [row.evidence for row in done.rows[:4]] == [
        *[("green-smelting-phase-two",)] * 3,
        ("second",),
    ]


def test_nothing_to_fold_is_an_error(phase_two):
    assert fault(merge.folded, phase_two, one("factor")) == (
        "b.yaml:7:1: nothing to fold: no two rows say the same in 'factor'\n"
        "  hint: delete 'fold', or name another column: implication, west-actions"
    )


def test_empty_cells_are_not_alike(phase_two, second):
    done = merge.folded(merged(phase_two, second), one("factor"))
    assert "nothing to fold" in fault(merge.folded, done, one("implication"))


# --- amending and setting


def amendment(row, column, hash_, was=""):
    (said,) = parse(MarkdownSource("Our words.", "b.yaml", 9))
    return amend.Amending(
        one(row), one(column), (said,), OURS, Amendment("R. Holm", "shorter"), one(hash_), one(was)
    )


def test_an_amended_cell_knows_who_amended_it_and_why(phase_two):
    found = phase_two.rows[0].cells[1].digest
    done = amend.amended(phase_two, [amendment("midstream-chokepoint", "implication", found)])
    (piece,) = done.rows[0].cells[1].pieces
    assert (piece.words, piece.amendment) == ("Our words.", Amendment("R. Holm", "shorter"))
    assert piece.articles == ()
    assert done.rows[1:] == phase_two.rows[1:]


def test_an_amendment_of_words_that_changed_shows_both_texts_and_itself(phase_two):
    was = "China mines."
    wrong = amendment("midstream-chokepoint", "factor", digest(was), was)
    assert fault(amend.amended, phase_two, [wrong]) == (
        "b.yaml:7:1: row 'midstream-chokepoint', column 'factor': the cell has changed since it "
        "was amended; it was “China mines.”, it is “Midstream chokepoint”; the amendment by R. "
        "Holm (shorter) says “Our words.”\n"
        "  hint: if the amendment still holds, type hash: bb8233f64c48, and in 'was' the new words"
    )


@pytest.mark.parametrize(
    ("row", "column", "hash_", "was", "said"),
    [
        ("midstream", "factor", "0" * 12, "", "no row 'midstream'"),
        ("midstream-chokepoint", "factr", "0" * 12, "", "did you mean 'factor'?"),
        ("midstream-chokepoint", "factor", "0" * 12, "", "it was words of the hash 000000000000"),
        ("midstream-chokepoint", "factor", "0" * 12, "x", "'was' and 'hash' differ"),
    ],
)
def test_an_amendment_that_fits_nothing_is_an_error(phase_two, row, column, hash_, was, said):
    assert said in fault(amend.amended, phase_two, [amendment(row, column, hash_, was)])


def test_a_cell_is_amended_once(phase_two):
    again = [amendment("industrial-leverage", "factor", "054865fe4b7b")] * 2
    assert "amended twice" in fault(amend.amended, phase_two, again)


def test_only_an_empty_cell_is_set(phase_two, second):
    (said,) = parse(MarkdownSource("Scrap is wasted.", "b.yaml", 9))

    def setting(row):
        return amend.CellSetting(one(row), one("implication"), (said,), OURS)

    both = merged(phase_two, second)
    done = amend.filled(both, [setting("recycling")])
    assert words(done, "implication")[5] == "Scrap is wasted."
    assert fault(amend.filled, both, [setting("industrial-leverage")]) == (
        "b.yaml:7:1: the cell of row 'industrial-leverage', column 'implication' holds words\n"
        "  hint: replace them under 'amend', with hash: 8dc97c66e0d9"
    )


# --- columns and rows of the author's own


def with_priority(matrix, **ranks):
    said = [
        columns.Said(one(row.replace("_", "-")), {"priority": line(text(v), OURS, v)}, ())
        for row, v in ranks.items()
    ]
    column = MatrixColumn("priority", line(text("Priority"), OURS), kind="priority", own=True)
    return columns.with_column(columns.with_said(matrix, said), column, one("priority"))


def test_what_is_said_of_a_split_row_is_said_of_its_parts_unless_one_differs(phase_two):
    split = splitting.split(phase_two, one("west-actions"))
    done = with_priority(split, midstream_chokepoint_2="low", midstream_chokepoint="high")
    assert words(done, "priority")[:4] == ["high", "low", "high", ""]


def test_a_column_of_an_id_that_is_taken_is_refused(second):
    column = MatrixColumn("cost", Cell(), kind="cost")
    assert "there is a column 'cost' already" in fault(
        columns.with_column, second, column, one("cost")
    )


def test_an_own_row_rests_on_what_it_names_and_gets_an_id_of_its_own(phase_two):
    row = MatrixRow("industrial-leverage", (), OURS, ("second",), own=True)
    own = columns.OwnRow(row, by_id({"west-actions": line(text("Wait."), OURS)}))
    done = columns.with_rows(phase_two, [own])
    assert done.rows[4].id == "industrial-leverage-2"
    assert [cell.words for cell in done.rows[4].cells] == ["", "", "Wait."]
    assert done.rows[4].evidence == ("second",)
    wrong = columns.OwnRow(row, by_id({"west": Cell()}))
    assert "no column 'west'" in fault(columns.with_rows, phase_two, [wrong])


def test_an_own_row_is_one_action(phase_two):
    row = MatrixRow("own", (), OURS, own=True)
    own = columns.OwnRow(row, by_id({"west-actions": line(text("Wait. See."), OURS)}))
    done = splitting.split(columns.with_rows(phase_two, [own]), one("west-actions"))
    assert len(done.rows) == 15
    assert words(done, "west-actions")[14] == "Wait. See."


def test_only_the_authors_words_are_marked(phase_two):
    row = MatrixRow("own", (), OURS, own=True)
    cells = by_id({"factor": line(text("Stock"), OURS), "west-actions": line(text("Wait."), OURS)})
    done = columns.with_rows(phase_two, [columns.OwnRow(row, cells)])
    marked = columns.marked(with_priority(done, own="high"))
    assert [p.words for p in marked.pieces() if p.marked] == ["Stock"]
    assert not any(c.header.pieces[0].marked for c in marked.columns)
    assert [c.id for c in marked.columns if c.header.pieces[0].italic] == ["priority"]
    assert [p.words for p in marked.pieces() if p.italic] == ["high"]


def test_where_all_words_are_the_authors_nothing_is_marked():
    row = MatrixRow("own", (), OURS, own=True)
    column = MatrixColumn("action", line(text("Action"), OURS), own=True)
    empty = arrange.Matrix((column,), ())
    own = columns.OwnRow(row, by_id({"action": line(text("Wait."), OURS)}))
    done = columns.with_rows(empty, [own])
    assert columns.marked(done) == done


# --- order


def test_a_typed_column_sorts_by_its_values_and_rows_without_one_stand_last(phase_two):
    done = with_priority(phase_two, midstream_chokepoint="low", global_standards_setting="high")
    assert arrange.sorted_by(done, one("priority")).row_ids == [
        "global-standards-setting",
        "midstream-chokepoint",
        "technology-containment",
        "industrial-leverage",
    ]
    assert arrange.sorted_by(done, one("priority"), descending=True).row_ids[:2] == [
        "midstream-chokepoint",
        "global-standards-setting",
    ]


def test_a_column_of_text_sorts_by_its_words(phase_two):
    done = arrange.sorted_by(phase_two, one("factor"))
    assert words(done, "factor") == sorted(words(phase_two, "factor"))


def test_a_group_stands_together_behind_its_column(phase_two):
    done = with_priority(
        phase_two,
        midstream_chokepoint="low",
        technology_containment="high",
        global_standards_setting="low",
        industrial_leverage="high",
    )
    grouped = arrange.grouped(done, one("priority"))
    assert grouped.column_ids[0] == "priority"
    assert words(grouped, "priority") == ["low", "low", "high", "high"]
    assert grouped.row_ids[:2] == ["midstream-chokepoint", "global-standards-setting"]


def test_a_cap_keeps_the_first_by_priority_where_they_stand(phase_two):
    done = with_priority(
        phase_two,
        midstream_chokepoint="low",
        industrial_leverage="high",
        technology_containment="high",
    )
    capped, left = arrange.capped(done, 2, one("priority"))
    assert capped.row_ids == ["technology-containment", "industrial-leverage"]
    assert left == ["midstream-chokepoint", "global-standards-setting"]
    assert arrange.capped(done, 1, None)[0].row_ids == ["midstream-chokepoint"]


def test_a_transposed_matrix_has_its_rows_as_columns(phase_two):
    done = arrange.transposed(phase_two)
    assert done.column_ids == ["factor", *phase_two.row_ids]
    assert done.row_ids == ["implication", "west-actions"]
    assert done.rows[0].cells[1] == phase_two.rows[0].cells[1]
    assert done.columns[1].header.words == "Midstream chokepoint"
    assert arrange.transposed(arrange.dropped(phase_two, at(*phase_two.row_ids))).rows[0].cells
