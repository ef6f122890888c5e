"""What the author states is held against the articles that it rests on, wherever it stands."""

import pytest

from reebrief import check, render
from reebrief.diagnostics import Severity
from reebrief.pipeline.evidence_sheet import HEADER, evidence
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

KILN = article(
    """The works make 11,200 tons of oxide a year. A second line adds 400 tons a year.
In all, 52 cartloads were lost by May 2025. It has up to 300 welders, and saved 9 % in 2024.
Its exports hold 40 % of the market.

“We will not stop for anybody,” said the director.

| Factor | Action |
|---|---|
| Water | Save 12 % of it. |

Table: Advice {#advice}
""",
    published="2025-12-01",
    origins="[Metal Journal]",
)
YARD = article(
    "The yard reportedly built 7 ships.\n", published="2025-12-02", origins="[Metal Journal]"
)
SOURCES = """\
journal: {name: Metal Journal, kind: trade-press}
mill: {name: Private Mill, kind: private-company}
"""


@pytest.fixture
def project(tmp_path):
    """Return a function that makes a project of two articles and one brief."""

    def make(settings="format: 1\n", files=None, articles=None, **keys):
        keys = {"date": "2026-01-09", "articles": "[kiln, yard]", **keys}
        texts = {"kiln": KILN, "yard": YARD, **(articles or {})}
        return make_project(
            tmp_path, texts, SOURCES, {"b": brief(**keys)}, settings=settings, files=files
        )

    return make


def told(made):
    """Return the first lines of the problems that the gate found."""
    problems = prepare(Session(made), "b").problems
    return [str(p).split("\n")[0] for p in problems if p.place.file.startswith(("briefs", "temp"))]


def test_what_its_article_does_not_hold_is_a_finding_with_what_comes_nearest(project):
    made = project(text="They make 11,000 tons a year [@kiln].")
    (found,) = [p for p in prepare(Session(made), "b").problems if "nearest" in p.what]
    assert str(found) == (
        "briefs/b.yaml:5:7: finding: '11,000 tons a year' is not in 'kiln'; "
        "nearest: '11,200 tons', articles/kiln.md:7\n"
        "  hint: type what the article says, cite another, or answer it under 'supported'"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They make 11.2 kilotons a year [@kiln].", None),
        ("They have 300 welders [@kiln].", "'300 welders' has another limit in 'kiln': 'up to"),
        ("They make 11,200 euros a year [@kiln].", "'11,200 euros a year' has another unit in"),
        ("Exports hold 12 % of the market [@kiln].", "'12 %' is said of another thing in 'kiln'"),
        ("They lost it by June 2025 [@kiln].", "'June 2025' is not in 'kiln'; nearest: 'May 2025'"),
        ("He said: “We will not stop” [@kiln].", None),
        ("He said: “We shall not stop” [@kiln].", "“We shall not stop” is not in 'kiln'; nearest"),
        ("He said: “We will not stop [@kiln].", "a quotation without an end"),
        ("It built 7 ships [@kiln].", "'7 ships' is not in 'kiln', but in 'yard'"),
        ("It built 7 ships.", "a figure without its source: '7 ships'"),
        ("It built 8 ships.", "a figure without its source: '8 ships'"),
        ("It happened in May 2025.", "a date without its source: 'May 2025'"),
        ("Decide by 31 March 2026.", None),
        ("As of 8 January 2026, three questions stay open.", None),
        ("Article 5 of Regulation (EU) 2024/1252 is about Phase II.", None),
        ("The position is that of 9 January 2026 [@kiln].", None),
    ],
)
def test_a_sentence_is_silent_or_says_what_differs(project, text, said):
    found = [line for line in told(project(text=f'"{text}"')) if "explained" not in line]
    assert len(found) == (said is not None), found
    assert all(said in line for line in found)


def test_the_hint_is_the_citation_to_paste_with_what_its_article_doubts(project):
    made = project(text="It built 7 ships.")
    (found,) = [p for p in prepare(Session(made), "b").problems if "without" in p.what]
    assert found.hint == "cite it: [@yard]; articles/yard.md:7 says 'reportedly'"


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Private Mill makes 11,200 tons [@kiln].", True),
        ("Private Mill lost 52 cartloads [@kiln].", False),
        ("Metal Journal reports 11,200 tons [@kiln].", False),
    ],
)
def test_a_source_beside_a_figure_that_its_paragraph_does_not_name_is_a_note(project, text, noted):
    mill = KILN.replace("In all, 52", "\nAt Private Mill, 52")
    made = project(text=text, articles={"kiln": mill})
    found = [p for p in prepare(Session(made), "b").problems if "stands beside" in p.what]
    assert bool(found) == noted
    assert all(p.severity is Severity.NOTE for p in found)


