"""The matrix of a brief: from the keys of a definition to what a reader of the brief sees."""

import re
from dataclasses import replace

import pytest

from reebrief.briefs.models import matrix as keys_of_matrix
from reebrief.compose.context import ComposeContext
from reebrief.compose.matrix.action_links import with_actions
from reebrief.compose.matrix.model import digest
from reebrief.compose.matrix.named_actors import actors, deadlines
from reebrief.diagnostics import ReebriefError
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import (
    Cite,
    Emphasis,
    Excerpt,
    Heading,
    InlineExcerpt,
    Link,
    List,
    Paragraph,
    Section,
    Table,
)
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.templates.matrix_words import ActorWords
from support.projects import article, brief, make_project
from support.readers import TEXT, squeezed
from support.trees import ROOT, words

GAZETTE = """\
| Factor | Why | Actions |
|---|---|---|
| Midstream | It is narrow. | Build plants. Train people. |
| Standards | They bind. | Join the bodies. |

Table: What the gazette advises {#advice}
"""
JOURNAL = """\
| Driver | What to do |
|---|---|
| midstream | Buy elsewhere. |
| Recycling | Collect magnets. |

Table: What the journal advises {#ideas}
"""
REPORT = """\
Text.

| Factor | Advice |
|---|---|
| Buy | The European Commission should buy oxides by the end of 2027. |
| Wait | Buy oxides. |

Table: What the institute advises {#advice}
"""
ARTICLES = {
    "gazette": article(GAZETTE, origins="[State Gazette]", publisher="Metal Watch"),
    "journal": article(JOURNAL, origins="[Own Channel]", title="Two", publisher="The Journal"),
    "twin": article("Text.", origins="[State Gazette]", title="Four"),
    "report": article(REPORT, origins="[Institute]", title="Three"),
}
SOURCES = """
gazette:
  name: State Gazette
  kind: state-media
  state: {is: Ruritania, reference: Imprint, read: 2025-01-02}
channel: {name: Own Channel, kind: state-owned-enterprise}
institute: {name: Institute, kind: think-tank}
"""
MODELS = [
    model
    for name, model in vars(keys_of_matrix).items()
    if name.endswith("Model") and model.__module__ == keys_of_matrix.__name__
]
TWO = """
  tables:
    - table: gazette#advice
    - table: journal#ideas
      columns: {factor: driver, actions: what-to-do}
      empty: why
"""


@pytest.fixture
def made(tmp_path):
    """Return a function that prepares a brief of a matrix, with other keys of the brief."""

    def make(matrix, **keys):
        keys = {"articles": "[gazette]", "sections": "[matrix]", **keys}
        definition = brief(**keys) + f"matrix:{matrix}\n"
        project = make_project(tmp_path, ARTICLES, SOURCES, {"b": definition})
        return prepare(Session(project), "b")

    return make


def section(prepared):
    return next(s for s in prepared.annotated.brief.sections if s.kind == "matrix")


def table(prepared):
    return next(node for node in walk([section(prepared)]) if isinstance(node, Table))


def cells(prepared):
    return [[plain(cell) for cell in row.cells] for row in table(prepared).rows]


def said(prepared):
    return [str(p) for p in prepared.problems if p.place and p.place.file == "briefs/b.yaml"]


def fault(made, matrix, **keys):
    with pytest.raises(ReebriefError) as caught:
        made(matrix, **keys)
    return str(caught.value)


# --- the short form


def test_the_short_form_is_an_excerpt_of_the_article_with_its_labels_in_the_head(made):
    prepared = made(" {table: 'gazette#advice', rows: [standards], columns: [actions, factor]}")
    assert cells(prepared) == [["Join the bodies.", "Standards"]]
    heads = [label.text for label in table(prepared).labels.labels]
    assert heads == [
        "Publisher’s opinion: advice of Metal Watch in [1], not of State Gazette (state media), "
        "nor ours"
    ]
    excerpt = next(n for n in section(prepared).blocks if isinstance(n, Excerpt))
    assert (excerpt.article, excerpt.part) == ("gazette", "advice")
    assert said(prepared) == []


