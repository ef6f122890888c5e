"""Names of files that a check points out: of a brief those that it may mean."""

from reebrief.pipeline.check import checking
from reebrief.pipeline.session import Session
from support.projects import article, brief, make_project


def test_a_brief_that_selects_is_told_of_names_that_are_none(tmp_path):
    briefs = {
        "b": brief(articles="{where: {topics: [x]}}", sections="[items]"),
        "c": brief(articles="[one]", sections="[items]"),
    }
    articles = {"one": article("It grew.\n", topics="[y]"), "A b": article(topics="[x]")}
    project = make_project(tmp_path, articles, briefs=briefs)
    said = {n: [str(p) for c in checking(Session(project), [n]) for p in c.problems] for n in "bc"}
    assert any("rename it to a-b.md" in one for one in said["b"])
    assert not any("a-b.md" in one for one in said["c"])