def test_a_citation_behind_the_stop_belongs_to_its_sentence(project):
    assert told(project(text="They make 11,200 tons. [@kiln] It built 7 ships. [@yard]")) == []
    (found,) = told(project(text="It built 7 ships. They make 11,200 tons. [@kiln]"))
    assert "'7 ships'" in found


def test_a_finding_names_the_line_of_its_sentence(project):
    text = "|\n  It grew.\n  It built 8 ships, and grew,\n  and they make 9,000 tons [@kiln].\n"
    assert [line.split(" ")[0] for line in told(project(text=text))] == ["briefs/b.yaml:7:3:"] * 2


OWN = "{cells: {factor: Ships, action: Build 7 more.}, evidence: [yard]}"
HASHED = "{table: kiln#advice, own: [%s]}"


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"title": "All of 8 ships"}, ["'8 ships'"]),
        ({"title": "All of 7 ships", "subtitle": "And 11,200 tons"}, []),
        ({"title": "The works in 2031"}, []),
        (
            {"form": "graded", "main_messages": "['They make 9,000 tons [@kiln].']"},
            ["'9,000 tons'"],
        ),
        ({"watch_list": "['They make 9,000 tons [@kiln].']"}, ["'9,000 tons'"]),
        ({"form": "graded", "summary": "They make 9,000 tons [@kiln]."}, ["'9,000 tons'"]),
        ({"annex": "They make 9,000 tons [@kiln]."}, ["'9,000 tons'"]),
        ({"items": "{each: {yard: {headline: 7 ships}}}"}, []),
        ({"items": "{each: {yard: {headline: 8 ships}}}"}, ["'8 ships'"]),
        ({"items": "{each: {yard: {summary: All of 8 ships.}}}"}, ["'8 ships'"]),
        ({"items": "{each: {yard: {comment: All of 8 ships.}}}"}, ["'8 ships'"]),
        ({"matrix": HASHED % OWN}, []),
        ({"matrix": HASHED % OWN.replace("7", "8")}, ["'8'"]),
        ({"matrix": "{table: kiln#advice, caption: Save 12 % of it}"}, []),
        ({"matrix": "{table: kiln#advice, caption: Save 13 % of it}"}, ["'13 %'"]),
    ],
)
def test_each_text_is_held_against_what_it_is_bound_to(project, keys, found):
    lines = [line for line in told(project(**keys)) if "' is " in line and "form" not in line]
    assert [line.split("finding: ")[1].split(" is ")[0] for line in lines] == found


def test_what_a_chart_says_is_held_against_its_sources(project):
    chart = """
  - kind: timeline
    caption: What happened
    source: kiln
    events:
      - {date: 2025-05, label: What was lost}
      - {date: 2025-07, label: The 9th ship}
      - {date: 2024, label: "It saved 8 %"}
"""
    found = told(project(charts=chart))
    assert [line.split("finding: ")[1].split(" is ")[0] for line in found] == [
        "'July 2025'",
        "'8 %'",
    ]


@pytest.mark.parametrize(
    ("row", "chart", "told_"),
    [
        ("kiln", "", False),
        ("", "kiln", False),
        ("yard", "", True),
    ],
)
def test_a_label_of_a_chart_is_held_against_its_row_or_its_chart(project, row, chart, told_):
    source = f", source: {row}" if row else ""
    whole = f"\n    source: {chart}" if chart else ""
    made = project(
        charts=f"""
  - kind: bar
    caption: Oxide{whole}
    rows:
      - {{label: "11,200 tons of oxide", values: 52 cartloads{source}}}
"""
    )
    found = [line for line in told(made) if "'11,200 tons'" in line]
    assert bool(found) == told_


def test_the_place_of_what_comes_nearest_is_that_of_its_article(project):
    (found,) = told(project(text="It makes 8 ships [@kiln] [@yard]."))
    assert "nearest: '7 ships', articles/yard.md:7" in found


def test_a_part_of_nothing_is_an_error(project):
    none = article("It lost 0 tons.\n", origins="[Metal Journal]")
    share = f'{{result: "5 %", share: ["400 tons @kiln", "0 tons @none"], {HOLM}}}'
    made = project(text="See [@kiln] [@none].", articles={"none": none}, calculated=f"[{share}]")
    assert any("a part of nothing" in line for line in told(made))


def test_fixed_words_of_a_template_are_no_row_of_the_sheet(project):
    files = {"templates/sections/text.md.j2": "# Text\n\nFixed words.\n\n{{ text }}\n"}
    rows = [*evidence(prepare(Session(project(text="It grew.", files=files)), "b"))]
    assert not [row for row in rows if row[0].startswith("templates/")]


def test_terms_of_likelihood_are_looked_at_too(project):
    made = project(text="It is likely with high confidence.")
    assert any("confidence and likelihood" in line for line in told(made))


