"""How much of a brief's words are caveats is counted, and held against its form."""

from dataclasses import replace

import pytest

from reebrief.document.annotated import Written
from reebrief.pipeline.caveat_budget import caveat_share, over_budget
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project

SOE = """\
steel:
  name: Steel Group
  kind: state-owned-enterprise
  state: {is: Ruritania, reference: Report, read: 2025-01-02}
"""


@pytest.fixture
def prepared(tmp_path):
    """Return a function that prepares a brief of one article with a text of so many words."""

    def make(words, form="memo"):
        keys = {"articles": "[a]", "form": form, "sections": "[text, sources]"}
        definition = brief(**keys, text=" ".join(["word"] * words))
        texts = {"a": article("It grew.", origins="[Steel Group]")}
        project = make_project(tmp_path, texts, SOE, {"b": definition})
        return prepare(Session(project), "b")

    return make


def test_more_of_ones_own_words_is_a_smaller_share(prepared):
    shares = [caveat_share(p, gated("pdf", p)).percent for p in map(prepared, (1, 100, 1000))]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 60
    assert shares[-1] < 15


def test_running_lines_count_as_often_as_they_stand(prepared):
    one = prepared(100)
    pdf = gated("pdf", one)
    more = caveat_share(one, replace(pdf, foot_words=pdf.foot_words + 50))
    assert more.share > caveat_share(one, pdf).share


@pytest.mark.parametrize(("words", "told"), [(1, False), (80, True), (400, False)])
def test_a_share_over_the_budget_is_a_finding_that_never_says_to_waive(prepared, words, told):
    one = prepared(words)
    found = [p for p in over_budget(one, gated("pdf", one)) if "words are caveats" in p.what]
    assert bool(found) == told
    assert all("waive" not in (p.hint or "") for p in found)


@pytest.mark.parametrize(("marks", "told"), [(8, False), (9, True)])
def test_more_marks_on_a_page_than_the_form_should_have_are_a_finding(prepared, marks, told):
    one = prepared(400)
    found = [*over_budget(one, Written(b"", frozenset(), 1, 0, marks))]
    assert any("marks on a page" in p.what for p in found) == told
    assert caveat_share(one, Written(b"", frozenset(), 1, 0, marks)).marks == marks
