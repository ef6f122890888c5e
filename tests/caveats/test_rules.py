"""Every caveat rule reaches the words of a file where it holds, and only there."""

import re

import pytest

from reebrief.caveats.rules import RULES
from reebrief.pipeline.render import render
from support.projects import article, brief, make_project

SOURCES = """\
steel:
  name: Steel Group
  kind: state-owned-enterprise
  owner: {is: Ministry of Industry, reference: Annual report, read: 2025-01-02}
  state: {is: Ruritania, reference: Annual report, read: 2025-01-02}
gazette:
  name: Steel Gazette
  kind: state-media
  owner: {is: steel, reference: Imprint, read: 2025-01-02}
ministry:
  name: Ministry of Industry
  kind: government
  state: {is: Ruritania, reference: Statutes, read: 2025-01-02}
herald:
  name: State Herald
  kind: state-media
  owner: {is: ministry, reference: Imprint, read: 2025-01-02}
journal:
  name: Metal Journal
  kind: trade-press
weekly:
  name: Metal Weekly
  kind: trade-press
maker:
  name: Private Maker
  kind: private-company
orphan:
  name: Orphan Works
  kind: private-company
  owner: {is: Unknown Holding, reference: Imprint, read: 2025-01-02}
"""

QUIET = {
    "origins": "[Metal Journal, Metal Weekly]",
    "published": "2025-11-20",
    "publisher": "Watch",
}
DISCLAIMED = {"disclaimer": "{text: all should be checked}"}


def shown(folder, front, body="A furnace started.\n", **keys):
    """Render a brief of one article as Markdown and return its words in one line."""
    text = article(body, **{k: v for k, v in {**QUIET, **front}.items() if v})
    keys = {"articles": "[one]", "items": "{show: full}", "date": "2025-12-01", **keys}
    project = make_project(folder, {"one": text}, SOURCES, {"b": brief(**keys)})
    (rendered,) = render(project, ["b"], to=("md",))
    assert not rendered.failed, rendered.problems
    written = rendered.files[0].read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", written.replace("\\", ""))


