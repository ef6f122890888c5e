"""Articles of a brief that are one text are one origin, and the brief says so."""

import re

import pytest

from reebrief.pipeline.render import render
from support.projects import article, brief, make_project
from support.retold import story

SOURCES = """\
wirenet: {name: Wirenet, kind: state-media, state: {is: Ruritania, reference: R, read: 2025-01-02}}
journal: {name: Metal Journal, kind: trade-press}
weekly: {name: Metal Weekly, kind: trade-press}
"""
STORY, OTHER = story(0), story(1)
TEXTS = {
    "one": STORY.texts["wire0"],
    "two": STORY.texts["retold0-0"],
    "three": STORY.texts["retold0-1"],
    "apart": STORY.texts["other0-1"],
    "later": OTHER.texts["wire1"],
    "last": OTHER.texts["retold1-0"],
}


def written(folder, origins, **keys):
    """Render a brief of the articles that have a line of origins, and return its words."""
    texts = {
        name: article(TEXTS[name].replace("\n", "\n\n"), title=name, publisher=name.title(), **fact)
        for name, fact in origins.items()
    }
    shown = brief(articles=f"[{', '.join(origins)}]", items="{show: full}", **keys)
    project = make_project(folder, texts, SOURCES, {"b": shown})
    (rendered,) = render(project, ["b"], to=("md",))
    assert not rendered.failed, rendered.problems
    text = rendered.files[0].read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", text.replace("\\", ""))


def of(*names):
    return {"origins": f"[{', '.join(names)}]"} if names else {}


def test_a_retold_text_has_the_origin_and_the_caveats_of_the_one_that_names_it(tmp_path):
    said = written(tmp_path, {"one": of("Wirenet"), "two": of(), "three": of("Wirenet")})
    assert "**One named origin.** The three articles are by One, Two and Three." in said
    assert "All rest on state media of Ruritania." in said
    assert "**All are one text, by three outlets.**" in said
    assert "name no origin" not in said
    assert "Unreviewed source" not in said


def test_two_names_of_one_text_are_counted_once_and_the_first_published_has_it(tmp_path):
    origins = {
        "one": {**of("Metal Journal"), "published": "2025-11-21"},
        "two": {**of("Metal Weekly"), "published": "2025-11-20"},
    }
    said = written(tmp_path, origins)
    assert "**One named origin.**" in said
    assert "Both come from Metal Weekly." in said


def test_an_independent_report_stays_an_origin_of_its_own(tmp_path):
    origins = {"one": of("Wirenet"), "two": of(), "apart": of("Metal Journal")}
    said = written(tmp_path, origins)
    assert "**Two origins.**" in said
    assert "**[1] and [2] are one text,** by two outlets." in said
    assert "It is the same text as [2], by two outlets: one origin." in said
    assert said.count("Same text by two outlets") == 2


def test_two_texts_by_two_outlets_each_are_not_all_one(tmp_path):
    origins = dict.fromkeys(("one", "two", "later", "last"), of("Metal Journal"))
    said = written(tmp_path, origins)
    assert "All are one text" not in said
    for pair in ("[1] and [2]", "[3] and [4]"):
        assert f"**{pair} are one text,** by two outlets." in said


@pytest.mark.parametrize(("second", "count"), [("two", "(one origin)"), ("apart", "(2 ind")])
def test_evidence_of_one_text_is_one_origin(tmp_path, second, count):
    matrix = f"""
  own:
    - {{cells: {{what: Wait.}}, evidence: [one, {second}]}}
  add: [{{id: what, header: What}}]"""
    origins = {"one": of("Metal Journal"), second: of("Metal Weekly")}
    assert count in written(tmp_path, origins, matrix=matrix, sections="[matrix, items]")
