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


def shown(folder, front, body="A furnace started.\n", others=None, **keys):
    """Render a brief of an article, and others, as Markdown and return its words in one line."""
    text = article(body, **{k: v for k, v in {**QUIET, **front}.items() if v})
    keys = {"articles": "[one]", "items": "{show: full}", "date": "2025-12-01", **keys}
    texts = {"one": text, **(others or {})}
    project = make_project(folder, texts, SOURCES, {"b": brief(**keys)})
    (rendered,) = render(project, ["b"], to=("md",))
    assert not rendered.failed, rendered.problems
    written = rendered.files[0].read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", written.replace("\\", ""))


CASES = [
    # A rule; the label at an item beside another, and what is said where the article is alone; an
    # article that triggers it, one that does not.
    (
        "state_owned_enterprise",
        (
            "State-owned enterprise",
            "It comes from Steel Group, a state-owned enterprise of Ruritania.",
        ),
        {"origins": "[Steel Group]"},
        {"origins": "[Private Maker]"},
    ),
    (
        "state_media",
        ("State media", "It comes from Steel Gazette, state media of Ruritania."),
        {"origins": "[Steel Gazette]"},
        {"origins": "[Metal Journal]"},
    ),
    (
        "state_controlled",
        (
            "State-controlled source",
            "It comes from Ministry of Industry, a state body of Ruritania.",
        ),
        {"origins": "[Ministry of Industry]"},
        {"origins": "[Metal Journal]"},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "Nobody has reviewed Nobody Known as a source."),
        {"origins": "[Nobody Known]"},
        {},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "Nobody has reviewed Unknown Holding as a source."),
        {"origins": "[Orphan Works]"},
        {"origins": "[Private Maker]"},
    ),
    (
        "unreviewed_source",
        ("Unreviewed source", "The article names no origin; who stands behind it is not known."),
        {"origins": ""},
        {},
    ),
    (
        "interested_party",
        ("Interested party", "One origin, speaking of itself."),
        {"origins": "[Private Maker]", "title": "Private Maker starts a furnace"},
        {"origins": "[Private Maker]", "title": "Private Makers start a furnace"},
    ),
    (
        "state_media",  # the publisher bears the label of what it is, though it is no origin
        ("State media", "Its publisher, Steel Gazette, is state media."),
        {"publisher": "Steel Gazette"},
        {"publisher": "Metal Journal"},
    ),
    (
        "unreviewed_source",  # a state medium that names no origin is one only of its own work
        ("Unreviewed source", "The article names no origin; who stands behind it is not known."),
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
        ("whom nobody has reviewed", "It was published by The Daily, whom nobody has reviewed."),
        {"publisher": "The Daily"},
        {"publisher": "The Daily", "own_work": "true", "origins": ""},
    ),
    (
        "interested_party",  # a publisher that is its own origin speaks for itself, said so or not
        ("Interested party", "One origin, speaking of itself."),
        {"origins": "[Private Maker]", "publisher": "Private Maker"},
        {"origins": "[Private Maker]", "publisher": "Metal Journal"},
    ),
    (
        "interested_party",  # who speaks for itself need not name itself
        ("Interested party", "One origin, speaking of itself."),
        {"origins": "", "publisher": "Private Maker", "own_work": "true"},
        {"origins": "", "publisher": "Metal Journal", "own_work": "true"},
    ),
    (
        "single_origin",
        ("Single origin", "**One origin.**"),
        {"origins": "[Metal Journal]"},
        {"origins": "[Metal Journal, Metal Weekly]"},
    ),
    (
        "single_origin",  # a state's own media are one origin with it
        ("Single origin", "**One origin.**"),
        {"origins": "[Steel Group, Steel Gazette]"},
        {"origins": "[Steel Group, Metal Weekly]"},
    ),
    (
        "single_origin",  # and so are the media of a state with the bodies of its government
        ("Single origin", "**One origin.**"),
        {"origins": "[Ministry of Industry, State Herald]"},
        {"origins": "[Ministry of Industry, Steel Gazette]"},
    ),
    (
        "translation",
        (
            "Translation",
            "**It is a translation:** who made it is not known; the original is not cited",
        ),
        {"translated_from": "zh"},
        {"translated_from": "zh", "original": "https://example.org/original"},
    ),
    (
        "translation",
        ("Translation", "**It is a translation:** Watch translated it; the original is not cited"),
        {"translated_from": "zh", "translated_by": "publisher"},
        {"translated_by": "publisher"},
    ),
    (
        "translation",
        (
            "Translation",
            "**It is a translation:** it was translated for this brief; the original is not cited",
        ),
        {"translated_from": "zh", "translated_by": "desk"},
        {"translated_by": "desk"},
    ),
    (
        "translation",
        (
            "Translation",
            "**It is a translation:** a machine translated it; the original is not cited",
        ),
        {"translated_from": "zh", "translated_by": "machine"},
        {"translated_by": "machine"},
    ),
    (
        "not_examined",
        ("Not examined for doubts", "in all of it:** there are no word lists for its language."),
        {"language": "de"},
        {"language": "en-GB"},
    ),
    (
        "not_examined",
        (
            "Not examined for doubts",
            "in all of it:** a part of it is a scan and the text breaks off.",
        ),
        {"not_examined": "[scan, excerpt]"},
        {},
    ),
    (
        "undated",
        ("Undated: when it was published is not established", "**The article bears no date**"),
        {"published": ""},
        {"published": "2025"},
    ),
    (
        "stale",  # 181 and 180 days before the brief
        ("Over 180 days old: the facts may have changed", "**The report is over 180 days old**"),
        {"published": "2025-06-03"},
        {"published": "2025-06-04"},
    ),
    (
        "stale",  # of a month its last day counts: 31 May is 184 days before, 30 June 154
        ("Over 180 days old: the facts may have changed", "**The report is over 180 days old**"),
        {"published": "2025-05"},
        {"published": "2025-06"},
    ),
    (
        "after_cut_off",
        (
            "After the information cut-off of 1 December 2025",
            "**The article is later than the information cut-off** of 1 December 2025.",
        ),
        {"published": "2025-12-02"},
        {"published": "2025-12-01"},
    ),
    (
        "after_cut_off",  # of a month its first day counts
        (
            "After the information cut-off of 1 December 2025",
            "**The article is later than the information cut-off** of 1 December 2025.",
        ),
        {"published": "2026-01"},
        {"published": "2025-12"},
    ),
    (
        "inferred",
        ("Caveats inferred", "**No disclaimer by Watch:** the caveats were inferred"),
        {"origins": "[Steel Group]"},
        {"origins": "[Steel Group]", **DISCLAIMED},
    ),
    (
        "inferred",
        ("Caveats inferred", "**No disclaimer by Watch:** the caveats were inferred"),
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
        ("On [1], **Watch warns** that all", "**Watch warns** that all should be checked."),
        DISCLAIMED,
        {},
    ),
]


