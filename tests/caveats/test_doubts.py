"""Doubts stand beside the claims that they cover: in items, cells, and the author's text."""

import pytest

from reebrief.diagnostics import ReebriefError, Severity
from reebrief.document.nodes import CaveatLabel, CaveatLabels, CaveatMark, CaveatText
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

SOURCES = """journal: {name: Metal Journal, kind: trade-press}
"""

KILN = article(
    """## Highlights

- The works recycle 520 tons of wastewater a day.
- Output was 40 tonnes a day.

The works opened in May. Output was 40 tonnes a day.

The workshop recycles 520 tons of wastewater a day with zero discharge.
The publisher cannot verify these claims.

The company reportedly employs 300 welders.

| Factor | Action |
|---|---|
| Water | Copy the 520 tons of wastewater a day. |

Table: Advice {#advice}
""",
    title="Kiln",
    published="2025-12-01",
    publisher="Metal Watch",
    origins="[Metal Journal]",
)


@pytest.fixture
def shown(tmp_path):
    """Return a function that gives the plain text of a brief of the kiln's article."""

    def make(kiln=KILN, others=None, **keys):
        articles = {"kiln": kiln, **(others or {})}
        keys = {"articles": f"[{', '.join(articles)}]", **keys}
        project = make_project(tmp_path, articles, SOURCES, {"b": brief(**keys)})
        return prepare(Session(project), "b")

    return make


def text_of(prepared):
    return plain(prepared.annotated.brief.sections)


def test_a_doubt_goes_along_with_its_figure_to_the_highlight(shown):
    text = text_of(shown())
    assert "520 tons of wastewater a day [which ton? not verified]." in text
    assert "Output was 40 tonnes a day." in text


def test_a_doubt_covers_the_figures_of_its_paragraph(shown):
    text = text_of(shown(items="{show: full}"))
    assert "a day [which ton?] with zero discharge [not verified]. The publisher cannot" in text


def test_the_sentence_that_says_so_itself_needs_no_label(shown):
    text = text_of(shown(items="{show: full}"))
    assert "The publisher cannot verify these claims. " in text
    assert "reportedly employs 300 welders. " in text


def test_a_cell_of_the_matrix_carries_the_doubt(shown):
    text = text_of(shown(matrix="{table: kiln#advice}", sections="[matrix]"))
    assert "Copy the 520 tons of wastewater a day [which ton? not verified]." in text


def test_a_hedge_that_another_sentence_holds_is_said_by_a_label(shown):
    keys = {"text": "They employ 300 welders [@kiln].", "items": "{show: highlights}"}
    text = text_of(shown(**keys))
    assert "They employ 300 welders [1] [reportedly]." in text


def test_an_opinion_within_a_report_is_labelled(shown):
    kiln = KILN.replace("The works opened in May.", "The tax on the works is reckless.")
    text = text_of(shown(kiln, items="{show: full}"))
    assert "The tax on the works is reckless [Metal Watch’s view]." in text


def test_a_label_beside_a_figure_stands_behind_its_period(shown):
    text = text_of(shown(text="They clean 520 tons a day [@kiln].", items="{show: highlights}"))
    assert "520 tons a day [which ton?] [1]" in text


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        (
            "Costs fell by 9 % [@mill]; they employ 300 welders [@kiln].",
            "Costs fell by 9 % [2]; they employ 300 welders [1] [reportedly].",
        ),
        (
            "They employ 300 welders [@kiln]; costs fell by 9 % [@mill].",
            "They employ 300 welders [1] [reportedly]; costs fell by 9 % [2].",
        ),
    ],
)
def test_of_two_articles_each_figure_has_the_doubts_of_its_own_behind_its_citation(
    shown, text, shows
):
    mill = article("Costs fell by 9 %.\n", origins="[Metal Journal]", published="2025-12-01")
    prepared = shown(others={"mill": mill}, text=f'"{text}"', items="{show: highlights}")
    assert shows in text_of(prepared)


def test_an_author_who_keeps_the_hedge_needs_no_label(shown):
    text = text_of(shown(text="Reportedly they employ 300 welders [@kiln]."))
    assert "Reportedly they employ 300 welders [1]." in text


def key(prepared):
    """Return the key of the marks, "" where there is none."""
    nodes = walk(prepared.annotated.brief.sections)
    return next((plain([n]) for n in nodes if isinstance(n, CaveatText) and n.role == "key"), "")


