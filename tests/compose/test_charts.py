"""Charts in briefs: values with their caveats in every format; bad input told with its place."""

import io
import re
import zipfile

import pytest
from lxml import etree

from reebrief import writers
from reebrief.diagnostics import ReebriefError
from reebrief.document.nodes import Bar, CaveatLabel, Chart
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support import trees
from support.pdfread import Pdf
from support.projects import article, brief, make_project

BODY = """
The mill makes 400 tons a year. It plans a line of 900 tons a year. Use of ore rose from 50% to 80%.

| Plant | Output | Share |
|---|---|---|
| North | 300 tons | 20 % |
| South | 500 tons | none |
| West | | 5 % |
"""
ARTICLES = {
    "mill": article(BODY, title="Mill", origins="[Mill Ltd]", published="2025-11-20"),
    "mine": article("It plans to make 700 tons a year.", title="Mine"),
}
BARS = """
  - kind: bar
    caption: Output of two plants
    unit: tons a year
    rows:
      - {label: Mill, values: 400, source: mill}
      - {label: Its new line, values: [900], source: mill}
      - {label: Mine, values: [{value: 700, source: mine}]}
"""
MANY = BARS + "".join(f"      - {{label: Line {n}, values: 400, source: mill}}\n" for n in range(4))
"""A chart of seven values, which is drawn."""
PAIR = """
  - kind: before-after
    caption: Use of ore
    source: mill
    rows:
      - {label: Use of ore, values: [50 %, 80 %]}
"""
TIMES = """
  - kind: timeline
    caption: What is to come
    source: mill
    events:
      - {date: 2025-06, label: The mill opened}
      - {date: 2026-03-01, label: A line of 900 tons a year}
"""


def prepared(folder, charts, **keys):
    keys = {"articles": "[mill, mine]", "sections": "[chart]", "charts": charts, **keys}
    return prepare(Session(make_project(folder, ARTICLES, briefs={"a": brief(**keys)})), "a")


def written(one, form):
    return writers.write(form, one.annotated, one.inputs.theme, one.inputs.language).data


def charts(one):
    return [n for n in walk(one.annotated.brief.sections) if isinstance(n, Chart)]


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(folder, charts, **keys):
    with pytest.raises(ReebriefError) as caught:
        prepared(folder, charts, **keys)
    return [str(problem) for problem in caught.value.problems]


# --- caveats


def test_the_label_of_a_doubted_figure_stands_in_the_table_and_its_mark_in_the_chart(tmp_path):
    one = prepared(tmp_path, MANY)
    (node,) = charts(one)
    cells = [plain(row.cells[1]) for row in node.table.rows]
    labelled = ["planned" in cell for cell in cells[:3]]
    assert labelled == [False, True, True]
    drawing = re.search(r"<svg.*?</svg>", written(one, "html").decode(), re.DOTALL)[0]
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    (key,) = [text for text in shown if "lanned" in text]
    marks = {text for text in shown if re.fullmatch(r"[*†]", text)}
    assert marks
    assert not {"900", "700"} & {*shown}  # the table has them
    assert all(mark in key for mark in marks)
    assert "Figures from" in plain(node.data)


def test_every_value_is_shown_with_the_number_of_its_article(tmp_path):
    (node,) = charts(prepared(tmp_path, BARS))
    numbers = [re.findall(r"\[(\d)", plain(row.cells[1])) for row in node.table.rows]
    assert numbers == [["1"], ["1"], ["2"]]
    labels = [n.text for n in walk(node.data) if isinstance(n, CaveatLabel)]
    assert any("unreviewed source" in label.lower() for label in labels)


def test_an_article_that_only_a_chart_names_is_a_source(tmp_path):
    one = prepared(tmp_path, BARS, articles="[mill]")
    assert {"mill", "mine"} <= {c.article for c in one.account.caveats}


def test_a_figure_that_its_article_does_not_state_is_a_finding(tmp_path):
    one = prepared(tmp_path, BARS.replace("values: 400", "values: 401"))
    (problem,) = [p for p in one.problems if "401" in p.what]
    assert problem.what == "'mill' does not state '401\u00a0tons a year'"
    assert str(problem.place) == "briefs/a.yaml:11:31"


