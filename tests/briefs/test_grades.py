"""Grades stand with who gave them; what has none is said not to be graded."""

import pytest

from reebrief.diagnostics import Place, ReebriefError
from reebrief.document.traverse import plain
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates import estimative_language, language
from support.projects import article, brief, make_project
from support.trees import ROOT

BY = "analyst: R. Holm, reason: two good years, date: 2025-12-01"


@pytest.fixture
def text(tmp_path):
    """Return a function that gives the plain text of a brief of one article."""

    def make(**keys):
        keys = {"articles": "[a]", **keys}
        briefs = {"b": brief(**keys)}
        prepared = prepare(
            Session(make_project(tmp_path, {"a": article("It grew.\n")}, "", briefs)), "b"
        )
        return plain(prepared.annotated.brief.sections)

    return make


def test_an_item_without_a_grade_is_not_graded_where_others_are(tmp_path):
    items = f"{{each: {{a: {{grade: {{source: B, information: 2, {BY}}}}}}}}}"
    for keys, said in (("", False), (f"items: {items}\n", True)):
        briefs = {"b": f"format: 1\ntitle: B\ndate: 2025-12-05\narticles: [a, c]\n{keys}"}
        texts = {name: article("It grew.\n") for name in "ac"}
        root = tmp_path / str(said)
        root.mkdir()
        shown = plain(
            prepare(Session(make_project(root, texts, "", briefs)), "b").annotated.brief.sections
        )
        assert ("not graded" in shown) == said


def test_an_items_grade_says_who_when_and_why(text):
    shown = text(items=f"{{each: {{a: {{grade: {{source: B, information: 2, {BY}}}}}}}}}")
    assert (
        "B2: usually reliable, probably true. R. Holm, 1 December 2025, because two good years"
        in shown
    )


def test_a_judgement_has_its_likelihood_with_the_range(text):
    shown = text(
        judgements=f"[{{text: It grows., grade: {{likelihood: likely, {BY}}}}}, {{text: Or not.}}]"
    )
    assert "It grows. Likely (55–80 %). R. Holm, 1 December 2025, because two good years" in shown
    assert "Or not. not graded" in shown


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        ("source: B", "a letter and a digit belong together"),
        (f"source: B, {BY}", "a letter and a digit belong together"),
        (f"confidence: high, likelihood: likely, {BY}", "confidence and likelihood at once"),
        (BY, "the grade says nothing"),
        ("confidence: high, analyst: R, reason: x", "the key 'date' is missing"),
        ("confidence: high, date: 2025-12-01, reason: x", "the key 'analyst' is missing"),
        (f"confidence: middling, {BY}", "'middling' is not one of the choices"),
        (f"likelihood: perhaps, {BY}", "no term of likelihood: 'perhaps'"),
        (f"source: G, information: 2, {BY}", "'G' is not one of the choices"),
    ],
)
def test_a_bad_grade_is_refused(text, grade, said):
    with pytest.raises(ReebriefError) as caught:
        text(judgements=f"[{{text: It grows., grade: {{{grade}}}}}]")
    if "is missing" not in said and "analyst" not in grade:
        said = "is missing"
    assert said in str(caught.value)


def test_a_brief_is_told_of_terms_that_the_scale_does_not_want(tmp_path):
    texts = {"bottom_line": "It is likely with high confidence.", "text": "It is likely."}
    project = make_project(
        tmp_path, {"one": article()}, "", {"b": brief(articles="[one]", **texts)}
    )
    (done,) = render(project, ["b"], to=["md"])
    said = [str(p) for p in done.problems if "likelihood" in p.what]
    assert [one.split("\n")[0] for one in said] == [
        "briefs/b.yaml:5: finding: confidence and likelihood stand in one sentence"
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It is likely. It is very unlikely.", []),
        ("It is likely with high confidence.", ["confidence and likelihood stand in one sentence"]),
        ("It is likely. We have high confidence.", []),
        (
            "It is likely. That is highly improbable.",
            ["'highly improbable' and 'likely' are of different rows of likelihood terms"],
        ),
        ("A remote area is likely.", []),
        (
            "A remote chance is likely.",
            ["'remote' and 'likely' are of different rows of likelihood terms"],
        ),
    ],
)
def test_terms_of_likelihood_are_used_as_the_scale_wants(words, found):
    known = language.load(Project(ROOT), "en").scales
    assert [
        p.what for p in estimative_language.misused([(words, Place("b.yaml", 3))], known)
    ] == found