# --- several articles


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
@pytest.mark.parametrize("layout", ["table", "cards"])
def test_a_matrix_of_two_articles_shows_the_labels_of_both(made, form, layout):
    prepared = made(f"{TWO}  layout: {layout}")
    read = squeezed(TEXT[form](gated(form, prepared).data)).lower()
    for label in ("State media", "State-owned enterprise", "Publisher’s opinion"):
        assert squeezed(label).lower() in read
    for words_ in ("Buy elsewhere.", "Train people.", "They bind."):
        assert squeezed(words_).lower() in read


def test_the_head_of_a_merged_matrix_has_the_labels_of_all_its_articles(made):
    prepared = made(TWO)
    head = table(prepared).labels
    (label,) = head.labels
    assert label.text.startswith(
        "Publisher’s opinion: advice of Metal Watch and The Journal in [1]"
    )
    assert "(state media)" in label.text
    assert "(state-owned enterprise)" in label.text
    rows = cells(prepared)
    assert rows[2][2] == "Buy elsewhere."
    shown = {n.article for n in walk([table(prepared)]) if isinstance(n, InlineExcerpt)}
    assert shown == {"gazette", "journal"}
    assert set(prepared.annotated.running) == {"gazette", "journal"}


def test_rows_name_their_evidence_where_it_differs(made):
    last = [row[-1] for row in cells(made(TWO))]
    assert last[0] == "[1] (publisher’s opinion only)"
    assert last[2] == "[2] (publisher’s opinion only)"
    same = made(" {table: 'gazette#advice'}")
    assert [c.id for c in table(same).columns] == ["factor", "why", "actions"]


def test_a_folded_row_rests_on_both_articles(made):
    prepared = made(f"{TWO}  fold: factor")
    assert len(cells(prepared)) == 3
    first = table(prepared).rows[0]
    assert [n.article for n in walk(first.cells[-1]) if isinstance(n, Cite)] == [
        "gazette",
        "journal",
    ]
    assert "It is narrow." in plain(first.cells[1])


# --- actions


def test_split_actions_are_numbered_and_can_be_linked_to(made):
    prepared = made(" {table: 'gazette#advice', actions: actions}")
    assert numbered(prepared) == ["1. Build plants.", "2. Train people.", "3. Join the bodies."]
    assert [row[1] for row in cells(prepared)] == ["It is narrow.", "as above", "They bind."]
    ids = [n.id for n in walk([table(prepared)]) if isinstance(n, Paragraph) and n.id]
    assert ids == ["action_1", "action_2", "action_3"]


def test_actions_split_within_their_cells_stay_in_them(made):
    keys = "actions: {column: actions, split: cells}, add: [lead], each: {midstream-2: {lead: All}}"
    prepared = made(f" {{table: 'gazette#advice', {keys}}}")
    assert numbered(prepared) == ["1. Build plants.", "2. Train people.", "3. Join the bodies."]
    rows = cells(prepared)
    assert [row[2] for row in rows] == ["Build plants. Train people.", "Join the bodies."]
    assert rows[0][3] == "Action 1: not set Action 2: All"


def numbered(prepared):
    """Return the entries of the numbered lists in a brief's matrix, with their numbers."""
    lists = [n for n in walk([table(prepared)]) if isinstance(n, List) and n.ordered]
    return [f"{n}. {plain(item)}" for one in lists for n, item in enumerate(one.items, one.start)]


def test_a_column_of_actions_is_numbered_unless_the_definition_says_no(made):
    whole = " {table: 'gazette#advice'"
    prepared = made(whole + "}")
    assert numbered(prepared) == ["1. Build plants.", "2. Train people.", "3. Join the bodies."]
    assert [row[2] for row in cells(prepared)] == [
        "Build plants. Train people.",
        "Join the bodies.",
    ]
    assert numbered(made(whole + ", numbered: false}")) == []
    assert numbered(made(whole + ", rename: {columns: {actions: Ideas}}}")) == []
    # Two columns speak of actions: nobody can tell which holds them.
    assert numbered(made(whole + ", rename: {columns: {why: Measures}}}")) == []
    # A single action needs no number.
    assert numbered(made(whole + ", rows: [standards]}")) == []