def test_the_key_says_what_the_marks_of_the_brief_mean_and_no_others(shown):
    prepared = shown(text="They employ 300 welders [@kiln].", sections="[text, sources]")
    said = "[reportedly] the article’s own reservation."
    assert key(prepared) == f"Marks, all ours: {said}"
    assert key(shown(text="It opened in May [@kiln].", sections="[text]")) == ""


def test_each_mark_has_its_line_of_the_key(shown):
    prepared = shown(items="{show: full}", text="They employ 300 welders [@kiln].")
    labels = [n for n in walk(prepared.annotated.brief.sections) if isinstance(n, CaveatLabel)]
    marks = [label for label in labels if label.part.startswith("claim-")]
    assert {label.part for label in marks} == prepared.annotated.keys.keys()
    assert all(f"[{label.text}]" in key(prepared) for label in marks)


def test_notes_at_the_foot_are_numbered_as_they_are_read(shown):
    prepared = shown(text="They clean 520 tons of wastewater a day [@kiln].", notes="foot")
    marks = [n.number for n in walk(prepared.annotated.brief.sections) if isinstance(n, CaveatMark)]
    assert list(dict.fromkeys(marks)) == sorted(set(marks))
    gated("docx", prepared)


def test_a_doubted_figure_without_a_citation_is_a_finding_that_says_who_doubts_it(shown):
    prepared = shown(text="They employ 300 welders.")
    (found,) = [p for p in prepared.problems if "without its source" in p.what]
    assert str(found) == (
        "briefs/b.yaml:5:7: finding: a figure without its source: '300 welders'\n"
        "  hint: cite it: [@kiln]; articles/kiln.md:18 says 'reportedly'"
    )


def test_an_undoubted_figure_needs_a_citation_too(shown):
    prepared = shown(text="Output was 40 tonnes a day.")
    (found,) = [p for p in prepared.problems if "without its source" in p.what]
    assert "'40 tonnes a day'" in found.what


def test_a_doubted_title_has_its_label_below_the_heading(shown):
    prepared = shown(KILN.replace("title: Kiln", "title: 300 welders at the kiln"))
    lines = [n for n in walk(prepared.annotated.brief.sections) if isinstance(n, CaveatLabels)]
    assert [label.text for label in lines[0].labels] == ["[reportedly]"]


def test_a_highlight_that_says_more_than_the_text_shows_the_texts_words(shown):
    drifting = article(
        "## Highlights\n\n- a 30% cost reduction\n\nThe iron-related costs fell by 30%.\n",
        origins="[Metal Journal]",
        published="2025-12-01",
    )
    text = text_of(shown(drifting))
    assert "a 30% cost reduction [only “The iron-related costs fell by 30%”]" in text
    assert "[only “…”] narrower words of the text below the highlights: use these" in text


TOO_WIDE = article(
    "## Highlights\n\n- Dalmere opens mills and cuts its costs by half\n- Costs matter\n\n"
    "One mill of a subsidiary opened. Costs may fall.\n",
    origins="[Metal Journal]",
    narrower='[{highlight: opens mills, text: "One mill of a subsidiary"},'
    ' {highlight: cuts its costs, text: "Costs may fall"}]',
)


def test_a_highlight_declared_too_wide_bears_the_texts_words_at_its_own(shown):
    marked = "opens mills [only “One mill of a subsidiary”] and cuts its costs [only “Costs may"
    assert marked in text_of(shown(TOO_WIDE))
    assert text_of(shown(TOO_WIDE)).count("[only “Costs") == 1
    assert "[only “O" not in text_of(shown(TOO_WIDE, items="{show: full}")).split("One mill")[-1]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("highlight: opens mills", "highlight: opens a mill", "no highlights have “opens a mill”"),
        ("highlight: cuts its costs", "highlight: osts", "2 highlights have “osts”"),
        ("One mill of a", "No mill of a", "the text below the highlights has no “No mill of a"),
    ],
)
def test_what_is_declared_too_wide_must_stand_where_it_is_said_to(shown, old, new, what):
    front, body = TOO_WIDE.split("---\n\n")
    with pytest.raises(ReebriefError) as fault:
        shown(f"{front.replace(old, new)}---\n\n{body}")
    assert what in str(fault.value)