def test_a_template_of_the_projects_own_is_looked_at(project):
    files = {"templates/sections/text.md.j2": "# Text\n\nIt built 7 ships.\n\n{{ text }}\n"}
    (found,) = told(project(text="It grew.", files=files))
    assert found.startswith("templates/sections/text.md.j2:3: finding: a figure without its source")


def test_an_article_in_another_language_is_not_looked_at_and_a_note_says_so(project):
    swedish = article("Verken gör 9 ton.\n", language="sv", origins="[Metal Journal]")
    made = project(text="They make 8 tons [@verk].", articles={"verk": swedish})
    problems = prepare(Session(made), "b").problems
    assert not [p for p in problems if "'8 tons'" in p.what]
    (note,) = [p for p in problems if "support" in p.what]
    assert note.severity is Severity.NOTE
    assert note.place.file == "articles/verk.md"


def test_an_error_where_the_project_says_so_keeps_the_brief_from_being_written(project):
    made = project("format: 1\nunsupported: error\n", text="They make 9,000 tons [@kiln].")
    (done,) = render(made, ["b"], to=["md"])
    assert done.failed
    assert not done.files
    (done,) = render(project(text="They make 9,000 tons [@kiln]."), ["b"], to=["md"])
    assert done.files
    assert not done.failed


# --- answers


HOLM = "who: R. Holm, why: it is so, date: 2026-01-08"
FITS = f"{{words: 47 tonnes, article: kiln, passage: 52 cartloads, {HOLM}}}"
SUM = f'{{result: "11,600 tons", sum: ["11,200 tons @kiln", "400 tons @kiln"], {HOLM}}}'


def test_an_answer_ends_the_finding_and_is_printed(project):
    made = project(
        text="They lost 47 tonnes, and make 11,600 tons a year [@kiln].",
        supported=f"[{FITS}]",
        calculated=f"[{SUM}]",
    )
    (done,) = render(made, ["b"], to=["md"])
    assert [p for p in done.problems if "kiln" in p.what] == []
    text = done.files[0].read_text().replace("\\", "")
    assert "On 8 January 2026 R. Holm read “47 tonnes” from “52 cartloads”" in text
    assert (
        "11,600 tons was calculated for this brief, as the sum of 11,200 tons [1] and "
        "400 tons [1], by R. Holm on 8 January 2026: it is so." in text
    )


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"supported": f"[{FITS.replace('52', '53')}]"},
            "briefs/b.yaml:6: 'kiln' does not say '53 cartloads'",
        ),
        (
            {"supported": f"[{FITS.replace('kiln', 'mill')}]"},
            "briefs/b.yaml:6: 'mill' is not in this brief",
        ),
        (
            {"supported": f"[{FITS.replace('47', '48')}]"},
            "briefs/b.yaml:6: this answers nothing: no unsupported '48 tonnes' in this brief",
        ),
        (
            {"calculated": f"[{SUM.replace('11,600', '11,700')}]"},
            "briefs/b.yaml:6: the sum is 11,600, not '11,700 tons'",
        ),
        (
            {"calculated": f"[{SUM.replace('400 tons', '500 tons')}]"},
            "briefs/b.yaml:6: 'kiln' does not state '500 tons'",
        ),
        (
            {"calculated": f"[{SUM.replace(' @kiln', '', 1)}]"},
            "briefs/b.yaml:6: '11,200 tons' names no article",
        ),
        (
            {"calculated": f"[{SUM.replace('400 tons', '9 %')}]"},
            "briefs/b.yaml:6: '11,200 tons @kiln' and '9 % @kiln' are of different kinds",
        ),
        (
            {"calculated": f"[{SUM.replace('sum', 'share')}]"},
            "briefs/b.yaml:6: '11,600 tons' is in another unit than a share of these figures",
        ),
        (
            {"calculated": f"[{SUM.replace('11,600 tons', 'many tons')}]"},
            "briefs/b.yaml:6: 'many tons' is not one figure",
        ),
    ],
)
def test_a_wrong_answer_is_an_error_with_its_place(project, keys, said):
    made = project(text="They lost 47 tonnes [@kiln].", **keys)
    found = [p for c in check(made, ["b"]) for p in c.problems if p.severity is Severity.ERROR]
    assert said in [f"{p.place.file}:{p.place.line}: {p.what}" for p in found]
    (done,) = render(made, ["b"], to=["md"])
    assert not done.files