def test_columns_of_the_authors_are_in_italics_and_a_line_says_so(made):
    prepared = made(" {table: 'gazette#advice', add: [lead], each: {midstream: {lead: The board}}}")
    slanted = [plain(n.inlines) for n in walk([table(prepared)]) if isinstance(n, Emphasis)]
    assert slanted == ["Lead", "The board", "not set"]
    said = "What is in italics is ours."
    blocks = prepared.annotated.brief.sections
    assert said in [plain([n]) for n in walk(blocks) if isinstance(n, Paragraph)]
    without = made(" {table: 'gazette#advice'}").annotated.brief.sections
    assert said not in plain(without)


def test_the_caption_of_a_table_heads_its_section_once(made):
    prepared = made(" {table: 'gazette#advice'}")
    (section,) = (s for s in prepared.annotated.brief.sections if s.kind == "matrix")
    assert plain(section.blocks[:1]) == "What the gazette advises"
    assert table(prepared).titled
    cards = made(" {table: 'gazette#advice', layout: cards}").annotated.brief.sections
    (section,) = (s for s in cards if s.kind == "matrix")
    assert plain(section.blocks[:1]) == "Recommended actions"


def linked(made, text, matrix=" {table: 'gazette#advice', actions: actions}", **keys):
    """Return the author's text of a brief whose matrix stands behind it, and what was found."""
    sections = "[matrix, text]"
    prepared = made(matrix, sections=sections, text=repr(text), **keys)
    own = next(s for s in prepared.annotated.brief.sections if s.kind == "text")
    return own, said(prepared)


def test_the_text_cites_an_action_by_its_id(made):
    own, problems = linked(
        made, "As *in [@gazette#advice/standards-1]* and [@gazette#advice/midstream-1] say."
    )
    assert [n.href for n in walk([own]) if isinstance(n, Link) and "action" in n.href] == [
        "#action_3",
        "#action_1",
    ]
    assert [n.article for n in walk([own]) if isinstance(n, Cite)] == ["gazette", "gazette"]
    assert "Action 3" in plain([own])
    assert not any("action" in problem for problem in problems)


def test_an_action_keeps_its_id_when_the_order_changes(made):
    text = "As [@gazette#advice/standards-1] says."
    first = " {table: 'gazette#advice', actions: actions, rows: [standards, midstream]}"
    assert "Action 1" in plain([linked(made, text, first)[0]])
    assert "Action 3" in plain([linked(made, text)[0]])


@pytest.mark.parametrize(
    ("header", "text", "shown"),
    [
        ("Ideas", "As [@gazette#advice/standards-1] says.", "Ideas (author’s) (Action 1–3)"),
        ("Next actions", "As [@gazette#advice/standards-1] says.", "Next actions (author’s)"),
        ("Ideas", "As the gazette says.", "Ideas (author’s)"),
    ],
)
def test_the_head_of_actions_that_a_text_cites_says_what_it_calls_them(made, header, text, shown):
    renamed = f"rename: {{columns: {{actions: {header}}}}}"
    matrix = f" {{table: 'gazette#advice', actions: actions, {renamed}}}"
    prepared = made(matrix, sections="[matrix, text]", text=repr(text))
    assert [plain(column.header) for column in table(prepared).columns][2] == shown


def test_a_row_of_one_action_may_be_named_without_a_number(made):
    assert "Action 3" in plain([linked(made, "As [@gazette#advice/standards] says.")[0]])


def test_a_row_of_several_actions_is_no_action(made):
    with pytest.raises(ReebriefError) as caught:
        linked(made, "As [@gazette#advice/midstream] says.")
    assert str(caught.value).splitlines()[-2:] == [
        "briefs/b.yaml:6: 'gazette#advice/midstream' holds 2 actions",
        "  hint: name one: [@gazette#advice/midstream-1], [@gazette#advice/midstream-2]",
    ]