def test_a_text_in_another_language_than_declared_is_not_compared(shown):
    german = "Nach Angaben der Firma sind es 800 Tonnen am Tag. Das war nicht zu prüfen."
    made = article(
        f"## Highlights\n\n- Der Ofen macht 800 Tonnen am Tag.\n\n{german}\n",
        origins="[Metal Journal]",
    )
    assert "[only" not in text_of(shown(made))


def test_look_alikes_of_two_articles_are_marked_in_both(shown):
    one = article("The line makes 12,000 tonnes a year.\n", origins="[Metal Journal]")
    two = article("The furnace makes 11,200 tonnes a year.\n", origins="[Metal Journal]")
    text = text_of(shown(one, {"other": two}))
    assert text.count("tonnes a year [do not add].") == 2


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The line makes 12,000 tonnes [@kiln].", 0),
        ("One makes 12,000 tonnes [@kiln], one 11,200 tonnes [@other].", 2),
    ],
)
def test_what_is_shown_alone_nobody_adds(shown, text, marks):
    one = article("The line makes 12,000 tonnes a year.\n", origins="[Metal Journal]")
    two = article("The furnace makes 11,200 tonnes a year.\n", origins="[Metal Journal]")
    made = text_of(shown(one, {"other": two}, text=text, sections="[text]"))
    assert made.count("do not add]") - made.count("[do not add] nor") == marks


def test_every_doubted_sentence_is_in_the_account_with_its_reason(shown):
    prepared = shown(items="{show: full}")
    claims = {c.text: c for c in prepared.account.claims}
    doubted = claims["The workshop recycles 520 tons of wastewater a day with zero discharge."]
    assert doubted.labelled == {"cannot-verify", "unit"}
    assert {(d.caveat, d.by, str(d.place)) for d in doubted.doubts} >= {
        ("cannot-verify", "cannot verify", "articles/kiln.md:15")
    }
    said = claims["The publisher cannot verify these claims."]
    assert said.unlabelled == {"cannot-verify": "its own words say so"}


def test_a_label_never_parts_a_quotation_or_a_link(shown):
    quoted = article(
        "The founder reportedly has “300 welders.”\n\nMore at [the 300 welders](https://example.org/x).\n",
        origins="[Metal Journal]",
    )
    prepared = shown(quoted, items="{show: full}")
    text = text_of(prepared)
    assert "“300 welders.”" in text
    assert "More at the 300 welders [reportedly]." in text
    assert len([n for n in walk(prepared.annotated.brief.sections) if hasattr(n, "href")]) > 0


def drifting():
    return article(
        "## Highlights\n\n- a 30% cost reduction and other gains of the year\n\n"
        "In the new workshop, iron-related costs did not rise but fell by 30%.\n",
        origins="[Metal Journal]",
        published="2025-12-01",
    )


def test_a_highlight_that_is_cut_keeps_its_narrower_words(shown):
    text = text_of(shown(drifting(), items="{max_words: 10}"))
    assert "30% cost reduction [only “iron-related costs did not rise but fell by 30%”]" in text


def test_an_author_who_leaves_out_what_limits_a_figure_is_shown_it(shown):
    text = text_of(shown(drifting(), text="Costs fell by 30% [@kiln]."))
    assert "Costs fell by 30% [only “iron-related costs" in text
    kept = text_of(shown(drifting(), text="Iron-related costs fell by 30% [@kiln]."))
    assert "Iron-related costs fell by 30% [1]." in kept


@pytest.mark.parametrize(
    ("said", "labelled"),
    [
        ("500 to 520 tons a day", "520 tons a day [which ton?]"),
        ("between 500 and 520 tons a day", "520 tons a day [which ton?]"),
        ("520, 700 and 900 tons a day", "520 [which ton?], 700 and 900 tons a day"),
    ],
)
def test_a_doubt_is_found_in_ranges_and_lists(shown, said, labelled):
    text = text_of(shown(text=f"They clean {said} [@kiln]."))
    assert labelled in text
    assert "not verified" in text


def test_the_key_explains_the_labels_of_a_heading_of_the_author(shown):
    prepared = shown(text="|\n  # They clean 520 tons a day [@kiln]\n\n  Words.", sections="[text]")
    assert "[not verified] Metal Watch says that it could not verify this" in key(prepared)