CASES = [
    # A rule, words of its label and its sentence, an article that triggers it, one that does not.
    (
        "state_owned_enterprise",
        ("State-owned enterprise", "Steel Group, a state-owned enterprise of Ruritania"),
        {"origins": "[Steel Group]"},
        {"origins": "[Private Maker]"},
    ),
    (
        "state_media",
        ("State media", "Steel Gazette, a state-controlled medium; owner: Steel Group"),
        {"origins": "[Steel Gazette]"},
        {"origins": "[Metal Journal]"},
    ),
    (
        "state_controlled",
        ("State-controlled source", "Ministry of Industry, a body controlled by Ruritania"),
        {"origins": "[Ministry of Industry]"},
        {"origins": "[Metal Journal]"},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "Nobody Known, an origin that nobody has reviewed"),
        {"origins": "[Nobody Known]"},
        {},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "Unknown Holding, an origin that nobody has reviewed"),
        {"origins": "[Orphan Works]"},
        {"origins": "[Private Maker]"},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "The article names no origin"),
        {"origins": ""},
        {},
    ),
    (
        "interested_party",
        ("Interested party", "Private Maker speaks of its own group"),
        {"origins": "[Private Maker]", "title": "Private Maker starts a furnace"},
        {"origins": "[Private Maker]", "title": "Private Makers start a furnace"},
    ),
    (
        "state_media",  # the publisher bears the label of what it is, though it is no origin
        ("State media", "It was published by Steel Gazette, a state-controlled medium"),
        {"publisher": "Steel Gazette"},
        {"publisher": "Metal Journal"},
    ),
    (
        "unreviewed_source",  # a state medium that names no origin is one only of its own work
        ("Unreviewed source", "The article names no origin"),
        {"origins": "", "publisher": "Steel Gazette"},
        {"origins": "", "publisher": "Steel Gazette", "own_work": "true"},
    ),
    (
        "unreviewed_publisher",
        ("Unreviewed publisher", "published by The Daily, whom nobody has reviewed"),
        {"publisher": "The Daily", "origins": "[Nobody Known]"},
        {"publisher": "Metal Journal", "origins": "[Nobody Known]"},
    ),
    (
        "unreviewed_publisher",  # beside a reviewed origin in the list of sources alone
        ("whom nobody has reviewed", "It was published by The Daily"),
        {"publisher": "The Daily"},
        {"publisher": "The Daily", "own_work": "true", "origins": ""},
    ),
    (
        "interested_party",  # who speaks for itself need not name itself
        ("Interested party", "Private Maker speaks of its own group"),
        {"origins": "", "publisher": "Private Maker", "own_work": "true"},
        {"origins": "", "publisher": "Metal Journal", "own_work": "true"},
    ),
    (
        "single_origin",
        ("Single origin", "All origins that it names are one, Metal Journal"),
        {"origins": "[Metal Journal]"},
        {"origins": "[Metal Journal, Metal Weekly]"},
    ),
    (
        "single_origin",  # a state's own media are one origin with it
        ("Single origin", "All origins that it names are one, Steel Group"),
        {"origins": "[Steel Group, Steel Gazette]"},
        {"origins": "[Steel Group, Metal Weekly]"},
    ),
    (
        "single_origin",  # and so are the media of a state with the bodies of its government
        ("Single origin", "All origins that it names are one, Ministry of Industry"),
        {"origins": "[Ministry of Industry, State Herald]"},
        {"origins": "[Ministry of Industry, Steel Gazette]"},
    ),
    (
        "translation",
        ("Translation", "It is a translation, by whom is not known; the original is not cited"),
        {"translated_from": "zh"},
        {"translated_from": "zh", "original": "https://example.org/original"},
    ),
    (
        "translation",
        ("Translation", "Watch translated it; the original is not cited"),
        {"translated_from": "zh", "translated_by": "publisher"},
        {"translated_by": "publisher"},
    ),
    (
        "translation",
        ("Translation", "It was translated for this brief; the original is not cited"),
        {"translated_from": "zh", "translated_by": "desk"},
        {"translated_by": "desk"},
    ),
    (
        "translation",
        ("Translation", "A machine translated it; the original is not cited"),
        {"translated_from": "zh", "translated_by": "machine"},
        {"translated_by": "machine"},
    ),
    (
        "not_examined",
        ("Not examined", "in all of it: there are no word lists for its language."),
        {"language": "de"},
        {"language": "en-GB"},
    ),
    (
        "not_examined",
        ("Not examined", "in all of it: a part of it is a scan and the text breaks off."),
        {"not_examined": "[scan, excerpt]"},
        {},
    ),
    (
        "undated",
        ("Undated", "The article bears no date"),
        {"published": ""},
        {"published": "2025"},
    ),
    (
        "stale",  # 181 and 180 days before the brief
        ("Older report", "more than 180 days before this brief"),
        {"published": "2025-06-03"},
        {"published": "2025-06-04"},
    ),
    (
        "stale",  # of a month its last day counts: 31 May is 184 days before, 30 June 154
        ("Older report", "more than 180 days before this brief"),
        {"published": "2025-05"},
        {"published": "2025-06"},
    ),
    (
        "after_cut_off",
        ("After the cut-off", "after this brief’s information cut-off of 1 December 2025"),
        {"published": "2025-12-02"},
        {"published": "2025-12-01"},
    ),
    (
        "after_cut_off",  # of a month its first day counts
        ("After the cut-off", "after this brief’s information cut-off of 1 December 2025"),
        {"published": "2026-01"},
        {"published": "2025-12"},
    ),
    (
        "inferred",
        ("Caveat inferred", "The article carries no disclaimer by Watch"),
        {"origins": "[Steel Group]"},
        {"origins": "[Steel Group]", **DISCLAIMED},
    ),
    (
        "inferred",
        ("Caveat inferred", "as nobody knows who stands behind it"),
        {"origins": "[Nobody Known]"},
        {"origins": "[Metal Journal]"},
    ),
    (
        "repaired_text",
        ("Repaired text", "restored by inference: two dashes"),
        {"repaired": "two dashes"},
        {},
    ),
    (
        "disclaimer",
        ("", "Watch warns that all should be checked."),
        DISCLAIMED,
        {},
    ),
]