def test_an_action_of_the_authors_is_named_by_its_row(made):
    keys = """
  table: gazette#advice
  actions: actions
  own:
    - {id: stocks, cells: {factor: Stocks, actions: Keep oxides.}, evidence: [gazette]}
"""
    own, _ = linked(made, "As [@#stocks] says.", keys)
    assert "As Action 4 says." in plain([own])
    with pytest.raises(ReebriefError, match="the matrix shows no action '#stock'"):
        linked(made, "As [@#stock] says.", keys)


def test_an_amended_action_keeps_its_id(made):
    keys = f"""
  table: gazette#advice
  actions: actions
  amend:
    - {{row: midstream-2, column: actions, hash: {digest("Train people.")}, text: Train few.,
       author: A, reason: b}}
"""
    own, _ = linked(made, "As [@gazette#advice/midstream-2] says.", keys)
    assert "Action 2" in plain([own])
    assert [n.article for n in walk([own]) if isinstance(n, Cite)] == ["gazette"]


def test_folded_actions_are_named_by_each_of_their_ids(made):
    keys = TWO + "  fold: factor\n  actions: actions\n"
    own, _ = linked(made, "See [@journal#ideas/midstream-1].", keys, articles="[gazette, journal]")
    assert [n.article for n in walk([own]) if isinstance(n, Cite)] == ["journal"]


def test_a_citation_is_not_said_twice(made):
    own, _ = linked(made, "As [@gazette#advice/standards] [@gazette].")
    assert len([n for n in walk([own]) if isinstance(n, Cite)]) == 1


def test_a_number_is_linked_and_its_id_is_told(made):
    own, problems = linked(made, "As *in [Action 3]*.")
    assert [n.article for n in walk([own]) if isinstance(n, Cite)] == ["gazette"]
    assert (
        "briefs/b.yaml:6: finding: '[Action 3]' is another action as soon as the order changes\n"
        "  hint: type [@gazette#advice/standards-1]"
    ) in problems


def test_an_action_that_is_not_there_is_an_error_with_its_place(made):
    with pytest.raises(ReebriefError) as caught:
        linked(made, "One.\n\nAs [Action 4].")
    assert "briefs/b.yaml:6: no action 4 in the matrix\n  hint: known actions: gazette#ad" in str(
        caught.value
    )
    with pytest.raises(ReebriefError, match="name the column of the matrix that holds actions"):
        linked(made, "As [Action 1].", " {table: 'gazette#advice', numbered: false}")
    with pytest.raises(ReebriefError, match="no action 'gazette#advice/standard-1'"):
        linked(made, "As [@gazette#advice/standard-1].")


def test_text_of_an_article_cites_no_action(made):
    prepared = made(" {table: 'gazette#advice'}")
    quoted = Excerpt("gazette", made_section("See [Action 9].").blocks)
    own = Section("items", (quoted,))
    context = ComposeContext(prepared.inputs)
    assert with_actions((own,), context) == (own,)
    assert context.problems == context.findings == []


def made_section(text):
    return Section("text", parse(MarkdownSource(text, "briefs/b.yaml", 4)))


# --- what the author adds


def test_typed_values_are_printed_in_the_words_of_the_language(made):
    keys = (
        "lead: '[Board](https://example.org)', partners: [A, B], horizon: this year, "
        "date: 2026-03-31, priority: high, cost: little, status: under-way, confidence: moderate"
    )
    add = "lead, partners, horizon, date, priority, cost, status, confidence"
    prepared = made(
        f" {{table: 'gazette#advice', add: [{add}], columns: [factor, {add}], "
        f"each: {{midstream: {{{keys}}}}}}}"
    )
    assert cells(prepared)[0][1:] == [
        "Board",
        "A, B",
        "this year",
        "31 March 2026",
        "high",
        "little",
        "under way",
        "moderate confidence",
    ]
    assert plain(table(prepared).columns[4].header) == "Deadline"


def test_a_value_that_no_column_shows_still_sorts_and_caps(made):
    each = "each: {standards: {priority: high}}"
    prepared = made(f" {{table: 'gazette#advice', sort: priority, cap: 1, {each}}}")
    assert cells(prepared) == [["Standards", "They bind.", "Join the bodies."]]
    assert said(prepared) == ["briefs/b.yaml:6:56: note: the cap of 1 leaves out midstream"]