def test_an_answer_to_two_sentences_asks_for_more_words(project):
    text = "They lost 47 tonnes [@kiln]. Again, 47 tonnes were lost [@kiln]."
    found = told(project(text=text, supported=f"[{FITS}]"))
    assert found[0].endswith("this answers several sentences, of lines 5, 5")
    more = FITS.replace("47 tonnes", "lost 47 tonnes")
    (found,) = told(project(text=text, supported=f"[{more}]"))
    assert "'47 tonnes' is not in 'kiln'" in found


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ('result: "3.6 %", share: ["400 tons @kiln", "11,200 tons @kiln"]', True),
        ('result: "3.5 %", share: ["400 tons @kiln", "11,200 tons @kiln"]', False),
        ('result: "10,800 tons", difference: ["11,200 tons @kiln", "400 tons @kiln"]', True),
        ('result: "10,800 tonnes", difference: ["400 tons @kiln", "11,200 tons @kiln"]', False),
        ('result: "28 times", ratio: ["11,200 tons @kiln", "400 tons @kiln"]', True),
        ('result: "440 cartloads", convert: ["400 tons @kiln", "1.1"]', True),
        ('result: "450 cartloads", convert: ["400 tons @kiln", "1.1"]', False),
    ],
)
def test_what_was_calculated_is_calculated_again(project, given, fits):
    text = f"It is {given.split(chr(34))[1]} [@kiln]."
    found = told(project(text=f'"{text}"', calculated=f"[{{{given}, {HOLM}}}]"))
    assert (found == []) == fits


def test_one_figure_that_looks_like_one_of_another_article_may_be_added(project):
    other = article("A plant makes 11,000 tons of oxide.\n", origins="[Metal Journal]")
    made = project(
        text="11,600 tons [@kiln]. See [@mill].",
        articles={"mill": other},
        calculated=f"[{SUM}]",
    )
    assert told(made) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("They make 11,200 tons [@kiln].", "supported"),
        ("They have 300 welders [@kiln].", "another limit"),
        ("They make 11,200 euros [@kiln].", "another unit"),
        ("Exports hold 12 % of the market [@kiln].", "said of another thing"),
        ("They make 8 tons [@kiln].", "not found"),
        ("It built 7 ships [@kiln].", "not found; 'yard' has it"),
        ("It built 7 ships.", "no citation; 'yard' has it"),
        ("It grew.", "nothing to compare"),
    ],
)
def test_the_sheet_says_what_became_of_each_sentence(project, text, verdict):
    rows = [*evidence(prepare(Session(project(text=f'"{text}"')), "b"))]
    assert rows[0] == HEADER
    assert [row[4] for row in rows[1:] if row[0].startswith("briefs/b.yaml:5")] == [verdict]
    assert {len(row) for row in rows} == {len(HEADER)}
    assert {row[-1] for row in rows[1:]} == {""}
    assert not [row for row in rows if row[0].startswith("reebrief/")]


def test_figures_that_look_alike_are_not_added(project):
    other = article("A plant makes 11,000 tons of oxide.\n", origins="[Metal Journal]")
    total = SUM.replace("11,600", "22,200").replace("400 tons @kiln", "11,000 tons @mill")
    made = project(
        text="Together 22,200 tons [@kiln] [@mill].",
        articles={"mill": other},
        calculated=f"[{total}]",
    )
    assert any("look alike and do not add up" in line for line in told(made))


def test_a_waiver_states_nothing_that_its_article_does_not_hold(project):
    waiver = "[{caveat: single-origin, article: kiln, who: A. B., until: 2030-01-01, why: %s}]"
    for why, told in (
        ("It makes 11,200 tons.", False),
        ("It makes 7,700 tons.", True),
        ("B. Lee called on 3 May 2025.", False),
    ):
        made = project(text="Short.", waivers=waiver % repr(why))
        found = prepare(Session(made), "b").problems
        assert any("'7,700 tons' is not in 'kiln'" in p.what for p in found) == told


def test_a_figure_with_another_limit_is_found_in_another_article(project):
    made = project(
        text="It lost 7 ships [@kiln].", articles={"yard": YARD.replace("built 7", "built up to 7")}
    )
    found = [p for p in prepare(Session(made), "b").problems if "'7 ships'" in p.what]
    assert "but in 'yard' with another limit: 'up to 7 ships'" in found[0].what


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("it makes 11,200 tons a year", []),
        ("it makes 11,300 tons a year", ["'11,300 tons a year' is not in 'kiln'"]),
    ],
)
@pytest.mark.parametrize("place", ["judgements", "items"])
def test_the_reason_of_a_grade_is_held_against_what_it_rests_on(project, place, reason, said):
    grade = f"{{likelihood: likely, analyst: Desk, reason: '{reason}', date: 2026-01-08}}"
    keys = {"judgements": f"[{{text: 'It grows [@kiln].', grade: {grade}}}]"}
    if place == "items":
        grade = grade.replace("likelihood: likely", "source: B, information: 2")
        keys = {"items": f"{{each: {{kiln: {{grade: {grade}}}}}}}"}
    found = told(project(form="graded", **keys))
    assert [one for one in found if "11,3" in one] == [
        one for one in found if any(words in one for words in said)
    ]
    assert any("11,3" in one for one in found) == bool(said)
