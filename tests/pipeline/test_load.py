"""Everything is read before anything is computed, and every reading fault is told at once."""

import pytest

from reebrief import ReebriefError, check, render
from reebrief.pipeline.load import load
from reebrief.pipeline.prepare import prepare
from reebrief.pipeline.render import RenderRequest, rendering
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project
from support.trees import ROOT

REGISTRY = """\
mill:
  name: Mill
  kind: state-owned-enterprise
  owner: {is: Holding, article: deed, read: 2025-01-02}
"""


def faults(folder, text, articles=("one",)):
    texts = dict.fromkeys(articles, article("It grew."))
    session = Session(make_project(folder, texts, "", {"b": text}))
    with pytest.raises(ReebriefError) as caught:
        load(session, session.definitions("b")[0])
    return [str(p).split("\n")[0] for p in caught.value.problems]


def test_a_misspelt_key_does_not_hide_a_wrong_citation(tmp_path):
    text = brief(articls="[one]", bottom_line='"It grew [@one], it fell [@gone]."')
    said = faults(tmp_path, text)
    assert "briefs/b.yaml:4:1: unknown key 'articls'" in said
    assert "briefs/b.yaml:5:14: no article 'gone'" in said
    assert not any("'one'" in line for line in said)


@pytest.mark.parametrize("other", [{}, {"articls": "[one]"}, {"theme": "nowhere"}])
def test_no_other_fault_hides_faulty_markdown(tmp_path, other):
    text = brief(articles="[one]", text='"A claim [^1]."', watch_list='["~~gone~~"]', **other)
    session = Session(make_project(tmp_path, {"one": article("Text.")}, "", {"b": text}))
    with pytest.raises(ReebriefError) as caught:
        prepare(session, "b")
    said = [p.what for p in caught.value.problems]
    assert "a footnote is not supported here" in said
    assert "struck-out text is not supported here" in said
    assert len(said) == 2 + len(other)


def test_check_of_a_brief_judges_it_and_what_it_uses(tmp_path):
    texts = {"one": article("Text."), "two": article("Text."), "bad": "---\ntitel: x\n---\n"}
    made = {"b": brief(articles="[one]", text='"As said [@two]."'), "c": brief(articles="[bad]")}
    project = make_project(tmp_path, texts, "", made, files={"briefs/d.yml": ""})

    def files(*names):
        return {p.place.file for found in check(project, names) for p in found.problems}

    assert files("b") >= {"articles/one.md", "articles/two.md"}
    assert not files("b") & {"articles/bad.md", "briefs/d.yml"}
    assert files() >= {"articles/one.md", "articles/bad.md", "briefs/d.yml"}


@pytest.mark.parametrize(
    ("articles", "told"), [("{where: {since: 2025-01-01}}", True), ("[one]", False)]
)
def test_check_of_a_brief_that_selects_names_articles_that_are_not_read(tmp_path, articles, told):
    files = {"articles/two.MD": article("Text.")}
    briefs = {"b": brief(articles=articles)}
    project = make_project(tmp_path, {"one": article("Text.")}, "", briefs, files=files)
    found = {p.place.file: p.hint for c in check(project, ["b"]) for p in c.problems if p.place}
    assert (found.get("articles/two.MD") == "rename it to two.md") is told


def test_a_brief_under_another_ending_is_told_how_to_be_called(tmp_path):
    project = make_project(tmp_path, {}, "", {"a": brief()}, files={"briefs/b.yml": brief()})
    with pytest.raises(ReebriefError) as caught:
        prepare(Session(project), "b")
    assert caught.value.problems[0].hint == "rename briefs/b.yml to b.yaml"


def test_an_article_that_is_gone_is_told_at_each_place_that_names_it(tmp_path):
    waiver = "{caveat: stale, article: gone, who: W, why: Y, until: 2026-12-31}"
    text = brief(
        articles="[one, gone]",
        text='"It fell [@gone]."',
        theme="nowhere",
        items="{each: {gone: {headline: H}}}",
        matrix='{table: "gone#t"}',
        waivers=f"[{waiver}]",
    )
    assert faults(tmp_path, text) == [
        "briefs/b.yaml:6:8: unknown theme 'nowhere'",
        "briefs/b.yaml:4:17: no article 'gone'",
        "briefs/b.yaml:5:7: no article 'gone'",
        "briefs/b.yaml:8:17: no article 'gone'",
        "briefs/b.yaml:7:16: 'gone' is not in this brief",
        "briefs/b.yaml:9:36: 'gone' is not in this brief",
    ]


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        (
            {"deed": article(title="The deed", publisher="Daily", published="2025-03-02")},
            "see “The deed”, Daily, 2 March 2025",
        ),
        ({}, "see “deed”"),
    ],
)
def test_a_fact_of_the_registry_names_the_article_that_it_rests_on(tmp_path, articles, said):
    texts = {"one": article("Mill grew.", origins="[Mill]"), **articles}
    project = make_project(tmp_path, texts, REGISTRY, {"b": brief(articles="[one]")})
    session = Session(project)
    inputs, _ = load(session, session.definitions("b")[0])
    assert ("deed" in inputs.articles) is bool(articles)
    (done,) = render(project, ["b"], to=["md"])
    assert said in done.files[0].read_text()


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ({"publisher": "The Daily", "origins": "[Mill]"}, True),
        ({"publisher": "Mill", "origins": "[Mill]"}, False),
        ({"publisher": "The Daily", "own_work": "true"}, False),
        ({"origins": "[Mill]"}, False),
    ],
)
def test_a_publisher_that_nobody_reviewed_is_a_finding(tmp_path, front, told):
    texts = {"one": article("It grew.", **front)}
    registry = "mill: {name: Mill, kind: other}\n"
    project = make_project(tmp_path, texts, registry, {"b": brief(articles="[one]")})
    found = [p.what for c in check(project, ["b"]) for p in c.problems]
    assert any("'unreviewed publisher'" in what for what in found) == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ({}, True),
        ({"origins": "[Mill]"}, False),
        ({"publisher": "Mill", "own_work": "true"}, False),
    ],
)
def test_an_article_without_an_origin_is_a_finding(tmp_path, front, told):
    texts = {"one": article("It grew.", **front)}
    registry = "mill: {name: Mill, kind: other}\n"
    project = make_project(tmp_path, texts, registry, {"b": brief(articles="[one]")})
    found = [p.what for c in check(project, ["b"]) for p in c.problems]
    assert ("no origin: the brief says 'unreviewed source'" in found) == told


