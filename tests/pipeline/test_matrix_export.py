"""Tables leave as CSV, Markdown and XLSX: every cell text, none of them a formula."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest

from reebrief.compose.matrix.model import digest
from reebrief.corpus.archive import Corpus
from reebrief.diagnostics import ReebriefError
from reebrief.document.markdown import MarkdownSource, parse
from reebrief.document.nodes import Table
from reebrief.document.traverse import plain
from reebrief.pipeline.matrix_export.csv_and_markdown import as_csv, as_markdown
from reebrief.pipeline.matrix_export.records import of_article, records
from reebrief.pipeline.matrix_export.yaml_snippet import citations, pasting
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.writers.xlsx import like_formula, workbook
from support.projects import article, brief, make_project

BODY = """\
| Factor | Said |
|---|---|
| One | =HYPERLINK("http://x") |
| +Two | -5 % |
| @Three | ＝1+1 |
| A \\| B | R&D, "so <to> say" |

Table: Advice {#advice}
"""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def rows(tmp_path):
    session = Session(make_project(tmp_path, {"one": article(BODY)}))
    found = session.corpus.get("one")
    return [*of_article(session, found, found.tables["advice"])]


def test_every_row_says_where_it_comes_from_and_what_is_to_be_known_of_it(rows):
    source = ("article", "publisher", "address", "classes", "disclaimer", "file", "line")
    assert rows[0] == ("row", "Factor", "Said", *source)
    assert rows[1][:3] == ("one", "One", '=HYPERLINK("http://x")')
    assert (rows[1][3], *rows[1][-2:]) == ("one", "articles/one.md", "7")


EDITED = """
  table: one#advice
  actions: said
  columns: [factor, said, lead]
  add: [lead]
  rows: [two, ours]
  own: [{cells: {factor: Ours, said: Wait.}, evidence: [one]}]
  amend:
    - {row: two-1, column: said, hash: %s, text: "Save 3 %%.", author: A, reason: b}
"""


@pytest.fixture
def edited(tmp_path):
    said = article(
        "| Factor | Said |\n|---|---|\n| One | Buy. |\n| Two | Save 5 %, reportedly. |\n\n"
        "Table: Advice {#advice}\n",
        publisher="Metal Watch",
        origins="[State Gazette]",
        url="https://example.org/a",
        disclaimer="{text: nothing is checked}",
    )
    definition = brief(articles="[one]", sections="[matrix]") + "matrix:" + EDITED
    definition %= digest("Save 5 %, reportedly.")
    sources = """
gazette:
  name: State Gazette
  kind: state-media
  state: {is: Ruritania, reference: Imprint, read: 2025-01-02}
"""
    project = make_project(tmp_path, {"one": said}, sources, {"b": definition})
    return prepare(Session(project), "b")


def test_the_matrix_of_a_brief_leaves_as_its_author_edited_it(edited):
    header, two, own = records(edited)
    cells = dict(zip(header, two, strict=True))
    assert two[:3] == ("two-1", "Two", "Action 1: Save 3 %. (author’s amendment, A: b)")
    assert cells["publisher"] == "Metal Watch"
    assert cells["address"] == "https://example.org/a"
    assert cells["disclaimer"] == "nothing is checked"
    assert {"state-media", "publishers-opinion"} <= {*cells["classes"].split("; ")}
    assert own[1] == "Ours (author’s)"


def test_the_citations_of_actions_are_ready_to_paste(edited):
    assert [*citations(edited)] == [
        "[@one#advice/two-1]  1: Save 3 %.",
        "[@#ours]  2: Wait.",
    ]


def test_a_brief_without_a_matrix_or_actions_has_none_to_give(tmp_path):
    project = make_project(tmp_path, {"one": article(BODY)}, "", {"b": brief(articles="[one]")})
    prepared = prepare(Session(project), "b")
    with pytest.raises(ReebriefError, match="'b' has no matrix"):
        next(records(prepared))
    with pytest.raises(ReebriefError, match="'b' has no numbered actions"):
        next(citations(prepared))


def test_csv_reads_back_with_an_apostrophe_before_what_may_be_a_formula(rows):
    read = [*csv.reader(io.StringIO(as_csv(rows)))]
    for given, found in zip(rows, read, strict=True):
        for text, cell in zip(given, found, strict=True):
            assert cell == (f"'{text}" if text[:1] in "=+-@＝" and text else text)
    assert not any(like_formula(cell) for row in read for cell in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1"])
def test_what_a_spreadsheet_may_read_as_a_formula_is_known(text):
    assert like_formula(text)
    assert as_csv([(text,)]).lstrip('"').startswith("'")


def test_markdown_reads_back(rows):
    (table,) = parse(MarkdownSource(as_markdown(rows), "x.md"))
    assert isinstance(table, Table)
    assert tuple(plain(c.header) for c in table.columns) == rows[0]
    assert [tuple(plain(cell) for cell in row.cells) for row in table.rows] == rows[1:]


def cells(data):
    """Return the texts and the formats of the cells of a workbook's sheet, row by row."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        root = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))  # noqa: S314  our own file
        styles = ET.fromstring(package.read("xl/styles.xml"))  # noqa: S314  the same
    assert root.find(f".//{SHEET}f") is None
    formats = styles.find(f"{SHEET}cellXfs")
    return [
        [
            (c.attrib["t"], "".join(c.itertext()), formats[int(c.attrib["s"])].get("quotePrefix"))
            for c in row
        ]
        for row in root.iter(f"{SHEET}row")
    ]


def test_a_workbook_holds_text_alone(rows):
    found = cells(workbook("advice", rows))
    assert [[text for _, text, _ in row] for row in found] == [[*row] for row in rows]
    assert {kind for row in found for kind, _, _ in row} == {"inlineStr"}
    quoted = {text for row in found for _, text, prefix in row if prefix == "1"}
    assert quoted == {'=HYPERLINK("http://x")', "+Two", "-5 %", "@Three", "＝1+1"}


def test_the_same_records_make_the_same_workbook(rows):
    assert workbook("advice", rows) == workbook("advice", rows)


def test_columns_beyond_z_have_two_letters():
    data = workbook("wide", [tuple(str(n) for n in range(30))])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert 'r="Z1"' in sheet
    assert 'r="AA1"' in sheet
    assert 'r="AD1"' in sheet


def test_a_text_too_long_for_a_cell_is_an_error():
    with pytest.raises(ReebriefError, match="a cell of 32768 characters"):
        workbook("long", [("x" * 32768,)])


def test_a_table_is_shown_with_the_ids_and_hashes_that_a_definition_needs(tmp_path):
    body = (
        "| Factor | Do |\n|---|---|\n| Ore | Dig. Sell. |\n| Tax | Pay. |\n\nTable: Advice {#t}\n"
    )
    found = Corpus(make_project(tmp_path, {"one": article(body)})).get("one")
    lines = [
        re.sub(r"hash: [0-9a-f]{12}", "hash: H", line) for line in pasting(found, found.tables["t"])
    ]
    assert lines == [
        "# Advice",
        "matrix:",
        "  table: one#t",
        "  rows:",
        "    - ore",
        "    - tax",
        "  columns:",
        "    - factor",
        "    - do",
        "# Cells by row and column, each with the hash of its words; by row, what a split gives.",
        "# row ore (articles/one.md:7)",
        "#   factor  hash: H  Ore",
        "#   do  hash: H  Dig. Sell.",
        "#     ore-1  hash: H  Dig.",
        "#     ore-2  hash: H  Sell.",
        "# row tax (articles/one.md:8)",
        "#   factor  hash: H  Tax",
        "#   do  hash: H  Pay.",
    ]
    bare = Corpus(make_project(tmp_path / "b", {"one": article("| A |\n|---|\n| 1 |\n")})).get(
        "one"
    )
    assert next(pasting(bare, next(iter(bare.tables.values())))) == "# no caption"