def test_alternative_text_with_figures_is_a_finding(tmp_path):
    one = prepared(tmp_path, PAIR + "    alt: It rises to 80 %.\n")
    assert any(p.what.startswith("the alternative text holds figures") for p in one.problems)
    assert charts(one)[0].alt == "It rises to 80 %."


# --- formats


def test_a_pdf_has_a_figure_with_its_text_and_its_box(tmp_path):
    file = Pdf(written(prepared(tmp_path, PAIR + MANY), "pdf"))
    figures = file.structure().all("Figure")
    assert file.faults == []
    assert [str(f.source["/Alt"]).partition(".")[0] for f in figures] == [
        "Bar chart: Output of two plants"
    ]
    for figure in figures:
        left, lower, right, upper = map(float, figure.source["/A"]["/BBox"])
        assert 0 < left < right < 596
        assert 0 < lower < upper < 842


def test_few_values_have_their_bars_in_the_cells_of_a_table(tmp_path):
    one = prepared(tmp_path, PAIR + BARS)
    pair, bars = charts(one)
    lengths = [[n.share for n in walk([row]) if isinstance(n, Bar)] for row in bars.table.rows]
    assert lengths == [[400 / 900], [1.0], [700 / 900]]
    assert [n.outlined for n in walk([pair]) if isinstance(n, Bar)] == [True, False]
    file = Pdf(written(one, "pdf"))
    assert file.faults == []
    assert file.structure().all("Figure") == []
    html = written(one, "html").decode()
    assert "<svg" not in html
    assert html.count('<div class="bar') == 5
    word = parts(written(one, "docx"))
    assert not any(name.startswith("word/charts") for name in word)


def test_word_has_a_native_chart_with_its_numbers_in_a_workbook(tmp_path):
    members = parts(written(prepared(tmp_path, MANY), "docx"))
    chart = etree.fromstring(members["word/charts/chart1.xml"])
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    assert [v.text for v in chart.findall(".//c:val//c:v", space)] == [
        "400",
        "900",
        "700",
        *["400"] * 4,
    ]
    ids = [int(axis.get("val")) for axis in chart.iterfind(".//c:axId", space)]
    assert min(ids) >= 0  # the schema wants them unsigned
    assert chart.find(".//c:val//c:f", space).text == "Data!$B$2:$B$8"
    book = parts(members["word/embeddings/chart1.xlsx"])
    sheet = etree.fromstring(book["xl/worksheets/sheet1.xml"])
    numbers = [v.text for v in sheet.iter("{*}v")]
    assert numbers == ["400", "900", "700", *["400"] * 4]
    drawing = etree.fromstring(members["word/document.xml"]).find(".//{*}docPr")
    assert drawing.get("descr").startswith("Bar chart: Output of two plants.")
    assert b"lanned" in members["word/charts/chart1.xml"]  # the key goes along with the chart


def test_markdown_has_the_alternative_text_and_the_table(tmp_path):
    text = written(prepared(tmp_path, MANY), "md").decode()
    assert "*Bar chart: Output of two plants. The table" in text
    text = written(prepared(tmp_path / "few", PAIR), "md").decode()
    assert "The table below the chart" not in text
    assert "| Use of ore | 50\u00a0% | 80\u00a0% |" in text


def test_the_same_inputs_give_the_same_bytes(tmp_path):
    for form in writers.FORMATS:
        first = written(prepared(tmp_path / "one", PAIR + BARS + TIMES), form)
        assert first == written(prepared(tmp_path / "two", PAIR + BARS + TIMES), form)


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("The mill plans to open a second hall in June 2025.", True),
        ("The mill opened a second hall in June 2025.", False),
        ("It planned to open in June 2025. The mill opened in June 2025.", False),
        ("The mill plans to open a second hall in May 2025.", False),
        ("It has a hall.", False),
    ],
)
def test_a_plan_stays_one_when_its_day_has_passed(tmp_path, sentence, planned):
    mill = article(f"{sentence}\n", title="Mill", published="2025-01-20")
    times = TIMES.partition("      - {date: 2026-03-01")[0]
    keys = {"articles": "[mill]", "sections": "[chart]", "charts": times}
    made = make_project(tmp_path, {"mill": mill}, briefs={"a": brief(**keys)})
    (node,) = charts(prepare(Session(made), "a"))
    assert node.values[0][0].planned is planned