def test_a_column_of_the_authors_text_is_filled_cell_by_cell(made):
    prepared = made(
        " {table: 'gazette#advice', add: [{id: risk, header: Risk}], "
        "each: {midstream: {cells: {risk: 'High, *very*.'}}}}"
    )
    assert [row[-1] for row in cells(prepared)] == ["High, very.", ""]


def test_an_action_without_an_actor_says_so_and_is_a_note(made):
    each = "each: {midstream: {lead: The ministry}}"
    prepared = made(f" {{table: 'gazette#advice', add: [lead], {each}}}")
    assert [row[3] for row in cells(prepared)] == ["The ministry", "not set"]
    assert said(prepared) == [
        "briefs/b.yaml:6:40: note: no lead is set: standards\n  hint: type lead: … under 'each'"
    ]


def test_an_actor_and_a_day_that_an_action_names_are_proposed(made):
    keys = """
  table: report#advice
  add: [lead, date]
"""
    prepared = made(keys, articles="[report]")
    assert [row[1:] for row in cells(prepared)] == [
        ["The European Commission should buy oxides by the end of 2027.", "see the action", ""],
        ["Buy oxides.", "not set", ""],
    ]
    found = [text.partition("note: ")[2] for text in said(prepared) if "note: " in text]
    assert found == [
        "'buy' names “The European Commission”\n"
        "  hint: if that is its lead, type lead: … under 'each'",
        "no lead is set: wait\n  hint: type lead: … under 'each'",
        "'buy' names “by the end of 2027”\n  hint: if that is its date, type date: … under 'each'",
    ]


@pytest.mark.parametrize(
    ("text", "actor", "day"),
    [
        ("Have the US, Japan and allied agencies act.", "the US, Japan and allied agencies", ""),
        ("Let the Board of Trade and NIST lead.", "the Board of Trade and NIST", ""),
        ("Governments must act within 24 months.", "Governments", "within 24 months"),
        ("Congress shall pass the act before June 2026.", "Congress", "before June 2026"),
        ("Set up hubs (for example US–Japan–EU) by tax credits.", "", ""),
        ("Start an Operation Warp Speed. Finance 3 plants.", "", ""),
    ],
)  # fmt: skip
def test_actors_and_days_are_read_in_the_words_of_the_language(text, actor, day):
    forms = words().matrix_words.actors
    assert "; ".join(actors(text, forms)) == actor
    assert "; ".join(deadlines(text, forms)) == day


def test_without_words_of_the_language_nothing_is_proposed():
    assert actors("The Board should act by 2027.", ActorWords()) == []
    assert deadlines("The Board should act by 2027.", ActorWords()) == []


OWN = """
  table: gazette#advice
  own:
    - cells: {factor: Stocks, actions: "Keep [@report] stocks."}
      lead: The agency
    - {id: wait, cells: {actions: Wait.}}
    - {cells: {factor: Talk}, evidence: [journal]}
  add: [lead]
"""


def test_own_rows_are_marked_and_rest_on_what_they_cite_or_name(made):
    rows = cells(made(OWN))
    assert rows[2][0] == "Stocks (author’s)"
    assert rows[2][-1] == "[2]"
    assert rows[3][-1] == "no evidence named"
    assert rows[4][-1] == "[3]"
    assert rows[0][-1] == "[1] (publisher’s opinion only)"


def test_the_independent_origins_behind_a_row_are_counted(made):
    keys = """
  own:
    - {cells: {what: Wait.}, evidence: [gazette, report]}
    - {cells: {what: See.}, evidence: [gazette, twin]}
    - {cells: {what: Go.}, evidence: [report]}
  add: [{id: what, header: What}]
"""
    prepared = made(keys, articles="[gazette, report, twin]")
    assert [row[-1] for row in cells(prepared)] == [
        "[1] [2] (2 independent origins)",
        "[1] [3] (one origin)",
        "[2]",
    ]


def test_own_rows_without_evidence_or_actor_are_findings(made):
    found = said(made(OWN))
    assert "briefs/b.yaml:11: finding: 'wait' rests on no evidence" in found[0]
    assert "finding: no lead is set: wait, talk" in found[1]
    assert "note: no lead is set: midstream, standards" in found[2]