@pytest.mark.parametrize(("rule", "words", "triggers", "quiet"), CASES)
def test_a_rule_reaches_the_file_where_it_holds_and_only_there(
    tmp_path, rule, words, triggers, quiet
):
    label, sentence = words
    with_it = shown(tmp_path / "with", triggers)
    without = shown(tmp_path / "without", quiet)
    # Repaired text and a disclaimer concern the document: they have no label at the item.
    if rule not in {"disclaimer", "repaired_text"}:
        assert label in with_it
        assert label not in without
    assert sentence in with_it
    assert sentence not in without


ENGLISH = "The furnace started in the summer, and it is said to be the largest of its kind."
GERMAN = (
    "Der Ofen lief im Sommer an und soll der größte seiner Art im ganzen Land sein. Die Firma "
    "teilte mit, dass sie eine zweite Linie bauen werde."
)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"{ENGLISH}\n", ""),
        (f"{GERMAN}\n", "it, or a part of it, is in another language than it declares."),
        (f"{ENGLISH}\n\n{GERMAN}\n", "it, or a part of it, is in another language than"),
        (f"{ENGLISH} It runs …\n", "the text breaks off."),
        (f"{ENGLISH} It runs … well.\n", ""),
    ],
)
def test_what_was_not_looked_through_is_said_in_the_item(tmp_path, body, why):
    said = shown(tmp_path, {}, body)
    assert ("Not examined" in said) == bool(why)
    assert (f"Nobody looked for doubts in all of it: {why}" in said) == bool(why)


def test_what_nobody_looked_at_cannot_be_waived(tmp_path):
    waiver = "{caveat: not-examined, article: one, who: A, why: b, until: 2026-12-01}"
    text = article("A furnace started …\n", **QUIET)
    keys = {"articles": "[one]", "date": "2025-12-01", "waivers": f"[{waiver}]"}
    project = make_project(tmp_path, {"one": text}, SOURCES, {"b": brief(**keys)})
    (rendered,) = render(project, ["b"], to=("md",))
    assert [p.what for p in rendered.problems if "waived" in p.what] == [
        "'not-examined' cannot be waived"
    ]


@pytest.mark.parametrize(
    ("heading", "opinion"),
    [
        ("Why this matters", True),
        ("3. Why this matters", True),
        ("Analysis: why this matters", True),
        ("Why a furnace was built", False),
        ("This is why this matters", False),
    ],
)
def test_a_heading_of_opinion_reaches_the_file(tmp_path, heading, opinion):
    body = f"A furnace started.\n\n## {heading}\n\nIt is large.\n"
    assert ("This part is the opinion of Watch" in shown(tmp_path, {}, body)) is opinion


def test_a_table_that_is_shown_as_advice_is_the_publishers_opinion(tmp_path):
    body = (
        "A furnace started.\n\n| What | Who |\n|---|---|\n| Do it | All |\n\nTable: Advice {#t}\n"
    )
    said = shown(tmp_path, {}, body, matrix="{table: one#t}", sections="[matrix]")
    assert "This part is the opinion of Watch" in said


@pytest.mark.parametrize(
    ("cells", "caption", "opinion"),
    [
        (("1,000 tonnes", "2,000 tonnes"), "Output by mine", False),
        (("1,000 tonnes", "none"), "Output by mine", False),
        (("1,000 tonnes", "none"), "Recommendations", True),
        (("1,000 tonnes", "Close it."), "Output by mine", True),
        (("make it 1,000 tonnes by 2027", "2,000 tonnes"), "Output by mine", True),
        (("none", "some"), "Output by mine", True),
    ],
)
def test_a_table_of_data_is_no_opinion(tmp_path, cells, caption, opinion):
    one, two = cells
    table = f"| Mine | Output |\n|---|---|\n| North | {one} |\n| South | {two} |\n"
    body = f"## Highlights\n\n- It is so.\n\n{table}\nTable: {caption} {{#out}}\n"
    said = shown(tmp_path, {}, body, matrix="{table: one#out}", sections="[matrix]")
    assert ("This part is the opinion of Watch" in said) is opinion


def test_every_rule_is_in_the_table():
    tried = {rule for rule, *_ in CASES} | {"publishers_opinion"}
    assert tried == {rule.__name__ for rule in RULES}