def test_a_doubted_title_is_labelled_in_the_list_of_sources_too(shown):
    prepared = shown(
        KILN.replace("title: Kiln", "title: 300 welders at the kiln"),
        {"other": article("Words.\n", origins="[Metal Journal]")},
        articles="[other]",
        text="So it is [@kiln].",
    )
    assert "300 welders at the kiln [reportedly]" in text_of(prepared)


def test_the_evidence_of_a_row_binds_its_cells(shown):
    own = "own: [{cells: {action: Clean 520 tons a day.}, evidence: [kiln]}]"
    matrix = f"{{add: [{{id: action, header: Action}}], {own}}}"
    text = text_of(shown(matrix=matrix, sections="[matrix]"))
    assert "Clean 520 tons a day [which ton? not verified]" in text


def test_an_article_in_a_language_without_lists_is_shown_and_reported(shown):
    prepared = shown(KILN.replace("---\n", "---\nlanguage: cs\n", 1), items="{show: full}")
    assert "The company reportedly employs 300 welders." in text_of(prepared)
    (problem,) = [p for p in prepared.problems if "no word lists" in p.what]
    assert (problem.place.file, problem.place.line) == ("articles/kiln.md", 2)
    assert problem.severity is Severity.FINDING


@pytest.mark.parametrize("code", ["en", "en-GB", "EN", "en_US"])
def test_a_languages_region_keeps_its_doubts(shown, code):
    prepared = shown(KILN.replace("---\n", f"---\nlanguage: {code}\n", 1), items="{show: full}")
    assert "520 tons of wastewater a day [which ton? not verified]" in text_of(prepared)
    assert not [p for p in prepared.problems if "no word lists" in p.what]


def test_how_sure_somebody_is_hedges_no_claim(shown):
    grade = "{likelihood: likely, analyst: R. Holm, date: 2025-12-01, reason: they may}"
    judgement = f"[{{text: 'They employ 300 welders [@kiln]', grade: {grade}}}]"
    text = text_of(shown(judgements=judgement, sections="[judgements]"))
    assert "[1] [reportedly] Likely (55–80 %)" in text


def test_a_hedge_in_a_caption_goes_along_with_its_figure(shown):
    table = "| A |\n|---|\n| b |\n\nTable: Reportedly 70 ovens\n\n"
    kiln = KILN.replace("The company reportedly", f"{table}The company reportedly")
    text = text_of(shown(kiln, text="It has 70 ovens [@kiln].", sections="[text]"))
    assert "[reportedly]" in text


def test_the_authors_words_in_a_turned_matrix_stay_the_authors(shown):
    other = article("It may reach 5,000 tons a year.\n", origins="[Metal Journal]")
    own = 'own: [{cells: {factor: Heat, action: "It has 5,000 tons a year [@other]"}}]'
    matrix = f"{{table: kiln#advice, {own}, transpose: true}}"
    text = text_of(shown(KILN, {"other": other}, matrix=matrix, sections="[matrix]"))
    assert "[reportedly" in text or "[planned" in text


@pytest.mark.parametrize(
    ("said", "planned"),
    [
        ("on 8 January 2026", False),
        ("on 18 January 2026", True),
        ("in January 2026", True),
        ("in December 2026", True),
        ("in 2026", True),
    ],
)
def test_dates_before_the_day_of_the_article_are_no_plans(shown, said, planned):
    kiln = article(
        f"It sold 41,000 tonnes {said}.\n", published="2026-01-15", origins="[Metal Journal]"
    )
    keys = {"date": "2026-01-16", "articles": "[kiln]", "sections": "[text]"}
    text = text_of(shown(kiln, text="It sold 41,000 tonnes [@kiln].", **keys))
    assert ("planned" in text) == planned


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Both are of a year.", True),
        ("Do not add them.", False),
        ("They must not be added up.", False),
        ("They are not comparable.", False),
    ],
)
def test_a_sentence_that_says_not_to_add_needs_no_mark_for_that(shown, said, marked):
    def plant(amount):
        text = f"The line makes {amount} tonnes of magnet alloy a year."
        return article(text, title=amount, publisher="Metal Watch", origins="[Metal Journal]")

    lines = f"It is 11,200 tonnes a year [@one] and 12,000 tonnes a year [@two]; {said.lower()}"
    made = shown(
        plant("11,200"), {"one": plant("11,200"), "two": plant("12,000")}, bottom_line=f'"{lines}"'
    )
    text = text_of(made)
    at = text.index("It is 11,200")
    assert ("do not add]" in text[at : at + 160]) is marked
