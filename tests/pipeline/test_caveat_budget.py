"""How much of a brief's words are caveats is counted, and held against its form."""

import io
from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader

from reebrief.briefs import names
from reebrief.document.nodes import CaveatLabel, Paragraph
from reebrief.document.sentences import word_count
from reebrief.pipeline.caveat_budget import caveat_share, over_budget
from reebrief.pipeline.gate import gated
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.session import Session
from reebrief.project.project import Project
from reebrief.templates.themes.models import BudgetModel
from support import trees
from support.projects import article, brief, make_project

SOE = """\
steel:
  name: Steel Group
  kind: state-owned-enterprise
  state: {is: Ruritania, reference: Report, read: 2025-01-02}
"""


TEXT = "It makes 310 tons of metal. It sells 318 tons of metal. It ships 740 tons."


@pytest.fixture
def prepared(tmp_path):
    """Return a function that prepares a brief of one article with a text of so many words."""

    def make(words, most=8):
        keys = {"articles": "[a]", "sections": "[text, items, sources]"}
        if most:
            keys["budget"] = f"{{marks: {most}}}"
        definition = brief(**keys, text=" ".join(["word"] * words))
        texts = {"a": article(TEXT, origins="[Steel Group]")}
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
    found = [
        p
        for p in over_budget(one, caveat_share(one, gated("pdf", one)))
        if "words are caveats" in p.what
    ]
    assert bool(found) == told
    assert all("waive" not in (p.hint or "") for p in found)


@pytest.mark.parametrize(("most", "told"), [(2, True), (3, False)])
def test_more_brackets_of_marks_on_a_page_than_the_budget_has_are_a_finding(prepared, most, told):
    one = prepared(40, most=most)
    pdf = gated("pdf", one)
    assert caveat_share(one, pdf).marks == 3
    assert (
        any("marks on a page" in p.what for p in over_budget(one, caveat_share(one, pdf))) == told
    )


@pytest.mark.parametrize(
    ("house", "own", "told"), [(2, 8, False), (2, None, True), (3, None, False)]
)
def test_a_themes_budget_holds_where_the_brief_has_none(prepared, house, own, told):
    one = prepared(40, most=own)
    theme = replace(one.inputs.theme, budget=BudgetModel(marks=house))
    one = replace(one, inputs=replace(one.inputs, theme=theme))
    found = [
        p.what
        for p in over_budget(one, caveat_share(one, gated("pdf", one)))
        if "marks on a page" in p.what
    ]
    assert found == (["3 marks on a page; the theme 'ministry' has 2"] if told else [])


@pytest.mark.parametrize(
    ("caveat", "helps"),
    [("scope-drift", "show: full"), ("unit", "whose kind"), ("hedge", "words of reservation")],
)
def test_the_hint_is_for_the_marks_that_a_page_has_most_of(prepared, caveat, helps):
    one = prepared(40, most=2)
    pdf = gated("pdf", one)
    share = caveat_share(one, pdf)
    parts = [f"claim-a-{caveat}.{n}" for n in range(3)] + ["claim-a-contradicted.1"]
    labels = tuple(CaveatLabel(part, f"[{part}]") for part in parts)
    section = replace(one.annotated.brief.sections[0], blocks=(Paragraph(labels),))
    brief = replace(one.annotated.brief, sections=(section,))
    annotated = replace(one.annotated, brief=brief, keys=dict.fromkeys(parts, ()))
    (found,) = (
        p for p in over_budget(replace(one, annotated=annotated), share) if "marks" in p.what
    )
    assert helps in found.hint


def test_two_marks_in_one_bracket_count_once():
    one = prepare(Session(Project(trees.ROOT)), "weekly")
    pdf = gated("pdf", one)
    on_page = Counter(pdf.where[part] for part in one.annotated.keys)
    assert (caveat_share(one, pdf).marks, max(on_page.values())) == (3, 5)


def test_the_words_of_the_pages_are_those_that_another_reader_finds():
    session = Session(Project(trees.ROOT))
    for name in names(session.project):
        one = prepare(session, name)
        pdf = gated("pdf", one)
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages]
        meta, count = one.annotated.brief.meta, len(pages)
        around = count * (4 + 2 * word_count(meta.marking)) + (count - 1) * word_count(meta.running)
        read = sum(map(word_count, pages)) - around
        assert caveat_share(one, pdf).words == pytest.approx(read, rel=0.01)
