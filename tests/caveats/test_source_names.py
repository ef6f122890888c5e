"""The box and the list call sources by the names that articles have, in every number."""

import pytest

from reebrief.document.nodes import CaveatText
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

SOURCES = """\
ministry: {name: Ministry of Industry, kind: government}
steel:
  name: Steel Group
  kind: state-owned-enterprise
  state: {is: Ruritania, reference: Annual report, read: 2025-01-02}
mill:
  name: Northern Mill
  kind: private-company
  owner: {is: steel, reference: Annual report, read: 2025-01-02}
gazette:
  name: Steel Gazette
  kind: state-media
  owner: {is: steel, reference: Imprint, read: 2025-01-02}
herald:
  name: State Herald
  kind: state-media
  owner: {is: ministry, reference: Imprint, read: 2025-01-02}
  state: {is: Ruritania, reference: Imprint, read: 2025-01-02}
works:
  name: Orphan Works
  kind: private-company
  owner: {is: Unknown Holding, reference: Imprint, read: 2025-01-02}
journal: {name: Metal Journal, kind: trade-press}
"""


@pytest.fixture
def said(tmp_path):
    """Return a function from articles, by the front matter of each, to what box and list say."""

    def make(*fronts):
        texts = {
            f"a{n}": article(
                "A furnace started.\n",
                **{"publisher": "Metal Watch", "published": "2025-11-20", **front},
            )
            for n, front in enumerate(fronts, 1)
        }
        definition = brief(articles=f"[{', '.join(texts)}]", date="2025-12-01")
        project = make_project(tmp_path, texts, SOURCES, {"b": definition})
        sections = prepare(Session(project), "b").annotated.brief.sections
        texts = [n for n in walk(sections) if isinstance(n, CaveatText)]
        box = " ".join(plain([n]) for n in texts if n.part.startswith("source-statement"))
        return box, plain(sections)

    return make


BOXES = [
    # The origins of each article, and what the box says of them.
    (["[Steel Gazette]"], "One origin. It comes from Steel Gazette, state media of Ruritania."),
    (
        ["[State Herald, Northern Mill]"],
        "Two origins. It comes from Northern Mill (of Steel Group) and State Herald (of Ministry "
        "of Industry), a state-owned enterprise and state media of Ruritania.",
    ),
    (
        ["[Steel Gazette, Northern Mill]"],
        "One origin. It comes from Northern Mill and Steel Gazette, a state-owned enterprise and "
        "state media of Ruritania.",
    ),
    (
        ["[Steel Gazette, Northern Mill, State Herald]"],
        "It comes from Steel Group (named as Northern Mill and Steel Gazette) and State Herald (of "
        "Ministry of Industry), a state-owned enterprise and state media of Ruritania.",
    ),
    (
        ["[Orphan Works, Metal Journal]"],
        "Two origins. It comes from Orphan Works (of Unknown Holding) and Metal Journal.",
    ),
    (["[Steel Gazette]"] * 2, "Both come from Steel Gazette (of Steel Group)."),
    (["[Steel Gazette]", "[Northern Mill]"], "Both come from Steel Group."),
    (["[Steel Gazette]"] * 3, "All come from Steel Gazette (of Steel Group)."),
    (
        ["[Steel Gazette]", "[Metal Journal]"],
        "They come from Steel Gazette (of Steel Group) and Metal Journal.",
    ),
    (
        ["[Steel Gazette, Steel Group]", "[Metal Journal]"],
        "They come from Steel Group (named as Steel Gazette and Steel Group) and Metal Journal.",
    ),
    (["[Steel Gazette]", "[]"], "The other comes from Steel Gazette (of Steel Group)."),
]


@pytest.mark.parametrize(("origins", "expected"), BOXES)
def test_the_box_names_whom_the_articles_name_and_then_the_owner(said, origins, expected):
    assert expected in said(*({"origins": names} for names in origins))[0]


def test_an_entry_names_its_origins_as_the_article_does(said):
    expected = "Two origins stand behind it, Steel Gazette (of Steel Group) and Metal Journal;"
    assert expected in said({"origins": "[Steel Gazette, Metal Journal]"}, {})[1]


def test_what_is_the_same_of_two_sources_is_said_of_both(said):
    two = said({"origins": "[Steel Gazette, Steel Group]"})[1]
    assert "Both: state Ruritania" in two
    assert "All of these" not in two
    three = said({"origins": "[Steel Gazette]"}, {"origins": "[Northern Mill]"})[1]
    assert "All of these: state Ruritania" in three
    assert "Both:" not in three


@pytest.mark.parametrize(
    ("disclaimer", "expected"),
    [
        ("{text: that all should be checked}", "Metal Watch warns that all should be checked."),
        ("{text: That all should be checked}", "Metal Watch warns that all should be checked."),
        ("{text: all that is new is unsure}", "Metal Watch warns that all that is new is unsure."),
        (
            "{text: That all should be checked, verbatim: true}",
            "Metal Watch warns: “That all should be checked”",
        ),
    ],
)
def test_a_disclaimer_does_not_repeat_the_word_that_it_continues(said, disclaimer, expected):
    told = {"origins": "[Metal Journal]", "disclaimer": disclaimer}
    assert expected in said(told)[1]
    both = said(told, {"origins": "[Metal Journal]"})
    assert f"On [1], {expected}" in both[0]
    assert "that that" not in both[1].casefold()


@pytest.mark.parametrize(
    ("origins", "expected"),
    [
        (["[]"], "No disclaimer by Metal Watch: the caveats were inferred, as no source is named."),
        (
            ["[]", "[]"],
            "No disclaimer by a publisher: the caveats were inferred, as no source is named.",
        ),
        (
            ["[]", "[Steel Gazette]"],
            "No disclaimer by a publisher: the caveats were inferred from who is behind the "
            "sources.",
        ),
    ],
)
def test_inferred_caveats_rest_on_sources_only_where_some_are_named(said, origins, expected):
    assert expected in said(*({"origins": names} for names in origins))[0]


def test_the_entry_of_an_article_without_origin_says_what_was_inferred_from_it(said):
    warned = {"origins": "[Steel Gazette]", "disclaimer": "{text: all should be checked}"}
    expected = "No disclaimer by Metal Watch: the caveats were inferred, as no source is named."
    assert expected in said(warned, {"origins": "[]"})[1]