def test_a_matrix_may_be_the_authors_alone(made):
    prepared = made(
        """
  own:
    - {cells: {what: Wait.}, evidence: [report]}
    - {cells: {what: See.}, evidence: [report]}
  add: [{id: what, header: What}]
"""
    )
    assert cells(prepared) == [["Wait.", "[2]"], ["See.", "[2]"]]
    assert not table(prepared).caption  # the heading above says it


def test_more_recommendations_than_five_are_a_finding_unless_the_brief_says_how_many(made):
    own = "".join(f"    - {{cells: {{factor: F{n}}}, evidence: [report]}}\n" for n in range(4))
    matrix = f"\n  table: gazette#advice\n  own:\n{own}"
    assert said(made(matrix)) == [
        "briefs/b.yaml:7:3: finding: 6 recommendations; the form 'memo' should have at most 5\n"
        "  hint: choose rows, or type cap: 5"
    ]
    assert said(made(f"{matrix}  cap: 6\n")) == []


# --- amendments


AMENDED = """
  table: gazette#advice
  actions: actions
  amend:
    - {row: midstream, column: why, text: It is tight., author: R. Holm, reason: clearer,
       hash: HASH, was: It is narrow.}
    - {row: standards-1, column: actions, text: Join them., author: R. Holm, reason: shorter,
       hash: 0d5b5b1ed0ab}
"""


def test_an_amended_cell_says_who_amended_it_and_why(made):
    matrix = AMENDED.replace("HASH", digest("It is narrow."))
    matrix = matrix.replace("0d5b5b1ed0ab", digest("Join the bodies."))
    rows = cells(made(matrix))
    assert rows[0][1] == "It is tight. (author’s amendment, R. Holm: clearer)"
    assert rows[2][2] == "Join them. (author’s amendment, R. Holm: shorter)"


def test_a_changed_article_fails_with_row_column_both_texts_and_the_amendment(made):
    matrix = AMENDED.replace("HASH", digest("It is wide.")).replace("narrow", "wide")
    matrix = matrix[: matrix.index("    - {row: standards-1")]
    found = fault(made, matrix)
    assert found.startswith("briefs/b.yaml:11:14: row 'midstream', column 'why': the cell has")
    for part in ("“It is wide.”", "“It is narrow.”", "R. Holm (clearer)", "“It is tight.”"):
        assert part in found
    assert f"type hash: {digest('It is narrow.')}" in found


# --- layout


def test_widths_and_headers_come_from_the_definition(made):
    prepared = made(
        " {table: 'gazette#advice', widths: {why: 2}, rename: {columns: {why: Reason}, "
        "rows: {midstream: Middle}}}"
    )
    assert [c.weight for c in table(prepared).columns] == [1.0, 2.0, 1.0]
    assert plain(table(prepared).columns[1].header) == "Reason (author’s)"
    assert cells(prepared)[0][0] == "Middle (author’s)"


def test_cards_have_a_heading_each_and_the_caveats_of_their_article(made):
    prepared = made(" {table: 'gazette#advice', layout: cards}")
    headings = [n for n in walk([section(prepared)]) if isinstance(n, Heading)]
    assert [plain(h.inlines) for h in headings] == [
        "Recommended actions",
        "Midstream",
        "Standards",
    ]
    assert "Why: It is narrow." in plain([section(prepared)])
    assert "State media" in plain([section(prepared)])


def test_a_transposed_matrix_keeps_every_cell(made):
    prepared = made(" {table: 'gazette#advice', transpose: true}")
    assert [c.id for c in table(prepared).columns] == ["factor", "midstream", "standards"]
    assert cells(prepared) == [
        ["Why", "It is narrow.", "They bind."],
        ["Actions", "Build plants. Train people.", "Join the bodies."],
    ]