@pytest.mark.parametrize(("rule", "words", "triggers", "quiet"), CASES)
def test_a_rule_reaches_the_file_where_it_holds_and_only_there(
    tmp_path, rule, words, triggers, quiet
):
    label, sentence = words
    assert sentence in shown(tmp_path / "alone", triggers)
    assert sentence not in shown(tmp_path / "quiet", quiet)
    two = {
        "articles": "[one, two]",
        "others": {"two": article("Words.\n", **{**QUIET, "publisher": "Metal Journal"})},
    }
    assert rule == "repaired_text" or label in shown(tmp_path / "both", triggers, **two)
    assert rule == "repaired_text" or label not in shown(tmp_path / "neither", quiet, **two)


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
    assert (f"Nobody looked for doubts in all of it:** {why}" in said) == bool(why)


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
    assert ("Opinion of Watch, not a reported fact" in shown(tmp_path, {}, body)) is opinion


def test_a_table_that_is_shown_as_advice_is_the_publishers_opinion(tmp_path):
    body = (
        "A furnace started.\n\n| What | Who |\n|---|---|\n| Do it | All |\n\nTable: Advice {#t}\n"
    )
    said = shown(tmp_path, {}, body, matrix="{table: one#t}", sections="[matrix]")
    assert "Publisher’s opinion: advice of Watch in [1]" in said


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
    assert ("Publisher’s opinion: advice of Watch in [1]" in said) is opinion


def test_every_rule_is_in_the_table():
    tried = {rule for rule, *_ in CASES} | {"publishers_opinion", "same_text"}
    assert tried == {rule.__name__ for rule in RULES}
