"""A waiver takes a caveat away, and the brief says so; what cannot be waived cannot."""

import pytest

from reebrief.diagnostics import ReebriefError
from reebrief.document.nodes import CaveatLabel
from reebrief.document.traverse import plain, walk
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import render
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from support.projects import article, brief, make_project

SOURCES = """steel:
  name: Steel Group
  kind: state-owned-enterprise
  state: {is: Ruritania, reference: Report, read: 2025-01-02}
"""
OLD = article(
    "The kiln reportedly has 300 welders.\n", published="2024-01-01", origins="[Steel Group]"
)


@pytest.fixture
def prepared(tmp_path):
    """Return a function that prepares a brief of one old article with a waiver."""

    def make(**changes):
        waiver = {
            "caveat": "stale",
            "article": "a",
            "who": "R. Holm",
            "why": "nothing newer exists",
            "until": "2025-12-31",
            **changes,
        }
        listed = ", ".join(f"{k}: {v}" for k, v in waiver.items())
        keys = {"articles": "[a]", "text": "300 welders [@a].", "waivers": f"[{{{listed}}}]"}
        return prepare(
            Session(make_project(tmp_path, {"a": OLD}, SOURCES, {"b": brief(**keys)})), "b"
        )

    return make


def labels(found):
    return {n.text for n in walk(found.annotated.brief.sections) if isinstance(n, CaveatLabel)}


def test_a_waived_caveat_is_gone_and_the_brief_says_who_and_why(prepared):
    found = prepared()
    assert "Older report" not in labels(found)
    said = "“Older report” was waived by R. Holm until 31 December 2025: nothing newer exists."
    assert said in plain(found.annotated.brief.sections)
    assert [c.caveat for c in found.account.waived] == ["stale"]


def test_a_waived_caveat_is_not_counted_among_those_of_the_brief(tmp_path, prepared):
    waived = prepared().account
    (done,) = render(Project(tmp_path), ["b"], to=["md"])
    assert done.caveats == len(waived.caveats) - 1


def test_the_same_waiver_twice_is_an_error(tmp_path):
    one = "{caveat: stale, article: a, who: R. Holm, why: so, until: 2025-12-31}"
    keys = {"articles": "[a]", "waivers": f"[{one}, {one}]"}
    project = make_project(tmp_path, {"a": OLD}, SOURCES, {"b": brief(**keys)})
    with pytest.raises(ReebriefError, match="the same caveat is waived twice"):
        prepare(Session(project), "b")


def test_a_waiver_counts_on_its_last_day(prepared):
    assert [c.caveat for c in prepared(until="2025-12-05").account.waived] == ["stale"]


def test_a_doubt_on_claims_can_be_waived(prepared):
    found = prepared(caveat="hedge")
    assert "reported claim" not in labels(found)
    assert "“Reported claim” was waived" in plain(found.annotated.brief.sections)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"caveat": "state-owned-enterprise"},
            "briefs/b.yaml:6:20: 'state-owned-enterprise' cannot be waived\n"
            "  hint: review the source in articles/sources.yaml instead",
        ),
        (
            {"caveat": "unreviewed-source"},
            "briefs/b.yaml:6:20: 'unreviewed-source' cannot be waived\n"
            "  hint: review the source in articles/sources.yaml instead",
        ),
        (
            {"caveat": "stalle"},
            "briefs/b.yaml:6:20: no caveat class 'stalle'\n  hint: did you mean 'stale'?",
        ),
        (
            {"until": "2025-12-04"},
            "briefs/b.yaml:6:87: the waiver ran out on 2025-12-04, before the brief's date, "
            "2025-12-05\n  hint: delete it, or have it granted anew",
        ),
        (
            {"caveat": "undated"},
            "briefs/b.yaml:6:11: the waiver matches nothing: 'a' has no caveat 'undated'\n"
            "  hint: delete the waiver; reebrief check lists the caveats of each article",
        ),
        (
            {"article": "b"},
            "briefs/b.yaml:6:36: 'b' is not in this brief\n  hint: known articles of this brief: a",
        ),
    ],
)
def test_a_bad_waiver_is_an_error_with_its_place(prepared, changes, said):
    with pytest.raises(ReebriefError) as caught:
        prepared(**changes)
    assert str(caught.value) == said