# --- bad input


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (" {caption: x}", "no table; type|hint: type table: article-id#table-id"),
        (" {table: 'gazette#advice', tables: []}", "'table' and 'tables' at once"),
        (" {table: gazette}", "'gazette' names no table"),
        (" {table: 'gazette#advise'}", "did you mean 'advice'?"),
        (" {table: 'gazete#advice'}", "did you mean 'gazette'?"),
        (" {tables: [{table: 'gazette#advice'}, {table: 'gazette#advice'}]}", "is listed twice"),
        (" {tables: [{table: 'gazette#advice', empty: why}]}", "the first table gives"),
        (" {own: [{cells: {a: b}}]}", "a matrix without columns"),
        (" {own: [{id: A b, cells: {a: b}}]}", "'A b' is no id\n  hint: type a-b"),
        (" {table: 'gazette#advice', own: [{cells: {factr: b}}]}", "did you mean 'factor'?"),
        (
            " {table: 'gazette#advice', amend: [{row: a, column: b, text: c, author: d, reason: e,"
            " hash: 12345}]}",
            "'12345' is no hash",
        ),
        (" {table: 'gazette#advice', fold: factor}", "nothing to fold"),
        (" {table: 'gazette#advice', actions: action}", "did you mean 'actions'?"),
        (" {table: 'gazette#advice', add: [led]}", "the column 'led' has no header"),
        (" {table: 'gazette#advice', add: [lead, lead]}", "there is a column 'lead' already"),
        (" {table: 'gazette#advice', each: {midstrem: {lead: A}}}", "did you mean 'midstream'?"),
        (" {table: 'gazette#advice', each: {midstream: {led: A}}}", "did you mean 'lead'?"),
        (" {table: 'gazette#advice', each: {midstream: {date: soon}}}", "'soon' is no date"),
        (" {table: 'gazette#advice', each: {midstream: {priority: top}}}", "high, medium or low"),
        (" {table: 'gazette#advice', each: {midstream: {evidence: [repot]}}}", "'report'?"),
        (" {table: 'gazette#advice', each: {midstream: {cells: {why: x}}}}", "holds words"),
        (" {table: 'gazette#advice', drop: {rows: [standard]}}", "did you mean 'standards'?"),
        (" {table: 'gazette#advice', rename: {rows: {standard: x}}}", "'standards'?"),
        (" {table: 'gazette#advice', sort: factors}", "did you mean 'factor'?"),
        (" {table: 'gazette#advice', group: factors}", "did you mean 'factor'?"),
        (" {table: 'gazette#advice', cap: {most: 1, by: factors}}", "did you mean 'factor'?"),
        (" {table: 'gazette#advice', cap: none}", "most: a whole number is expected"),
        (" {table: 'gazette#advice', widths: {why: 0}}", "the width of 'why' is out of range"),
        (" {table: 'gazette#advice', widths: {wy: 2}}", "did you mean 'why'?"),
        (" {table: 'gazette#advice', layout: card}", "type table or cards"),
        (" {table: 'gazette#advice', actions: actions, drop: {columns: [actions]}}", "no column"),
        (" {table: 'gazette#advice', own: [{cells: {factor: '<b>x</b>'}}]}", "raw HTML"),
    ],
)
def test_matrix_choices_that_match_nothing_are_errors_with_a_hint(made, matrix, message):
    found = fault(made, matrix)
    assert re.search(r"^briefs/b\.yaml:6:\d+: ", found)
    assert any(part in found for part in message.split("|"))
    assert "\n  hint: " in found


@pytest.mark.parametrize("model", [*MODELS])
def test_every_key_of_the_matrix_stands_in_the_definition(model):
    text = (ROOT / "docs" / "definition.md").read_text(encoding="utf-8")
    part = text[text.index("### `matrix`") : text.index("## An article")]
    assert [name for name in model.model_fields if f"`{name}`" not in part] == []


def test_faults_of_several_operations_are_reported_at_once(made):
    matrix = (
        " {table: 'gazette#advice', sort: x, group: y, drop: {rows: [z]}, rows: [a], columns: [b]}"
    )
    found = fault(made, matrix)
    assert [f"'{name}'" in found for name in "abxyz"] == [True] * 5


def test_the_matrix_is_the_same_each_time(made):
    first, again = (section(made(f"{TWO}  fold: factor\n  layout: cards\n")) for _ in range(2))
    assert first == replace(again)