@pytest.mark.parametrize(
    ("sentence", "date", "state"),
    [
        ("The mill plans to open a hall in June 2025.", "2025-06", "passed, not reported"),
        ("The mill plans to open a hall in December 2025.", "2025-12", "planned"),
        ("The mill opened a hall in December 2025.", "2025-12", "under way"),
        ("The mill opened a hall in June 2025.", "2025-06", "done"),
    ],
)
def test_a_table_says_how_far_an_event_is(tmp_path, sentence, date, state):
    mill = article(f"{sentence}\n", title="Mill", published="2025-01-20")
    times = (
        TIMES.partition("      - {date: 2025-06")[0] + f"      - {{date: {date}, label: Hall}}\n"
    )
    keys = {"articles": "[mill]", "sections": "[chart]", "charts": times}
    made = make_project(tmp_path, {"mill": mill}, briefs={"a": brief(**keys)})
    (node,) = charts(prepare(Session(made), "a"))
    assert plain(node.table.rows[0].cells[2]) == state


@pytest.mark.parametrize(
    ("passage", "state"),
    [("be enclosed by mid-year", "passed, not reported"), ("A hall stood", "done")],
)
def test_a_date_answered_by_a_plan_is_one(tmp_path, passage, state):
    text = "The mill is to be enclosed by mid-year. A hall stood at last.\n"
    mill = article(text, title="Mill", published="2025-01-20")
    who = "who: R. Holm, why: so, date: 2026-01-08"
    answer = f"{{words: June 2025, article: mill, passage: {passage}, {who}}}"
    times = TIMES.partition("      - {date: 2026-03-01")[0]
    keys = {
        "articles": "[mill]",
        "sections": "[chart]",
        "charts": times,
        "supported": f"[{answer}]",
    }
    made = make_project(tmp_path, {"mill": mill}, briefs={"a": brief(**keys)})
    (node,) = charts(prepare(Session(made), "a"))
    assert plain(node.table.rows[0].cells[2]) == state


def test_an_event_after_the_briefs_date_is_shown_as_planned(tmp_path):
    (node,) = charts(prepared(tmp_path, TIMES))
    assert [row[0].planned for row in node.values] == [False, True]
    cells = [[plain(cell) for cell in row.cells[1:]] for row in node.table.rows]
    assert cells == [["June 2025", "done"], ["1 March 2026", "planned"]]
    assert "planned" in plain(node.table.rows[1].cells[0])  # of 900 tons, by the article's words


# --- an article's table


def test_a_chart_can_be_made_of_an_articles_table(tmp_path):
    given = """
  - kind: bar
    caption: Output by plant
    from: {table: "mill#plant", values: output}
"""
    (node,) = charts(prepared(tmp_path, given.replace("mill#plant", f"mill#{table_of(tmp_path)}")))
    assert (node.labels, node.series, node.unit) == (
        ("North", "South", "West"),
        ("Output",),
        "tons",
    )
    assert [row[0] and row[0].amount for row in node.values] == [300, 500, None]
    assert "not stated" in plain(node.table.rows[2].cells[1])


def table_of(folder):
    return next(iter(Session(make_project(folder, ARTICLES)).corpus.get("mill").tables))


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("table: 'mill#x', values: output", "'mill' has no table 'x'"),
        ("table: 'mile#x', values: output", "no article 'mile'"),
        ("table: TABLE, values: outputs", "no column 'outputs'\n  hint: did you mean 'output'?"),
        (
            "table: TABLE, values: output, rows: [nord]",
            "no row 'nord'\n  hint: did you mean 'north'?",
        ),
        ("table: TABLE, values: share", "'none' states no number"),
    ],
)
def test_a_chart_whose_table_lacks_something_is_an_error(tmp_path, inside, fault):
    inside = inside.replace("TABLE", f'"mill#{table_of(tmp_path)}"')
    found = faults(tmp_path, f"\n  - kind: bar\n    caption: C\n    from: {{{inside}}}\n")
    assert any(fault in one for one in found), found


