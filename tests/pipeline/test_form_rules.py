"""Each form brings its sections, and check says which of its rules a brief breaks."""

import pytest

from reebrief import check
from reebrief.diagnostics import Place
from reebrief.document.nodes import Heading
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.check import checking
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import glossary
from reebrief.templates.glossary import Glossary
from support.projects import article, brief, make_project
from support.trees import ROOT

WORDS = "Words of no weight. " * 40


@pytest.fixture
def session(tmp_path):
    """Return a function that opens a project of one article and one brief."""

    def make(**keys):
        keys = {"articles": "[a]", **keys}
        return Session(
            make_project(tmp_path, {"a": article("It grew.\n")}, "", {"b": brief(**keys)})
        )

    return make


def findings(session):
    (checked,) = [c for c in checking(session, ["b"]) if c.name == "b"]
    return [p.what for p in checked.problems if "origin" not in p.what]


def headings(session):
    sections = prepare(session, "b").annotated.brief.sections
    return [plain([n]) for n in walk(sections) if isinstance(n, Heading) and n.level == 1]


ASK = "{text: Grant the licence., of: The minister, by: 2026-01-31}"


def test_an_action_memo_asks_one_thing_of_one_by_a_day(session):
    made = session(form="action-memo", bottom_line="Grant it.", ask=ASK, text="Background.")
    assert headings(made) == [
        "Bottom line",
        "The ask",
        "About the source",
        "Analysis",
        "What was reported",
    ]
    text = plain(prepare(made, "b").annotated.brief.sections)
    assert "Grant the licence. The minister 31 January 2026" in text
    assert findings(made) == []


def test_a_graded_entry_has_its_three_lengths(session):
    made = session(form="graded", main_messages="[One., Two.]", summary="S.", annex="A.", text="T.")
    assert [h for h in headings(made) if h not in {"About the source", "Contents"}] == [
        "Main messages",
        "Summary",
        "What was reported",
        "Analysis",
        "Annex",
    ]
    assert findings(made) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"form": "action-memo", "bottom_line": "B.", "text": "T."},
            ["the form 'action-memo' needs 'ask'"],
        ),
        (
            {"form": "graded"},
            ["the form 'graded' needs 'main_messages'", "the form 'graded' needs 'summary'"],
        ),
        ({"bottom_line": "It grew. " * 30}, []),
        (
            {"bottom_line": "It grew. " * 31},
            ["the bottom line has 62 words; it should have at most 60"],
        ),
        (
            {"form": "one-pager", "text": WORDS * 12, "sections": "[text]"},
            ["2 pages; the form 'one-pager' should have at most 1"],
        ),
        ({"form": "one-pager", "text": "T.", "sections": "[text]"}, []),
        ({"text": "The ISO met."}, ["'ISO' is not explained where it is first used"]),
    ],
)
def test_a_broken_rule_is_a_finding(session, keys, said):
    found = findings(session(**keys))
    assert [what for what in found if "words are caveats" not in what] == said


# Fifteen words each; neither the citation nor its label counts.
@pytest.mark.parametrize(("sentences", "too_long"), [(4, False), (5, True)])
def test_a_bottom_lines_length_is_that_of_its_authors_words(session, sentences, too_long):
    own = "A line of words that its author wrote, which names its article at the end [@a]."
    said = findings(session(bottom_line=f"|\n  {' '.join([own] * sentences)}\n"))
    assert any("the bottom line has" in what for what in said) == too_long


def test_what_a_new_definition_says_is_found_until_somebody_says_it(session):
    said = findings(session(to="Whom it is for", text="What the reader needs to know."))
    assert said == [
        "still says what a new definition says: 'Whom it is for'",
        "still says what a new definition says: 'What the reader needs to know.'",
    ]


KNOWN = Glossary(terms={"ESG": "environmental, social and governance"}, usual=("US",))


@pytest.mark.parametrize(
    ("text", "listed", "found"),
    [
        ("The ESG rating.", False, ["ESG"]),
        ("The ESG rating.", True, []),
        ("The XYZ rating.", True, ["XYZ"]),
        ("Environmental, social and governance (ESG) ratings; ESG again.", False, []),
        ("ESG (environmental, social and governance).", False, []),
        ("The US and Phase II, in the A-share market.", False, []),
        ("NdFeB magnets, twice NdFeB.", False, ["NdFeB"]),
        ("REEs are rare.", False, ["REE"]),
        ("[@ABC-article] and https://example.org/ABC", False, []),
    ],
)
def test_an_abbreviation_is_explained_where_it_is_first_used(text, listed, found):
    problems = glossary.unexplained([(text, Place("b.yaml", 3))], KNOWN, listed=listed)
    assert [p.what.split("'")[1] for p in problems] == found


def test_the_glossary_lists_the_terms_that_the_brief_uses(session):
    made = session(text="The ISO met the IEC.", sections="[text, glossary, sources]")
    text = plain(prepare(made, "b").annotated.brief.sections)
    assert "Terms and abbreviations IEC: International Electrotechnical Commission" in text
    assert "LFP" not in text


def test_a_brief_without_terms_has_no_glossary(session):
    made = session(text="Plain words.", sections="[text, glossary, sources]")
    assert "Terms and abbreviations" not in headings(made)


def test_the_shipped_glossary_loads():
    assert "NdFeB" in glossary.load(Project(ROOT), "en").terms
    assert glossary.load(Project(ROOT), "xx").terms == {}


def test_a_texts_own_heading_is_that_of_its_section(tmp_path):
    text = "|\n  ## Mine\n\n  Words.\n\n  ### Below\n\n  # Higher\n"
    made = make_project(tmp_path, {}, "", {"b": brief(articles="[]", text=text)})
    headings = [
        (node.level, plain(node.inlines))
        for section in prepare(Session(made), "b").annotated.brief.sections
        for node in section.blocks
        if section.kind == "text" and isinstance(node, Heading)
    ]
    assert headings == [(1, "Mine"), (2, "Below"), (1, "Higher")]


@pytest.mark.parametrize(
    ("sections", "hint"),
    [
        ("[text, items]", "show fewer items, lower items.max_words, or choose another form"),
        ("[text]", "shorten your texts, leave a section out, or choose another form"),
    ],
)
def test_a_long_brief_is_told_how_what_it_shows_becomes_shorter(tmp_path, sections, hint):
    keys = {"form": "one-pager", "sections": sections, "text": "It grew. " * 1200}
    project = make_project(
        tmp_path, {"a": article("It grew.")}, "", {"b": brief(articles="[a]", **keys)}
    )
    found = [
        p
        for one in check(project, ["b"])
        for p in one.problems
        if "should have at most 1" in p.what
    ]
    assert [p.hint for p in found] == [hint]