def test_a_brief_is_made_of_every_file_that_it_reads(tmp_path):
    texts = {"one": article("It grew."), "two": article("It fell.")}
    files = {"templates/claims.yaml": (ROOT / "templates" / "claims.yaml").read_text()}
    project = make_project(tmp_path, texts, "", {"b": brief(articles="[one]")}, files=files)
    made_of = prepare(Session(project), "b").annotated.head.inputs
    assert {"articles/one.md", "briefs/b.yaml", "reebrief.yaml", "templates/claims.yaml"} <= {
        *made_of
    }
    assert "articles/two.md" not in made_of
    assert "reebrief/templates/caveats.yaml" in made_of
    assert [name for name in made_of if name.endswith("/text.md.j2")] == [
        "reebrief/templates/sections/text.md.j2"
    ]


def test_check_tells_of_a_faulty_definition_and_of_a_doubtful_origin(tmp_path):
    texts = {"one": article("It grew.", origins="[Nobody Known]")}
    briefs = {"bad": brief(articls="[one]"), "good": brief(articles="[one]")}
    found = {c.name: c.problems for c in check(make_project(tmp_path, texts, "", briefs))}
    assert "unknown key 'articls'" in [p.what for p in found["bad"]]
    assert any("Nobody Known" in p.what for p in found["articles"])
    assert any("Nobody Known" in p.what for p in found["good"])


def test_one_doubtful_source_of_two_articles_is_told_once(tmp_path):
    texts = {name: article("It grew.", origins="[Mill]") for name in ("one", "two")}
    project = make_project(tmp_path, texts, REGISTRY, {"b": brief(articles="[one, two]")})
    found = [p.what for checked in check(project, ["b"]) for p in checked.problems if checked.brief]
    assert len([what for what in found if "deed" in what]) == 1


def test_a_grade_of_one_needs_a_second_origin(tmp_path):
    grade = "{source: A, information: '1', analyst: A, reason: R, date: 2025-12-01}"
    for names, told in (("[Mill]", True), ("[Mill, Yard]", False)):
        text = brief(articles="[one]", items=f"{{each: {{one: {{grade: {grade}}}}}}}")
        registry = "mill: {name: Mill, kind: other}\nyard: {name: Yard, kind: other}\n"
        folder = tmp_path / str(told)
        project = make_project(folder, {"one": article(origins=names)}, registry, {"b": text})
        problems = [p.what for one in check(project, ["b"]) for p in one.problems]
        assert any("graded as confirmed by other sources" in what for what in problems) is told


def test_a_value_is_given_to_a_parameter_that_there_is(tmp_path):
    text = brief(articles="[one]", title='"{{ what }}"', parameters="{what: {default: Zinc}}")
    project = make_project(tmp_path, {"one": article("It grew.")}, "", {"b": text})
    (done,) = render(project, ["b"], to=["md"], parameters={"what": "Tin"})
    assert done.files[0].read_text().startswith("# Tin\n")
    with pytest.raises(ReebriefError, match="no parameter 'wat'"):
        render(project, ["b"], to=["md"], parameters={"wat": "Tin"})


@pytest.mark.parametrize(("workers", "forms"), [(2, ["", "pdf"]), (1, ["", "docx", "pdf"])])
def test_word_is_written_beside_the_pdf_or_before_it(tmp_path, workers, forms):
    project = make_project(
        tmp_path, {"one": article("It grew.")}, "", {"b": brief(articles="[one]")}
    )
    steps = []
    request = RenderRequest(workers=workers, progress=lambda step: steps.append(step.form))
    (done,) = rendering(Session(project), ["b"], request)
    assert [path.suffix for path in done.files] == [".docx", ".pdf"]
    assert steps == forms