# --- bad input


@pytest.mark.parametrize(
    ("old", "new", "place", "fault"),
    [
        ("values: 400", "values: lots", "11:31", "'lots' states no number; "),
        ("values: 400", "values: 40 %", "11:31", "two units on one axis: % and tons a year"),
        ("values: 400, source: mill", "values: 400", "11:31", "the value '400' has no source"),
        ("source: mine", "source: mind", "13:53", "no article 'mind'"),
        ("values: 400", "values: [4, 5]", "", "a row of 1 beside one of 2: 'Its new line'"),
        ("kind: bar", "kind: pie", "7:11", "kind: 'pie' is not one of the choices"),
        ("    rows:", "    row:", "10:5", "unknown key 'row'"),
        ("kind: bar", "kind: timeline", "11:7", "'rows' in a chart of the kind timeline"),
        ("kind: bar", "kind: before-after", "", "1 values in a row of the kind before-after"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, old, new, place, fault):
    assert old in BARS
    first, *_ = found = faults(tmp_path, BARS.replace(old, new, 1))
    assert any(fault.partition(";")[0] in one for one in found), found
    assert first.startswith(f"briefs/a.yaml:{place}")
    assert "Traceback" not in first


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("unit: '%'", "a chart without values\n  hint: add 'rows: …'"),
        ("unit: '%', source: mill, rows: [{label: A, values: ~}]", "a chart without values"),
        ("source: mill, rows: [{label: A, values: 5}]", "no value has a unit\n  hint: add unit: %"),
        ("source: mill, unit: t, rows: [{label: A, values: [1, 2]}]", "no names for 2 series"),
        ("source: mill, unit: t, rows: [{label: A, values: [1, 2, 3, 4, 5]}]", "5 series in one"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_told(tmp_path, inside, fault):
    found = faults(tmp_path, f"\n  - {{kind: bar, caption: C, {inside}}}\n")
    assert any(fault in one for one in found), found


def test_a_chart_has_thirty_values_at_most(tmp_path):
    rows = "".join(f"      - {{label: A{n}, values: {n}}}\n" for n in range(31))
    head = "\n  - kind: bar\n    caption: C\n    unit: tons\n    source: mill\n    rows:\n"
    (fault,) = faults(tmp_path, head + rows)
    assert "31 values; a chart shows 30 at most\n  hint: choose rows" in fault
    one = prepared(tmp_path, head + rows.replace("      - {label: A30, values: 30}\n", ""))
    assert len(Pdf(written(one, "pdf")).structure().all("Figure")) == 1


def test_every_fault_of_every_chart_is_told_at_once(tmp_path):
    bad = BARS.replace("values: 400", "values: lots").replace("[900]", "[many]")
    found = faults(tmp_path, bad + PAIR.replace("50 %", "some of it"))
    assert [re.search(r"'(.*?)' states", one)[1] for one in found] == ["lots", "many", "some of it"]


# --- what is documented


def test_the_documented_charts_are_made_of_the_shipped_articles(tmp_path):
    shown = (trees.ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
    keys = re.search(r"```yaml\n(.*?)```", shown, re.DOTALL)[1]
    shipped = (trees.ROOT / "articles").glob("*.md")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in shipped}
    text = brief(articles="[gansu-four-updates]", bottom_line="It grows.") + keys
    one = prepare(Session(make_project(tmp_path, texts, briefs={"a": text})), "a")
    first, second = charts(one)
    assert (first.kind, second.kind) == ("before-after", "bar")
    assert "do not add" in plain(second.table.columns[1].header)
    assert not any("does not state" in problem.what for problem in one.problems)
